package duiqi.align.search;

import duiqi.align.HardBoundaries;
import duiqi.align.evidence.Band;
import duiqi.align.learn.ParallelTasks;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Finds pairs of segments that almost certainly correspond, to limit the search.
 *
 * <p>{@link AnchorCandidates} finds the best few English segments for each Chinese one. The heaviest chain of these
 * points that increases on both sides is kept: a weighted longest increasing subsequence, computed with a Fenwick tree.
 * Isolated points are removed. Not thread-safe.
 */
public final class Anchors {
    /** Smallest score of an anchor. Points with lower scores still help to find the chain. */
    private static final double MIN_ANCHOR = 3;

    private static final int NEIGHBOURS = 3;

    /** Smallest number of Chinese segments for a separate thread. */
    private static final int MIN_STRETCH = 500;

    private final TokenizedPair pair;
    private final List<HardBoundaries.Gate> gates;
    private final Translations.Tables tables;
    private final double expansion;

    /**
     * Creates a finder.
     *
     * @param gates boundaries that the anchors must not cross
     */
    Anchors(TokenizedPair pair, HardBoundaries gates, Translations.Tables tables, double expansion) {
        this.pair = pair;
        this.gates = gates.withEnds(pair.chineseSize(), pair.englishSize());
        this.tables = tables;
        this.expansion = expansion;
    }

    /** Returns the anchors, increasing on both sides. */
    List<Band.Point> find() {
        List<Band.Point> points = ParallelTasks.stretches(pair.chineseSize(), MIN_STRETCH, this::points).stream()
                .flatMap(List::stream)
                .toList();
        return withoutOutliers(heaviestChain(points));
    }

    private List<Band.Point> points(int from, int end) {
        AnchorCandidates candidates = new AnchorCandidates(pair, tables, expansion);
        List<Band.Point> points = new ArrayList<>();
        int gate = 1;
        for (int i = from; i < end; i++) {
            while (gates.get(gate).chinese() <= i) {
                gate++;
            }
            HardBoundaries.Gate before = gates.get(gate - 1);
            HardBoundaries.Gate behind = gates.get(gate);
            double along = (double) (i - before.chinese()) / (behind.chinese() - before.chinese());
            int centre = before.english() + (int) (along * (behind.english() - before.english()));
            points.addAll(candidates.of(i, centre, before.english(), behind.english()));
        }
        return points;
    }

    /** Returns the chain of points, increasing on both sides, with the greatest sum of scores. */
    private List<Band.Point> heaviestChain(List<Band.Point> points) {
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
        List<Band.Point> chain = new ArrayList<>();
        for (int k = last; k >= 0; k = previous[k]) {
            if (points.get(k).score() > MIN_ANCHOR) {
                chain.add(points.get(k));
            }
        }
        Collections.reverse(chain);
        return chain;
    }

    /** Returns the best chain that ends before English segment {@code end}, by a query of the Fenwick tree. */
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

    /** Removes points that are not on the line through most of their neighbours. */
    private List<Band.Point> withoutOutliers(List<Band.Point> chain) {
        double slope = (double) pair.englishSize() / pair.chineseSize();
        List<Band.Point> kept = new ArrayList<>();
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
