package duiqi.index;

import duiqi.text.Deadline;
import java.util.Arrays;

/**
 * Computes the Levenshtein distance from one sequence of token numbers to others, 64 cells of the table at a time.
 *
 * <p>Source: Myers (1999), A fast bit-vector algorithm for approximate string matching based on dynamic programming,
 * Journal of the ACM 46. The version for whole sequences is from Hyyrö (2003), A bit-vector algorithm for computing
 * Levenshtein and Damerau edit distances, Nordic Journal of Computing 10.
 *
 * <p>Sequences of more than 64 tokens are processed in blocks of 64 rows. Each block passes the differences between
 * columns to the next one, so heap use grows with the sum of the lengths, not with their product. The time grows with
 * the product, so long sequences are compared without their common ends, and check the {@link Deadline}.
 * Negative numbers equal nothing. Not thread-safe.
 */
final class EditDistance {
    private static final int ROWS = 64;
    private static final int SLOTS = 4 * ROWS;

    /** Smallest number of blocks of a long sequence. */
    private static final int LONG = 8;

    private final int[] sequence;
    private final int length;
    private final int blocks;
    private final int slots;
    /** Open-addressing table of each block: a number plus 1, or 0 for a free slot. */
    private final int[] keys;
    /** Rows that contain the number of each slot, as 64 bits. */
    private final long[] places;
    /** Difference of each column to the previous column, in the last processed row: -1, 0 or 1. */
    private byte[] steps = new byte[ROWS];

    EditDistance(int[] sequence) {
        this.sequence = sequence;
        length = sequence.length;
        blocks = (length + ROWS - 1) / ROWS;
        slots = blocks > 1 ? SLOTS : 4 * Integer.highestOneBit(Math.max(1, length));
        keys = new int[blocks * slots];
        places = new long[blocks * slots];
        for (int i = 0; i < length; i++) {
            if (sequence[i] >= 0) {
                int slot = slot(i / ROWS, sequence[i]);
                keys[slot] = sequence[i] + 1;
                places[slot] |= 1L << i;
            }
        }
    }

    /** Returns the slot of a number in the table of a block, or a free slot. */
    private int slot(int block, int number) {
        int mask = slots - 1;
        int base = block * slots;
        int slot = ((number * 0x9E3779B9) >>> 16) & mask;
        while (keys[base + slot] != 0 && keys[base + slot] != number + 1) {
            slot = (slot + 1) & mask;
        }
        return base + slot;
    }

    /**
     * Returns the distance to another sequence.
     *
     * @param other the token numbers
     * @param size the number of tokens in {@code other} that count
     * @param most the greatest distance of interest
     * @return the distance, or any number above {@code most} if it is greater
     */
    int to(int[] other, int size, int most) {
        if (Math.abs(length - size) > most) {
            return Math.abs(length - size);
        }
        if (length == 0 || size == 0) {
            return Math.max(length, size);
        }
        if (blocks >= LONG) {
            int start = commonStart(other, size);
            if (most == 0) {
                return start == length ? 0 : 1;
            }
            int end = commonEnd(other, size, start);
            if (2 * (start + end) >= Math.min(length, size)) {
                return new EditDistance(Arrays.copyOfRange(sequence, start, length - end))
                        .to(Arrays.copyOfRange(other, start, size - end), size - end - start, most);
            }
        }
        return whole(other, size, most);
    }

    /** Returns the number of equal tokens at the start of both sequences. */
    private int commonStart(int[] other, int size) {
        int common = 0;
        while (common < Math.min(length, size) && sequence[common] >= 0 && sequence[common] == other[common]) {
            common++;
        }
        return common;
    }

    /** Returns the number of equal tokens at the end of both sequences, without those at the start. */
    private int commonEnd(int[] other, int size, int start) {
        int common = 0;
        while (common < Math.min(length, size) - start
                && sequence[length - 1 - common] >= 0
                && sequence[length - 1 - common] == other[size - 1 - common]) {
            common++;
        }
        return common;
    }

    private int whole(int[] other, int size, int most) {
        if (blocks > 1) {
            steps = steps.length < size ? new byte[size] : steps;
            Arrays.fill(steps, 0, size, (byte) 1);
            for (int block = 0; block + 1 < blocks; block++) {
                if (inner(block, other, size) > most) {
                    return most + 1;
                }
            }
        }
        return last(other, size, most);
    }

    /** Computes a block that is not the last. Returns a lower bound of the distance. */
    private int inner(int block, int[] other, int size) {
        if (blocks >= LONG) {
            Deadline.check();
        }
        long up = ~0L;
        long down = 0;
        int row = (block + 1) * ROWS;
        int rest = length - row;
        int distance = row;
        int least = distance + Math.abs(rest - size);
        for (int j = 0; j < size; j++) {
            int step = steps[j];
            long falls = step < 0 ? 1 : 0;
            long equal = places[slot(block, other[j])] | falls;
            long zero = (((equal & up) + up) ^ up) | equal | down;
            long right = down | ~(zero | up);
            long left = zero & up;
            int out = (int) (right >>> 63) - (int) (left >>> 63);
            steps[j] = (byte) out;
            distance += out;
            least = Math.min(least, distance + Math.abs(rest - (size - 1 - j)));
            right = (right << 1) | (step > 0 ? 1 : 0);
            left = (left << 1) | falls;
            up = left | ~(zero | right);
            down = right & zero;
        }
        return least;
    }

    /** Computes the last block, and stops early if the distance exceeds {@code most}. */
    private int last(int[] other, int size, int most) {
        long up = ~0L;
        long down = 0;
        int block = blocks - 1;
        int bottom = length - 1;
        int distance = length;
        // Each remaining column can reduce the distance by 1 at most. The sum is a long because most may be the
        // greatest int.
        long bound = (long) most + size - 1;
        for (int j = 0; j < size; j++) {
            int step = block == 0 ? 1 : steps[j];
            long falls = step < 0 ? 1 : 0;
            long equal = places[slot(block, other[j])] | falls;
            long zero = (((equal & up) + up) ^ up) | equal | down;
            long right = down | ~(zero | up);
            long left = zero & up;
            distance += (int) ((right >>> bottom) & 1) - (int) ((left >>> bottom) & 1);
            if (distance > bound - j) {
                return most + 1;
            }
            right = (right << 1) | (step > 0 ? 1 : 0);
            left = (left << 1) | falls;
            up = left | ~(zero | right);
            down = right & zero;
        }
        return distance;
    }
}
