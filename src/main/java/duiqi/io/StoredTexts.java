package duiqi.io;

import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Stores texts that may not fit in the heap, and returns them by number. Texts beyond the first megabyte are in a
 * temporary file, which {@link #close} deletes. Needs eight bytes of heap for each text. Not thread-safe.
 */
public final class StoredTexts implements Closeable {
    private static final int BUFFER = 1 << 20;

    private static final int SMALLEST = 1 << 12;

    /** Start of each text, and of the next text. */
    private long[] starts = new long[1 << 4];

    private int size;
    private final int limit;
    private byte[] buffer;
    private int buffered;
    private Optional<FileChannel> file = Optional.empty();

    /** Creates an empty store. */
    public StoredTexts() {
        this(BUFFER);
    }

    /** Creates a store with another size of the buffer, in bytes. */
    StoredTexts(int size) {
        limit = size;
        buffer = new byte[Math.min(size, SMALLEST)];
    }

    /** Returns the number of texts. */
    public int size() {
        return size;
    }

    /**
     * Adds a text. Its number is the number of texts before it.
     *
     * @throws FormatException if the temporary file cannot be written
     */
    public void add(String text) throws IOException {
        // UTF-8 has no bytes for the lone surrogates of LosslessText.
        byte[] bytes = new byte[Math.multiplyExact(Character.BYTES, text.length())];
        ByteBuffer.wrap(bytes).asCharBuffer().put(text);
        add(bytes);
    }

    /**
     * Adds bytes, which {@link #bytes} returns.
     *
     * @throws FormatException if the temporary file cannot be written
     */
    public void add(byte[] bytes) throws IOException {
        if (buffered + bytes.length > buffer.length && buffer.length < limit) {
            int larger = Math.max(2 * buffer.length, buffered + bytes.length);
            buffer = Arrays.copyOf(buffer, Math.min(limit, larger));
        }
        if (buffered + bytes.length > buffer.length) {
            flush(ByteBuffer.wrap(buffer, 0, buffered));
            buffered = 0;
        }
        if (bytes.length > buffer.length) {
            flush(ByteBuffer.wrap(bytes));
        } else {
            System.arraycopy(bytes, 0, buffer, buffered, bytes.length);
            buffered += bytes.length;
        }
        if (size + 1 == starts.length) {
            starts = Arrays.copyOf(starts, starts.length + (starts.length >> 1));
        }
        size++;
        starts[size] = starts[size - 1] + bytes.length;
    }

    private void flush(ByteBuffer bytes) throws IOException {
        try {
            if (file.isEmpty()) {
                Path path = Files.createTempFile("duiqi-", ".tmp");
                file = Optional.of(FileChannel.open(
                        path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
            }
            while (bytes.hasRemaining()) {
                file.get().write(bytes);
            }
        } catch (IOException e) {
            throw new FormatException(
                    "temporary file",
                    "cannot write: " + e.getMessage(),
                    "free disk space, or give another folder: DUIQI_JAVA_OPTS=-Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    /** Returns a text by its number. */
    public String get(int number) throws IOException {
        return ByteBuffer.wrap(bytes(number)).asCharBuffer().toString();
    }

    /** Returns the bytes of a text by its number. */
    public byte[] bytes(int number) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(starts[number + 1] - starts[number])];
        long inBuffer = starts[number] - (starts[size] - buffered);
        if (inBuffer >= 0) {
            System.arraycopy(buffer, (int) inBuffer, bytes, 0, bytes.length);
        } else {
            ByteBuffer target = ByteBuffer.wrap(bytes);
            while (target.hasRemaining()) {
                file.orElseThrow().read(target, starts[number] + target.position());
            }
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }
}
