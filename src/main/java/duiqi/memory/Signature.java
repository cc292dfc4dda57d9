package duiqi.memory;

import java.util.Arrays;

/**
 * 128 bits that stand for the tokens of a text in any order, from which a lower bound of the edit distance follows.
 *
 * <p>Every token sets the bit that its number and the number of equal ones before it hash to. A bit that only one of two texts
 * has set is of a token that the other has fewer of; so as many tokens must be replaced or taken away.
 *
 * @param low bits 0 to 63
 * @param high bits 64 to 127
 * @param unknown tokens without a number, which no other text has
 * @param length tokens in all
 */
record Signature(long low, long high, int unknown, int length) {

    static Signature of(int[] tokens) {
        int[] sorted = tokens.clone();
        Arrays.sort(sorted);
        long low = 0;
        long high = 0;
        int unknown = 0;
        int nth = 0;
        for (int i = 0; i < sorted.length; i++) {
            nth = i > 0 && sorted[i] == sorted[i - 1] ? nth + 1 : 0;
            if (sorted[i] < 0) {
                unknown++;
            } else {
                int bit = bit(sorted[i], nth);
                low |= lowBit(bit);
                high |= highBit(bit);
            }
        }
        return new Signature(low, high, unknown, tokens.length);
    }

    /** The bit, 0 to 127, of the n-th token of that number, n from 0. */
    static int bit(int token, int nth) {
        return (int) (((token + 1L) * 0x9E3779B97F4A7C15L + nth * 0xC2B2AE3D27D4EB4FL) >>> 57);
    }

    static long lowBit(int bit) {
        return bit < Long.SIZE ? 1L << bit : 0;
    }

    static long highBit(int bit) {
        return bit < Long.SIZE ? 0 : 1L << bit;
    }

    /** At least so many edits lie between this and a text with that signature and number of tokens, all known. */
    int distanceAtLeast(long otherLow, long otherHigh, int otherLength) {
        int here = Long.bitCount(low & ~otherLow) + Long.bitCount(high & ~otherHigh) + unknown;
        int there = Long.bitCount(otherLow & ~low) + Long.bitCount(otherHigh & ~high);
        // What one text has and the other has not differ by as much as the lengths do.
        return Math.max(Math.max(here, there + length - otherLength), Math.max(there, here + otherLength - length));
    }
}
