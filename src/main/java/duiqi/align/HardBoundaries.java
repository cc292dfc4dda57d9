package duiqi.align;

import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Boundaries that no bead may cross, because something surer than words tells that they correspond: paragraphs, headings, or a
 * person's word. A path through the grid between two texts must go through each of them. Immutable.
 *
 * @param points all different, none before another on either side
 */
public record HardBoundaries(List<Gate> points) {
    /** Nothing is known. */
    public static final HardBoundaries NONE = new HardBoundaries(List.of());

    /**
     * A boundary in both texts.
     *
     * @param chinese number of Chinese segments before it
     * @param english number of English segments before it
     */
    public record Gate(int chinese, int english) {
        public Gate {
            if (chinese < 0 || english < 0) {
                throw new IllegalArgumentException("segments count from 0, not " + chinese + ", " + english);
            }
        }

        /** Returns whether it comes after another in both texts. */
        boolean isBehind(Gate other) {
            return chinese > other.chinese && english > other.english;
        }

        /** Returns whether it comes after another in a text and not before it in the other. */
        boolean follows(Gate other) {
            return chinese >= other.chinese && english >= other.english && !equals(other);
        }
    }

    public HardBoundaries {
        points = List.copyOf(points);
        List<Gate> all = points;
        if (!IntStream.range(1, all.size()).allMatch(k -> all.get(k).follows(all.get(k - 1)))) {
            throw new IllegalArgumentException("gates differ, and none lies before another on a side: " + points);
        }
    }

    /** Returns these gates and others, all increasing on both sides; empty where they contradict each other. */
    public Optional<HardBoundaries> and(HardBoundaries others) {
        List<Gate> all = Stream.concat(points.stream(), others.points.stream())
                .distinct()
                .sorted(Comparator.comparingInt(Gate::chinese).thenComparingInt(Gate::english))
                .toList();
        boolean increase =
                IntStream.range(1, all.size()).allMatch(k -> all.get(k).isBehind(all.get(k - 1)));
        return increase ? Optional.of(new HardBoundaries(all)) : Optional.empty();
    }

    /**
     * Returns whether a bead from a point of the grid to another leaves every gate before it or behind it.
     *
     * @param i Chinese segments before the bead
     * @param n Chinese segments in it
     * @param j English segments before the bead
     * @param m English segments in it
     */
    public boolean allow(int i, int n, int j, int m) {
        int next = firstNotPassed(i, j);
        return next == points.size()
                || (i + n <= points.get(next).chinese()
                        && j + m <= points.get(next).english());
    }

    /** Returns the index of the first gate that a point of the grid does not lie behind on both sides. */
    private int firstNotPassed(int i, int j) {
        int low = 0;
        int high = points.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            Gate gate = points.get(middle);
            if (gate.chinese() <= i && gate.english() <= j) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Returns the gates in their order with one at the start of both texts before them and one at the end behind. */
    public List<Gate> withEnds(int chineseSize, int englishSize) {
        List<Gate> all = new ArrayList<>(points.size() + 2);
        all.add(new Gate(0, 0));
        all.addAll(points);
        all.add(new Gate(chineseSize, englishSize));
        return all;
    }

    /** Checks that all gates lie within two texts. */
    void requireWithin(List<Segment> chinese, List<Segment> english) {
        if (!points.isEmpty()) {
            Gate last = points.get(points.size() - 1);
            if (last.chinese() > chinese.size() || last.english() > english.size()) {
                throw new IllegalArgumentException(
                        last + " is outside texts of " + chinese.size() + " and " + english.size() + " segments");
            }
        }
    }
}
