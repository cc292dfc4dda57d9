package duiqi.lexicon;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/**
 * For each row number some columns with weights in (0, 1], as primitive arrays. Weights are kept in steps of a half-bit
 * logarithm, one byte each, which is finer than what a dictionary can know. Immutable and thread-safe.
 */
final class WeightTable {
    private static final double STEP = Math.log(2) / 8;

    private final int[] starts;
    private final int[] columns;
    private final byte[] levels;

    private WeightTable(int[] starts, int[] columns, byte[] levels) {
        this.starts = starts;
        this.columns = columns;
        this.levels = levels;
    }

    /**
     * @param rows for each row its weights by column; weights above 1 count as 1
     */
    static WeightTable of(List<? extends SortedMap<Integer, Double>> rows) {
        int[] starts = new int[rows.size() + 1];
        for (int i = 0; i < rows.size(); i++) {
            starts[i + 1] = starts[i] + rows.get(i).size();
        }
        int[] columns = new int[starts[rows.size()]];
        byte[] levels = new byte[columns.length];
        int k = 0;
        for (SortedMap<Integer, Double> row : rows) {
            for (var cell : row.entrySet()) {
                columns[k] = cell.getKey();
                levels[k++] = (byte) Math.min(255, Math.round(-Math.log(Math.min(1, cell.getValue())) / STEP));
            }
        }
        return new WeightTable(starts, columns, levels);
    }

    void forEach(int row, Lexicon.Weights cells) {
        for (int k = starts[row]; k < starts[row + 1]; k++) {
            cells.accept(columns[k], WEIGHTS[levels[k] & 0xff]);
        }
    }

    private static final float[] WEIGHTS = new float[256];

    static {
        for (int level = 0; level < WEIGHTS.length; level++) {
            WEIGHTS[level] = (float) Math.exp(-level * STEP);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(starts.length - 1);
        out.writeInt(columns.length);
        for (int i = 0; i + 1 < starts.length; i++) {
            writeVariable(out, starts[i + 1] - starts[i]);
        }
        for (int i = 0; i + 1 < starts.length; i++) {
            int last = 0;
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                writeVariable(out, columns[k] - last);
                last = columns[k];
            }
        }
        out.write(levels);
    }

    static WeightTable read(DataInput in) throws IOException {
        int[] starts = new int[in.readInt() + 1];
        int[] columns = new int[in.readInt()];
        for (int i = 0; i + 1 < starts.length; i++) {
            starts[i + 1] = starts[i] + readVariable(in);
        }
        for (int i = 0; i + 1 < starts.length; i++) {
            int last = 0;
            for (int k = starts[i]; k < starts[i + 1]; k++) {
                last += readVariable(in);
                columns[k] = last;
            }
        }
        byte[] levels = new byte[columns.length];
        in.readFully(levels);
        return new WeightTable(starts, columns, levels);
    }

    /** Seven bits a byte, low bits first, the high bit set on all bytes but the last. */
    private static void writeVariable(DataOutput out, int value) throws IOException {
        int rest = value;
        while (rest > 0x7f) {
            out.writeByte(rest | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    private static int readVariable(DataInput in) throws IOException {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte b = in.readByte();
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
    }
}
