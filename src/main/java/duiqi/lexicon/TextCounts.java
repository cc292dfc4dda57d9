package duiqi.lexicon;

import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Holds how often Chinese words and characters and English stems translate each other in aligned texts. The words and
 * characters have the numbers of the lexicon. A stem of the lexicon has its number there; the other stems of the texts
 * follow. Immutable and thread-safe.
 *
 * @param otherStems stems that the lexicon lacks
 * @param words counts of the words of the lexicon
 * @param characters counts of the characters of the lexicon
 */
public record TextCounts(Stems otherStems, View words, View characters) {
    /**
     * Numbers the stems that the lexicon lacks.
     *
     * @param forms the stems
     * @param first number of the first of them
     */
    public record Stems(StringTable forms, int first) {
        /** Returns the number of a stem, or -1. */
        public int number(CharSequence stem) {
            int found = forms.find(stem);
            return found < 0 ? -1 : first + found;
        }

        /** Returns stems that a lexicon lacks. */
        public static Stems of(List<String> forms, Lexicon lexicon) {
            return new Stems(StringTable.of(forms), lexicon.stemCount());
        }

        /** Returns one more than the highest number of a stem. */
        public int end() {
            return first + forms.size();
        }
    }

    /** Returns counts of no text. */
    static TextCounts none(int words, int characters, int stems) {
        Stems none = new Stems(StringTable.of(List.of()), stems);
        return new TextCounts(none, View.empty(words, stems), View.empty(characters, stems));
    }

    /** Returns the number of pairs that translate each other. */
    public int size() {
        return words.size() + characters.size();
    }

    /** Returns whether there are no counts. */
    public boolean isEmpty() {
        return size() == 0;
    }

    void write(DataOutput out) throws IOException {
        otherStems.forms.write(out);
        words.write(out);
        characters.write(out);
    }

    static TextCounts read(ByteBuffer in, int words, int characters, int stems) {
        Stems other = new Stems(StringTable.read(in), stems);
        return new TextCounts(other, View.read(in, words, other.end()), View.read(in, characters, other.end()));
    }

    /** Receives a stem of a row with its shares. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * Receives a stem.
         *
         * @param forward share of the stem in all that the Chinese token generates
         * @param backward share of the Chinese token in all that the stem generates
         */
        void accept(int stem, float forward, float backward);
    }

    /** Holds the counts of words or of characters. Totals have logarithmic steps too. Immutable and thread-safe. */
    public static final class View {
        private static final float[] TOTALS = new float[1 << Byte.SIZE];

        static {
            for (int level = 0; level < TOTALS.length; level++) {
                TOTALS[level] = (float) Math.expm1(level * WeightRows.STEP);
            }
        }

        private final WeightRows shares;
        private final byte[] totals;
        private final byte[] stemTotals;

        private View(WeightRows shares, byte[] totals, byte[] stemTotals) {
            this.shares = shares;
            this.totals = totals;
            this.stemTotals = stemTotals;
        }

        static View empty(int rows, int stemCount) {
            return new View(
                    new WeightRows(new int[rows + 1], new int[0], new byte[0], new byte[0]),
                    new byte[rows],
                    new byte[stemCount]);
        }

        /** Returns the number of pairs. */
        public int size() {
            return shares.columns().length;
        }

        /** Returns how often a Chinese token occurs in the texts. */
        public float total(int row) {
            return total(totals[row]);
        }

        /** Returns how often a stem occurs in the texts. */
        public float stemTotal(int stem) {
            return total(stemTotals[stem]);
        }

        private static float total(byte level) {
            return TOTALS[level & 0xff];
        }

        /** Returns the number of stems of a row. */
        public int rowSize(int row) {
            return shares.starts()[row + 1] - shares.starts()[row];
        }

        /** Passes the stems of a row to a receiver in increasing order. */
        public void forEach(int row, Receiver receiver) {
            for (int k = shares.starts()[row]; k < shares.starts()[row + 1]; k++) {
                receiver.accept(shares.columns()[k], shares.weight(0, k), shares.weight(1, k));
            }
        }

        void write(DataOutput out) throws IOException {
            shares.write(out);
            out.write(totals);
            out.write(stemTotals);
        }

        static View read(ByteBuffer in, int rows, int stemCount) {
            View view = new View(WeightRows.read(in, rows, 2), new byte[rows], new byte[stemCount]);
            in.get(view.totals);
            in.get(view.stemTotals);
            return view;
        }
    }

    /**
     * Collects the counts of a view. Not thread-safe.
     *
     * @see Lexicon#with
     */
    public static final class Rows {
        private static final int MAX_LEVEL = 254;

        private final int[] starts;
        private final int[] stems;
        private final byte[] forward;
        private final byte[] backward;
        private final byte[] totals;
        private final byte[] stemTotals;
        private int row;
        private int size;

        /**
         * Creates a collector.
         *
         * @param rows number of Chinese tokens
         * @param pairs maximum number of all pairs
         * @param stemCount number of stems
         */
        public Rows(int rows, int pairs, int stemCount) {
            starts = new int[rows + 1];
            stems = new int[pairs];
            forward = new byte[pairs];
            backward = new byte[pairs];
            totals = new byte[rows];
            stemTotals = new byte[stemCount];
        }

        /** Sets how often a stem occurs. */
        public void setStemTotal(int stem, double total) {
            stemTotals[stem] = level(total);
        }

        private static byte level(double total) {
            return (byte) Math.min(MAX_LEVEL, Math.round(Math.log1p(total) / WeightRows.STEP));
        }

        /** Adds a stem to the current row; stems of a row increase. */
        public void add(int stem, double toStem, double fromStem) {
            stems[size] = stem;
            forward[size] = WeightRows.level(toStem);
            backward[size++] = WeightRows.level(fromStem);
        }

        /** Ends the current row. */
        public void endRow(double total) {
            totals[row] = level(total);
            starts[++row] = size;
        }

        /** Returns the counts after the last row. */
        public View view() {
            WeightRows shares = new WeightRows(
                    starts, Arrays.copyOf(stems, size), Arrays.copyOf(forward, size), Arrays.copyOf(backward, size));
            return new View(shares, totals, stemTotals);
        }
    }
}
