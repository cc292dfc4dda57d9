package duiqi.index;

/**
 * How unlike two texts may be: d / max(m, n) is at most {@code part / whole}. In whole numbers, so that no rounding loses a match.
 *
 * @param part at least 0
 * @param whole at least 1, and at least {@code part}
 */
record DistanceBound(long part, long whole) {
    /** Nothing but texts of the same tokens. */
    static final DistanceBound NONE = new DistanceBound(0, 1);

    /** For at least that percentage. */
    static DistanceBound ofPercentage(int percentage) {
        return new DistanceBound(Math.max(0, 100 - percentage), 100);
    }

    /** The greatest distance of two texts of which the longer one has that many tokens. */
    int distance(int longer) {
        return (int) (longer * part / whole);
    }

    /** The fewest tokens that a text may have to be like one of {@code length}. */
    int shortest(int length) {
        return length - distance(length);
    }

    /** The most tokens that a text may have to be like one of {@code length}. */
    int longest(int length) {
        return part == whole ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, length * whole / (whole - part));
    }

    boolean isStricterThan(DistanceBound other) {
        return part * other.whole < other.part * whole;
    }

    DistanceBound stricter(DistanceBound other) {
        return other.isStricterThan(this) ? other : this;
    }
}
