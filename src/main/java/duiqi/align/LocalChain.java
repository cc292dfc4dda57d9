package duiqi.align;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The heaviest chain of anchor points that runs along a line of about a given slope, wherever in the grid it lies. Unlike the
 * chain of {@link Anchors} it needs no texts whose ends correspond, and no part of it stands far from the next.
 *
 * @param points increasing on both sides
 * @param score the sum of their scores
 */
record LocalChain(List<Anchors.Point> points, double score) {
    /** Chinese segments from one point of a chain to the next at most; more than these are a passage without its like. */
    private static final int MAX_STEP = 8;

    /** English segments that a step may miss the line by: a few, and this share of what the step should be. */
    private static final double SLACK = 4;

    private static final double SLACK_SHARE = 0.5;

    /** English segments from a chain up to which a point is about the same place. */
    private static final int BESIDE = 10;

    LocalChain {
        points = List.copyOf(points);
    }

    /**
     * The heaviest chain of some points; empty if there are none.
     *
     * @param candidates sorted by Chinese segment
     * @param slope English segments to expect for a Chinese one
     */
    static LocalChain heaviest(List<Anchors.Point> candidates, double slope) {
        double[] sums = new double[candidates.size()];
        int[] previous = new int[candidates.size()];
        int first = 0;
        int last = -1;
        for (int k = 0; k < sums.length; k++) {
            Anchors.Point point = candidates.get(k);
            while (candidates.get(first).chinese() < point.chinese() - MAX_STEP) {
                first++;
            }
            previous[k] = -1;
            for (int before = first; before < k; before++) {
                if ((previous[k] < 0 || sums[before] > sums[previous[k]])
                        && isStep(candidates.get(before), point, slope)) {
                    previous[k] = before;
                }
            }
            sums[k] = point.score() + (previous[k] < 0 ? 0 : sums[previous[k]]);
            if (last < 0 || sums[k] > sums[last]) {
                last = k;
            }
        }
        List<Anchors.Point> chain = new ArrayList<>();
        for (int k = last; k >= 0; k = previous[k]) {
            chain.add(candidates.get(k));
        }
        Collections.reverse(chain);
        return new LocalChain(chain, last < 0 ? 0 : sums[last]);
    }

    private static boolean isStep(Anchors.Point from, Anchors.Point to, double slope) {
        int rows = to.chinese() - from.chinese();
        int columns = to.english() - from.english();
        return rows > 0 && columns > 0 && Math.abs(columns - slope * rows) <= SLACK + SLACK_SHARE * slope * rows;
    }

    /** Whether a point lies about on this chain, or on its continuation along the slope. */
    boolean passesBy(Anchors.Point point, double slope) {
        Anchors.Point nearest = points.get(0);
        for (Anchors.Point own : points) {
            if (Math.abs(own.chinese() - point.chinese()) < Math.abs(nearest.chinese() - point.chinese())) {
                nearest = own;
            }
        }
        int rows = point.chinese() - nearest.chinese();
        int columns = point.english() - nearest.english();
        return Math.abs(columns - slope * rows) <= BESIDE + SLACK_SHARE * slope * Math.abs(rows);
    }
}
