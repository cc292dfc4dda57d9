package duiqi.align.evidence;

import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations;
import java.util.Arrays;
import java.util.List;

/**
 * Measures how well the words of the two sides match in order: lexical scores in which a match counts less if its two
 * words have different relative positions. Translations of a sentence keep roughly the same order, chance matches do
 * not.
 */
final class MatchEvidence implements Evidence {
    /** Keeps the score of a token finite if no token of the other side is near it. */
    private static final float FLOOR = 0.3f;

    private final BeadMatches.Finder words;
    private final float[] wordWeights;
    private final float[] stemWeights;

    /** By token of a side: sum of the ratios of its matches. */
    private float[] ratios = new float[256];

    /** By token of the other side: its weight. */
    private float[] weights = new float[256];

    MatchEvidence(TokenizedPair pair, Translations.Tables tables) {
        words = new BeadMatches.Finder(pair, pair.words(), tables.words());
        wordWeights = pair.words().weights();
        stemWeights = pair.stems().weights();
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
        BeadMatches found = words.find(i, n, j, m);
        prepare(found.english(), found.chinese(), wordWeights);
        for (int k = 0; k < found.size(); k++) {
            ratios[found.englishIndex()[k]] +=
                    found.nearness(k) * weights[found.chineseIndex()[k]] * found.forward()[k];
        }
        values[at] = score(found.english(), found.chinese());
        prepare(found.chinese(), found.english(), stemWeights);
        for (int k = 0; k < found.size(); k++) {
            ratios[found.chineseIndex()[k]] +=
                    found.nearness(k) * weights[found.englishIndex()[k]] * found.backward()[k];
        }
        values[at + 1] = score(found.chinese(), found.english());
    }

    private void prepare(TokenView.Run side, TokenView.Run other, float[] byToken) {
        if (Math.max(side.size(), other.size()) > ratios.length) {
            ratios = new float[2 * Math.max(side.size(), other.size())];
            weights = new float[ratios.length];
        }
        Arrays.fill(ratios, 0, side.size(), 0);
        for (int a = 0; a < other.size(); a++) {
            weights[a] = byToken[other.tokens()[a]];
        }
    }

    private double score(TokenView.Run side, TokenView.Run other) {
        double sum = 0;
        for (int b = 0; b < side.size(); b++) {
            float total = FLOOR;
            if (ratios[b] > 0) {
                float place = side.places()[b];
                for (int a = 0; a < other.size(); a++) {
                    total += weights[a] * TokenView.Run.nearness(other.places()[a], place);
                }
            }
            sum += Math.log(LexicalSums.CHANCE + (1 - LexicalSums.CHANCE) * ratios[b] / total);
        }
        return sum;
    }
}
