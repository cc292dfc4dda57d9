package duiqi.align.evidence;

import duiqi.align.learn.TokenizedPair;
import java.util.List;

/**
 * Measures with a lexicon how well the words of the two sides translate each other. Each direction and each Chinese
 * view has a feature. It is the logarithm of a ratio: the probability of the tokens given the other side, divided by
 * their probability anywhere.
 *
 * <p>Each token t adds log(λ + (1-λ) Σ<sub>s</sub> w(s) r(s,t) / Σ<sub>s</sub> w(s)). This mixes chance and the ratio r
 * = t(t|s)/p(t), which is averaged over the other side as in IBM Model 1 (Brown et al. 1993). λ is
 * {@link LexicalSums#CHANCE}.
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
