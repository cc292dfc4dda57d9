package duiqi.align;

import java.util.List;

/**
 * Segments of the source and the segments of the target that render them. One side may be empty: a null bead. Immutable.
 *
 * @param source indices of source segments, from 0, strictly increasing
 * @param target indices of target segments, from 0, strictly increasing
 * @param probability how likely it is that exactly this bead is right, 0 to 1
 */
public record Bead(List<Integer> source, List<Integer> target, double probability) {
    /**
     * Pairs less likely than this deserve a look: by the table of probabilities in {@code src/docs/reference/accuracy.md} two of three
     * mistakes are among them.
     */
    public static final double DOUBTFUL = 0.9;

    public Bead {
        source = List.copyOf(source);
        target = List.copyOf(target);
        if (source.isEmpty() && target.isEmpty()) {
            throw new IllegalArgumentException("a bead has segments on one side at least");
        }
        requireIncreasing(source);
        requireIncreasing(target);
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability lies between 0 and 1, not at " + probability);
        }
    }

    public BeadType type() {
        return new BeadType(source.size(), target.size());
    }

    /** Whether one side is empty. */
    public boolean isNull() {
        return source.isEmpty() || target.isEmpty();
    }

    /** The same bead where both texts stand so many segments farther on in others. */
    Bead moved(int sources, int targets) {
        return new Bead(
                source.stream().map(segment -> segment + sources).toList(),
                target.stream().map(segment -> segment + targets).toList(),
                probability);
    }

    private static void requireIncreasing(List<Integer> indices) {
        int last = -1;
        for (int index : indices) {
            if (index <= last) {
                throw new IllegalArgumentException("indices of a bead increase from 0: " + indices);
            }
            last = index;
        }
    }
}
