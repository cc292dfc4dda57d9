package duiqi.align;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Long arrays of numbers in a stream, the highest byte first: by blocks, since number by number takes several times as long. */
final class PrimitiveArrays {
    /** Bytes of a block. */
    private static final int BLOCK = 1 << 13;

    private PrimitiveArrays() {}

    /** Does something with the number at a place of an array. */
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
