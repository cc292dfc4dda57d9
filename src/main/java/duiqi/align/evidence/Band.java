package duiqi.align.evidence;

import duiqi.align.HardBoundaries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Limits the points of the grid of two texts that a path may touch: for each Chinese position, a range of English
 * positions. A position is a number of segments before the point. Both ends of the ranges never decrease, the first
 * range contains 0, the last contains the end of the text.
 *
 * @param low by Chinese position 0 to n: smallest English position
 * @param high by Chinese position 0 to n: greatest English position, inclusive
 */
public record Band(int[] low, int[] high) {
    /** Smallest gap between anchors whose square is narrowed because it is too large to search as a whole. */
    private static final int WIDE_GAP = 30;

    private static final double GAP_SLOPE = 0.5;

    /**
     * Number of points that one square may add. The cost of texts without any anchor, such as one sentence repeated
     * many times, then stays proportional to their length. The limit does not affect squares of fewer than 600 rows.
     */
    private static final double MAX_GAP_POINTS = 100_000;

    /**
     * Locates a pair of segments that seem to correspond.
     *
     * @param chinese Chinese segment
     * @param english English segment
     * @param score logarithm of the ratio of the pair's probability to chance
     */
    public record Point(int chinese, int english, double score) {}

    public Band {
        if (low.length != high.length || low[0] != 0) {
            throw new IllegalArgumentException("a band must start at 0 and have a range for each position");
        }
        for (int i = 0; i < low.length; i++) {
            boolean ordered = low[i] <= high[i];
            boolean rising = i == 0 || (low[i] >= low[i - 1] && high[i] >= high[i - 1] && low[i] <= high[i - 1]);
            if (!ordered || !rising) {
                throw new IllegalArgumentException("a band must rise without gaps; position " + i + " does not");
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

    /** Returns the first English segment in the row of Chinese segment {@code i}. */
    int first(int i) {
        return low[i];
    }

    /** Returns one past the last English segment in the row of Chinese segment {@code i}. */
    int end(int i) {
        return high[i + 1];
    }

    /** Returns the band of all points. */
    public static Band whole(int chineseSize, int englishSize) {
        int[] high = new int[chineseSize + 1];
        Arrays.fill(high, englishSize);
        return new Band(new int[chineseSize + 1], high);
    }

    /**
     * Returns a band around anchors and gates, without points that no path through the gates can touch.
     *
     * @param anchors anchors that do not cross a gate
     */
    public static Band around(List<Point> anchors, HardBoundaries gates, int chineseSize, int englishSize, int margin) {
        List<Point> all = new ArrayList<>(anchors);
        gates.points().forEach(gate -> all.add(new Point(gate.chinese(), gate.english(), 0)));
        // A row may have many gates, and an anchor behind the last of them.
        all.sort(Comparator.comparingInt(Point::chinese).thenComparingInt(Point::english));
        return around(all, chineseSize, englishSize, margin).within(gates);
    }

    /**
     * Returns a band around the anchors: {@code margin} segments on each side of the steps between them. It is wider
     * where anchors are far apart, but narrower than the full square if the step is very high.
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

    /** Returns the band without points that no path through the gates can touch. The gates are in the band. */
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
            // A path may reach the row of a gate on the left of the gate and leave it on the right. So the row belongs
            // to two stretches.
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

    /** Returns the points that are in both bands. They have a path in common. */
    public Band intersection(Band other) {
        int[] commonLow = new int[low.length];
        int[] commonHigh = new int[low.length];
        for (int i = 0; i < low.length; i++) {
            commonLow[i] = Math.max(low[i], other.low[i]);
            commonHigh[i] = Math.min(high[i], other.high[i]);
        }
        return new Band(commonLow, commonHigh);
    }

    /**
     * Returns a band made from ranges that may decrease or leave the grid. Each range is widened or cut as needed.
     *
     * @param low by Chinese position: smallest English position; changed
     * @param high by Chinese position: greatest English position, inclusive; changed
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
