package duiqi.index;

import java.nio.ByteBuffer;

/** The lists that {@link PostingsWriter} wrote. Immutable and thread-safe. */
final class Postings {
    private static final int TABLE_ROW = 2 * Integer.BYTES;

    private final ByteBuffer buckets;
    private final ByteBuffer lists;
    private final int bits;

    Postings(ByteBuffer buckets, ByteBuffer lists) {
        this.buckets = buckets;
        this.lists = lists;
        this.bits = Integer.numberOfTrailingZeros(Integer.highestOneBit(buckets.capacity() / Integer.BYTES - 1));
    }

    /** How many bits a bucket number has. */
    int bits() {
        return bits;
    }

    /** Bytes of a list, which is about how long it takes to read. */
    int size(int bucket) {
        return start(bucket + 1) - start(bucket);
    }

    private int start(int bucket) {
        return buckets.getInt(bucket * Integer.BYTES);
    }

    /**
     * Reads the entries of a list that are in a range.
     *
     * @param from the first entry of interest
     * @param to the entry after the last one
     * @param scratch gets the entries, ascending
     * @return how many there are
     */
    int read(int bucket, int from, int to, SearchBuffers scratch) {
        int start = start(bucket);
        int end = start(bucket + 1);
        if (start == end || from >= to) {
            return 0;
        }
        int count = 0;
        int at = start;
        for (int shift = 0; ; shift += 7) {
            byte b = lists.get(at++);
            count |= (b & 0x7f) << shift;
            if (b >= 0) {
                break;
            }
        }
        if (count <= PostingsWriter.BLOCK) {
            byte[] bytes = scratch.bytes(lists, at, end - at);
            return decode(bytes, 0, count, 0, from, to, scratch.entries(count), 0);
        }
        return readBlocks(at, end, count, from, to, scratch);
    }

    private int readBlocks(int table, int end, int count, int from, int to, SearchBuffers scratch) {
        int blocks = (count + PostingsWriter.BLOCK - 1) / PostingsWriter.BLOCK;
        int first = Math.max(0, firstBlockFrom(table, blocks, from) - 1);
        int last = firstBlockFrom(table, blocks, to);
        if (last <= first) {
            return 0;
        }
        int data = table + blocks * TABLE_ROW;
        int dataStart = data + lists.getInt(table + first * TABLE_ROW + Integer.BYTES);
        int dataEnd = last == blocks ? end : data + lists.getInt(table + last * TABLE_ROW + Integer.BYTES);
        byte[] bytes = scratch.bytes(lists, dataStart, dataEnd - dataStart);
        int[] entries = scratch.entries((last - first) * PostingsWriter.BLOCK);
        int found = 0;
        for (int block = first; block < last; block++) {
            int entry = lists.getInt(table + block * TABLE_ROW);
            if (entry >= from && entry < to) {
                entries[found++] = entry;
            }
            int size = Math.min(PostingsWriter.BLOCK, count - block * PostingsWriter.BLOCK) - 1;
            int at = data + lists.getInt(table + block * TABLE_ROW + Integer.BYTES) - dataStart;
            found = decode(bytes, at, size, entry, from, to, entries, found);
        }
        return found;
    }

    /** The first block whose first entry is that or a later one. */
    private int firstBlockFrom(int table, int blocks, int entry) {
        int low = 0;
        int high = blocks;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (lists.getInt(table + middle * TABLE_ROW) < entry) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int decode(
            byte[] bytes, int start, int count, int before, int from, int to, int[] entries, int known) {
        int found = known;
        int at = start;
        int entry = before;
        for (int i = 0; i < count; i++) {
            int b = bytes[at++];
            int step = b & 0x7f;
            for (int shift = 7; b < 0; shift += 7) {
                b = bytes[at++];
                step |= (b & 0x7f) << shift;
            }
            entry += step;
            if (entry >= to) {
                break;
            }
            if (entry >= from) {
                entries[found++] = entry;
            }
        }
        return found;
    }
}
