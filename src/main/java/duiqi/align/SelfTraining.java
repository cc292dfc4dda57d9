package duiqi.align;

import java.util.ArrayList;
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
    private static final float PRIOR_MASS = 4;

    private static final float DISCOUNT = 0.3f;
    private static final int ITERATIONS = 3;

    /** Every pair of tokens in a bead may be a translation that the tables do not know: its ratio to chance, first and later. */
    private static final float UNKNOWN_FIRST = 0.2f;

    private static final float UNKNOWN = 0.06f;

    /** The ratio of the empty word, for each unit of weight on the other side. */
    private static final float EMPTY = 0.3f;

    /** Counts below this are not worth a place in the table. */
    private static final float LEAST_COUNT = 0.005f;

    private final TranslationProbabilities prior;
    private final float[] chineseWeights;
    private final float[] stemWeights;
    private final double[] chineseChance;
    private final double[] stemChance;

    /** A bead to learn from: tokens of both sides, and how far along its side each stands, 0 to 1. */
    record Sample(int[] chinese, float[] chinesePlaces, int[] english, float[] englishPlaces) {}

    SelfTraining(TokenView chinese, TokenView stems, TranslationProbabilities prior) {
        this.prior = prior;
        chineseWeights = TokenWeights.chinese(chinese);
        stemWeights = TokenWeights.english(stems);
        chineseChance = chinese.background();
        stemChance = stems.background();
    }

    /** Where each Chinese token stands: from {@code starts[token]} on, numbers of samples and places in them. */
    private record Occurrences(int[] starts, int[] samples, int[] places) {
        static Occurrences of(List<Sample> samples, int tokens) {
            int[] starts = new int[tokens + 1];
            for (Sample sample : samples) {
                for (int token : sample.chinese()) {
                    starts[token + 1]++;
                }
            }
            for (int token = 0; token < tokens; token++) {
                starts[token + 1] += starts[token];
            }
            int[] next = Arrays.copyOf(starts, tokens);
            int[] numbers = new int[starts[tokens]];
            int[] places = new int[starts[tokens]];
            for (int number = 0; number < samples.size(); number++) {
                int[] row = samples.get(number).chinese();
                for (int place = 0; place < row.length; place++) {
                    int at = next[row[place]]++;
                    numbers[at] = number;
                    places[at] = place;
                }
            }
            return new Occurrences(starts, numbers, places);
        }
    }

    /**
     * Improves probabilities by what samples show.
     *
     * @param start where to start from
     * @param first whether the texts have taught nothing yet, so that more is to be expected that the tables do not know
     */
    TranslationProbabilities learn(List<Sample> samples, TranslationProbabilities start, boolean first) {
        Occurrences occurrences = Occurrences.of(samples, prior.size());
        TranslationProbabilities current = start;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            float unknown = first && iteration == 0 ? UNKNOWN_FIRST : UNKNOWN;
            TranslationTable table = new TranslationTable(current, chineseChance, stemChance);
            current = new Iteration(samples, occurrences, table, unknown).improve();
        }
        return current;
    }

    /** One iteration: what each token expects of the others in its samples, counted and normalised. */
    private final class Iteration {
        private final List<Sample> samples;
        private final Occurrences occurrences;
        private final float unknown;
        private final TableRow row;

        /** By sample, by English token: the sum of what may have made it. Likewise for the Chinese tokens. */
        private final List<float[]> forwardTotals = new ArrayList<>();

        private final List<float[]> backwardTotals = new ArrayList<>();

        Iteration(List<Sample> samples, Occurrences occurrences, TranslationTable table, float unknown) {
            this.samples = samples;
            this.occurrences = occurrences;
            this.unknown = unknown;
            row = new TableRow(table, stemWeights.length);
            for (Sample sample : samples) {
                forwardTotals.add(filled(sample.english().length, sample.chinese(), chineseWeights));
                backwardTotals.add(filled(sample.chinese().length, sample.english(), stemWeights));
            }
        }

        private static float[] filled(int size, int[] others, float[] weights) {
            float weight = TokenWeights.FLOOR;
            for (int token : others) {
                weight += weights[token];
            }
            float[] totals = new float[size];
            Arrays.fill(totals, EMPTY * weight);
            return totals;
        }

        TranslationProbabilities improve() {
            for (int token = 0; token < prior.size(); token++) {
                row.load(token);
                for (int k = occurrences.starts()[token]; k < occurrences.starts()[token + 1]; k++) {
                    addToTotals(token, occurrences.samples()[k], occurrences.places()[k]);
                }
            }
            Counts counts = new Counts(prior, stemWeights.length);
            for (int token = 0; token < prior.size(); token++) {
                row.load(token);
                for (int k = occurrences.starts()[token]; k < occurrences.starts()[token + 1]; k++) {
                    count(token, occurrences.samples()[k], occurrences.places()[k], counts);
                }
                counts.finish(token);
            }
            return counts.probabilities();
        }

        private void addToTotals(int token, int number, int place) {
            Sample sample = samples.get(number);
            float[] forward = forwardTotals.get(number);
            float backward = 0;
            int[] english = sample.english();
            for (int b = 0; b < english.length; b++) {
                float near = near(sample, place, b);
                forward[b] += near * chineseWeights[token] * (row.forward(english[b]) + unknown);
                backward += near * stemWeights[english[b]] * (row.backward(english[b]) + unknown);
            }
            backwardTotals.get(number)[place] += backward;
        }

        private void count(int token, int number, int place, Counts counts) {
            Sample sample = samples.get(number);
            float[] forward = forwardTotals.get(number);
            float backward = backwardTotals.get(number)[place];
            int[] english = sample.english();
            for (int b = 0; b < english.length; b++) {
                int stem = english[b];
                float near = near(sample, place, b);
                float to = near * chineseWeights[token] * (row.forward(stem) + unknown) / forward[b];
                float from = near * stemWeights[stem] * (row.backward(stem) + unknown) / backward;
                counts.add(stem, to > LEAST_COUNT ? to : 0, from > LEAST_COUNT ? from : 0);
            }
        }

        private static float near(Sample sample, int a, int b) {
            return PositionEvidence.nearness(Math.abs(sample.chinesePlaces()[a] - sample.englishPlaces()[b]));
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

    /** Expected counts of one Chinese token at a time, and the probabilities made of them. */
    private static final class Counts {
        private final TranslationProbabilities prior;
        private final TranslationProbabilities learnt;
        private final float[] forward;
        private final float[] backward;
        private final double[] stemTotals;
        private final int[] touched;
        private final boolean[] isTouched;
        private int touchedCount;
        private double total;

        Counts(TranslationProbabilities prior, int stems) {
            this.prior = prior;
            learnt = TranslationProbabilities.empty(prior.size());
            forward = new float[stems];
            backward = new float[stems];
            stemTotals = new double[stems];
            touched = new int[stems];
            isTouched = new boolean[stems];
        }

        void add(int stem, float to, float from) {
            if (to > 0 || from > 0) {
                touch(stem);
                forward[stem] += to;
                backward[stem] += from;
                total += to;
                stemTotals[stem] += from;
            }
        }

        private void touch(int stem) {
            if (!isTouched[stem]) {
                isTouched[stem] = true;
                touched[touchedCount++] = stem;
            }
        }

        /** Makes the row of a token of what was added, and forgets it. */
        void finish(int token) {
            int[] known = prior.stems()[token];
            for (int k = 0; k < known.length; k++) {
                touch(known[k]);
            }
            int[] stems = Arrays.copyOf(touched, touchedCount);
            Arrays.sort(stems);
            float[] to = new float[stems.length];
            float[] from = new float[stems.length];
            int kept = 0;
            int next = 0;
            for (int stem : stems) {
                float p = Math.max(0, forward[stem] - DISCOUNT);
                float q = Math.max(0, backward[stem] - DISCOUNT);
                if (next < known.length && known[next] == stem) {
                    p += PRIOR_MASS * prior.forward()[token][next];
                    q += PRIOR_MASS * prior.backward()[token][next];
                    next++;
                }
                if (p > 0 || q > 0) {
                    stems[kept] = stem;
                    to[kept] = (float) (p / (PRIOR_MASS + total));
                    from[kept++] = q;
                }
                forward[stem] = 0;
                backward[stem] = 0;
                isTouched[stem] = false;
            }
            learnt.set(token, Arrays.copyOf(stems, kept), Arrays.copyOf(to, kept), Arrays.copyOf(from, kept));
            touchedCount = 0;
            total = 0;
        }

        /** The probabilities of all tokens; only now is it known how often each stem was seen. */
        TranslationProbabilities probabilities() {
            for (int token = 0; token < learnt.size(); token++) {
                int[] stems = learnt.stems()[token];
                float[] from = learnt.backward()[token];
                for (int k = 0; k < stems.length; k++) {
                    from[k] /= (float) (PRIOR_MASS + stemTotals[stems[k]]);
                }
            }
            return learnt;
        }
    }
}
