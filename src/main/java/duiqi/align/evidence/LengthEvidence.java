package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import java.util.List;

/**
 * Compares the lengths of the two sides with the expected ratio.
 *
 * <p>"length" is the squared difference over the variance, as in Gale and Church (1993), section 3, with the variance
 * growing with length. "length ratio" is the squared logarithm of the ratio, which long beads need. "skipped" is the
 * cost of unpaired segments, by the logarithm of their lengths; a block costs half. "skipped length" is the same cost
 * by the lengths themselves. It is needed because lexical evidence grows with the length of a pair: long segments would
 * otherwise cost less unpaired than paired.
 */
final class LengthEvidence implements Evidence {
    /**
     * Variance of the English length per character, from Gale and Church (1993), table 2; a good approximation for
     * Chinese.
     */
    private static final double VARIANCE = 7;

    private static final double MAX_DEVIATION = 20;
    private static final double MAX_RATIO = 3;

    /** Keeps the ratio of very short segments near one. */
    private static final double SMOOTHING = 4;

    private static final double IN_A_BLOCK = 0.5;

    /** Unit of lengths: a long sentence, in Chinese characters. */
    private static final double LONG = 100;

    /**
     * Length at which the cost of an unpaired segment stops growing. Longer segments are neither sentences nor
     * paragraphs and usually stay unpaired.
     */
    private static final double MAX_LENGTH = 2000;

    private final TokenizedPair pair;
    private final double expansion;

    /**
     * Creates the evidence.
     *
     * @param expansion expected English characters for a Chinese character
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
