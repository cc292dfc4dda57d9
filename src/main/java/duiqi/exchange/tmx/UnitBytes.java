package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts units and their parts to bytes and back, so that a command can keep them in a temporary file. Only the same
 * version of duiqi can read the bytes. Stateless.
 */
public final class UnitBytes {
    /** Maximum number of characters of a part of a text; {@link DataOutput#writeUTF} writes up to 65,535 bytes. */
    private static final int MAX_PART = 20_000;

    private UnitBytes() {}

    /** Returns a unit as bytes. */
    public static byte[] of(Tu unit) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(unit.attributes(), out);
            write(unit.annotations(), out);
            out.writeInt(unit.variants().size());
            for (Tuv side : unit.variants()) {
                write(side.attributes(), out);
                write(side.annotations(), out);
                write(side.content(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("an array accepts all bytes", e);
        }
        return bytes.toByteArray();
    }

    /** Returns the unit of some bytes. */
    public static Tu unit(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            Map<String, String> attributes = readMap(in);
            List<Annotation> annotations = readAnnotations(in);
            List<Tuv> sides = new ArrayList<>();
            for (int rest = in.readInt(); rest > 0; rest--) {
                sides.add(new Tuv(readMap(in), readAnnotations(in), readContent(in)));
            }
            return new Tu(attributes, annotations, sides);
        }
    }

    /** Writes a text of any length and any characters. */
    public static void write(String text, DataOutput out) throws IOException {
        int start = 0;
        for (; text.length() - start > MAX_PART; start += MAX_PART) {
            out.writeBoolean(true);
            out.writeUTF(text.substring(start, start + MAX_PART));
        }
        out.writeBoolean(false);
        out.writeUTF(text.substring(start));
    }

    /** Reads a text. */
    public static String readText(DataInput in) throws IOException {
        if (!in.readBoolean()) {
            return in.readUTF();
        }
        StringBuilder text = new StringBuilder(in.readUTF());
        while (in.readBoolean()) {
            text.append(in.readUTF());
        }
        return text.append(in.readUTF()).toString();
    }

    /** Writes a segment with its inline tags. */
    public static void write(Content content, DataOutput out) throws IOException {
        out.writeInt(content.pieces().size());
        for (Content.Piece piece : content.pieces()) {
            if (piece instanceof Content.Code code) {
                out.writeBoolean(true);
                write(code.element(), out);
                write(code.attributes(), out);
                write(code.content(), out);
            } else if (piece instanceof Content.Text text) {
                out.writeBoolean(false);
                write(text.text(), out);
            }
        }
    }

    /** Reads a segment with its inline tags. */
    public static Content readContent(DataInput in) throws IOException {
        List<Content.Piece> pieces = new ArrayList<>();
        for (int rest = in.readInt(); rest > 0; rest--) {
            pieces.add(
                    in.readBoolean()
                            ? new Content.Code(readText(in), readMap(in), readContent(in))
                            : new Content.Text(readText(in)));
        }
        return new Content(pieces);
    }

    private static void write(List<Annotation> annotations, DataOutput out) throws IOException {
        out.writeInt(annotations.size());
        for (Annotation annotation : annotations) {
            write(annotation.element(), out);
            write(annotation.attributes(), out);
            write(annotation.text(), out);
        }
    }

    private static List<Annotation> readAnnotations(DataInput in) throws IOException {
        List<Annotation> annotations = new ArrayList<>();
        for (int rest = in.readInt(); rest > 0; rest--) {
            annotations.add(new Annotation(readText(in), readMap(in), readText(in)));
        }
        return annotations;
    }

    private static void write(Map<String, String> map, DataOutput out) throws IOException {
        out.writeInt(map.size());
        for (Map.Entry<String, String> entry : map.entrySet()) {
            write(entry.getKey(), out);
            write(entry.getValue(), out);
        }
    }

    private static Map<String, String> readMap(DataInput in) throws IOException {
        Map<String, String> map = new LinkedHashMap<>();
        for (int rest = in.readInt(); rest > 0; rest--) {
            map.put(readText(in), readText(in));
        }
        return map;
    }
}
