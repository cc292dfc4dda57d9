package duiqi.index;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bits that stand for the tokens of a text in any order, from which a lower bound of the edit distance follows.
 *
 * <p>Every token sets the bit that its number and the number of equal ones before it hash to. A bit that only one of two texts
 * has set is of a token that the other has fewer of; so as many tokens must be replaced or taken away. The signature of a long text
 * is wider, since one with most bits set says nothing; a query has one for each width. Not thread-safe while it is being made.
 */
final class Signature {
    private static final int MIN_WIDTH = 2;
    private static final int MAX_WIDTH = 64;
    /** With four bits a token about two in nine are set. */
    private static final int TOKENS_OF_WORD = 16;

    private final long[] words;
    private final int shift;
    private int unknown;
    private int length;

    /**
     * A signature of no tokens.
     *
     * @param width in words of 64 bits, a power of 2
     */
    Signature(int width) {
        words = new long[width];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(width * Long.SIZE);
    }

    /** Returns the signature of some tokens. Negative numbers are of tokens that no other text has. */
    static Signature of(int[] tokens, int width) {
        Signature signature = new Signature(width);
        int[] sorted = tokens.clone();
        Arrays.sort(sorted);
        int nth = 0;
        for (int i = 0; i < sorted.length; i++) {
            nth = i > 0 && sorted[i] == sorted[i - 1] ? nth + 1 : 0;
            signature.add(sorted[i], nth);
        }
        return signature;
    }

    /** Returns how many words of 64 bits the signature of a text of that length has. */
    static int width(int length) {
        int width = MIN_WIDTH;
        while (width < MAX_WIDTH && length > width * TOKENS_OF_WORD) {
            width *= 2;
        }
        return width;
    }

    /** Adds the n-th token of that number, n from 0. */
    void add(int token, int nth) {
        length++;
        if (token < 0) {
            unknown++;
        } else {
            int bit = (int) (((token + 1L) * 0x9E3779B97F4A7C15L + nth * 0xC2B2AE3D27D4EB4FL) >>> shift);
            words[bit / Long.SIZE] |= 1L << bit;
        }
    }

    long[] words() {
        return words;
    }

    /**
     * Returns a number of edits that at least lie between this and a text of known tokens.
     *
     * @param others has the signature of that text, which is as wide
     * @param at where in bytes it begins
     * @param otherLength tokens of that text
     */
    int distanceAtLeast(ByteBuffer others, int at, int otherLength) {
        int here = unknown;
        int there = 0;
        for (int i = 0; i < words.length; i++) {
            long other = others.getLong(at + i * Long.BYTES);
            here += Long.bitCount(words[i] & ~other);
            there += Long.bitCount(other & ~words[i]);
        }
        // What one text has and the other has not differ by as much as the lengths do.
        return Math.max(Math.max(here, there + length - otherLength), Math.max(there, here + otherLength - length));
    }

    /** The signatures of the entries of one side of a shard, from the shortest to the longest. Immutable and thread-safe. */
    static final class Signatures {
        private final ByteBuffer bytes;
        private final ShardSide.LengthRanges lengths;
        /** For each of the lengths, by number, where the signatures of its entries begin, and once more the end. */
        private final int[] starts;

        Signatures(ByteBuffer bytes, ShardSide.LengthRanges lengths) {
            this.bytes = bytes;
            this.lengths = lengths;
            starts = new int[lengths.count() + 1];
            for (int number = 0; number < lengths.count(); number++) {
                int entries = lengths.first(number + 1) - lengths.first(number);
                starts[number + 1] = starts[number] + entries * size(lengths.length(number));
            }
            if (starts[lengths.count()] != bytes.capacity()) {
                throw new IllegalArgumentException("signatures have " + bytes.capacity() + " bytes");
            }
        }

        private static int size(int length) {
            return Signature.width(length) * Long.BYTES;
        }

        /**
         * Returns a number of edits that at least lie between a text and an entry.
         *
         * @param signature of the text, as wide as that of the entry
         * @param number which of the lengths the entry has
         */
        int distanceAtLeast(Signature signature, int entry, int number) {
            int length = lengths.length(number);
            int at = starts[number] + (entry - lengths.first(number)) * size(length);
            return signature.distanceAtLeast(bytes, at, length);
        }
    }
}
