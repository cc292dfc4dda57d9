package duiqi.align;

import java.util.Arrays;

/**
 * Translation probabilities made of expected counts, with what was known before as a Dirichlet prior (maximum a posteriori:
 * Gauvain and Lee 1994).
 */
final class LearnedProbabilities {
    private final TranslationProbabilities prior;
    private final TranslationProbabilities learnt;
    private final double[] stemTotals;

    LearnedProbabilities(TranslationProbabilities prior, int stems) {
        this.prior = prior;
        learnt = TranslationProbabilities.empty(prior.size());
        stemTotals = new double[stems];
    }

    /** Makes the row of a token, as {@link ExpectedRow.Receiver} gives it. */
    void add(int token, int[] expected, float[] forward, float[] backward) {
        int[] known = prior.stems()[token];
        int[] stems = union(expected, known);
        float[] to = new float[stems.length];
        float[] from = new float[stems.length];
        double total = 0;
        for (int stem : expected) {
            total += forward[stem];
            stemTotals[stem] += backward[stem];
        }
        int kept = 0;
        int next = 0;
        for (int stem : stems) {
            float p = Math.max(0, forward[stem] - SelfTraining.DISCOUNT);
            float q = Math.max(0, backward[stem] - SelfTraining.DISCOUNT);
            if (next < known.length && known[next] == stem) {
                p += SelfTraining.PRIOR_MASS * prior.forward()[token][next];
                q += SelfTraining.PRIOR_MASS * prior.backward()[token][next];
                next++;
            }
            if (p > 0 || q > 0) {
                stems[kept] = stem;
                to[kept] = (float) (p / (SelfTraining.PRIOR_MASS + total));
                from[kept++] = q;
            }
        }
        learnt.set(token, Arrays.copyOf(stems, kept), Arrays.copyOf(to, kept), Arrays.copyOf(from, kept));
    }

    /** All that occur in one of two increasing rows. */
    private static int[] union(int[] one, int[] other) {
        int[] all = new int[one.length + other.length];
        int size = 0;
        int a = 0;
        int b = 0;
        while (a < one.length || b < other.length) {
            int next = b == other.length || (a < one.length && one[a] <= other[b]) ? one[a] : other[b];
            a += a < one.length && one[a] == next ? 1 : 0;
            b += b < other.length && other[b] == next ? 1 : 0;
            all[size++] = next;
        }
        return Arrays.copyOf(all, size);
    }

    /** The probabilities of all tokens; only now is it known how often each stem was seen. */
    TranslationProbabilities probabilities() {
        for (int token = 0; token < learnt.size(); token++) {
            int[] stems = learnt.stems()[token];
            float[] from = learnt.backward()[token];
            for (int k = 0; k < stems.length; k++) {
                from[k] /= (float) (SelfTraining.PRIOR_MASS + stemTotals[stems[k]]);
            }
        }
        return learnt;
    }
}
