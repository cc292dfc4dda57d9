package duiqi.lexicon;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SortedMap;

/**
 * Holds some columns with weights from 0 to 1 for each row, in primitive arrays. A weight takes one byte, in logarithmic
 * steps of an eighth of a bit, which is finer than the precision of a dictionary. Do not change the arrays: then rows are
 * thread-safe.
 *
 * @param starts by row: start of its cells; one more element for the end
 * @param columns by cell: its column, increasing in each row
 * @param levels one or more arrays of weights: by cell its level
 */
record WeightRows(int[] starts, int[] columns, byte[]... levels) {
    /** Size of a step as a natural logarithm. */
    static final double STEP = Math.log(2) / 8;

    private static final int NOTHING = 255;
    private static final float[] WEIGHTS = new float[NOTHING + 1];

    static {
        for (int level = 0; level < NOTHING; level++) {
            WEIGHTS[level] = (float) Math.exp(-level * STEP);
        }
    }

    /** Returns the level of a weight. Weights above 1 count as 1. */
    static byte level(double weight) {
        return (byte) (weight <= 0 ? NOTHING : Math.min(NOTHING, Math.round(-Math.log(Math.min(1, weight)) / STEP)));
    }

    /** Returns the rows with the given weights by column. */
    static WeightRows of(List<? extends SortedMap<Integer, Double>> rows) {
        int[] starts = new int[rows.size() + 1];
        for (int row = 0; row < rows.size(); row++) {
            starts[row + 1] = starts[row] + rows.get(row).size();
        }
        int[] columns = new int[starts[rows.size()]];
        byte[] levels = new byte[columns.length];
        int k = 0;
        for (SortedMap<Integer, Double> row : rows) {
            for (var cell : row.entrySet()) {
                columns[k] = cell.getKey();
                levels[k++] = level(cell.getValue());
            }
        }
        return new WeightRows(starts, columns, levels);
    }

    float weight(int kind, int cell) {
        return WEIGHTS[levels[kind][cell] & 0xff];
    }

    void forEach(int row, Lexicon.Weights cells) {
        for (int k = starts[row]; k < starts[row + 1]; k++) {
            cells.accept(columns[k], weight(0, k));
        }
    }

    /** Writes everything except the numbers of rows and cells. */
    void write(DataOutput out) throws IOException {
        for (int row = 0; row + 1 < starts.length; row++) {
            writeVariable(out, starts[row + 1] - starts[row]);
        }
        for (int row = 0; row + 1 < starts.length; row++) {
            int last = 0;
            for (int k = starts[row]; k < starts[row + 1]; k++) {
                writeVariable(out, columns[k] - last);
                last = columns[k];
            }
        }
        for (byte[] kind : levels) {
            out.write(kind);
        }
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param kinds number of weights of a cell
     */
    static WeightRows read(ByteBuffer in, int rows, int kinds) {
        int[] starts = new int[rows + 1];
        for (int row = 0; row < rows; row++) {
            starts[row + 1] = starts[row] + readVariable(in);
        }
        int[] columns = new int[starts[rows]];
        for (int row = 0; row < rows; row++) {
            int last = 0;
            for (int k = starts[row]; k < starts[row + 1]; k++) {
                last += readVariable(in);
                columns[k] = last;
            }
        }
        byte[][] levels = new byte[kinds][columns.length];
        for (byte[] kind : levels) {
            in.get(kind);
        }
        return new WeightRows(starts, columns, levels);
    }

    /** Writes a number with seven bits a byte, low bits first, and the high bit set in all bytes except the last. */
    private static void writeVariable(DataOutput out, int value) throws IOException {
        int rest = value;
        while (rest > 0x7f) {
            out.writeByte(rest | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    private static int readVariable(ByteBuffer in) {
        int value = 0;
        byte next = in.get();
        for (int shift = 0; ; shift += 7) {
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
            next = in.get();
        }
    }
}
