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

    /**
     * How common a bead type is. The rare large types share features, since no gold has enough of each. The weights carry the
     * habits of those who annotated the training texts: how readily they merge sentences into one bead. Several unpaired segments
     * in a row are a type of their own, so that a part left untranslated costs less than its sentences one by one.
     */
    static final class BeadTypes implements Evidence {
        private static final List<String> FEATURES = List.of(
                "type 1-0",
                "type 0-1",
                "type 1-1",
                "type 1-2",
                "type 1-3",
                "type 1-4",
                "type 1-5+",
                "type 2-1",
                "type 3-1",
                "type 4+-1",
                "type 2-2",
                "type 2-3 or 3-2",
                "type larger",
                "segments over five",
                "block of Chinese",
                "block of English",
                "block size");
        private static final int OVER_FIVE = 13;
        private static final int BLOCK = 14;

        @Override
        public List<String> features() {
            return FEATURES;
        }

        @Override
        public void measure(int i, int n, int j, int m, double[] values, int at) {
            if (n + m > 1 && (n == 0 || m == 0)) {
                values[at + BLOCK + (m == 0 ? 0 : 1)] = 1;
                values[at + BLOCK + 2] = -(n + m - 1) / 2.0;
                return;
            }
            values[at + feature(n, m)] = 1;
            values[at + OVER_FIVE] = -Math.max(0, n + m - 5);
        }

        private static int feature(int n, int m) {
            if (m == 0) {
                return 0;
            }
            if (n == 0) {
                return 1;
            }
            if (n == 1) {
                return 1 + Math.min(m, 5);
            }
            if (m == 1) {
                return 5 + Math.min(n, 4);
            }
            return n + m == 4 ? 10 : n + m == 5 ? 11 : 12;
        }
    }
}
