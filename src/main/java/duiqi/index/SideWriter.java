package duiqi.index;

import java.io.IOException;
import java.util.Arrays;

/** Collects the tokens of one side of a shard, and writes the sections that find its units. Not thread-safe. */
final class SideWriter {
    private final TokenNumbers.Writer vocabulary = new TokenNumbers.Writer();
    private int[] tokens = new int[1 << 10];
    private int size;
    /** Start of the tokens of each unit, and of the next unit. */
    private int[] starts = new int[1 << 6];

    private int units;

    /** Adds the text of the next unit. */
    void add(String text) {
        Tokens.each(NormalText.fold(text), this::add);
        units++;
        if (units == starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        starts[units] = size;
    }

    private void add(String folded, int start, int end) {
        if (size == tokens.length) {
            tokens = Arrays.copyOf(tokens, 2 * size);
        }
        tokens[size++] = vocabulary.number(folded, start, end);
    }

    /** Writes all sections of the side. After this, nothing can be added. */
    void write(UnitSide side, SectionWriter out) throws IOException {
        numberByFrequency(side, out);
        TokenTable table = new TokenTable(tokens, starts, order());
        writeOrder(side, table, out);
        writeTokens(side, table, out);
        writeSignatures(side, table, out);
        new Postings.Writer(table, Postings.Grams.bits(2L * size)).write(side, out);
    }

    private void numberByFrequency(UnitSide side, SectionWriter out) throws IOException {
        int[] counts = new int[vocabulary.size()];
        for (int i = 0; i < size; i++) {
            counts[tokens[i]]++;
        }
        int[] ranks = vocabulary.write(side, counts, out);
        for (int i = 0; i < size; i++) {
            tokens[i] = ranks[tokens[i]];
        }
    }

    /** Returns the units from the shortest to the longest; units of the same length stay in the order of the file. */
    private int[] order() {
        long[] keys = new long[units];
        for (int unit = 0; unit < units; unit++) {
            keys[unit] = (long) (starts[unit + 1] - starts[unit]) << Integer.SIZE | unit;
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
    }

    private static void writeOrder(UnitSide side, TokenTable table, SectionWriter out) throws IOException {
        for (int entry = 0; entry < table.entries(); entry++) {
            out.putInt(table.unit(entry));
        }
        out.end(ShardHead.Section.OfSide.UNITS.in(side));
        for (int entry = 0; entry < table.entries(); entry++) {
            if (entry == 0 || table.length(entry) > table.length(entry - 1)) {
                out.putInt(table.length(entry));
                out.putInt(entry);
            }
        }
        out.end(ShardHead.Section.OfSide.LENGTHS.in(side));
    }

    private static void writeTokens(UnitSide side, TokenTable table, SectionWriter out) throws IOException {
        int[] places = new int[table.entries() + 1];
        for (int entry = 0; entry < table.entries(); entry++) {
            for (int i = table.start(entry); i < table.end(entry); i++) {
                out.putVarint(table.token(i));
            }
            places[entry + 1] = Math.toIntExact(out.length());
        }
        out.end(ShardHead.Section.OfSide.TOKENS.in(side));
        for (int place : places) {
            out.putInt(place);
        }
        out.end(ShardHead.Section.OfSide.TOKEN_STARTS.in(side));
    }

    private void writeSignatures(UnitSide side, TokenTable table, SectionWriter out) throws IOException {
        int[] seen = new int[vocabulary.size()];
        for (int entry = 0; entry < table.entries(); entry++) {
            Signature signature = new Signature(Signature.width(table.length(entry)));
            for (int i = table.start(entry); i < table.end(entry); i++) {
                signature.add(table.token(i), seen[table.token(i)]++);
            }
            for (int i = table.start(entry); i < table.end(entry); i++) {
                seen[table.token(i)] = 0;
            }
            for (long word : signature.words()) {
                out.putLong(word);
            }
        }
        out.end(ShardHead.Section.OfSide.SIGNATURES.in(side));
    }

    /** Holds the token sequences of one side of a shard by entry, from the shortest to the longest. */
    static final class TokenTable {
        private final int[] tokens;
        private final int[] starts;
        private final int[] order;

        /**
         * Creates the table.
         *
         * @param tokens the tokens of all units in sequence; not copied
         * @param starts the start of the tokens of each unit, and the end; not copied
         * @param order the unit of each entry
         */
        TokenTable(int[] tokens, int[] starts, int[] order) {
            this.tokens = tokens;
            this.starts = starts;
            this.order = order;
        }

        int entries() {
            return order.length;
        }

        int unit(int entry) {
            return order[entry];
        }

        int start(int entry) {
            return starts[order[entry]];
        }

        int end(int entry) {
            return starts[order[entry] + 1];
        }

        int length(int entry) {
            return end(entry) - start(entry);
        }

        int token(int place) {
            return tokens[place];
        }
    }
}
