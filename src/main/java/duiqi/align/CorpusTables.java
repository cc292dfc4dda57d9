package duiqi.align;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What a whole corpus teaches of words: for each Chinese type the stems that it was seen to be rendered by, with discounted
 * expected counts of both directions. An aligner {@linkplain Aligner#taughtBy(CorpusTables) taught by} them knows words that no
 * lexicon has, even in texts too short to teach anything themselves.
 *
 * <p>{@link CorpusTraining} says how they are made. Rows of primitives one behind the other, 12 bytes for each pair. Immutable and
 * thread-safe.
 */
public final class CorpusTables implements Serializable {
    private static final long serialVersionUID = 1;

    /** Of no corpus: they teach nothing and change nothing. */
    public static final CorpusTables EMPTY = of(Vocabulary.EMPTY, List.of());

    final Vocabulary vocabulary;

    /** By Chinese type where its row begins in the arrays of pairs; one more for the end. */
    final int[] starts;

    /** By Chinese type: all that it is expected to have made, not discounted. */
    final double[] chineseTotals;

    /** By stem: all that words and that characters are expected to have made of it, not discounted. */
    final double[] wordTotals;

    final double[] characterTotals;

    /** Of each row in increasing order. */
    final int[] stems;

    /** By pair: how often the Chinese type is expected to have made the stem, discounted. */
    final float[] forward;

    /** By pair: how often the stem is expected to have made the Chinese type, discounted. */
    final float[] backward;

    /** Takes the arrays for its own. */
    CorpusTables(
            Vocabulary vocabulary,
            int[] starts,
            double[] chineseTotals,
            double[] wordTotals,
            double[] characterTotals,
            int[] stems,
            float[] forward,
            float[] backward) {
        this.vocabulary = vocabulary;
        this.starts = starts;
        this.chineseTotals = chineseTotals;
        this.wordTotals = wordTotals;
        this.characterTotals = characterTotals;
        this.stems = stems;
        this.forward = forward;
        this.backward = backward;
    }

    /**
     * Tables of rows.
     *
     * @param parts the rows of all Chinese types, in the order of the ranges of {@link ExpectedCounts#split}
     */
    public static CorpusTables of(Vocabulary vocabulary, List<TableRows> parts) {
        int pairs = Math.toIntExact(
                parts.stream().mapToLong(part -> part.stems.length).sum());
        int[] starts = new int[vocabulary.chineseSize() + 1];
        double[] totals = new double[vocabulary.chineseSize()];
        long[] wordTotals = new long[vocabulary.stemSize()];
        long[] characterTotals = new long[vocabulary.stemSize()];
        int[] stems = new int[pairs];
        float[] forward = new float[pairs];
        float[] backward = new float[pairs];
        int before = 0;
        int last = -1;
        for (TableRows part : parts) {
            for (int row = 0; row < part.chinese.length; row++) {
                if (part.chinese[row] <= last) {
                    throw new IllegalArgumentException("rows come in order, but " + part.chinese[row] + " after " + last);
                }
                Arrays.fill(starts, last + 1, part.chinese[row] + 1, before + (row == 0 ? 0 : part.ends[row - 1]));
                last = part.chinese[row];
                totals[last] = part.totals[row];
            }
            System.arraycopy(part.stems, 0, stems, before, part.stems.length);
            System.arraycopy(part.forward, 0, forward, before, part.stems.length);
            System.arraycopy(part.backward, 0, backward, before, part.stems.length);
            before += part.stems.length;
            add(part.wordTotals, wordTotals);
            add(part.characterTotals, characterTotals);
        }
        Arrays.fill(starts, last + 1, starts.length, before);
        return new CorpusTables(
                vocabulary, starts, totals, sightings(wordTotals), sightings(characterTotals), stems, forward, backward);
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

    /** The types that the tables tell apart. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Number of pairs of types. */
    public int size() {
        return stems.length;
    }

    /** Whether they know no pair. */
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
     * @throws duiqi.bitext.FormatException if the stream holds something else, another version, only a part, or is damaged
     */
    public static CorpusTables read(String name, InputStream in) throws IOException {
        return CorpusTablesFile.read(name, in);
    }
}
