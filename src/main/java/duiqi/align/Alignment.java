package duiqi.align;

import java.util.BitSet;
import java.util.List;

/**
 * How two texts correspond: every segment of both stands in exactly one bead, which the constructor checks. Beads stand in
 * document order. Immutable.
 *
 * @param sourceSize number of source segments
 * @param targetSize number of target segments
 * @param beads the beads
 */
public record Alignment(int sourceSize, int targetSize, List<Bead> beads) {
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

    private static void cover(BitSet seen, int size, List<Integer> indices, String side) {
        for (int index : indices) {
            if (index >= size) {
                throw new IllegalArgumentException(side + " segment " + index + " is outside 0 to " + (size - 1));
            }
            if (seen.get(index)) {
                throw new IllegalArgumentException(side + " segment " + index + " stands in two beads");
            }
            seen.set(index);
        }
    }

    private static void requireAll(BitSet seen, int size, String side) {
        if (seen.cardinality() != size) {
            throw new IllegalArgumentException(side + " segment " + seen.nextClearBit(0) + " stands in no bead");
        }
    }

    /**
     * Which beads of an alignment are wanted. Immutable.
     *
     * @param pairedOnly leave out the beads with an empty side
     * @param minimumProbability leave out the beads less likely than this, 0 to 1
     */
    public record Selection(boolean pairedOnly, double minimumProbability) {
        /** Every bead. */
        public static final Selection ALL = new Selection(false, 0);

        public Selection {
            if (!(minimumProbability >= 0 && minimumProbability <= 1)) {
                throw new IllegalArgumentException("a probability lies between 0 and 1, not at " + minimumProbability);
            }
        }

        /** Returns the beads that are wanted, in document order. */
        public List<Bead> of(Alignment alignment) {
            return alignment.beads().stream()
                    .filter(bead -> bead.probability() >= minimumProbability && !(pairedOnly && bead.isNull()))
                    .toList();
        }
    }
}
