package duiqi.align;

/**
 * How many segments a bead has on each side: {@code 1-1}, {@code 1-2}, {@code 1-0}, after Gale and Church (1993).
 *
 * @param sources segments on the source side, from 0
 * @param targets segments on the target side, from 0
 */
public record BeadType(int sources, int targets) implements Comparable<BeadType> {
    public BeadType {
        if (sources < 0 || targets < 0 || sources + targets == 0) {
            throw new IllegalArgumentException("a bead has segments, not " + sources + "-" + targets);
        }
    }

    /** Whether one side is empty. */
    public boolean isNull() {
        return sources == 0 || targets == 0;
    }

    @Override
    public int compareTo(BeadType other) {
        int bySources = Integer.compare(sources, other.sources);
        return bySources != 0 ? bySources : Integer.compare(targets, other.targets);
    }

    @Override
    public String toString() {
        return sources + "-" + targets;
    }
}
