package duiqi.align;

import java.util.List;

/**
 * The lexical scores again, but a match counts the less the farther apart its two words stand along their sides: translations
 * of one sentence say things in about the same order, chance matches stand anywhere.
 */
final class PositionEvidence implements Evidence {
    /** A match at distance d counts exp(-DECAY d) plus a remainder for free word order. */
    private static final double DECAY = 6;

    private static final float REMAINDER = 0.05f;
    private static final int STEPS = 1000;
    private static final float[] NEARNESS = new float[STEPS + 1];

    static {
        for (int k = 0; k <= STEPS; k++) {
            NEARNESS[k] = (float) Math.exp(-DECAY * k / STEPS) + REMAINDER;
        }
    }

    private static final float FLOOR = 0.3f;

    private final BeadMatches matches;
    private final float[] wordWeights;
    private final float[] stemWeights;

    PositionEvidence(TokenizedPair pair, BeadMatches matches) {
        this.matches = matches;
        wordWeights = TokenWeights.chinese(pair.words());
        stemWeights = TokenWeights.english(pair.stems());
    }

    /** How much a match counts by the distance of its ends, 0 to 1. */
    static float nearness(float distance) {
        return NEARNESS[(int) (STEPS * distance)];
    }

    @Override
    public List<String> features() {
        return List.of("placed words to English", "placed English to words");
    }

    @Override
    public void measure(int i, int n, int j, int m, double[] values, int at) {
        if (n == 0 || m == 0) {
            return;
        }
        BeadMatches found = matches.of(i, n, j, m);
        float[] toEnglish = new float[found.englishSize()];
        float[] toChinese = new float[found.chineseSize()];
        for (int k = 0; k < found.size(); k++) {
            int a = found.chineseIndex(k);
            int b = found.englishIndex(k);
            float near = nearness(found.distance(k));
            toEnglish[b] += near * wordWeights[found.chineseToken(a)] * found.forward(k);
            toChinese[a] += near * stemWeights[found.englishToken(b)] * found.backward(k);
        }
        double forward = 0;
        for (int b = 0; b < toEnglish.length; b++) {
            float total = FLOOR;
            if (toEnglish[b] > 0) {
                for (int a = 0; a < toChinese.length; a++) {
                    float near = nearness(Math.abs(found.chinesePlace(a) - found.englishPlace(b)));
                    total += wordWeights[found.chineseToken(a)] * near;
                }
            }
            forward += Math.log(LexicalSums.CHANCE + (1 - LexicalSums.CHANCE) * toEnglish[b] / total);
        }
        double backward = 0;
        for (int a = 0; a < toChinese.length; a++) {
            float total = FLOOR;
            if (toChinese[a] > 0) {
                for (int b = 0; b < toEnglish.length; b++) {
                    float near = nearness(Math.abs(found.chinesePlace(a) - found.englishPlace(b)));
                    total += stemWeights[found.englishToken(b)] * near;
                }
            }
            backward += Math.log(LexicalSums.CHANCE + (1 - LexicalSums.CHANCE) * toChinese[a] / total);
        }
        values[at] = forward;
        values[at + 1] = backward;
    }
}
