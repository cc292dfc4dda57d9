package duiqi.encoder;

import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * An encoder that asks another and remembers what it answers: the last sentences in memory, and all on disk if there is a folder
 * for that, in a file for each identity. So the second alignment of a text takes no model, and one that was broken off goes on
 * where it was.
 *
 * <p>A cache that cannot be read or written costs time and nothing else: that is told once, and the encoder goes on without.
 * Safe for threads, which wait for each other.
 */
public final class CachedEncoder implements Encoder {
    /** After so many sentences what is known is written down, so that little is lost when the program is stopped. */
    private static final int BATCH = 256;

    private static final int NAME_BYTES = 16;

    /** Sentences of a long novel in both languages, some 60 MB with vectors of 1024 numbers. */
    private static final int REMEMBERED = 1 << 14;

    private final Encoder encoder;
    private final Optional<Path> folder;
    private final Consumer<IOException> trouble;
    private final Map<String, float[]> last = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > REMEMBERED;
        }
    };
    private Optional<VectorCache> cache = Optional.empty();
    private boolean opened;
    private boolean usable = true;

    /**
     * Returns an encoder that remembers in memory alone.
     *
     * @param encoder asked for what is not remembered, and closed with this
     */
    public CachedEncoder(Encoder encoder) {
        this(encoder, Optional.empty(), trouble -> {});
    }

    /**
     * @param encoder asked for what is not remembered, and closed with this
     * @param folder where the caches are; made when it is not there
     * @param trouble told, once, of a cache that cannot be used
     */
    public CachedEncoder(Encoder encoder, Path folder, Consumer<IOException> trouble) {
        this(encoder, Optional.of(folder), trouble);
    }

    private CachedEncoder(Encoder encoder, Optional<Path> folder, Consumer<IOException> trouble) {
        this.encoder = encoder;
        this.folder = folder;
        this.trouble = trouble;
    }

    @Override
    public synchronized String identity() throws IOException {
        return encoder.identity();
    }

    @Override
    public synchronized List<float[]> encode(Language language, List<String> sentences) throws IOException {
        open();
        Map<String, float[]> vectors = new HashMap<>();
        Set<String> unknown = new LinkedHashSet<>();
        for (String sentence : sentences) {
            if (!vectors.containsKey(sentence)) {
                find(key(language, sentence))
                        .ifPresentOrElse(vector -> vectors.put(sentence, vector), () -> unknown.add(sentence));
            }
        }
        List<String> left = List.copyOf(unknown);
        for (int from = 0; from < left.size(); from += BATCH) {
            List<String> part = left.subList(from, Math.min(from + BATCH, left.size()));
            List<float[]> answers = encoder.encode(language, part);
            for (int k = 0; k < part.size(); k++) {
                vectors.put(part.get(k), answers.get(k));
                last.put(key(language, part.get(k)), answers.get(k));
            }
            keep(part.stream().map(sentence -> key(language, sentence)).toList(), answers);
        }
        return sentences.stream().map(vectors::get).map(Objects::requireNonNull).toList();
    }

    /** Returns the same words may have another vector in another language, where the model wants them prefixed. */
    private static String key(Language language, String sentence) {
        return language.primary() + " " + sentence;
    }

    private void open() throws IOException {
        if (opened || folder.isEmpty()) {
            return;
        }
        opened = true;
        String name = HexFormat.of().formatHex(Digest.of(encoder.identity()), 0, NAME_BYTES) + ".vectors";
        try {
            cache = Optional.of(VectorCache.open(folder.get().resolve(name)));
        } catch (IOException e) {
            trouble.accept(e);
        }
    }

    private Optional<float[]> find(String key) {
        Optional<float[]> remembered = Optional.ofNullable(last.get(key)).or(() -> read(key));
        remembered.ifPresent(vector -> last.put(key, vector));
        return remembered;
    }

    private Optional<float[]> read(String key) {
        try {
            return usable && cache.isPresent() ? cache.get().get(key) : Optional.empty();
        } catch (IOException e) {
            abandon(e);
            return Optional.empty();
        }
    }

    private void keep(List<String> keys, List<float[]> vectors) throws IOException {
        if (!usable || cache.isEmpty()) {
            return;
        }
        int before = cache.get().size();
        int now = vectors.get(0).length;
        try {
            cache.get().put(keys, vectors);
        } catch (IOException e) {
            abandon(e);
        }
        if (before != 0 && before != now) {
            throw new FormatException(
                    encoder.identity(),
                    "gave vectors of " + before + " numbers before, which are in the cache, and now gives some of "
                            + now,
                    "run the command again, since the cache has been begun anew");
        }
    }

    private void abandon(IOException failure) {
        usable = false;
        trouble.accept(failure);
    }

    @Override
    public synchronized void close() throws IOException {
        try (encoder) {
            if (cache.isPresent()) {
                cache.get().close();
            }
        }
    }

    /**
     * Vectors of one encoder in a file that grows at its end.
     *
     * <p>After a mark of the format and the size of the vectors, every record has the same length: key, numbers, checksum. So a part
     * of a record that a killed program left at the end is known by the length of the file, and written over; a record that is
     * damaged otherwise fails its checksum (CRC-32C, RFC 3720, section 12.1) and counts as absent. Programs at work on the same file
     * append under a lock, each whole records; what others append after the file was opened is not seen. Only the keys are kept in
     * memory. Not thread-safe.
     */
    static final class VectorCache implements Closeable {
        private static final byte[] MARK = "duiqi vectors 1\n".getBytes(StandardCharsets.US_ASCII);
        private static final int HEADER = MARK.length + Integer.BYTES;

        /** Half a SHA-256: that two sentences share it will not happen. */
        private static final int KEY = 16;

        private static final int RECORDS_AT_ONCE = 256;

        /** No encoder has vectors of so many numbers; a file that says so is damaged. */
        private static final int MAX_SIZE = 1 << 16;

        private final FileChannel channel;
        private final Map<ByteBuffer, Long> places = new HashMap<>();
        private int size;

        private VectorCache(FileChannel channel) {
            this.channel = channel;
        }

        /** Opens a cache, or begins one. A file that is none is begun anew at the first writing. */
        static VectorCache open(Path file) throws IOException {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                VectorCache cache = new VectorCache(channel);
                cache.size = readSize(channel);
                cache.index();
                return cache;
            } catch (IOException e) {
                channel.close();
                throw e;
            }
        }

        /** Numbers in each vector; 0 if there is none yet. */
        int size() {
            return size;
        }

        private static int readSize(FileChannel channel) throws IOException {
            ByteBuffer header = read(channel, 0, HEADER);
            if (header.remaining() < HEADER || !header.slice(0, MARK.length).equals(ByteBuffer.wrap(MARK))) {
                return 0;
            }
            int size = header.getInt(MARK.length);
            return size > 0 && size <= MAX_SIZE ? size : 0;
        }

        private void index() throws IOException {
            if (size == 0) {
                return;
            }
            int length = length(size);
            long at = HEADER;
            ByteBuffer records = read(channel, at, length * RECORDS_AT_ONCE);
            while (records.remaining() >= length) {
                byte[] key = new byte[KEY];
                records.get(key);
                places.put(ByteBuffer.wrap(key), at);
                records.position(records.position() + length - KEY);
                at += length;
                if (records.remaining() < length) {
                    records = read(channel, at, length * RECORDS_AT_ONCE);
                }
            }
        }

        /** Returns the vector of a sentence. */
        Optional<float[]> get(String sentence) throws IOException {
            Long at = places.get(key(sentence));
            if (at == null) {
                return Optional.empty();
            }
            ByteBuffer record = read(channel, at, length(size));
            if (record.remaining() < length(size) || !record.slice(0, KEY).equals(key(sentence))) {
                return Optional.empty();
            }
            int checked = length(size) - Integer.BYTES;
            if (record.getInt(checked) != checksum(record.slice(0, checked))) {
                return Optional.empty();
            }
            float[] vector = new float[size];
            record.position(KEY).asFloatBuffer().get(vector);
            return Optional.of(vector);
        }

        /**
         * Keeps vectors. If their size is another than that of the vectors here, those are of an older model and go.
         *
         * @param sentences keys, one for each vector
         */
        void put(List<String> sentences, List<float[]> vectors) throws IOException {
            if (vectors.isEmpty()) {
                return;
            }
            int given = vectors.get(0).length;
            FileLock lock = channel.lock();
            try {
                if (given != readSize(channel)) {
                    begin(given);
                }
                size = given;
                int length = length(given);
                long at = HEADER + (channel.size() - HEADER) / length * length;
                ByteBuffer records = ByteBuffer.allocate(length * sentences.size());
                for (int k = 0; k < sentences.size(); k++) {
                    int start = records.position();
                    ByteBuffer key = key(sentences.get(k));
                    records.put(key.duplicate());
                    records.asFloatBuffer().put(vectors.get(k));
                    records.position(start + length - Integer.BYTES);
                    records.putInt(checksum(records.slice(start, length - Integer.BYTES)));
                    places.put(key, at + start);
                }
                write(at, records.flip());
            } finally {
                lock.release();
            }
        }

        private void begin(int given) throws IOException {
            places.clear();
            channel.truncate(0);
            write(0, ByteBuffer.allocate(HEADER).put(MARK).putInt(given).flip());
        }

        private void write(long at, ByteBuffer bytes) throws IOException {
            long place = at;
            while (bytes.hasRemaining()) {
                place += channel.write(bytes, place);
            }
        }

        /** Returns the bytes from a place on, as many as there are up to a number. */
        private static ByteBuffer read(FileChannel channel, long at, int most) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(most);
            int read = 0;
            while (bytes.hasRemaining() && read >= 0) {
                read = channel.read(bytes, at + bytes.position());
            }
            return bytes.flip();
        }

        private static int length(int size) {
            return KEY + size * Float.BYTES + Integer.BYTES;
        }

        private static ByteBuffer key(String sentence) {
            return ByteBuffer.wrap(Arrays.copyOf(Digest.of(sentence), KEY));
        }

        private static int checksum(ByteBuffer bytes) {
            CRC32C checksum = new CRC32C();
            checksum.update(bytes);
            return (int) checksum.getValue();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
