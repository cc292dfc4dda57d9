package duiqi.align;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

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

    public Type type() {
        return new Type(source.size(), target.size());
    }

    /** Returns whether one side is empty. */
    public boolean isNull() {
        return source.isEmpty() || target.isEmpty();
    }

    /** Returns the same bead where both texts stand so many segments farther on in others. */
    public Bead moved(int sources, int targets) {
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

    /**
     * How many segments a bead has on each side: {@code 1-1}, {@code 1-2}, {@code 1-0}, after Gale and Church (1993).
     *
     * @param sources segments on the source side, from 0
     * @param targets segments on the target side, from 0
     */
    public record Type(int sources, int targets) implements Comparable<Type> {
        public Type {
            if (sources < 0 || targets < 0 || sources + targets == 0) {
                throw new IllegalArgumentException("a bead has segments, not " + sources + "-" + targets);
            }
        }

        /** Returns whether one side is empty. */
        public boolean isNull() {
            return sources == 0 || targets == 0;
        }

        @Override
        public int compareTo(Type other) {
            int bySources = Integer.compare(sources, other.sources);
            return bySources != 0 ? bySources : Integer.compare(targets, other.targets);
        }

        @Override
        public String toString() {
            return sources + "-" + targets;
        }
    }

    /**
     * The bead types that a path may be made of: single segments left out, one to ten English segments for one Chinese, up to six
     * Chinese for one English, and small many-to-many groups. An English sentence is often split where the Chinese one runs on,
     * seldom the other way, hence the lopsidedness. Immutable.
     *
     * @param types the types
     */
    public record Shapes(List<Type> types) {
        public static final int MAX_ENGLISH = 10;
        public static final int MAX_CHINESE = 6;
        private static final int MAX_MANY_CHINESE = 4;
        private static final int MAX_MANY_ENGLISH = 6;
        private static final int MAX_MANY_TOGETHER = 8;
        private static final int MAX_BLOCK_LENGTH = 8;

        private static final Shapes STANDARD = new Shapes(all());

        public Shapes {
            types = List.copyOf(types);
        }

        /** Returns all that are worth trying. */
        public static Shapes standard() {
            return STANDARD;
        }

        /**
         * Returns the standard shapes that have no more segments on either side than the given type. Segments can always be left out.
         *
         * @throws IllegalArgumentException if the type has an empty side, so that nothing could be paired
         */
        public static Shapes upTo(Type largest) {
            if (largest.isNull()) {
                throw new IllegalArgumentException("a pair has a segment on each side at least, not " + largest);
            }
            return new Shapes(STANDARD.types().stream()
                    .filter(type -> type.isNull()
                            || (type.sources() <= largest.sources() && type.targets() <= largest.targets()))
                    .toList());
        }

        private static List<Type> all() {
            List<Type> shapes = new ArrayList<>(List.of(new Type(1, 0), new Type(0, 1)));
            for (int n = 1; n <= MAX_CHINESE; n++) {
                for (int m = 1; m <= MAX_ENGLISH; m++) {
                    boolean many = n <= MAX_MANY_CHINESE && m <= MAX_MANY_ENGLISH && n + m <= MAX_MANY_TOGETHER;
                    if (n == 1 || m == 1 || many) {
                        shapes.add(new Type(n, m));
                    }
                }
            }
            for (int k = 2; k <= MAX_BLOCK_LENGTH; k++) {
                shapes.add(new Type(k, 0));
                shapes.add(new Type(0, k));
            }
            return shapes;
        }
    }

    /** A bead without its probability, which plays no part in whether two beads are the same. */
    public record Link(List<Integer> source, List<Integer> target) {
        public static Link of(Bead bead) {
            return new Link(bead.source(), bead.target());
        }

        /** Returns the link in the ids form: numbers of source segments first, {@code []} for an empty side. */
        public String ids() {
            return ids(source) + ":" + ids(target);
        }

        private static String ids(List<Integer> segments) {
            return segments.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        }

        public static Set<Link> of(List<Bead> beads) {
            Set<Link> links = new LinkedHashSet<>();
            beads.forEach(bead -> links.add(of(bead)));
            return links;
        }
    }
}
