package duiqi.align.evidence;

import java.util.List;

/**
 * Measures the type of a bead. The rare large types share features, since no gold has enough of each. The weights
 * represent the habits of the annotators of the training texts: how readily they join sentences in a bead. A block
 * of unpaired segments has its own type, so that an untranslated passage costs less than its sentences one by one.
 */
final class BeadTypes implements Evidence {
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
    public boolean dependsOnType() {
        return true;
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
