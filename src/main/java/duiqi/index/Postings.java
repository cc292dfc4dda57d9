package duiqi.index;

import duiqi.index.ShardHead.SectionWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Reads the lists that {@link Writer} wrote. Immutable and thread-safe. */
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

    int bits() {
        return bits;
    }

    /** Returns the size of a list in bytes, which estimates the time to read it. */
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
     * @param scratch receives the entries in ascending order
     * @return the number of entries
     */
    int read(int bucket, int from, int to, ShardSide.SearchBuffers scratch) {
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
        if (count <= Writer.BLOCK) {
            byte[] bytes = scratch.bytes(lists, at, end - at);
            return decode(bytes, 0, count, 0, from, to, scratch.entries(count), 0);
        }
        return readBlocks(at, end, count, from, to, scratch);
    }

    private int readBlocks(int table, int end, int count, int from, int to, ShardSide.SearchBuffers scratch) {
        int blocks = (count + Writer.BLOCK - 1) / Writer.BLOCK;
        int first = Math.max(0, firstBlockFrom(table, blocks, from) - 1);
        int last = firstBlockFrom(table, blocks, to);
        if (last <= first) {
            return 0;
        }
        int data = table + blocks * TABLE_ROW;
        int dataStart = data + lists.getInt(table + first * TABLE_ROW + Integer.BYTES);
        int dataEnd = last == blocks ? end : data + lists.getInt(table + last * TABLE_ROW + Integer.BYTES);
        byte[] bytes = scratch.bytes(lists, dataStart, dataEnd - dataStart);
        int[] entries = scratch.entries((last - first) * Writer.BLOCK);
        int found = 0;
        for (int block = first; block < last; block++) {
            int entry = lists.getInt(table + block * TABLE_ROW);
            if (entry >= from && entry < to) {
                entries[found++] = entry;
            }
            int size = Math.min(Writer.BLOCK, count - block * Writer.BLOCK) - 1;
            int at = data + lists.getInt(table + block * TABLE_ROW + Integer.BYTES) - dataStart;
            found = decode(bytes, at, size, entry, from, to, entries, found);
        }
        return found;
    }

    /** Returns the first block whose first entry is at least the given one. */
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

    /**
     * Maps a token, or two consecutive tokens, to a list of postings. Keys are not stored: grams with the same hash
     * share the list of a bucket. So a list may contain more entries than searched for, but never fewer.
     */
    static final class Grams {
        static final int MIN_BITS = 8;
        static final int MAX_BITS = 20;

        private Grams() {}

        /**
         * Returns the number of bits of a bucket number for a number of grams in the texts. About one gram in eight is
         * distinct.
         */
        static int bits(long grams) {
            int bits = Long.SIZE - Long.numberOfLeadingZeros(grams / 8);
            return Math.max(MIN_BITS, Math.min(MAX_BITS, bits));
        }

        static int bucket(int token, int bits) {
            return spread(token + 1L, bits);
        }

        static int bucket(int first, int second, int bits) {
            return spread(((first + 1L) << 32) + second + 1, bits);
        }

        /**
         * Returns the high bits of a key after the final steps of MurmurHash3 (Appleby 2011), in which every input bit
         * affects all output bits.
         */
        private static int spread(long key, int bits) {
            long hash = key;
            hash ^= hash >>> 33;
            hash *= 0xFF51AFD7ED558CCDL;
            hash ^= hash >>> 33;
            hash *= 0xC4CEB9FE1A85EC53L;
            return (int) (hash >>> (Long.SIZE - bits));
        }
    }

    /**
     * Writes, for each bucket of {@link Postings.Grams}, the entries that contain one of its grams.
     *
     * <p>A list is empty, or begins with the number of its entries as a varint. Up to {@link #BLOCK} entries follow as
     * varints: the first value, then differences. Longer lists are split into blocks of that size. A table comes first:
     * for each block its first entry and the offset of its differences after the table, as ints. The differences of
     * each block follow.
     *
     * <p>The writer first scatters the grams by the high bits of their buckets, then sorts each part by bucket. Both
     * steps then fit in the processor caches. It handles only some parts at a time to limit heap use.
     */
    static final class Writer {
        /** Number of entries in a block. */
        static final int BLOCK = 128;
        /** Number of bits of an entry; an int holds them and the bits of a bucket within its part. */
        static final int ENTRY_BITS = 18;

        private static final int PART_BITS = 8;
        private static final int GRAMS_AT_ONCE = 1 << 23;

        private final IndexWriter.SideWriter.TokenTable table;
        private final int bits;
        private final int bucketsOfPart;
        private final int[] listStarts;
        private final EntryList list = new EntryList();

        /**
         * Creates a writer.
         *
         * @param bits the number of bits of a bucket number, as {@link Postings.Grams#bits} returns it
         */
        Writer(IndexWriter.SideWriter.TokenTable table, int bits) {
            this.table = table;
            this.bits = bits;
            bucketsOfPart = 1 << (bits - PART_BITS);
            listStarts = new int[(1 << bits) + 1];
        }

        void write(UnitSide side, SectionWriter out) throws IOException {
            int[] counts = new int[1 << PART_BITS];
            eachGram((bucket, entry) -> counts[bucket / bucketsOfPart]++);
            for (int from = 0; from < counts.length; ) {
                int to = from + 1;
                long grams = counts[from];
                while (to < counts.length && grams + counts[to] <= GRAMS_AT_ONCE) {
                    grams += counts[to++];
                }
                writeParts(from, to, counts, Math.toIntExact(grams), out);
                from = to;
            }
            listStarts[listStarts.length - 1] = Math.toIntExact(out.length());
            out.end(ShardHead.Section.OfSide.POSTINGS.in(side));
            for (int start : listStarts) {
                out.putInt(start);
            }
            out.end(ShardHead.Section.OfSide.BUCKETS.in(side));
        }

        private interface GramSink {
            void accept(int bucket, int entry);
        }

        private void eachGram(GramSink sink) {
            for (int entry = 0; entry < table.entries(); entry++) {
                int start = table.start(entry);
                for (int i = start; i < table.end(entry); i++) {
                    sink.accept(Grams.bucket(table.token(i), bits), entry);
                    if (i > start) {
                        sink.accept(Grams.bucket(table.token(i - 1), table.token(i), bits), entry);
                    }
                }
            }
        }

        private void writeParts(int from, int to, int[] counts, int grams, SectionWriter out) throws IOException {
            int[] scattered = new int[grams];
            int[] ends = new int[to - from];
            for (int part = from; part + 1 < to; part++) {
                ends[part + 1 - from] = ends[part - from] + counts[part];
            }
            int first = from * bucketsOfPart;
            int last = to * bucketsOfPart;
            eachGram((bucket, entry) -> {
                if (bucket >= first && bucket < last) {
                    scattered[ends[bucket / bucketsOfPart - from]++] = ((bucket % bucketsOfPart) << ENTRY_BITS) | entry;
                }
            });
            for (int part = from; part < to; part++) {
                writePart(part, scattered, ends[part - from] - counts[part], ends[part - from], out);
            }
        }

        /** Sorts the grams of a part by bucket with a counting sort, and writes the lists. */
        private void writePart(int part, int[] grams, int from, int to, SectionWriter out) throws IOException {
            int[] ends = new int[bucketsOfPart + 1];
            for (int i = from; i < to; i++) {
                ends[(grams[i] >>> ENTRY_BITS) + 1]++;
            }
            for (int bucket = 0; bucket < bucketsOfPart; bucket++) {
                ends[bucket + 1] += ends[bucket];
            }
            int[] starts = Arrays.copyOf(ends, bucketsOfPart);
            int[] entries = new int[to - from];
            for (int i = from; i < to; i++) {
                entries[starts[grams[i] >>> ENTRY_BITS]++] = grams[i] & ((1 << ENTRY_BITS) - 1);
            }
            for (int bucket = 0; bucket < bucketsOfPart; bucket++) {
                listStarts[part * bucketsOfPart + bucket] = Math.toIntExact(out.length());
                list.write(entries, ends[bucket], ends[bucket + 1], out);
            }
        }

        private static final class EntryList {
            private byte[] bytes = new byte[1 << 10];

            /** Writes ascending entries, without repetitions. */
            void write(int[] entries, int from, int to, SectionWriter out) throws IOException {
                int end = dropRepeated(entries, from, to);
                int count = end - from;
                if (count == 0) {
                    return;
                }
                out.putVarint(count);
                int blocks = count > BLOCK ? (count + BLOCK - 1) / BLOCK : 0;
                int size = 0;
                for (int i = from; i < end; i++) {
                    boolean beginsBlock = (i - from) % BLOCK == 0;
                    if (blocks > 0 && beginsBlock) {
                        out.putInt(entries[i]);
                        out.putInt(size);
                    } else {
                        size = append(size, beginsBlock ? entries[i] : entries[i] - entries[i - 1]);
                    }
                }
                out.put(bytes, 0, size);
            }

            private static int dropRepeated(int[] entries, int from, int to) {
                int end = from;
                for (int i = from; i < to; i++) {
                    if (end == from || entries[i] != entries[end - 1]) {
                        entries[end++] = entries[i];
                    }
                }
                return end;
            }

            private int append(int size, int value) {
                if (size + Integer.BYTES >= bytes.length) {
                    bytes = Arrays.copyOf(bytes, 2 * bytes.length);
                }
                int at = size;
                int rest = value;
                while (rest > 0x7f) {
                    bytes[at++] = (byte) (rest | 0x80);
                    rest >>>= 7;
                }
                bytes[at++] = (byte) rest;
                return at;
            }
        }
    }
}
