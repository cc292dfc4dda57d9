package duiqi.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.CRC32C;

/** Writes the sections of a shard file in sequence, and then its head. Not thread-safe. */
final class SectionWriter implements Closeable {
    private static final int BUFFER = 1 << 18;
    private static final int ALIGNMENT = 8;
    private static final int LOW_BITS = 0x7f;
    private static final int MORE = 0x80;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final CRC32C checksum = new CRC32C();
    private final Map<ShardHead.Section, ShardHead.Place> places = new EnumMap<>(ShardHead.Section.class);
    private long flushed;
    private long start;

    /** Creates the file, which must not exist. */
    SectionWriter(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.position(ShardHead.SIZE);
        flushed = ShardHead.SIZE;
        start = flushed;
    }

    /** Ends a section, which starts at the end of the previous one. */
    void end(ShardHead.Section section) throws IOException {
        long length = length();
        if (length > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("section is larger than 2^31 bytes: " + length);
        }
        places.put(section, new ShardHead.Place(start, (int) length));
        while (length() % ALIGNMENT != 0) {
            putByte(0);
        }
        start += length();
    }

    /** Returns the number of bytes in the current section. */
    long length() {
        return flushed + buffer.position() - start;
    }

    void putByte(int value) throws IOException {
        room(1);
        buffer.put((byte) value);
    }

    void putInt(int value) throws IOException {
        room(Integer.BYTES);
        buffer.putInt(value);
    }

    void putLong(long value) throws IOException {
        room(Long.BYTES);
        buffer.putLong(value);
    }

    /** Writes a number with seven bits a byte, low bits first, and the high bit set in all bytes except the last. */
    void putVarint(int value) throws IOException {
        int rest = value;
        while ((rest & ~LOW_BITS) != 0) {
            putByte((rest & LOW_BITS) | MORE);
            rest >>>= 7;
        }
        putByte(rest);
    }

    /** Writes the number of bytes as a varint, then the text in UTF-8. */
    void putString(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        putVarint(bytes.length);
        put(bytes, 0, bytes.length);
    }

    /**
     * Writes a text in UTF-8, or in UTF-16 if that is shorter, as for Chinese, where it saves a third. A varint
     * precedes the text: twice the number of bytes, plus 1 for UTF-16.
     */
    void putText(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int wide = 0;
        if (bytes.length > Character.BYTES * text.length()) {
            bytes = text.getBytes(StandardCharsets.UTF_16LE);
            wide = 1;
        }
        putVarint(Math.multiplyExact(bytes.length, 2) + wide);
        put(bytes, 0, bytes.length);
    }

    void put(byte[] bytes, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            room(1);
            int part = Math.min(count - done, buffer.remaining());
            buffer.put(bytes, offset + done, part);
            done += part;
        }
    }

    private void room(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            flush();
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        checksum.update(buffer.duplicate());
        flushed += buffer.remaining();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** Writes the head and forces the file to disk. */
    void finish(int units) throws IOException {
        flush();
        ByteBuffer head = new ShardHead(units, flushed, (int) checksum.getValue(), places).bytes();
        while (head.hasRemaining()) {
            channel.write(head, head.position());
        }
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
