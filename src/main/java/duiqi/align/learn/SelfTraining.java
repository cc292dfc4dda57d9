package duiqi.align.learn;

import duiqi.align.learn.Translations.TranslationTable;
import java.util.Arrays;
import java.util.List;

/**
 * Trains translation probabilities on the texts themselves, along an existing alignment.
 *
 * <p>The method is IBM Model 1 with expectation maximisation (Brown et al. 1993) within the beads, in both directions.
 * The lexicon is a Dirichlet prior of mass {@link #PRIOR_MASS} (maximum a posteriori: Gauvain and Lee 1994). Candidates
 * with a similar relative position count more, as in Dyer et al. (2013). Expected counts are discounted, which removes
 * pairs seen once or by chance. An instance works on one view of the Chinese text. Immutable and thread-safe.
 */
public final class SelfTraining {
    /** Weight of the lexicon, in occurrences. */
    static final float PRIOR_MASS = 4;

    /** Subtracted from every expected count, which removes pairs seen once or by chance. */
    public static final float DISCOUNT = 0.3f;

    private static final int ITERATIONS = 3;

    /**
     * Ratio to chance of a pair of tokens that is not in the tables, in the first iteration and in later ones. Every
     * pair in a bead may be an unknown translation.
     */
    private static final float UNKNOWN_FIRST = 0.2f;

    private static final float UNKNOWN = 0.06f;

    /** Ratio of the empty word, for each unit of weight on the other side. */
    private static final float EMPTY = 0.3f;

    /** Smallest count in a table. */
    private static final float MIN_COUNT = 0.005f;

    private final TranslationTable.Probabilities prior;
    private final float[] chineseWeights;
    private final float[] stemWeights;
    private final double[] chineseChance;
    private final double[] stemChance;

    public SelfTraining(TokenView chinese, TokenView stems, TranslationTable.Probabilities prior) {
        this.prior = prior;
        chineseWeights = chinese.weights();
        stemWeights = stems.weights();
        chineseChance = chinese.background();
        stemChance = stems.background();
    }

    /**
     * Improves probabilities by samples.
     *
     * @param start initial probabilities
     * @param first true before any self-training, when more translations are unknown
     */
    TranslationTable.Probabilities learn(
            List<Samples.Sample> beads, TranslationTable.Probabilities start, boolean first) {
        Samples samples = new Samples(beads, chineseWeights, stemWeights);
        TranslationTable.Probabilities current = start;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            LearnedProbabilities learned = new LearnedProbabilities(prior, stemWeights.length);
            expect(samples, current, first && iteration == 0, learned::add);
            current = learned.probabilities();
        }
        return current;
    }

    /**
     * Computes the expected counts of each Chinese token generating each stem in its samples, and the reverse.
     *
     * @param start probabilities that distribute the expectations
     * @param first true before any self-training
     */
    public void expect(
            List<Samples.Sample> beads,
            TranslationTable.Probabilities start,
            boolean first,
            ExpectedRow.Receiver rows) {
        expect(new Samples(beads, chineseWeights, stemWeights), start, first, rows);
    }

    private void expect(
            Samples samples, TranslationTable.Probabilities start, boolean first, ExpectedRow.Receiver rows) {
        TranslationTable table = new TranslationTable(start, chineseChance, stemChance);
        new Iteration(samples, table, first ? UNKNOWN_FIRST : UNKNOWN).expect(rows);
    }

    /** Computes the expected counts of one iteration. */
    private final class Iteration {
        private final Samples samples;
        private final int[] english;
        private final float[] places;
        private final TranslationTable table;
        private final float unknown;

        /**
         * By stem, for the current Chinese token: forward ratio, and backward ratio times the weight of the stem, side by
         * side because both are read together.
         */
        private final float[] ratios = new float[2 * stemWeights.length];

        /** Stems of the current token. The others are unknown translations. */
        private int[] loaded = new int[0];

        /** For each English token of each sample: one over the sum of the weights of its possible origins. */
        private final float[] forwardShares;

        /** For each occurrence of a Chinese token: one over the sum of the weights of its possible origins. */
        private final float[] backwardShares;

        Iteration(Samples samples, TranslationTable table, float unknown) {
            this.samples = samples;
            this.table = table;
            this.unknown = unknown;
            english = samples.english;
            places = samples.englishPlaces;
            for (int stem = 0; stem < stemWeights.length; stem++) {
                set(stem, unknown, unknown);
            }
            forwardShares = new float[english.length];
            backwardShares = new float[samples.occurrenceSamples.length];
        }

        void expect(ExpectedRow.Receiver rows) {
            for (int sample = 0; sample < samples.size(); sample++) {
                int[] starts = samples.englishStarts;
                Arrays.fill(forwardShares, starts[sample], starts[sample + 1], EMPTY * samples.chineseSums[sample]);
            }
            for (int token = 0; token < prior.size(); token++) {
                load(token);
                for (int k = samples.occurrenceStarts[token]; k < samples.occurrenceStarts[token + 1]; k++) {
                    addToTotals(chineseWeights[token], k);
                }
            }
            for (int b = 0; b < forwardShares.length; b++) {
                forwardShares[b] = 1 / forwardShares[b];
            }
            ExpectedRow counts = new ExpectedRow(stemWeights.length);
            for (int token = 0; token < prior.size(); token++) {
                load(token);
                for (int k = samples.occurrenceStarts[token]; k < samples.occurrenceStarts[token + 1]; k++) {
                    count(chineseWeights[token], k, counts);
                }
                counts.finish(token, rows);
            }
        }

        private void load(int token) {
            for (int stem : loaded) {
                set(stem, unknown, unknown);
            }
            loaded = table.stems(token);
            for (int k = 0; k < loaded.length; k++) {
                set(loaded[k], table.forward(token)[k] + unknown, table.backward(token)[k] + unknown);
            }
        }

        private void set(int stem, float forward, float backward) {
            ratios[2 * stem] = forward;
            ratios[2 * stem + 1] = stemWeights[stem] * backward;
        }

        // The two loops below run for every pair of tokens of every sample, a dozen times for each text. Local
        // variables spare the fast compiler a read of a field in each turn.

        private void addToTotals(float weight, int occurrence) {
            int[] stems = english;
            float[] englishPlaces = places;
            float[] pairs = ratios;
            float[] totals = forwardShares;
            int sample = samples.occurrenceSamples[occurrence];
            float place = samples.occurrencePlaces[occurrence];
            int end = samples.englishStarts[sample + 1];
            float backward = EMPTY * samples.englishSums[sample];
            for (int b = samples.englishStarts[sample]; b < end; b++) {
                int stem = stems[b];
                float near = TokenView.Run.nearness(place, englishPlaces[b]);
                totals[b] += near * weight * pairs[2 * stem];
                backward += near * pairs[2 * stem + 1];
            }
            backwardShares[occurrence] = 1 / backward;
        }

        private void count(float weight, int occurrence, ExpectedRow counts) {
            int[] stems = english;
            float[] englishPlaces = places;
            float[] pairs = ratios;
            float[] shares = forwardShares;
            float[] forward = counts.forward;
            float[] backward = counts.backward;
            int sample = samples.occurrenceSamples[occurrence];
            float place = samples.occurrencePlaces[occurrence];
            int end = samples.englishStarts[sample + 1];
            float share = backwardShares[occurrence];
            for (int b = samples.englishStarts[sample]; b < end; b++) {
                int stem = stems[b];
                float near = TokenView.Run.nearness(place, englishPlaces[b]);
                float to = near * weight * pairs[2 * stem] * shares[b];
                float from = near * pairs[2 * stem + 1] * share;
                if (to > MIN_COUNT || from > MIN_COUNT) {
                    if (forward[stem] + backward[stem] == 0) {
                        counts.touch(stem);
                    }
                    forward[stem] += to > MIN_COUNT ? to : 0;
                    backward[stem] += from > MIN_COUNT ? from : 0;
                }
            }
        }
    }

    /**
     * Computes translation probabilities from expected counts, with the earlier probabilities as a Dirichlet prior
     * (maximum a posteriori: Gauvain and Lee 1994).
     */
    private static final class LearnedProbabilities {
        private final TranslationTable.Probabilities prior;
        private final TranslationTable.Probabilities result;
        private final double[] stemTotals;

        LearnedProbabilities(TranslationTable.Probabilities prior, int stems) {
            this.prior = prior;
            result = TranslationTable.Probabilities.empty(prior.size());
            stemTotals = new double[stems];
        }

        /** Adds the row of a token from {@link ExpectedRow.Receiver}. */
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
            result.set(token, Arrays.copyOf(stems, kept), Arrays.copyOf(to, kept), Arrays.copyOf(from, kept));
        }

        /** Returns the union of two increasing rows. */
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

        /** Returns the probabilities of all tokens. The totals of the stems are known only after the last row. */
        TranslationTable.Probabilities probabilities() {
            for (int token = 0; token < result.size(); token++) {
                int[] stems = result.stems()[token];
                float[] from = result.backward()[token];
                for (int k = 0; k < stems.length; k++) {
                    from[k] /= (float) (SelfTraining.PRIOR_MASS + stemTotals[stems[k]]);
                }
            }
            return result;
        }
    }

    /** Collects the expected counts of one Chinese token at a time in arrays by stem. */
    static final class ExpectedRow {
        private final float[] forward;
        private final float[] backward;
        private final int[] touched;
        private int touchedCount;

        /** Receives the rows of tokens. */
        @FunctionalInterface
        public interface Receiver {
            /**
             * Receives one row.
             *
             * @param stems stems with an expected count, in increasing order
             * @param forward by stem: expected count of the token generating it; valid during this call only
             * @param backward by stem: expected count of it generating the token; valid during this call only
             */
            void row(int token, int[] stems, float[] forward, float[] backward);
        }

        ExpectedRow(int stems) {
            forward = new float[stems];
            backward = new float[stems];
            touched = new int[stems];
        }

        void add(int stem, float to, float from) {
            if (to > 0 || from > 0) {
                if (forward[stem] + backward[stem] == 0) {
                    touch(stem);
                }
                forward[stem] += to;
                backward[stem] += from;
            }
        }

        /** Lists a stem before its first count. */
        void touch(int stem) {
            touched[touchedCount++] = stem;
        }

        /** Passes the counts of a token to the receiver and resets them. */
        void finish(int token, Receiver rows) {
            int[] stems = Arrays.copyOf(touched, touchedCount);
            Arrays.sort(stems);
            rows.row(token, stems, forward, backward);
            for (int stem : stems) {
                forward[stem] = 0;
                backward[stem] = 0;
            }
            touchedCount = 0;
        }
    }
}
