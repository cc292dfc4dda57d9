package duiqi.encoder;

import duiqi.io.InputFile;
import duiqi.io.LockedFile;
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
 * Caches the vectors of another encoder: recent sentences in memory, and all sentences on disk if a folder is given.
 * Each identity has its own file. The second alignment of a text then needs no model, and an interrupted one continues
 * where it stopped.
 *
 * <p>If the cache cannot be read or written, the encoder reports it once and continues without the cache. Thread-safe;
 * threads wait for each other.
 */
public final class CachedEncoder implements Encoder {
    /**
     * Number of sentences after which vectors are written to disk, so that little is lost if the program is stopped.
     */
    private static final int BATCH = 256;

    private static final int NAME_BYTES = 16;

    /**
     * Maximum number of sentences in memory: those of a long novel in both languages, about 60 MB with vectors of 1024
     * numbers.
     */
    private static final int MAX_IN_MEMORY = 1 << 14;

    private final Encoder encoder;
    private final Optional<Path> folder;
    private final Consumer<IOException> onFailure;
    private final Map<String, float[]> last = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, float[]> eldest) {
            return size() > MAX_IN_MEMORY;
        }
    };
    private Optional<VectorCache> cache = Optional.empty();
    private boolean opened;
    private boolean usable = true;

    /**
     * Creates an encoder that caches in memory only.
     *
     * @param encoder encoder of sentences that are not cached; closed with this one
     */
    public CachedEncoder(Encoder encoder) {
        this(encoder, Optional.empty(), onFailure -> {});
    }

    /**
     * Creates an encoder that caches in memory and on disk.
     *
     * @param encoder encoder of sentences that are not cached; closed with this one
     * @param folder folder of the cache files; created if missing
     * @param onFailure receives the failure, at most once, if the cache cannot be used
     */
    public CachedEncoder(Encoder encoder, Path folder, Consumer<IOException> onFailure) {
        this(encoder, Optional.of(folder), onFailure);
    }

    private CachedEncoder(Encoder encoder, Optional<Path> folder, Consumer<IOException> onFailure) {
        this.encoder = encoder;
        this.folder = folder;
        this.onFailure = onFailure;
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
            store(part.stream().map(sentence -> key(language, sentence)).toList(), answers);
        }
        return sentences.stream().map(vectors::get).map(Objects::requireNonNull).toList();
    }

    /**
     * Returns the key of a sentence. It includes the language, since a model may need a different prefix for each
     * language.
     */
    private static String key(Language language, String sentence) {
        return language.primary() + " " + sentence;
    }

    private void open() throws IOException {
        if (opened || folder.isEmpty()) {
            return;
        }
        opened = true;
        String name =
                HexFormat.of().formatHex(EmbeddingProtocol.Digest.of(encoder.identity()), 0, NAME_BYTES) + ".vectors";
        try {
            cache = Optional.of(VectorCache.open(folder.get().resolve(name)));
        } catch (IOException e) {
            onFailure.accept(e);
        }
    }

    private Optional<float[]> find(String key) {
        Optional<float[]> cached = Optional.ofNullable(last.get(key)).or(() -> read(key));
        cached.ifPresent(vector -> last.put(key, vector));
        return cached;
    }

    private Optional<float[]> read(String key) {
        try {
            return usable && cache.isPresent() ? cache.get().get(key) : Optional.empty();
        } catch (IOException e) {
            abandon(e);
            return Optional.empty();
        }
    }

    private void store(List<String> keys, List<float[]> vectors) throws IOException {
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
                    "the size of the vectors changed from " + before + " in the cache to " + now,
                    "run the command again; the cache was reset");
        }
    }

    private void abandon(IOException failure) {
        usable = false;
        onFailure.accept(failure);
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
     * Stores the vectors of one encoder in an append-only file.
     *
     * <p>After a header with the format and the size of the vectors, every record has the same length: key, numbers,
     * checksum. The length of the file therefore reveals an incomplete record at the end, which a killed process left.
     * The next write overwrites this record. A record with other damage fails its checksum (CRC-32C, RFC 3720, section
     * 12.1) and counts as missing. Several processes append whole records to the same file under a lock. An open cache
     * does not see the records that others append later. Only the keys are kept in memory. Not thread-safe.
     */
    static final class VectorCache implements Closeable {
        private static final byte[] MAGIC = "duiqi vectors 1\n".getBytes(StandardCharsets.US_ASCII);
        private static final int HEADER = MAGIC.length + Integer.BYTES;

        /** Length of a key in bytes: half a SHA-256, so that two sentences never share a key in practice. */
        private static final int KEY = 16;

        private static final int RECORDS_AT_ONCE = 256;

        /** Largest size of a vector. No encoder has larger ones, so a file with a larger size is damaged. */
        private static final int MAX_SIZE = 1 << 16;

        private final FileChannel channel;
        private final Map<ByteBuffer, Long> positions = new HashMap<>();
        private int size;

        private VectorCache(FileChannel channel) {
            this.channel = channel;
        }

        /** Opens or creates a cache. A file in another format is replaced at the first write. */
        static VectorCache open(Path file) throws IOException {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            FileChannel channel = InputFile.openOwn(
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

        /** Returns the number of values in each vector, or 0 if the cache is empty. */
        int size() {
            return size;
        }

        private static int readSize(FileChannel channel) throws IOException {
            ByteBuffer header = read(channel, 0, HEADER);
            if (header.remaining() < HEADER || !header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
                return 0;
            }
            int size = header.getInt(MAGIC.length);
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
                positions.put(ByteBuffer.wrap(key), at);
                records.position(records.position() + length - KEY);
                at += length;
                if (records.remaining() < length) {
                    records = read(channel, at, length * RECORDS_AT_ONCE);
                }
            }
        }

        /** Returns the vector of a sentence. */
        Optional<float[]> get(String sentence) throws IOException {
            Long at = positions.get(key(sentence));
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
         * Stores vectors. If their size differs from that of the stored vectors, the stored vectors are from an older
         * model and are removed.
         *
         * @param sentences keys, one for each vector
         */
        void put(List<String> sentences, List<float[]> vectors) throws IOException {
            if (vectors.isEmpty()) {
                return;
            }
            int given = vectors.get(0).length;
            FileLock lock = LockedFile.hold(channel);
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
                    positions.put(key, at + start);
                }
                write(at, records.flip());
            } finally {
                lock.release();
            }
        }

        private void begin(int given) throws IOException {
            positions.clear();
            channel.truncate(0);
            write(0, ByteBuffer.allocate(HEADER).put(MAGIC).putInt(given).flip());
        }

        private void write(long at, ByteBuffer bytes) throws IOException {
            long position = at;
            while (bytes.hasRemaining()) {
                position += channel.write(bytes, position);
            }
        }

        /** Returns up to {@code most} bytes from a position on. */
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
            return ByteBuffer.wrap(Arrays.copyOf(EmbeddingProtocol.Digest.of(sentence), KEY));
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
