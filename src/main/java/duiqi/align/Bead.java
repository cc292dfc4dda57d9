package duiqi.align;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pairs source segments with the target segments that translate them. One side may be empty. Immutable.
 *
 * @param source indices of source segments, from 0, strictly increasing
 * @param target indices of target segments, from 0, strictly increasing
 * @param probability probability that exactly this bead is right, 0 to 1
 */
public record Bead(List<Integer> source, List<Integer> target, double probability) {
    /**
     * Upper limit of doubtful probabilities. In the table of probabilities in {@code src/docs/reference/accuracy.md},
     * two thirds of the mistakes are below it.
     */
    public static final double DOUBTFUL = 0.9;

    /**
     * Copies the indices and requires their order.
     *
     * @param source indices of source segments, from 0, strictly increasing
     * @param target indices of target segments, from 0, strictly increasing
     * @param probability probability that exactly this bead is right, 0 to 1
     * @throws IllegalArgumentException if both sides are empty, if indices do not increase from 0, or if the
     *     probability is outside 0 to 1
     */
    public Bead {
        source = List.copyOf(source);
        target = List.copyOf(target);
        if (source.isEmpty() && target.isEmpty()) {
            throw new IllegalArgumentException("a bead needs a segment on at least one side");
        }
        requireIncreasing(source);
        requireIncreasing(target);
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability " + probability + " is outside 0 to 1");
        }
    }

    /** {@return the numbers of segments on both sides} */
    public Type type() {
        return new Type(source.size(), target.size());
    }

    /** {@return whether one side is empty} */
    public boolean isNull() {
        return source.isEmpty() || target.isEmpty();
    }

    /** {@return the bead with source and target exchanged} */
    public Bead reversed() {
        return new Bead(target, source, probability);
    }

    /**
     * {@return the same bead with both sides' indices moved}
     *
     * @param sources number to add to each source index
     * @param targets number to add to each target index
     */
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
                throw new IllegalArgumentException("indices of a bead must increase from 0, but are " + indices);
            }
            last = index;
        }
    }

    /**
     * Counts the segments on each side of a bead: {@code 1-1}, {@code 1-2}, {@code 1-0}, after Gale and Church (1993).
     *
     * @param sources segments on the source side, from 0
     * @param targets segments on the target side, from 0
     */
    public record Type(int sources, int targets) implements Comparable<Type> {
        /**
         * Requires at least one segment.
         *
         * @param sources segments on the source side, from 0
         * @param targets segments on the target side, from 0
         * @throws IllegalArgumentException if a number is negative or both are 0
         */
        public Type {
            if (sources < 0 || targets < 0 || sources + targets == 0) {
                throw new IllegalArgumentException("a bead needs a segment, not " + sources + "-" + targets);
            }
        }

        /** {@return whether one side is empty} */
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
     * Lists the bead types that a path may contain: single unpaired segments, one to ten English segments for one
     * Chinese segment, up to six Chinese segments for one English segment, and small many-to-many groups. The list is
     * asymmetric because translators often split a Chinese sentence into several English ones and rarely do the
     * reverse. Immutable.
     *
     * @param types the types
     */
    public record Shapes(List<Type> types) {
        /** Maximum number of English segments that translate one Chinese segment. */
        public static final int MAX_ENGLISH = 10;
        /** Maximum number of Chinese segments that one English segment translates. */
        public static final int MAX_CHINESE = 6;

        private static final int MAX_MANY_CHINESE = 4;
        private static final int MAX_MANY_ENGLISH = 6;
        private static final int MAX_MANY_TOGETHER = 8;
        private static final int MAX_BLOCK_LENGTH = 8;

        private static final Shapes STANDARD = new Shapes(all());

        /**
         * Copies the list of types.
         *
         * @param types the types
         */
        public Shapes {
            types = List.copyOf(types);
        }

        /** {@return the default types} */
        public static Shapes standard() {
            return STANDARD;
        }

        /**
         * {@return the default types that are not larger on either side than the given type} Unpaired segments
         * are always included.
         *
         * @param largest the largest number of segments on each side, at least 1
         * @throws IllegalArgumentException if the type has an empty side, so that no segments could be paired
         */
        public static Shapes upTo(Type largest) {
            if (largest.isNull()) {
                throw new IllegalArgumentException("a pair needs a segment on each side, not " + largest);
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

    /**
     * Holds the two sides of a bead without its probability. Two beads with equal links count as the same.
     *
     * @param source indices of source segments
     * @param target indices of target segments
     */
    public record Link(List<Integer> source, List<Integer> target) {
        /**
         * {@return the two sides of a bead}
         *
         * @param bead the bead, whose probability is dropped
         */
        public static Link of(Bead bead) {
            return new Link(bead.source(), bead.target());
        }

        /**
         * {@return the link in the format {@code ids}: indices of source segments first, {@code []} for an empty side}
         */
        public String ids() {
            return ids(source) + ":" + ids(target);
        }

        private static String ids(List<Integer> segments) {
            return segments.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        }

        /**
         * {@return the two sides of each bead, in the order of the beads}
         *
         * @param beads the beads, whose probabilities are dropped
         */
        public static Set<Link> of(List<Bead> beads) {
            Set<Link> links = new LinkedHashSet<>();
            beads.forEach(bead -> links.add(of(bead)));
            return links;
        }
    }
}
