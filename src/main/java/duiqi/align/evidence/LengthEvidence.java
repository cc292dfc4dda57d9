package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;

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

    /**
     * Expected English characters for a character of modern Chinese. A character of classical Chinese has the
     * meaning of about two, so that an unpaired one costs more.
     */
    private static final double MODERN_EXPANSION = 3.1;

    /** Number of lengths with a precomputed logarithm. A search needs one for each of millions of beads. */
    private static final int LOGARITHMS = 2048;

    private final double expansion;

    /** By segment: sum of the lengths before it; one more element for the end. */
    private final int[] chineseBefore;

    private final int[] englishBefore;

    private final Skipped chineseSkipped;
    private final Skipped englishSkipped;

    /** By length of a Chinese side, and of an English side: logarithm of the smoothed English length. */
    private final double[] chineseLogarithms = new double[LOGARITHMS];

    private final double[] englishLogarithms = new double[LOGARITHMS];

    /**
     * Creates the evidence.
     *
     * @param expansion expected English characters for a Chinese character
     */
    LengthEvidence(TokenizedPair pair, double expansion) {
        this.expansion = expansion;
        chineseBefore = sums(pair.chineseSize(), pair::chineseLength);
        englishBefore = sums(pair.englishSize(), pair::englishLength);
        double density = pair.isClassical() ? Math.max(1, expansion / MODERN_EXPANSION) : 1;
        chineseSkipped = new Skipped(pair.chineseSize(), i -> pair.chineseLength(i) * density);
        englishSkipped = new Skipped(pair.englishSize(), j -> pair.englishLength(j) / expansion * density);
        for (int length = 0; length < LOGARITHMS; length++) {
            chineseLogarithms[length] = Math.log(length * expansion + SMOOTHING);
            englishLogarithms[length] = Math.log(length + SMOOTHING);
        }
    }

    private static int[] sums(int size, IntUnaryOperator lengths) {
        int[] before = new int[size + 1];
        for (int k = 0; k < size; k++) {
            before[k + 1] = before[k] + lengths.applyAsInt(k);
        }
        return before;
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
        int chinese = chineseBefore[i + n] - chineseBefore[i];
        int english = englishBefore[j + m] - englishBefore[j];
        if (m == 0) {
            values[at + 2] = -chineseSkipped.cost(i, n);
            values[at + 4] = -chineseSkipped.length(i, n);
        } else if (n == 0) {
            values[at + 3] = -englishSkipped.cost(j, m);
            values[at + 5] = -englishSkipped.length(j, m);
        } else {
            double expected = chinese * expansion;
            double difference = english - expected;
            double deviation = difference * difference / ((expected + english) / 2 * VARIANCE);
            values[at] = -Math.min(MAX_DEVIATION, deviation);
            double ratio = chinese < LOGARITHMS && english < LOGARITHMS
                    ? englishLogarithms[english] - chineseLogarithms[chinese]
                    : Math.log((english + SMOOTHING) / (expected + SMOOTHING));
            values[at + 1] = -Math.min(MAX_RATIO, ratio * ratio);
        }
    }

    /** Holds the costs of leaving segments of one side unpaired, as running sums over the segments. */
    private static final class Skipped {
        private final double[] costs;
        private final double[] lengths;

        /**
         * Computes the costs.
         *
         * @param length length of a segment in Chinese characters
         */
        Skipped(int size, IntToDoubleFunction length) {
            costs = new double[size + 1];
            lengths = new double[size + 1];
            for (int k = 0; k < size; k++) {
                costs[k + 1] = costs[k] + Math.log1p(length.applyAsDouble(k)) / 3;
                lengths[k + 1] = lengths[k] + Math.min(MAX_LENGTH, length.applyAsDouble(k)) / LONG;
            }
        }

        double cost(int from, int count) {
            return (costs[from + count] - costs[from]) * (count > 1 ? IN_A_BLOCK : 1);
        }

        double length(int from, int count) {
            return lengths[from + count] - lengths[from];
        }
    }
}
