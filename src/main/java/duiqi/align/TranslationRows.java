package duiqi.align;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The rows of translation tables for some Chinese types, made of their expected counts: a part of {@link CorpusTables}, with the
 * totals that only all parts together have. Immutable.
 */
public final class TranslationRows implements Serializable {
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

    private TranslationRows(Rows rows) {
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
    public static TranslationRows of(ExpectedCounts counts, TokenTypes vocabulary) {
        Rows rows = new Rows(counts.size(), vocabulary);
        counts.forEach(rows::add);
        return new TranslationRows(rows);
    }

    /** Rows that grow. */
    private static final class Rows {
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

        Rows(int pairs, TokenTypes vocabulary) {
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
