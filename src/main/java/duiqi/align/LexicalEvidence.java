package duiqi.align;

import java.util.List;

/**
 * Whether the words of the two sides are translations of each other: for each direction and each Chinese view the logarithm of
 * how much likelier the tokens of one side are beside the other side than anywhere.
 *
 * <p>Each token t counts log(λ + (1-λ) Σ<sub>s</sub> w(s) r(s,t) / Σ<sub>s</sub> w(s)), a mixture of chance and of the ratio
 * r = t(t|s)/p(t) averaged over the other side as in IBM Model 1 (Brown et al. 1993).
 */
final class LexicalEvidence implements Evidence {
    /** λ: the share of chance. Found by cross-validation on the development gold, flat around its best. */
    static final double CHANCE = 0.35;

    /** Added to the sum of weights, so that a segment of function words alone does not match everything. */
    static final float WEIGHT_FLOOR = 0.5f;

    /** Logarithms are dear: so many factors are multiplied before one is taken; the product cannot overflow. */
    private static final int FACTORS = 40;

    private final TokenizedPair pair;
    private final PairScores scores;
    private final float[] wordSums;
    private final float[] characterSums;
    private final float[] stemSums;
    private final PairScores.Row[] rows = new PairScores.Row[16];

    LexicalEvidence(TokenizedPair pair, PairScores scores) {
        this.pair = pair;
        this.scores = scores;
        wordSums = sums(pair.words(), TokenWeights.chinese(pair.words()));
        characterSums = sums(pair.characters(), TokenWeights.chinese(pair.characters()));
        stemSums = sums(pair.stems(), TokenWeights.english(pair.stems()));
    }

    /** For each segment the sum of the weights of its tokens. */
    static float[] sums(TokenView view, float[] weights) {
        float[] sums = new float[view.segments()];
        for (int i = 0; i < sums.length; i++) {
            float sum = WEIGHT_FLOOR;
            for (int token : view.tokens(i)) {
                sum += weights[token];
            }
            sums[i] = sum;
        }
        return sums;
    }

    @Override
    public List<String> features() {
        return List.of("words to English", "characters to English", "English to words", "English to characters");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        for (int k = 0; k < n; k++) {
            rows[k] = scores.row(i + k);
        }
        values[at] = forward(n, j, m, total(wordSums, i, n), true);
        values[at + 1] = forward(n, j, m, total(characterSums, i, n), false);
        double english = total(stemSums, j, m);
        values[at + 2] = backward(pair.words(), i, n, j, m, english, true);
        values[at + 3] = backward(pair.characters(), i, n, j, m, english, false);
    }

    private static double total(float[] sums, int from, int count) {
        double total = 0;
        for (int k = from; k < from + count; k++) {
            total += sums[k];
        }
        return total;
    }

    private double forward(int n, int j, int m, double weight, boolean words) {
        double scale = (1 - CHANCE) / weight;
        double logarithm = 0;
        double product = 1;
        int factors = 0;
        int end = scores.stemOffset(j + m);
        for (int place = scores.stemOffset(j); place < end; place++) {
            float sum = 0;
            for (int k = 0; k < n; k++) {
                PairScores.Row row = rows[k];
                float[] forward = words ? row.wordForward() : row.characterForward();
                sum += forward[place - scores.stemOffset(row.first())];
            }
            product *= CHANCE + scale * sum;
            if (++factors == FACTORS) {
                logarithm += Math.log(product);
                product = 1;
                factors = 0;
            }
        }
        return logarithm + Math.log(product);
    }

    private double backward(TokenView view, int i, int n, int j, int m, double weight, boolean words) {
        double scale = (1 - CHANCE) / weight;
        double logarithm = 0;
        double product = 1;
        int factors = 0;
        for (int k = 0; k < n; k++) {
            PairScores.Row row = rows[k];
            float[] backward = words ? row.wordBackward() : row.characterBackward();
            int length = view.tokens(i + k).length;
            int offset = (j - row.first()) * length;
            for (int place = 0; place < length; place++) {
                float sum = 0;
                for (int l = 0; l < m; l++) {
                    sum += backward[offset + l * length + place];
                }
                product *= CHANCE + scale * sum;
                if (++factors == FACTORS) {
                    logarithm += Math.log(product);
                    product = 1;
                    factors = 0;
                }
            }
        }
        return logarithm + Math.log(product);
    }
}
