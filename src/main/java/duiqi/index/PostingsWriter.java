package duiqi.index;

import java.io.IOException;
import java.util.Arrays;

/**
 * Writes for each bucket of {@link Grams} the entries that have one of its grams.
 *
 * <p>A list is empty, or begins with the number of its entries as a varint. Up to {@link #BLOCK} entries follow as varints, the
 * first as it is and then differences. Longer lists are cut into blocks of as many: first for each block its first entry and
 * where the rest of it begins, counted from after this table, as ints; then the differences of each block.
 *
 * <p>The grams are first scattered by the high bits of their buckets, then sorted by bucket in each part, so that both steps stay
 * in the caches of the processor; several parts at a time, so that memory is bounded.
 */
final class PostingsWriter {
    /** Entries in a block. */
    static final int BLOCK = 128;
    /** A number of an entry has so many bits; with those of a bucket within its part it makes an int. */
    static final int ENTRY_BITS = 18;

    private static final int PART_BITS = 8;
    private static final int GRAMS_AT_ONCE = 1 << 25;

    private final TokenTable table;
    private final int bits;
    private final int bucketsOfPart;
    private final int[] listStarts;
    private final EntryList list = new EntryList();

    /**
     * @param bits of a bucket number, as {@link Grams} has them
     */
    PostingsWriter(TokenTable table, int bits) {
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
        out.end(Section.OfSide.POSTINGS.in(side));
        for (int start : listStarts) {
            out.putInt(start);
        }
        out.end(Section.OfSide.BUCKETS.in(side));
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

    /** Sorts the grams of a part by bucket, by counting, and writes the lists. */
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

    /** Encodes one list after the other. */
    private static final class EntryList {
        private byte[] bytes = new byte[1 << 10];

        /** Writes ascending entries, each once. */
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
