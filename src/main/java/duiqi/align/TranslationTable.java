package duiqi.align;

/**
 * For each token of a Chinese view the English stems that may render it, with both directions' translation
 * probabilities as ratios to chance, as primitive rows. Immutable and thread-safe.
 *
 * <p>The ratio t(e|z)/p(e) says how many times more often a stem is to be expected beside a Chinese token than anywhere; it
 * is capped, since a rare word's chance is only known roughly.
 */
final class TranslationTable {
    private static final float MAX_COUNT = 3000;

    private final int[][] stems;
    private final float[][] forward;
    private final float[][] backward;

    /**
     * @param probabilities of both directions
     * @param chinese shares of the Chinese tokens in their text
     * @param english shares of the stems in their text
     */
    TranslationTable(TranslationProbabilities probabilities, double[] chinese, double[] english) {
        int size = probabilities.size();
        stems = probabilities.stems();
        forward = new float[size][];
        backward = new float[size][];
        for (int token = 0; token < size; token++) {
            int[] row = stems[token];
            forward[token] = new float[row.length];
            backward[token] = new float[row.length];
            for (int k = 0; k < row.length; k++) {
                forward[token][k] = ratio(probabilities.forward()[token][k], english[row[k]]);
                backward[token][k] = ratio(probabilities.backward()[token][k], chinese[token]);
            }
        }
    }

    private static float ratio(double probability, double chance) {
        return (float) Math.min(MAX_COUNT, probability / chance);
    }

    /** Stems that may render a token, in increasing order; not to be changed. */
    int[] stems(int token) {
        return stems[token];
    }

    /** For each of {@link #stems} the ratio t(stem | token) / p(stem); not to be changed. */
    float[] forward(int token) {
        return forward[token];
    }

    /** For each of {@link #stems} the ratio t(token | stem) / p(token); not to be changed. */
    float[] backward(int token) {
        return backward[token];
    }
}
