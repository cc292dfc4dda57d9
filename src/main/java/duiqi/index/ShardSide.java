package duiqi.index;

import duiqi.index.ShardHead.Section.OfSide;
import java.nio.ByteBuffer;
import java.util.function.Function;

/** Finds units of a shard by the texts of one side. Immutable and thread-safe. */
final class ShardSide {
    private final TokenNumbers vocabulary;
    private final LengthRanges lengths;
    private final Postings postings;
    private final ByteBuffer units;
    private final ByteBuffer tokenStarts;
    private final ByteBuffer tokens;
    private final Signature.Signatures signatures;

    ShardSide(int entries, Function<OfSide, ByteBuffer> section) {
        vocabulary = new TokenNumbers(
                section.apply(OfSide.WORD_STARTS), section.apply(OfSide.WORDS), section.apply(OfSide.WORD_SLOTS));
        lengths = new LengthRanges(section.apply(OfSide.LENGTHS), entries);
        postings = new Postings(section.apply(OfSide.BUCKETS), section.apply(OfSide.POSTINGS));
        units = section.apply(OfSide.UNITS);
        tokenStarts = section.apply(OfSide.TOKEN_STARTS);
        tokens = section.apply(OfSide.TOKENS);
        signatures = new Signature.Signatures(section.apply(OfSide.SIGNATURES), lengths);
    }

    TokenNumbers vocabulary() {
        return vocabulary;
    }

    LengthRanges lengths() {
        return lengths;
    }

    Postings postings() {
        return postings;
    }

    Signature.Signatures signatures() {
        return signatures;
    }

    int unit(int entry) {
        return units.getInt(entry * Integer.BYTES);
    }

    /** Returns the tokens of an entry with the given length, in an array that may be longer. */
    int[] tokens(int entry, int length, SearchBuffers scratch) {
        int start = tokenStarts.getInt(entry * Integer.BYTES);
        int end = tokenStarts.getInt((entry + 1) * Integer.BYTES);
        byte[] bytes = scratch.bytes(tokens, start, end - start);
        int[] result = scratch.tokens(length);
        int at = 0;
        for (int i = 0; i < length; i++) {
            int b = bytes[at++];
            int token = b & 0x7f;
            for (int shift = 7; b < 0; shift += 7) {
                b = bytes[at++];
                token |= (b & 0x7f) << shift;
            }
            result[i] = token;
        }
        return result;
    }

    /**
     * Maps text lengths to the entries of one side of a shard. Entries are numbered from the shortest to the longest,
     * so the entries of a length form a range. Immutable and thread-safe.
     */
    static final class LengthRanges {
        private final int[] lengths;
        private final int[] firsts;

        /**
         * Creates the map.
         *
         * @param section pairs of a length and the first entry with this length, ascending
         * @param entries the number of all entries
         */
        LengthRanges(ByteBuffer section, int entries) {
            int count = section.capacity() / (2 * Integer.BYTES);
            lengths = new int[count];
            firsts = new int[count + 1];
            for (int i = 0; i < count; i++) {
                lengths[i] = section.getInt(2 * i * Integer.BYTES);
                firsts[i] = section.getInt((2 * i + 1) * Integer.BYTES);
            }
            firsts[count] = entries;
        }

        /** Returns the number of distinct lengths. */
        int count() {
            return lengths.length;
        }

        /**
         * Returns the number of the first length that is at least the given one, or {@link #count} if there is none.
         */
        int atLeast(int length) {
            int low = 0;
            int high = lengths.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (lengths[middle] < length) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /**
         * Returns the number of the first length that is greater than the given one, or {@link #count} if there is
         * none.
         */
        int above(int length) {
            return length == Integer.MAX_VALUE ? lengths.length : atLeast(length + 1);
        }

        int length(int number) {
            return lengths[number];
        }

        /**
         * Returns the first entry of the length with the given number, or the number of all entries for {@link #count}.
         */
        int first(int number) {
            return firsts[number];
        }
    }

    /** Holds the buffers that one search uses repeatedly. Not thread-safe. */
    static final class SearchBuffers {
        private byte[] bytes = new byte[1 << 12];
        private int[] entries = new int[1 << 12];
        private int[] tokens = new int[1 << 8];

        /** Returns a buffer for a number of entries. */
        int[] entries(int count) {
            entries = entries.length < count ? new int[Math.max(count, 2 * entries.length)] : entries;
            return entries;
        }

        /** Returns the entries last read. */
        int[] entries() {
            return entries;
        }

        /** Copies bytes of a buffer to the start of an array that may be longer. */
        byte[] bytes(ByteBuffer from, int start, int length) {
            bytes = bytes.length < length ? new byte[Math.max(length, 2 * bytes.length)] : bytes;
            from.get(start, bytes, 0, length);
            return bytes;
        }

        /** Returns a buffer for a number of tokens. */
        int[] tokens(int count) {
            tokens = tokens.length < count ? new int[Math.max(count, 2 * tokens.length)] : tokens;
            return tokens;
        }
    }
}
