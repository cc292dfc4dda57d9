package duiqi.align;

import java.util.List;

/**
 * A kind of evidence for or against a bead: some features, each a number that a learnt weight multiplies.
 *
 * <p>To add one, write a class, name its features, put it into a list of {@link Evidences}, and train the weights again. An
 * instance belongs to one pair of texts and need not be thread-safe.
 */
interface Evidence {
    /** Names of the features, in the order of their values; unique among all evidence. */
    List<String> features();

    /**
     * Measures the bead of Chinese segments {@code i} to {@code i + n - 1} and English segments {@code j} to
     * {@code j + m - 1}.
     *
     * @param values where to put the values, from {@code at} on; they are 0 before
     */
    void measure(int i, int n, int j, int m, double[] values, int at);
}
