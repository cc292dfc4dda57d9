package duiqi.align.learn;

import duiqi.align.CorpusTables;
import duiqi.align.TokenTypes;
import duiqi.text.FormatException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Reads and writes {@link CorpusTables}. The file contains a magic number, the layout version, the sizes, a checksum of
 * these, the arrays, and a checksum of everything. Numbers have the highest byte first. Checksums are CRC-32, as in
 * gzip. The sizes have their own checksum because they are used before the end is reached.
 */
public final class CorpusTablesFile {
    /** "dqct" in ASCII. */
    private static final int MAGIC = 0x64716374;

    /** Version of the layout. Increase it when the layout or the tokenization changes. */
    private static final int VERSION = 1;

    private static final int BUFFER = 1 << 16;
    private static final String REMEDY = "train the tables again with duiqi corpus align";

    private CorpusTablesFile() {}

    public static void write(CorpusTables tables, OutputStream stream) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(stream, new CRC32());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeInt(MAGIC);
        out.writeInt(VERSION);
        TokenTypes types = tables.vocabulary();
        out.writeInt(types.starts().length - 1);
        out.writeInt(types.chars().length);
        out.writeInt(types.charactersStart());
        out.writeInt(types.stemsStart());
        out.writeInt(tables.size());
        out.writeInt((int) checked.getChecksum().getValue());
        PrimitiveArrays.write(out, types.starts());
        PrimitiveArrays.write(out, types.chars());
        PrimitiveArrays.write(out, tables.starts());
        PrimitiveArrays.write(out, tables.chineseTotals());
        PrimitiveArrays.write(out, tables.wordTotals());
        PrimitiveArrays.write(out, tables.characterTotals());
        PrimitiveArrays.write(out, tables.stems());
        PrimitiveArrays.write(out, tables.forward());
        PrimitiveArrays.write(out, tables.backward());
        out.writeInt((int) checked.getChecksum().getValue());
        out.flush();
    }

    public static CorpusTables read(String name, InputStream stream) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(new BufferedInputStream(stream, BUFFER), new CRC32());
        try {
            return read(name, new DataInputStream(checked), checked);
        } catch (EOFException e) {
            throw new FormatException(name, "ends inside the tables", REMEDY, e);
        }
    }

    private static CorpusTables read(String name, DataInputStream in, CheckedInputStream checked) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new FormatException(name, "has no duiqi translation tables", REMEDY);
        }
        int version = in.readInt();
        if (version != VERSION) {
            throw new FormatException(
                    name, "has layout " + version + ", but this version of duiqi reads layout " + VERSION, REMEDY);
        }
        int types = in.readInt();
        int chars = in.readInt();
        int charactersStart = in.readInt();
        int stemsStart = in.readInt();
        int pairs = in.readInt();
        requireChecksum(name, in, checked);
        int[] starts = PrimitiveArrays.ints(in, types + 1);
        CorpusTables tables = new CorpusTables(
                new TokenTypes(PrimitiveArrays.chars(in, chars), starts, charactersStart, stemsStart),
                PrimitiveArrays.ints(in, stemsStart + 1),
                PrimitiveArrays.doubles(in, stemsStart),
                PrimitiveArrays.doubles(in, types - stemsStart),
                PrimitiveArrays.doubles(in, types - stemsStart),
                PrimitiveArrays.ints(in, pairs),
                PrimitiveArrays.floats(in, pairs),
                PrimitiveArrays.floats(in, pairs));
        requireChecksum(name, in, checked);
        if (in.read() >= 0) {
            throw new FormatException(name, "has data after the end of the tables", REMEDY);
        }
        return tables;
    }

    private static void requireChecksum(String name, DataInputStream in, CheckedInputStream checked)
            throws IOException {
        int expected = (int) checked.getChecksum().getValue();
        if (in.readInt() != expected) {
            throw new FormatException(name, "has a wrong checksum", REMEDY);
        }
    }

    /**
     * Reads and writes long arrays of numbers with the highest byte first, in blocks. Processing each number separately
     * takes several times as long.
     */
    private static final class PrimitiveArrays {
        /** Size of a block in bytes. */
        private static final int BLOCK = 1 << 13;

        private PrimitiveArrays() {}

        /** Copies the number at an index of an array. */
        @FunctionalInterface
        private interface Step {
            void of(ByteBuffer block, int place);
        }

        static void write(OutputStream out, int[] numbers) throws IOException {
            write(out, numbers.length, Integer.BYTES, (block, k) -> block.putInt(numbers[k]));
        }

        static void write(OutputStream out, char[] letters) throws IOException {
            write(out, letters.length, Character.BYTES, (block, k) -> block.putChar(letters[k]));
        }

        static void write(OutputStream out, float[] numbers) throws IOException {
            write(out, numbers.length, Float.BYTES, (block, k) -> block.putFloat(numbers[k]));
        }

        static void write(OutputStream out, double[] numbers) throws IOException {
            write(out, numbers.length, Double.BYTES, (block, k) -> block.putDouble(numbers[k]));
        }

        private static void write(OutputStream out, int length, int bytes, Step step) throws IOException {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            for (int place = 0; place < length; place++) {
                step.of(block, place);
                if (block.remaining() < bytes || place == length - 1) {
                    out.write(block.array(), 0, block.position());
                    block.clear();
                }
            }
        }

        static int[] ints(DataInputStream in, int length) throws IOException {
            int[] numbers = new int[length];
            read(in, length, Integer.BYTES, (block, k) -> numbers[k] = block.getInt());
            return numbers;
        }

        static char[] chars(DataInputStream in, int length) throws IOException {
            char[] letters = new char[length];
            read(in, length, Character.BYTES, (block, k) -> letters[k] = block.getChar());
            return letters;
        }

        static float[] floats(DataInputStream in, int length) throws IOException {
            float[] numbers = new float[length];
            read(in, length, Float.BYTES, (block, k) -> numbers[k] = block.getFloat());
            return numbers;
        }

        static double[] doubles(DataInputStream in, int length) throws IOException {
            double[] numbers = new double[length];
            read(in, length, Double.BYTES, (block, k) -> numbers[k] = block.getDouble());
            return numbers;
        }

        private static void read(DataInputStream in, int length, int bytes, Step step) throws IOException {
            ByteBuffer block = ByteBuffer.allocate(BLOCK);
            block.limit(0);
            for (int place = 0; place < length; place++) {
                if (!block.hasRemaining()) {
                    int wanted = (int) Math.min(BLOCK, (long) (length - place) * bytes);
                    in.readFully(block.array(), 0, wanted);
                    block.position(0).limit(wanted);
                }
                step.of(block, place);
            }
        }
    }
}
