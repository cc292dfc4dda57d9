package duiqi.index;

import java.util.Arrays;

/**
 * The Levenshtein distance from one sequence of token numbers to others, 64 cells of the table at a time.
 *
 * <p>Myers (1999, A fast bit-vector algorithm for approximate string matching based on dynamic programming, Journal of the ACM 46),
 * as Hyyrö (2003, A bit-vector algorithm for computing Levenshtein and Damerau edit distances, Nordic Journal of Computing 10) has
 * it for the distance of whole sequences. A sequence of more than 64 is worked off in blocks of 64 rows, each from end to end, with
 * the differences between columns handed on to the next one; so memory grows with the sum of the lengths, not with their product.
 * Negative numbers equal nothing. Not thread-safe.
 */
final class EditDistance {
    private static final int ROWS = 64;
    private static final int SLOTS = 4 * ROWS;

    private final int length;
    private final int blocks;
    private final int slots;
    /** For each block an open-addressing table: a number plus 1, or 0 for a free slot. */
    private final int[] keys;
    /** For each slot, in which of the 64 rows its number stands. */
    private final long[] places;
    /** For each column the difference to the column before, in the last row worked off: -1, 0 or 1. */
    private byte[] steps = new byte[ROWS];

    EditDistance(int[] sequence) {
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

    /** Returns where a number stands in the table of a block, or a free slot. */
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
     * @param other token numbers
     * @param size how many of them count
     * @param most the greatest distance of interest
     * @return the distance, or some number above {@code most} if it is greater
     */
    int to(int[] other, int size, int most) {
        if (Math.abs(length - size) > most) {
            return Math.abs(length - size);
        }
        if (length == 0 || size == 0) {
            return Math.max(length, size);
        }
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

    /** Works off a block that is not the last. Returns the least that the distance can still be. */
    private int inner(int block, int[] other, int size) {
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

    /** Works off the last block, until the distance is known or known to be too great. */
    private int last(int[] other, int size, int most) {
        long up = ~0L;
        long down = 0;
        int block = blocks - 1;
        int bottom = length - 1;
        int distance = length;
        // Each column yet to come can take off 1 at most; sums in long, since most may be the greatest int.
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
