package duiqi.align;

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
final class SelfTraining {
    /** How many sightings the lexicon is worth. */
    static final float PRIOR_MASS = 4;

    /** Taken off every expected count, so that what was seen once or by chance stays out. */
    static final float DISCOUNT = 0.3f;

    private static final int ITERATIONS = 3;

    /** Every pair of tokens in a bead may be a translation that the tables do not know: its ratio to chance, first and later. */
    private static final float UNKNOWN_FIRST = 0.2f;

    private static final float UNKNOWN = 0.06f;

    /** The ratio of the empty word, for each unit of weight on the other side. */
    private static final float EMPTY = 0.3f;

    /** Counts below this are not worth a place in the table. */
    private static final float MIN_COUNT = 0.005f;

    private final TranslationProbabilities prior;
    private final float[] chineseWeights;
    private final float[] stemWeights;
    private final double[] chineseChance;
    private final double[] stemChance;

    SelfTraining(TokenView chinese, TokenView stems, TranslationProbabilities prior) {
        this.prior = prior;
        chineseWeights = TokenWeights.chinese(chinese);
        stemWeights = TokenWeights.english(stems);
        chineseChance = chinese.background();
        stemChance = stems.background();
    }

    /**
     * Improves probabilities by what samples show.
     *
     * @param start where to start from
     * @param first whether the texts have taught nothing yet, so that more is to be expected that the tables do not know
     */
    TranslationProbabilities learn(List<Samples.Sample> beads, TranslationProbabilities start, boolean first) {
        Samples samples = new Samples(beads, chineseWeights, stemWeights);
        TranslationProbabilities current = start;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            LearnedProbabilities learnt = new LearnedProbabilities(prior, stemWeights.length);
            expect(samples, current, first && iteration == 0, learnt::add);
            current = learnt.probabilities();
        }
        return current;
    }

    /**
     * What each Chinese token expects of the stems in its samples.
     *
     * @param start the probabilities by which expectations are shared out
     * @param first whether the texts have taught nothing yet
     */
    void expect(List<Samples.Sample> beads, TranslationProbabilities start, boolean first, ExpectedRow.Receiver rows) {
        expect(new Samples(beads, chineseWeights, stemWeights), start, first, rows);
    }

    private void expect(Samples samples, TranslationProbabilities start, boolean first, ExpectedRow.Receiver rows) {
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
            english = samples.english();
            places = samples.englishPlaces();
            row = new TableRow(table, stemWeights.length);
            forwardShares = new float[english.length];
            backwardShares = new float[samples.occurrences()];
        }

        void expect(ExpectedRow.Receiver rows) {
            for (int sample = 0; sample < samples.size(); sample++) {
                int[] starts = samples.englishStarts();
                Arrays.fill(forwardShares, starts[sample], starts[sample + 1], EMPTY * samples.chineseSum(sample));
            }
            for (int token = 0; token < prior.size(); token++) {
                row.load(token);
                for (int k = samples.occurrenceStart(token); k < samples.occurrenceStart(token + 1); k++) {
                    addToTotals(chineseWeights[token], k);
                }
            }
            for (int b = 0; b < forwardShares.length; b++) {
                forwardShares[b] = 1 / forwardShares[b];
            }
            ExpectedRow counts = new ExpectedRow(stemWeights.length);
            for (int token = 0; token < prior.size(); token++) {
                row.load(token);
                for (int k = samples.occurrenceStart(token); k < samples.occurrenceStart(token + 1); k++) {
                    count(chineseWeights[token], k, counts);
                }
                counts.finish(token, rows);
            }
        }

        private void addToTotals(float weight, int occurrence) {
            int sample = samples.sampleOf(occurrence);
            float place = samples.placeOf(occurrence);
            int end = samples.englishStarts()[sample + 1];
            float backward = EMPTY * samples.englishSum(sample);
            for (int b = samples.englishStarts()[sample]; b < end; b++) {
                int stem = english[b];
                float near = PositionEvidence.nearness(Math.abs(place - places[b]));
                forwardShares[b] += near * weight * (row.forward(stem) + unknown);
                backward += near * stemWeights[stem] * (row.backward(stem) + unknown);
            }
            backwardShares[occurrence] = 1 / backward;
        }

        private void count(float weight, int occurrence, ExpectedRow counts) {
            int sample = samples.sampleOf(occurrence);
            float place = samples.placeOf(occurrence);
            int end = samples.englishStarts()[sample + 1];
            float share = backwardShares[occurrence];
            for (int b = samples.englishStarts()[sample]; b < end; b++) {
                int stem = english[b];
                float near = PositionEvidence.nearness(Math.abs(place - places[b]));
                float to = near * weight * (row.forward(stem) + unknown) * forwardShares[b];
                float from = near * stemWeights[stem] * (row.backward(stem) + unknown) * share;
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

        float forward(int stem) {
            return forward[stem];
        }

        float backward(int stem) {
            return backward[stem];
        }
    }
}
