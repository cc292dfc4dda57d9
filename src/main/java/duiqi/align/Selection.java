package duiqi.align;

import java.util.List;

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

    /** The beads that are wanted, in document order. */
    public List<Bead> of(Alignment alignment) {
        return alignment.beads().stream()
                .filter(bead -> bead.probability() >= minimumProbability && !(pairedOnly && bead.isNull()))
                .toList();
    }
}
