package duiqi.align;

import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Holds boundaries that no bead may cross, because paragraphs, headings or a person show that they correspond. A path
 * through the grid of two texts must pass through each of them. Immutable.
 *
 * @param points different gates, increasing on both sides
 */
public record HardBoundaries(List<Gate> points) {
    /** No boundaries. */
    public static final HardBoundaries NONE = new HardBoundaries(List.of());

    /**
     * Marks a boundary in both texts.
     *
     * @param chinese number of Chinese segments before it
     * @param english number of English segments before it
     */
    public record Gate(int chinese, int english) {
        public Gate {
            if (chinese < 0 || english < 0) {
                throw new IllegalArgumentException("segment numbers start at 0, not " + chinese + ", " + english);
            }
        }

        /** Returns whether this gate is after another in both texts. */
        boolean isBehind(Gate other) {
            return chinese > other.chinese && english > other.english;
        }

        /** Returns whether this gate is after another in one text and not before it in the other. */
        boolean follows(Gate other) {
            return chinese >= other.chinese && english >= other.english && !equals(other);
        }
    }

    public HardBoundaries {
        points = List.copyOf(points);
        List<Gate> all = points;
        if (!IntStream.range(1, all.size()).allMatch(k -> all.get(k).follows(all.get(k - 1)))) {
            throw new IllegalArgumentException("gates must increase on both sides, but are " + points);
        }
    }

    /** Returns the same boundaries with the sides exchanged. */
    public HardBoundaries reversed() {
        return new HardBoundaries(points.stream()
                .map(gate -> new Gate(gate.english(), gate.chinese()))
                .toList());
    }

    /** Returns the union of these gates and others, increasing on both sides; empty if they contradict each other. */
    public Optional<HardBoundaries> and(HardBoundaries others) {
        List<Gate> all = Stream.concat(points.stream(), others.points.stream())
                .distinct()
                .sorted(Comparator.comparingInt(Gate::chinese).thenComparingInt(Gate::english))
                .toList();
        boolean increase =
                IntStream.range(1, all.size()).allMatch(k -> all.get(k).isBehind(all.get(k - 1)));
        return increase ? Optional.of(new HardBoundaries(all)) : Optional.empty();
    }

    /** Returns these gates and those of others that do not contradict them. */
    public HardBoundaries withFitting(HardBoundaries others) {
        return new HardBoundaries(Stream.concat(
                        points.stream(), others.points.stream().filter(gate -> allow(gate.chinese, 0, gate.english, 0)))
                .distinct()
                .sorted(Comparator.comparingInt(Gate::chinese).thenComparingInt(Gate::english))
                .toList());
    }

    /**
     * Returns whether every gate is before or after a bead on both sides.
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

    /** Returns the index of the first gate that is not before a point of the grid on both sides. */
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

    /** Returns the gates in order, with one added at the start and one at the end of both texts. */
    public List<Gate> withEnds(int chineseSize, int englishSize) {
        List<Gate> all = new ArrayList<>(points.size() + 2);
        all.add(new Gate(0, 0));
        all.addAll(points);
        all.add(new Gate(chineseSize, englishSize));
        return all;
    }

    /** Checks that all gates are within two texts. */
    void requireWithin(List<Segment> chinese, List<Segment> english) {
        if (!points.isEmpty()) {
            Gate last = points.get(points.size() - 1);
            if (last.chinese() > chinese.size() || last.english() > english.size()) {
                throw new IllegalArgumentException(
                        last + " is outside texts with " + chinese.size() + " and " + english.size() + " segments");
            }
        }
    }
}
