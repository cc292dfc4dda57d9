package duiqi.index;

import java.nio.ByteBuffer;

/**
 * The lengths that the entries of one side of a shard have, and which entries have them: entries are numbered from the shortest to
 * the longest, so those of a length are a range. Immutable and thread-safe.
 */
final class LengthRanges {
    private final int[] lengths;
    private final int[] firsts;

    /**
     * @param section pairs of a length and the first entry that has it, ascending
     * @param entries how many there are in all
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

    /** How many different lengths there are. */
    int count() {
        return lengths.length;
    }

    /** The first of the lengths, by number, that is that or greater; {@link #count} if there is none. */
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

    /** The first of the lengths, by number, that is greater. */
    int above(int length) {
        return length == Integer.MAX_VALUE ? lengths.length : atLeast(length + 1);
    }

    int length(int number) {
        return lengths[number];
    }

    /** The first entry of the length with that number; for {@link #count} the number of entries. */
    int first(int number) {
        return firsts[number];
    }
}
