package duiqi.align;

import duiqi.align.learn.CorpusTablesFile;
import duiqi.align.learn.SelfTraining;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Translation tables that a whole corpus has taught: for each Chinese type the stems that render it, with discounted expected counts
 * of both directions. An aligner {@linkplain Aligner#taughtBy(CorpusTables) taught by} them knows words that no lexicon has, even in
 * texts too short to teach anything themselves.
 *
 * <p>{@link CorpusTraining} says how they are made. Rows of primitives one behind the other, 12 bytes for each pair. The arrays are not
 * to be changed, so that tables are thread-safe.
 *
 * @param vocabulary the types that the tables tell apart
 * @param starts by Chinese type where its row begins in the arrays of pairs; one more for the end
 * @param chineseTotals by Chinese type: all that it is expected to have made, not discounted
 * @param wordTotals by stem: all that words are expected to have made of it, not discounted
 * @param characterTotals by stem: all that characters are expected to have made of it, not discounted
 * @param stems by pair, in each row in increasing order
 * @param forward by pair: how often the Chinese type is expected to have made the stem, discounted
 * @param backward by pair: how often the stem is expected to have made the Chinese type, discounted
 */
public record CorpusTables(
        TokenTypes vocabulary,
        int[] starts,
        double[] chineseTotals,
        double[] wordTotals,
        double[] characterTotals,
        int[] stems,
        float[] forward,
        float[] backward)
        implements Serializable {
    /**
     * In a text of a few thousand words a rarer rendering is below the ratio to chance of pairs that nobody knows, 0.06 in
     * {@link SelfTraining}; without this bound the row of a common word would have every stem of the corpus.
     */
    private static final double MIN_SHARE = 1e-5;

    /** The tables of no corpus: they teach nothing and change nothing. */
    public static final CorpusTables EMPTY = of(TokenTypes.EMPTY, List.of());

    /**
     * Tables of rows. Pairs that are a smaller share than {@link #MIN_SHARE} of all sightings of both are left out.
     *
     * @param parts the rows of all Chinese types, in the order of the ranges of {@link ExpectedCounts#split}
     * @throws IllegalArgumentException if they are in another order
     */
    public static CorpusTables of(TokenTypes vocabulary, List<Part> parts) {
        long[] wordTotals = new long[vocabulary.stemSize()];
        long[] characterTotals = new long[vocabulary.stemSize()];
        for (Part part : parts) {
            add(part.wordTotals, wordTotals);
            add(part.characterTotals, characterTotals);
        }
        Rows rows = new Rows(
                vocabulary,
                sightings(wordTotals),
                sightings(characterTotals),
                Math.toIntExact(
                        parts.stream().mapToLong(part -> part.stems.length).sum()));
        parts.forEach(rows::add);
        return rows.tables();
    }

    /** Rows of part after part. */
    private static final class Rows {
        private final TokenTypes vocabulary;
        private final int[] starts;
        private final double[] totals;
        private final double[] wordTotals;
        private final double[] characterTotals;
        private final int[] stems;
        private final float[] forward;
        private final float[] backward;
        private int size;
        private int next;

        Rows(TokenTypes vocabulary, double[] wordTotals, double[] characterTotals, int most) {
            this.vocabulary = vocabulary;
            starts = new int[vocabulary.chineseSize() + 1];
            totals = new double[vocabulary.chineseSize()];
            this.wordTotals = wordTotals;
            this.characterTotals = characterTotals;
            stems = new int[most];
            forward = new float[most];
            backward = new float[most];
        }

        void add(Part part) {
            int pair = 0;
            for (int row = 0; row < part.chinese.length; row++) {
                int type = part.chinese[row];
                if (type < next) {
                    throw new IllegalArgumentException("rows come in order, but " + type + " after " + (next - 1));
                }
                Arrays.fill(starts, next, type + 1, size);
                next = type + 1;
                totals[type] = part.totals[row];
                double[] stemTotals = vocabulary.isCharacter(type) ? characterTotals : wordTotals;
                for (; pair < part.ends[row]; pair++) {
                    int stem = part.stems[pair];
                    if (part.forward[pair] >= MIN_SHARE * totals[type]
                            || part.backward[pair] >= MIN_SHARE * stemTotals[stem]) {
                        stems[size] = stem;
                        forward[size] = part.forward[pair];
                        backward[size++] = part.backward[pair];
                    }
                }
            }
        }

        CorpusTables tables() {
            Arrays.fill(starts, next, starts.length, size);
            return new CorpusTables(
                    vocabulary,
                    starts,
                    totals,
                    wordTotals,
                    characterTotals,
                    Arrays.copyOf(stems, size),
                    Arrays.copyOf(forward, size),
                    Arrays.copyOf(backward, size));
        }
    }

    private static void add(long[] part, long[] sums) {
        for (int stem = 0; stem < sums.length; stem++) {
            sums[stem] += part[stem];
        }
    }

    private static double[] sightings(long[] counts) {
        return Arrays.stream(counts)
                .mapToDouble(count -> count / ExpectedCounts.UNIT)
                .toArray();
    }

    /** Returns the number of pairs of types. */
    public int size() {
        return stems.length;
    }

    /** Returns whether they know no pair. */
    public boolean isEmpty() {
        return size() == 0;
    }

    /** Writes what {@link #read} reads; the same tables give the same bytes. */
    public void write(OutputStream out) throws IOException {
        CorpusTablesFile.write(this, out);
    }

    /**
     * Reads tables.
     *
     * @param name what to call the file in a message
     * @throws duiqi.text.FormatException if the stream holds something else, another version, only a part, or is damaged
     */
    public static CorpusTables read(String name, InputStream in) throws IOException {
        return CorpusTablesFile.read(name, in);
    }

    /**
     * The rows of translation tables for some Chinese types, made of their expected counts: a part of {@link CorpusTables}, with the
     * totals that only all parts together have. Immutable.
     */
    public static final class Part implements Serializable {
        private static final long serialVersionUID = 1;

        /** The Chinese types in order, and where in the arrays of pairs the row of each ends. */
        final int[] chinese;

        final int[] ends;

        /** By Chinese type: all that it is expected to have made. */
        final double[] totals;

        final int[] stems;
        final float[] forward;
        final float[] backward;

        /** By stem what all these Chinese types are expected to have made of it, in units of the counts: words and characters. */
        final long[] wordTotals;

        final long[] characterTotals;

        private Part(GrowingRows rows) {
            chinese = Arrays.copyOf(rows.chinese, rows.rowCount);
            ends = Arrays.copyOf(rows.ends, rows.rowCount);
            totals = new double[rows.rowCount];
            for (int row = 0; row < rows.rowCount; row++) {
                totals[row] = rows.totals[row] / ExpectedCounts.UNIT;
            }
            stems = Arrays.copyOf(rows.stems, rows.size);
            forward = Arrays.copyOf(rows.forward, rows.size);
            backward = Arrays.copyOf(rows.backward, rows.size);
            wordTotals = rows.wordTotals;
            characterTotals = rows.characterTotals;
        }

        /**
         * Makes rows.
         *
         * @param counts all that was counted of these Chinese types in the whole corpus
         */
        public static Part of(ExpectedCounts counts, TokenTypes vocabulary) {
            GrowingRows rows = new GrowingRows(counts.size(), vocabulary);
            counts.forEach(rows::add);
            return new Part(rows);
        }

        /** Rows that grow. */
        private static final class GrowingRows {
            private static final long DISCOUNT = Math.round(SelfTraining.DISCOUNT * ExpectedCounts.UNIT);

            private final TokenTypes vocabulary;
            private final int[] chinese;
            private final int[] ends;
            private final long[] totals;
            private final int[] stems;
            private final float[] forward;
            private final float[] backward;
            private final long[] wordTotals;
            private final long[] characterTotals;
            private int rowCount;
            private int size;

            GrowingRows(int pairs, TokenTypes vocabulary) {
                this.vocabulary = vocabulary;
                int most = Math.min(pairs, vocabulary.chineseSize());
                chinese = new int[most];
                ends = new int[most];
                totals = new long[most];
                stems = new int[pairs];
                forward = new float[pairs];
                backward = new float[pairs];
                wordTotals = new long[vocabulary.stemSize()];
                characterTotals = new long[vocabulary.stemSize()];
            }

            void add(int type, int stem, long to, long from) {
                if (rowCount == 0 || chinese[rowCount - 1] != type) {
                    chinese[rowCount++] = type;
                }
                totals[rowCount - 1] += to;
                (vocabulary.isCharacter(type) ? characterTotals : wordTotals)[stem] += from;
                if (to > DISCOUNT || from > DISCOUNT) {
                    stems[size] = stem;
                    forward[size] = (float) (Math.max(0, to - DISCOUNT) / ExpectedCounts.UNIT);
                    backward[size++] = (float) (Math.max(0, from - DISCOUNT) / ExpectedCounts.UNIT);
                }
                ends[rowCount - 1] = size;
            }
        }
    }
}
