package duiqi.align;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Finds pairs of segments that almost surely belong together, to bound the search around them.
 *
 * <p>For each Chinese segment the best few English ones within a window are found by an inverted index of rarer stems; of all
 * these points the heaviest chain that increases on both sides is kept (a weighted longest increasing subsequence by a Fenwick
 * tree), without points that stand alone. Not thread-safe.
 */
final class Anchors {
    /**
     * A pair of segments.
     *
     * @param score logarithm of how much likelier the pair is than chance
     */
    record Point(int chinese, int english, double score) {}

    private static final int CANDIDATES = 4;
    private static final int LEAST_WINDOW = 300;
    private static final double WINDOW_SHARE = 0.08;

    /** A stem in more than this share of the English segments tells nothing of the place. */
    private static final double COMMON_SHARE = 0.05;

    private static final int COMMON_COUNT = 10;

    /** Gains below this are as good as chance; scores below the second are no points, below the third no anchors. */
    private static final double LEAST_GAIN = 0.5;

    private static final double LEAST_SCORE = 1;
    private static final double LEAST_ANCHOR = 3;

    /** A candidate must have this share of the score of the best for its segment. */
    private static final double LEAST_SHARE = 0.4;

    /** What each rarer stem of the English segment costs, so that long segments do not win by their length. */
    private static final double COST_OF_STEM = 0.5;

    private static final double CHARACTER_FACTOR = 0.3;
    private static final int NEIGHBOURS = 3;

    private final TokenizedPair pair;
    private final List<Gates.Gate> gates;
    private final TranslationTable words;
    private final TranslationTable characters;
    private final int[][] postings;
    private final int most;
    private final double expansion;

    /**
     * @param gates what the anchors must not cross
     */
    Anchors(TokenizedPair pair, Gates gates, TranslationTable words, TranslationTable characters, double expansion) {
        this.pair = pair;
        this.gates = gates.withEnds(pair.chineseSize(), pair.englishSize());
        this.words = words;
        this.characters = characters;
        this.expansion = expansion;
        postings = postings(pair.stems());
        most = Math.max(COMMON_COUNT, (int) (COMMON_SHARE * pair.englishSize()));
    }

    /** For each stem the segments that have it, in order. */
    private static int[][] postings(TokenView stems) {
        int[] counts = new int[stems.size()];
        int[] last = new int[stems.size()];
        int[][] postings = new int[stems.size()][];
        for (int pass = 0; pass < 2; pass++) {
            Arrays.fill(last, -1);
            for (int j = 0; j < stems.segments(); j++) {
                for (int stem : stems.tokens(j)) {
                    if (last[stem] != j) {
                        last[stem] = j;
                        if (pass == 1) {
                            postings[stem][counts[stem]] = j;
                        }
                        counts[stem]++;
                    }
                }
            }
            if (pass == 0) {
                for (int stem = 0; stem < postings.length; stem++) {
                    postings[stem] = new int[counts[stem]];
                }
                Arrays.fill(counts, 0);
            }
        }
        return postings;
    }

    /** The anchors, increasing on both sides. */
    List<Point> find() {
        return withoutStragglers(heaviestChain(candidates()));
    }

    private List<Point> candidates() {
        TokenView stems = pair.stems();
        float[] wordWeights = TokenWeights.chinese(pair.words());
        float[] characterWeights = TokenWeights.chinese(pair.characters());
        float[] wordSums = TokenWeights.sums(pair.words(), wordWeights);
        int[] rare = new int[pair.englishSize()];
        for (int j = 0; j < rare.length; j++) {
            for (int stem : stems.tokens(j)) {
                rare[j] += postings[stem].length <= most ? 1 : 0;
            }
        }
        int window = (int) Math.max(LEAST_WINDOW, WINDOW_SHARE * pair.englishSize());
        Ratios ratios = new Ratios(stems.size());
        double[] gains = new double[pair.englishSize()];
        List<Point> points = new ArrayList<>();
        int gate = 1;
        for (int i = 0; i < pair.chineseSize(); i++) {
            while (gates.get(gate).chinese() <= i) {
                gate++;
            }
            Gates.Gate start = gates.get(gate - 1);
            Gates.Gate end = gates.get(gate);
            ratios.clear();
            ratios.add(pair.words().tokens(i), words, wordWeights, 1);
            ratios.add(pair.characters().tokens(i), characters, characterWeights, CHARACTER_FACTOR);
            double along = (double) (i - start.chinese()) / (end.chinese() - start.chinese());
            int centre = start.english() + (int) (along * (end.english() - start.english()));
            int low = Math.max(start.english(), centre - window);
            int high = Math.min(end.english(), centre + window + 1);
            Arrays.fill(gains, low, high, 0);
            for (int k = 0; k < ratios.touchedCount; k++) {
                int stem = ratios.touched[k];
                if (postings[stem].length <= most) {
                    double ratio = ratios.values[stem] / wordSums[i];
                    double mixed = LexicalSums.CHANCE + (1 - LexicalSums.CHANCE) * ratio;
                    double gain = Math.log(mixed / LexicalSums.CHANCE);
                    if (gain >= LEAST_GAIN) {
                        spread(postings[stem], low, high, gain, gains);
                    }
                }
            }
            points.addAll(bestOf(i, gains, rare, low, high));
        }
        return points;
    }

    /** Sums of ratios by stem for one Chinese segment, with a list of the stems that have one. */
    private static final class Ratios {
        final float[] values;
        final int[] touched;
        int touchedCount;

        Ratios(int stems) {
            values = new float[stems];
            touched = new int[stems];
        }

        void clear() {
            for (int k = 0; k < touchedCount; k++) {
                values[touched[k]] = 0;
            }
            touchedCount = 0;
        }

        void add(int[] tokens, TranslationTable table, float[] weights, double factor) {
            for (int token : tokens) {
                int[] stems = table.stems(token);
                float[] forward = table.forward(token);
                for (int k = 0; k < stems.length; k++) {
                    float ratio = (float) (factor * weights[token] * forward[k]);
                    if (ratio > 0) {
                        if (values[stems[k]] == 0) {
                            touched[touchedCount++] = stems[k];
                        }
                        values[stems[k]] += ratio;
                    }
                }
            }
        }
    }

    private static void spread(int[] segments, int low, int high, double gain, double[] gains) {
        int k = Arrays.binarySearch(segments, low);
        for (k = k < 0 ? -k - 1 : k; k < segments.length && segments[k] < high; k++) {
            gains[segments[k]] += gain;
        }
    }

    private List<Point> bestOf(int i, double[] gains, int[] rare, int low, int high) {
        List<Point> best = new ArrayList<>();
        for (int j = low; j < high; j++) {
            if (gains[j] <= 0) {
                continue;
            }
            double ratio = Math.log(pair.englishLength(j) / (pair.chineseLength(i) * expansion));
            double score = gains[j] - COST_OF_STEM * rare[j] - ratio * ratio;
            if (score > LEAST_SCORE) {
                best.add(new Point(i, j, score));
            }
        }
        best.sort(Comparator.comparingDouble(Point::score).reversed().thenComparingInt(Point::english));
        double least = best.isEmpty() ? 0 : LEAST_SHARE * best.get(0).score();
        return best.stream()
                .limit(CANDIDATES)
                .filter(point -> point.score() >= least)
                .toList();
    }

    /** The chain of points, each after the one before on both sides, whose scores sum to the most. */
    private List<Point> heaviestChain(List<Point> points) {
        double[] sums = new double[points.size()];
        int[] previous = new int[points.size()];
        int[] bestUpTo = new int[pair.englishSize() + 1];
        Arrays.fill(bestUpTo, -1);
        int last = -1;
        for (int from = 0, to; from < points.size(); from = to) {
            to = from;
            while (to < points.size()
                    && points.get(to).chinese() == points.get(from).chinese()) {
                previous[to] = query(bestUpTo, sums, points.get(to).english());
                sums[to] = points.get(to).score() + (previous[to] < 0 ? 0 : sums[previous[to]]);
                to++;
            }
            for (int k = from; k < to; k++) {
                update(bestUpTo, sums, points.get(k).english() + 1, k);
                if (last < 0 || sums[k] > sums[last]) {
                    last = k;
                }
            }
        }
        List<Point> chain = new ArrayList<>();
        for (int k = last; k >= 0; k = previous[k]) {
            if (points.get(k).score() > LEAST_ANCHOR) {
                chain.add(points.get(k));
            }
        }
        Collections.reverse(chain);
        return chain;
    }

    /** The best chain that ends before English segment {@code end}: a query of the Fenwick tree. */
    private static int query(int[] tree, double[] sums, int end) {
        int best = -1;
        for (int k = end; k > 0; k -= k & -k) {
            if (tree[k] >= 0 && (best < 0 || sums[tree[k]] > sums[best])) {
                best = tree[k];
            }
        }
        return best;
    }

    private static void update(int[] tree, double[] sums, int place, int chain) {
        for (int k = place; k < tree.length; k += k & -k) {
            if (tree[k] < 0 || sums[chain] > sums[tree[k]]) {
                tree[k] = chain;
            }
        }
    }

    /** Drops points off the line through most of their neighbours. */
    private List<Point> withoutStragglers(List<Point> chain) {
        double slope = (double) pair.englishSize() / pair.chineseSize();
        List<Point> kept = new ArrayList<>();
        for (int k = 0; k < chain.size(); k++) {
            int near = 0;
            int agreeing = 0;
            for (int other = Math.max(0, k - NEIGHBOURS);
                    other <= Math.min(chain.size() - 1, k + NEIGHBOURS);
                    other++) {
                if (other != k) {
                    near++;
                    double expected =
                            slope * (chain.get(other).chinese() - chain.get(k).chinese());
                    int actual = chain.get(other).english() - chain.get(k).english();
                    agreeing += Math.abs(actual - expected) <= 6 + 0.6 * Math.abs(expected) ? 1 : 0;
                }
            }
            if (agreeing * 2 >= near) {
                kept.add(chain.get(k));
            }
        }
        return kept;
    }
}
