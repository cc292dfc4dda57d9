package duiqi.align;

import duiqi.align.learn.SelfTraining;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Holds the rows of translation tables for a range of Chinese types, computed from their expected counts.
 * {@link CorpusTables} adds the totals of stems, which depend on all ranges. Immutable.
 */
public final class TableRows implements Serializable {
    private static final long serialVersionUID = 1;

    private static final long DISCOUNT = Math.round(SelfTraining.DISCOUNT * ExpectedCounts.UNIT);

    /** The Chinese types in order. {@code ends} holds the end of each type's row in the arrays of pairs. */
    final int[] chinese;

    final int[] ends;

    /** By Chinese type: expected count of all that it generates. */
    final double[] totals;

    final int[] stems;
    final float[] forward;
    final float[] backward;

    /** Expected counts of the stems in this range. */
    private final StemTotals stemTotals;

    private TableRows(Builder rows, StemTotals stemTotals) {
        chinese = Arrays.copyOf(rows.chinese, rows.rowCount);
        ends = Arrays.copyOf(rows.ends, rows.rowCount);
        totals = Arrays.copyOf(rows.totals, rows.rowCount);
        stems = Arrays.copyOf(rows.stems, rows.size);
        forward = Arrays.copyOf(rows.forward, rows.size);
        backward = Arrays.copyOf(rows.backward, rows.size);
        this.stemTotals = stemTotals;
    }

    /** Appends rows, and pairs to the last row. */
    private static final class Builder {
        private final int[] chinese;
        private final int[] ends;
        private final double[] totals;
        private final int[] stems;
        private final float[] forward;
        private final float[] backward;
        private int rowCount;
        private int size;

        Builder(int rows, int pairs) {
            chinese = new int[rows];
            ends = new int[rows];
            totals = new double[rows];
            stems = new int[pairs];
            forward = new float[pairs];
            backward = new float[pairs];
        }

        /** Adds to the total of a type, which is in the last row or starts the next. */
        void addTotal(int type, double total) {
            int last = rowCount == 0 ? -1 : chinese[rowCount - 1];
            if (type < last) {
                throw new IllegalArgumentException("rows must increase, but row " + type + " follows row " + last);
            }
            if (type > last) {
                ends[rowCount] = size;
                chinese[rowCount++] = type;
            }
            totals[rowCount - 1] += total;
        }

        void addPair(int stem, float to, float from) {
            stems[size] = stem;
            forward[size] = to;
            backward[size++] = from;
            ends[rowCount - 1] = size;
        }

        void addAll(TableRows rows, PairFilter filter) {
            int pair = 0;
            for (int row = 0; row < rows.chinese.length; row++) {
                addTotal(rows.chinese[row], rows.totals[row]);
                for (; pair < rows.ends[row]; pair++) {
                    if (filter.keeps(row, pair)) {
                        addPair(rows.stems[pair], rows.forward[pair], rows.backward[pair]);
                    }
                }
            }
        }
    }

    /** Selects pairs. */
    @FunctionalInterface
    private interface PairFilter {
        boolean keeps(int row, int pair);
    }

    /**
     * Builds rows.
     *
     * @param counts expected counts of these Chinese types in the whole corpus
     */
    public static TableRows of(ExpectedCounts counts, TokenTypes vocabulary) {
        Builder rows = new Builder(Math.min(counts.size(), vocabulary.chineseSize()), counts.size());
        long[] words = new long[vocabulary.stemSize()];
        long[] characters = new long[vocabulary.stemSize()];
        counts.forEach((type, stem, to, from) -> {
            rows.addTotal(type, to / ExpectedCounts.UNIT);
            (vocabulary.isCharacter(type) ? characters : words)[stem] += from;
            if (to > DISCOUNT || from > DISCOUNT) {
                rows.addPair(stem, discounted(to), discounted(from));
            }
        });
        return new TableRows(rows, new StemTotals(words, characters));
    }

    private static float discounted(long count) {
        return (float) (Math.max(0, count - DISCOUNT) / ExpectedCounts.UNIT);
    }

    /**
     * Joins rows without their totals of stems.
     *
     * @param parts rows in the order of the ranges of {@link ExpectedCounts#split}
     * @throws IllegalArgumentException if they are in another order
     */
    static TableRows join(List<TableRows> parts) {
        Builder rows = new Builder(
                parts.stream().mapToInt(part -> part.chinese.length).sum(),
                Math.toIntExact(
                        parts.stream().mapToLong(part -> part.stems.length).sum()));
        parts.forEach(part -> rows.addAll(part, (row, pair) -> true));
        return new TableRows(rows, StemTotals.NONE);
    }

    /** Returns the expected counts of the stems in this range. */
    public StemTotals stemTotals() {
        return stemTotals;
    }

    private PairFilter frequent(TokenTypes vocabulary, StemTotals all, double share) {
        return (row, pair) -> forward[pair] >= share * totals[row]
                || backward[pair] >= share * all.occurrences(vocabulary.isCharacter(chinese[row]), stems[pair]);
    }

    /** Returns the number of pairs with at least the given share of one of their types. */
    public long count(TokenTypes vocabulary, StemTotals all, double share) {
        PairFilter filter = frequent(vocabulary, all, share);
        long count = 0;
        int pair = 0;
        for (int row = 0; row < ends.length; row++) {
            for (; pair < ends[row]; pair++) {
                count += filter.keeps(row, pair) ? 1 : 0;
            }
        }
        return count;
    }

    /** Returns a copy without totals of stems, and without the pairs whose share of both types is smaller. */
    public TableRows without(TokenTypes vocabulary, StemTotals all, double share) {
        Builder rows = new Builder(chinese.length, stems.length);
        rows.addAll(this, frequent(vocabulary, all, share));
        return new TableRows(rows, StemTotals.NONE);
    }
}
