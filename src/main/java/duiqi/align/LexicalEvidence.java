package duiqi.align;

import java.util.List;

/**
 * Whether the words of the two sides are translations of each other: for each direction and each Chinese view the logarithm of
 * how much likelier the tokens of one side are beside the other side than anywhere.
 *
 * <p>Each token t counts log(λ + (1-λ) Σ<sub>s</sub> w(s) r(s,t) / Σ<sub>s</sub> w(s)), a mixture of chance and of the ratio
 * r = t(t|s)/p(t) averaged over the other side as in IBM Model 1 (Brown et al. 1993); λ is {@link LexicalSums#CHANCE}.
 */
final class LexicalEvidence implements Evidence {
    private final LexicalSums words;
    private final LexicalSums characters;

    LexicalEvidence(TokenizedPair pair, PairScores scores) {
        words = new LexicalSums(pair, scores, scores.band(), true);
        characters = new LexicalSums(pair, scores, scores.band(), false);
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
        values[at] = words.forward(i, n, j, m);
        values[at + 1] = characters.forward(i, n, j, m);
        values[at + 2] = words.backward(i, n, j, m);
        values[at + 3] = characters.backward(i, n, j, m);
    }
}
