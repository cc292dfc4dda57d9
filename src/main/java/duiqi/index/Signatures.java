package duiqi.index;

import java.nio.ByteBuffer;

/** The signatures of the entries of one side of a shard, from the shortest to the longest. Immutable and thread-safe. */
final class Signatures {
    private final ByteBuffer bytes;
    private final LengthRanges lengths;
    /** For each of the lengths, by number, where the signatures of its entries begin, and once more the end. */
    private final int[] starts;

    Signatures(ByteBuffer bytes, LengthRanges lengths) {
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
     * At least so many edits lie between a text and an entry.
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
