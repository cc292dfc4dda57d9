package duiqi.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads varints and texts one after the other. Not thread-safe. */
final class RecordReader {
    private final ByteBuffer section;
    private int position;

    RecordReader(ByteBuffer section, int position) {
        this.section = section;
        this.position = position;
    }

    int position() {
        return position;
    }

    int varint() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = section.get(position++);
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }

    /** A text in UTF-8 after the number of its bytes. */
    String string() {
        return new String(bytes(varint()), StandardCharsets.UTF_8);
    }

    /** A text in UTF-8 or UTF-16, whichever {@link TextForm} chose. */
    String text() {
        int head = varint();
        return TextForm.decode(bytes(head >>> 1), (head & 1) != 0);
    }

    void skipText() {
        int length = varint() >>> 1;
        position += length;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        section.get(position, bytes);
        position += length;
        return bytes;
    }
}
