package duiqi.align.learn;

import java.util.Arrays;
import java.util.List;

/**
 * Learns translation probabilities from the texts themselves, along an alignment that has been found already.
 *
 * <p>IBM Model 1 by expectation maximisation (Brown et al. 1993) within the beads, in both directions, with what the lexicon
 * says as a Dirichlet prior of mass {@link #PRIOR_MASS} (maximum a posteriori: Gauvain and Lee 1994). A candidate counts the
 * more the nearer it stands along its side, as in Dyer et al. (2013). Expected counts are discounted, so that what was seen once
 * or by chance stays out. Works on one view of the Chinese text. Immutable and thread-safe.
 */
public final class SelfTraining {
    /** How many sightings the lexicon is worth. */
    static final float PRIOR_MASS = 4;

    /** Taken off every expected count, so that what was seen once or by chance stays out. */
    public static final float DISCOUNT = 0.3f;

    private static final int ITERATIONS = 3;

    /** Every pair of tokens in a bead may be a translation that the tables do not know: its ratio to chance, first and later. */
    private static final float UNKNOWN_FIRST = 0.2f;

    private static final float UNKNOWN = 0.06f;

    /** The ratio of the empty word, for each unit of weight on the other side. */
    private static final float EMPTY = 0.3f;

    /** Counts below this are not worth a place in the table. */
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
     * Improves probabilities by what samples show.
     *
     * @param start where to start from
     * @param first whether the texts have taught nothing yet, so that more is to be expected that the tables do not know
     */
    TranslationTable.Probabilities learn(
            List<Samples.Sample> beads, TranslationTable.Probabilities start, boolean first) {
        Samples samples = new Samples(beads, chineseWeights, stemWeights);
        TranslationTable.Probabilities current = start;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            LearnedProbabilities learnt = new LearnedProbabilities(prior, stemWeights.length);
            expect(samples, current, first && iteration == 0, learnt::add);
            current = learnt.probabilities();
        }
        return current;
    }

    /**
     * Counts how often each Chinese token is expected to make each stem in its samples, and the reverse.
     *
     * @param start the probabilities by which expectations are shared out
     * @param first whether the texts have taught nothing yet
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

    /** One iteration: what each token expects of the others in its samples, counted. */
    private final class Iteration {
        private final Samples samples;
        private final int[] english;
        private final float[] places;
        private final float unknown;
        private final TableRow row;

        /** For each English token of each sample: one over the sum of what may have made it. */
        private final float[] forwardShares;

        /** The same for each occurrence of a Chinese token. */
        private final float[] backwardShares;

        Iteration(Samples samples, TranslationTable table, float unknown) {
            this.samples = samples;
            this.unknown = unknown;
            english = samples.english;
            places = samples.englishPlaces;
            row = new TableRow(table, stemWeights.length);
            forwardShares = new float[english.length];
            backwardShares = new float[samples.occurrenceSamples.length];
        }

        void expect(ExpectedRow.Receiver rows) {
            for (int sample = 0; sample < samples.size(); sample++) {
                int[] starts = samples.englishStarts;
                Arrays.fill(forwardShares, starts[sample], starts[sample + 1], EMPTY * samples.chineseSums[sample]);
            }
            for (int token = 0; token < prior.size(); token++) {
                row.load(token);
                for (int k = samples.occurrenceStarts[token]; k < samples.occurrenceStarts[token + 1]; k++) {
                    addToTotals(chineseWeights[token], k);
                }
            }
            for (int b = 0; b < forwardShares.length; b++) {
                forwardShares[b] = 1 / forwardShares[b];
            }
            ExpectedRow counts = new ExpectedRow(stemWeights.length);
            for (int token = 0; token < prior.size(); token++) {
                row.load(token);
                for (int k = samples.occurrenceStarts[token]; k < samples.occurrenceStarts[token + 1]; k++) {
                    count(chineseWeights[token], k, counts);
                }
                counts.finish(token, rows);
            }
        }

        private void addToTotals(float weight, int occurrence) {
            int sample = samples.occurrenceSamples[occurrence];
            float place = samples.occurrencePlaces[occurrence];
            int end = samples.englishStarts[sample + 1];
            float backward = EMPTY * samples.englishSums[sample];
            for (int b = samples.englishStarts[sample]; b < end; b++) {
                int stem = english[b];
                float near = TokenView.Run.nearness(place, places[b]);
                forwardShares[b] += near * weight * (row.forward[stem] + unknown);
                backward += near * stemWeights[stem] * (row.backward[stem] + unknown);
            }
            backwardShares[occurrence] = 1 / backward;
        }

        private void count(float weight, int occurrence, ExpectedRow counts) {
            int sample = samples.occurrenceSamples[occurrence];
            float place = samples.occurrencePlaces[occurrence];
            int end = samples.englishStarts[sample + 1];
            float share = backwardShares[occurrence];
            for (int b = samples.englishStarts[sample]; b < end; b++) {
                int stem = english[b];
                float near = TokenView.Run.nearness(place, places[b]);
                float to = near * weight * (row.forward[stem] + unknown) * forwardShares[b];
                float from = near * stemWeights[stem] * (row.backward[stem] + unknown) * share;
                counts.add(stem, to > MIN_COUNT ? to : 0, from > MIN_COUNT ? from : 0);
            }
        }
    }

    /** One row of a table, spread out by stem. */
    private static final class TableRow {
        private final TranslationTable table;
        private final float[] forward;
        private final float[] backward;
        private int[] loaded = new int[0];

        TableRow(TranslationTable table, int stems) {
            this.table = table;
            forward = new float[stems];
            backward = new float[stems];
        }

        void load(int token) {
            for (int stem : loaded) {
                forward[stem] = 0;
                backward[stem] = 0;
            }
            loaded = table.stems(token);
            float[] to = table.forward(token);
            float[] from = table.backward(token);
            for (int k = 0; k < loaded.length; k++) {
                forward[loaded[k]] = to[k];
                backward[loaded[k]] = from[k];
            }
        }
    }

    /**
     * Translation probabilities made of expected counts, with what was known before as a Dirichlet prior (maximum a posteriori:
     * Gauvain and Lee 1994).
     */
    private static final class LearnedProbabilities {
        private final TranslationTable.Probabilities prior;
        private final TranslationTable.Probabilities learnt;
        private final double[] stemTotals;

        LearnedProbabilities(TranslationTable.Probabilities prior, int stems) {
            this.prior = prior;
            learnt = TranslationTable.Probabilities.empty(prior.size());
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

        /** Returns all that occur in one of two increasing rows. */
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

        /** Returns the probabilities of all tokens; only now is it known how often each stem was seen. */
        TranslationTable.Probabilities probabilities() {
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

    /** Expected counts of one Chinese token at a time, spread out by stem. */
    static final class ExpectedRow {
        private final float[] forward;
        private final float[] backward;
        private final int[] touched;
        private final boolean[] isTouched;
        private int touchedCount;

        /** Takes the row of a token. */
        @FunctionalInterface
        public interface Receiver {
            /**
             * Takes one row.
             *
             * @param stems those that the token expects anything of, in increasing order
             * @param forward by stem: how often the token is expected to have made it; lent for this call
             * @param backward by stem: how often it is expected to have made the token; lent for this call
             */
            void row(int token, int[] stems, float[] forward, float[] backward);
        }

        ExpectedRow(int stems) {
            forward = new float[stems];
            backward = new float[stems];
            touched = new int[stems];
            isTouched = new boolean[stems];
        }

        void add(int stem, float to, float from) {
            if (to > 0 || from > 0) {
                if (!isTouched[stem]) {
                    isTouched[stem] = true;
                    touched[touchedCount++] = stem;
                }
                forward[stem] += to;
                backward[stem] += from;
            }
        }

        /** Hands over what was added for a token, and forgets it. */
        void finish(int token, Receiver rows) {
            int[] stems = Arrays.copyOf(touched, touchedCount);
            Arrays.sort(stems);
            rows.row(token, stems, forward, backward);
            for (int stem : stems) {
                forward[stem] = 0;
                backward[stem] = 0;
                isTouched[stem] = false;
            }
            touchedCount = 0;
        }
    }
}
