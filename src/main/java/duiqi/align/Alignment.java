package duiqi.align;

import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Aligns the segments of two texts: every segment of both is in exactly one bead, which the constructor checks. Beads
 * are in document order. Immutable.
 *
 * @param sourceSize number of source segments
 * @param targetSize number of target segments
 * @param beads the beads
 */
public record Alignment(int sourceSize, int targetSize, List<Bead> beads) {
    /**
     * Requires that every segment of both texts is in exactly one bead.
     *
     * @param sourceSize number of source segments
     * @param targetSize number of target segments
     * @param beads the beads
     * @throws IllegalArgumentException if a segment is in no bead or in two, or does not exist
     */
    public Alignment {
        beads = List.copyOf(beads);
        BitSet sources = new BitSet(sourceSize);
        BitSet targets = new BitSet(targetSize);
        for (Bead bead : beads) {
            cover(sources, sourceSize, bead.source(), "source");
            cover(targets, targetSize, bead.target(), "target");
        }
        requireAll(sources, sourceSize, "source");
        requireAll(targets, targetSize, "target");
    }

    /** Returns the alignment with source and target exchanged, beads in the same order. */
    Alignment reversed() {
        return new Alignment(
                targetSize, sourceSize, beads.stream().map(Bead::reversed).toList());
    }

    private static void cover(BitSet seen, int size, List<Integer> indices, String side) {
        for (int index : indices) {
            if (index >= size) {
                throw new IllegalArgumentException(side + " segment " + index + " is outside 0 to " + (size - 1));
            }
            if (seen.get(index)) {
                throw new IllegalArgumentException(side + " segment " + index + " is in two beads");
            }
            seen.set(index);
        }
    }

    private static void requireAll(BitSet seen, int size, String side) {
        if (seen.cardinality() != size) {
            throw new IllegalArgumentException(side + " segment " + seen.nextClearBit(0) + " is in no bead");
        }
    }

    /**
     * Selects beads of an alignment. Immutable.
     *
     * @param pairedOnly true to omit beads with an empty side
     * @param minimumProbability lowest probability of a selected bead, 0 to 1
     */
    public record Selection(boolean pairedOnly, double minimumProbability) {
        /** Selects every bead. */
        public static final Selection ALL = new Selection(false, 0);

        /**
         * Requires a probability.
         *
         * @param pairedOnly true to omit beads with an empty side
         * @param minimumProbability lowest probability of a selected bead, 0 to 1
         * @throws IllegalArgumentException if {@code minimumProbability} is outside 0 to 1
         */
        public Selection {
            if (!(minimumProbability >= 0 && minimumProbability <= 1)) {
                throw new IllegalArgumentException("probability " + minimumProbability + " is outside 0 to 1");
            }
        }

        /**
         * {@return the selected beads in document order}
         *
         * @param alignment the alignment to select from
         */
        public List<Bead> of(Alignment alignment) {
            return alignment.beads().stream()
                    .filter(bead -> bead.probability() >= minimumProbability && !(pairedOnly && bead.isNull()))
                    .toList();
        }
    }

    /**
     * Compares some consecutive beads of an alignment with the best other beads of the same segments. Both probabilities
     * are shares of all paths of one lattice, so they are comparable, and their sum is at most 1. Immutable.
     *
     * @param now the current beads, in text order
     * @param probability share of the paths that contain all current beads; empty if no path does, for example because a
     *     user made the beads
     * @param other the other beads, in text order, each with its own probability
     * @param otherProbability share of the paths that contain all other beads
     */
    public record Alternative(List<Bead> now, OptionalDouble probability, List<Bead> other, double otherProbability) {
        /**
         * Copies both lists of beads.
         *
         * @param now the current beads, in text order
         * @param probability share of the paths that contain all current beads; empty if no path does, for example
         *     because a user made the beads
         * @param other the other beads, in text order, each with its own probability
         * @param otherProbability share of the paths that contain all other beads
         */
        public Alternative {
            now = List.copyOf(now);
            other = List.copyOf(other);
        }

        /** Returns the comparison with source and target exchanged. */
        Alternative reversed() {
            return new Alternative(
                    now.stream().map(Bead::reversed).toList(),
                    probability,
                    other.stream().map(Bead::reversed).toList(),
                    otherProbability);
        }
    }
}
