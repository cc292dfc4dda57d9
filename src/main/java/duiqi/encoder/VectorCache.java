package duiqi.encoder;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Vectors of one encoder in a file that grows at its end.
 *
 * <p>After a mark of the format and the size of the vectors, every record has the same length: key, numbers, checksum. So a part
 * of a record that a killed program left at the end is known by the length of the file, and written over; a record that is
 * damaged otherwise fails its checksum (CRC-32C, RFC 3720, section 12.1) and counts as absent. Programs at work on the same file
 * append under a lock, each whole records; what others append after the file was opened is not seen. Only the keys are kept in
 * memory. Not thread-safe.
 */
final class VectorCache implements Closeable {
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
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
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

    /** The vector of a sentence. */
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

    /** Bytes from a place on, as many as there are up to a number. */
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
