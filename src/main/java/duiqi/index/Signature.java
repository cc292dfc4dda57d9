package duiqi.index;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Represents the tokens of a text as bits, independent of order. Two signatures give a lower bound of the edit
 * distance.
 *
 * <p>Each token sets one bit, chosen by a hash of its number and the count of equal tokens before it. If only one of
 * two texts sets a bit, the other text has fewer of that token; so at least as many tokens must be replaced or deleted.
 * Longer texts have wider signatures, because a signature with most bits set distinguishes nothing. A query has one
 * signature for each width. Not thread-safe during construction.
 */
final class Signature {
    private static final int MIN_WIDTH = 2;
    private static final int MAX_WIDTH = 64;
    /** Number of tokens a word; with four bits a token, about two in nine bits are set. */
    private static final int TOKENS_OF_WORD = 16;

    private final long[] words;
    private final int shift;
    private int unknown;
    private int length;

    /**
     * Creates an empty signature.
     *
     * @param width the width in words of 64 bits, a power of 2
     */
    Signature(int width) {
        words = new long[width];
        shift = Long.SIZE - Integer.numberOfTrailingZeros(width * Long.SIZE);
    }

    /** Returns the signature of some tokens. Negative numbers represent tokens that no other text contains. */
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

    /** Returns the width of the signature for a text of the given length, in words of 64 bits. */
    static int width(int length) {
        int width = MIN_WIDTH;
        while (width < MAX_WIDTH && length > width * TOKENS_OF_WORD) {
            width *= 2;
        }
        return width;
    }

    /** Adds the n-th occurrence of a token, n from 0. */
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
     * Returns a lower bound of the edit distance to a text of known tokens.
     *
     * @param others the buffer with the signature of that text, which has the same width
     * @param at the offset of the signature in bytes
     * @param otherLength the number of tokens of that text
     */
    int distanceAtLeast(ByteBuffer others, int at, int otherLength) {
        int here = unknown;
        int there = 0;
        for (int i = 0; i < words.length; i++) {
            long other = others.getLong(at + i * Long.BYTES);
            here += Long.bitCount(words[i] & ~other);
            there += Long.bitCount(other & ~words[i]);
        }
        // The numbers of tokens unique to each text differ by the same amount as the lengths.
        return Math.max(Math.max(here, there + length - otherLength), Math.max(there, here + otherLength - length));
    }

    /**
     * Reads the signatures of the entries of one side of a shard, from the shortest to the longest. Immutable and
     * thread-safe.
     */
    static final class Signatures {
        private final ByteBuffer bytes;
        private final ShardSide.LengthRanges lengths;
        /** Offset of the signatures of each length, by its number, and the end. */
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
                throw new IllegalArgumentException("unexpected size of signatures: " + bytes.capacity() + " bytes");
            }
        }

        private static int size(int length) {
            return Signature.width(length) * Long.BYTES;
        }

        /**
         * Returns a lower bound of the edit distance between a text and an entry.
         *
         * @param signature the signature of the text, as wide as that of the entry
         * @param number the number of the entry's length
         */
        int distanceAtLeast(Signature signature, int entry, int number) {
            int length = lengths.length(number);
            int at = starts[number] + (entry - lengths.first(number)) * size(length);
            return signature.distanceAtLeast(bytes, at, length);
        }
    }
}
