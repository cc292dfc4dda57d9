package duiqi.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How a record keeps a text: in UTF-8, or in UTF-16 where that is shorter, as for Chinese it is by a third. */
final class TextForm {
    private TextForm() {}

    /** Writes a varint, twice the number of bytes and 1 more for UTF-16, and the bytes. */
    static void write(String text, SectionWriter out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int wide = 0;
        if (bytes.length > Character.BYTES * text.length()) {
            bytes = text.getBytes(StandardCharsets.UTF_16LE);
            wide = 1;
        }
        out.putVarint(Math.multiplyExact(bytes.length, 2) + wide);
        out.put(bytes, 0, bytes.length);
    }

    static String decode(byte[] bytes, boolean wide) {
        return new String(bytes, wide ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8);
    }
}
