package duiqi.align.evidence;

import duiqi.align.HardBoundaries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Which points of the grid between two texts a path may touch: for each number of Chinese segments passed, a range of numbers
 * of English segments passed. Both ends of the ranges never decrease, the first range holds 0, the last the whole.
 *
 * @param low by Chinese position 0 to n: the least English position
 * @param high by Chinese position 0 to n: the greatest English position, inclusive
 */
public record Band(int[] low, int[] high) {
    /** Anchors farther apart than this leave a square too large to search whole. */
    private static final int WIDE_GAP = 30;

    private static final double GAP_SLOPE = 0.5;

    /**
     * Points that such a square may add, so that texts without any anchor, as of one sentence again and again, cost no more than
     * in proportion to their length. Squares of fewer than 600 rows are not narrowed by this.
     */
    private static final double MAX_GAP_POINTS = 100_000;

    /**
     * A pair of segments that seem to belong together.
     *
     * @param score logarithm of how much likelier the pair is than chance
     */
    public record Point(int chinese, int english, double score) {}

    public Band {
        if (low.length != high.length || low[0] != 0) {
            throw new IllegalArgumentException("a band starts at 0 and has a range for each position");
        }
        for (int i = 0; i < low.length; i++) {
            boolean ordered = low[i] <= high[i];
            boolean rising = i == 0 || (low[i] >= low[i - 1] && high[i] >= high[i - 1] && low[i] <= high[i - 1]);
            if (!ordered || !rising) {
                throw new IllegalArgumentException("a band rises without gaps; position " + i + " does not");
            }
        }
    }

    /** Returns the number of Chinese segments. */
    public int rows() {
        return low.length - 1;
    }

    public boolean contains(int i, int j) {
        return j >= low[i] && j <= high[i];
    }

    /** Returns the first English segment that Chinese segment {@code i} may be compared with. */
    int first(int i) {
        return low[i];
    }

    /** Returns one past the last English segment that Chinese segment {@code i} may be compared with. */
    int end(int i) {
        return high[i + 1];
    }

    /** Returns all points. */
    public static Band whole(int chineseSize, int englishSize) {
        int[] high = new int[chineseSize + 1];
        Arrays.fill(high, englishSize);
        return new Band(new int[chineseSize + 1], high);
    }

    /**
     * Returns a band around anchors and the gates between which they lie, without what no path through the gates can touch.
     *
     * @param anchors none crosses a gate
     */
    public static Band around(List<Point> anchors, HardBoundaries gates, int chineseSize, int englishSize, int margin) {
        List<Point> all = new ArrayList<>(anchors);
        gates.points().forEach(gate -> all.add(new Point(gate.chinese(), gate.english(), 0)));
        // A gate stands behind an anchor in the same row.
        all.sort(Comparator.comparingInt(Point::chinese));
        return around(all, chineseSize, englishSize, margin).within(gates);
    }

    /**
     * Returns a band around the anchors: {@code margin} segments to each side of the steps between them, wider where they are far
     * apart, but not as wide as the step is high when it is very high.
     */
    public static Band around(List<Point> anchors, int chineseSize, int englishSize, int margin) {
        int[] low = new int[chineseSize + 1];
        int[] high = new int[chineseSize + 1];
        int next = 0;
        Point before = new Point(0, 0, 0);
        Point end = new Point(chineseSize, englishSize, 0);
        for (int i = 0; i <= chineseSize; i++) {
            while (next < anchors.size() && anchors.get(next).chinese() <= i) {
                before = anchors.get(next++);
            }
            Point after = next < anchors.size() ? anchors.get(next) : end;
            int gap = after.chinese() - before.chinese();
            low[i] = before.english() - margin;
            high[i] = after.english() + margin + 1;
            if (gap > WIDE_GAP) {
                double along = (double) (i - before.chinese()) / gap;
                int centre = (int) (before.english() + along * (after.english() - before.english()));
                int nearest = Math.min(i - before.chinese(), after.chinese() - i);
                int reach = (int) (2 * margin + Math.min(GAP_SLOPE * nearest, MAX_GAP_POINTS / gap));
                low[i] = Math.max(low[i], centre - reach);
                high[i] = Math.min(high[i], centre + reach);
            }
        }
        return rising(low, high, englishSize);
    }

    /** Returns the band without what no path through the gates can touch; the gates themselves lie in it. */
    public Band within(HardBoundaries gates) {
        if (gates.points().isEmpty()) {
            return this;
        }
        int[] narrowLow = low.clone();
        int[] narrowHigh = high.clone();
        List<HardBoundaries.Gate> all = gates.withEnds(rows(), high[rows()]);
        for (int k = 1; k < all.size(); k++) {
            HardBoundaries.Gate before = all.get(k - 1);
            HardBoundaries.Gate after = all.get(k);
            // A path may come to the row of a gate on its left and leave it on its right, so that the row is in two
            // stretches.
            for (int i = before.chinese() + 1; i <= after.chinese(); i++) {
                narrowLow[i] = Math.max(narrowLow[i], before.english());
            }
            for (int i = before.chinese(); i < after.chinese(); i++) {
                narrowHigh[i] = Math.min(narrowHigh[i], after.english());
            }
        }
        for (HardBoundaries.Gate gate : gates.points()) {
            int i = gate.chinese();
            narrowLow[i] = Math.min(narrowLow[i], gate.english());
            narrowHigh[i] = Math.max(narrowHigh[i], gate.english());
        }
        return new Band(narrowLow, narrowHigh);
    }

    /**
     * Returns a band of ranges that may fall or leave the grid, each widened or cut until they are a band.
     *
     * @param low by Chinese position: the least English position; changed
     * @param high by Chinese position: the greatest English position, inclusive; changed
     */
    public static Band rising(int[] low, int[] high, int englishSize) {
        int last = low.length - 1;
        low[0] = 0;
        high[last] = englishSize;
        for (int i = 0; i <= last; i++) {
            low[i] = Math.min(englishSize, Math.max(low[i], i == 0 ? 0 : low[i - 1]));
        }
        for (int i = last; i >= 0; i--) {
            high[i] = Math.max(0, Math.min(high[i], i == last ? englishSize : high[i + 1]));
        }
        for (int i = 0; i <= last; i++) {
            high[i] = Math.max(high[i], low[i]);
            if (i > 0) {
                high[i - 1] = Math.max(high[i - 1], low[i]);
            }
        }
        return new Band(low, high);
    }
}
