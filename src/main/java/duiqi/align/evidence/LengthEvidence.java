package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import java.util.List;

/**
 * Whether the two sides are as long as their texts lead one to expect.
 *
 * <p>"length" is the squared difference over the variance, as in Gale and Church (1993), section 3, with the variance growing
 * with length; "length ratio" the squared logarithm of the ratio, which long beads need; "skipped" what it costs to leave
 * segments out, by the logarithm of their lengths, in a block at half the price. "skipped length" is the same by the lengths
 * themselves: what words say of a pair grows with its length, so what is long would cost less to leave out than to pair.
 */
final class LengthEvidence implements Evidence {
    /** Variance of the English length per character, from Gale and Church (1993), table 2, near enough for Chinese. */
    private static final double VARIANCE = 7;

    private static final double MAX_DEVIATION = 20;
    private static final double MAX_RATIO = 3;

    /** Keeps the ratio of very short segments near one. */
    private static final double SMOOTHING = 4;

    private static final double IN_A_BLOCK = 0.5;

    /** The length of a long sentence in Chinese characters, by which lengths are measured. */
    private static final double LONG = 100;

    /** A longer segment is no sentence and no paragraph, and to compare it by all evidence would take too long. */
    private static final double MAX_LENGTH = 2000;

    private final TokenizedPair pair;
    private final double expansion;

    /**
     * @param expansion English characters to expect for a Chinese one
     */
    LengthEvidence(TokenizedPair pair, double expansion) {
        this.pair = pair;
        this.expansion = expansion;
    }

    @Override
    public List<String> features() {
        return List.of(
                "length",
                "length ratio",
                "skipped Chinese",
                "skipped English",
                "skipped Chinese length",
                "skipped English length");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        int chinese = 0;
        for (int k = i; k < i + n; k++) {
            chinese += pair.chineseLength(k);
        }
        int english = 0;
        for (int k = j; k < j + m; k++) {
            english += pair.englishLength(k);
        }
        if (m == 0) {
            for (int k = i; k < i + n; k++) {
                values[at + 2] -= Math.log1p(pair.chineseLength(k)) / 3;
                values[at + 4] -= Math.min(MAX_LENGTH, pair.chineseLength(k)) / LONG;
            }
            values[at + 2] *= n > 1 ? IN_A_BLOCK : 1;
        } else if (n == 0) {
            for (int k = j; k < j + m; k++) {
                values[at + 3] -= Math.log1p(pair.englishLength(k) / expansion) / 3;
                values[at + 5] -= Math.min(MAX_LENGTH, pair.englishLength(k) / expansion) / LONG;
            }
            values[at + 3] *= m > 1 ? IN_A_BLOCK : 1;
        } else {
            double expected = chinese * expansion;
            double difference = english - expected;
            double deviation = difference * difference / ((expected + english) / 2 * VARIANCE);
            values[at] = -Math.min(MAX_DEVIATION, deviation);
            double ratio = Math.log((english + SMOOTHING) / (expected + SMOOTHING));
            values[at + 1] = -Math.min(MAX_RATIO, ratio * ratio);
        }
    }
}
