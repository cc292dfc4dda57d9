package duiqi.lexicon;

import java.io.DataOutput;
import java.io.IOException;
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

    static TextCounts read(LexiconTables.Bytes in, int words, int characters, int stems) throws IOException {
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

    /**
     * Holds the counts of words or of characters in primitive arrays. A share takes one byte, in logarithmic steps of an
     * eighth of a bit. Totals are stored in the same way. Immutable and thread-safe.
     */
    public static final class View {
        private static final double STEP = Math.log(2) / 8;
        private static final int NOTHING = 255;
        private static final float[] SHARES = new float[NOTHING + 1];
        private static final float[] TOTALS = new float[NOTHING + 1];

        static {
            for (int level = 0; level < NOTHING; level++) {
                SHARES[level] = (float) Math.exp(-level * STEP);
                TOTALS[level] = (float) Math.expm1(level * STEP);
            }
        }

        private final int[] starts;
        private final int[] stems;
        private final byte[] forward;
        private final byte[] backward;
        private final byte[] totals;
        private final byte[] stemTotals;

        private View(int[] starts, int pairs, int stemCount) {
            this.starts = starts;
            stems = new int[pairs];
            forward = new byte[pairs];
            backward = new byte[pairs];
            totals = new byte[starts.length - 1];
            stemTotals = new byte[stemCount];
        }

        static View empty(int rows, int stemCount) {
            return new View(new int[rows + 1], 0, stemCount);
        }

        /** Returns the number of pairs. */
        public int size() {
            return stems.length;
        }

        /** Returns how often a Chinese token occurs in the texts. */
        public float total(int row) {
            return TOTALS[totals[row] & 0xff];
        }

        /** Returns how often a stem occurs in the texts. */
        public float stemTotal(int stem) {
            return TOTALS[stemTotals[stem] & 0xff];
        }

        /** Returns the number of stems of a row. */
        public int rowSize(int row) {
            return starts[row + 1] - starts[row];
        }

        /** Passes the stems of a row to a receiver in increasing order. */
        public void forEach(int row, Receiver receiver) {
            for (int k = starts[row]; k < starts[row + 1]; k++) {
                receiver.accept(stems[k], SHARES[forward[k] & 0xff], SHARES[backward[k] & 0xff]);
            }
        }

        private static byte shareLevel(double share) {
            return (byte) (share <= 0 ? NOTHING : Math.min(NOTHING, Math.round(-Math.log(Math.min(1, share)) / STEP)));
        }

        private static byte totalLevel(double total) {
            return (byte) Math.min(NOTHING - 1, Math.round(Math.log1p(total) / STEP));
        }

        void write(DataOutput out) throws IOException {
            for (int row = 0; row + 1 < starts.length; row++) {
                LexiconTables.WeightTable.writeVariable(out, starts[row + 1] - starts[row]);
            }
            for (int row = 0; row + 1 < starts.length; row++) {
                int last = 0;
                for (int k = starts[row]; k < starts[row + 1]; k++) {
                    LexiconTables.WeightTable.writeVariable(out, stems[k] - last);
                    last = stems[k];
                }
            }
            out.write(forward);
            out.write(backward);
            out.write(totals);
            out.write(stemTotals);
        }

        static View read(LexiconTables.Bytes in, int rows, int stemCount) throws IOException {
            int[] starts = new int[rows + 1];
            for (int row = 0; row < rows; row++) {
                starts[row + 1] = starts[row] + in.readVariable();
            }
            View view = new View(starts, starts[rows], stemCount);
            for (int row = 0; row < rows; row++) {
                int last = 0;
                for (int k = starts[row]; k < starts[row + 1]; k++) {
                    last += in.readVariable();
                    view.stems[k] = last;
                }
            }
            in.readFully(view.forward);
            in.readFully(view.backward);
            in.readFully(view.totals);
            in.readFully(view.stemTotals);
            return view;
        }
    }

    /**
     * Collects the counts of a view. Not thread-safe.
     *
     * @see Lexicon#with
     */
    public static final class Rows {
        private final View view;
        private int row;
        private int size;

        /**
         * Creates a collector.
         *
         * @param rows number of Chinese tokens
         * @param pairs number of all pairs
         * @param stemCount number of stems
         */
        public Rows(int rows, int pairs, int stemCount) {
            view = new View(new int[rows + 1], pairs, stemCount);
        }

        /** Sets how often a stem occurs. */
        public void setStemTotal(int stem, double total) {
            view.stemTotals[stem] = View.totalLevel(total);
        }

        /** Adds a stem to the current row; stems of a row increase. */
        public void add(int stem, double forward, double backward) {
            view.stems[size] = stem;
            view.forward[size] = View.shareLevel(forward);
            view.backward[size++] = View.shareLevel(backward);
        }

        /** Ends the current row. */
        public void endRow(double total) {
            view.totals[row] = View.totalLevel(total);
            view.starts[++row] = size;
        }

        /** Returns the counts after the last row. */
        public View view() {
            View trimmed = new View(view.starts, size, view.stemTotals.length);
            System.arraycopy(view.stems, 0, trimmed.stems, 0, size);
            System.arraycopy(view.forward, 0, trimmed.forward, 0, size);
            System.arraycopy(view.backward, 0, trimmed.backward, 0, size);
            System.arraycopy(view.totals, 0, trimmed.totals, 0, view.totals.length);
            System.arraycopy(view.stemTotals, 0, trimmed.stemTotals, 0, view.stemTotals.length);
            return trimmed;
        }
    }
}
