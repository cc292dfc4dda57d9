package duiqi.align;

/**
 * Which beads a path through the grid between two texts may be made of. Immutable.
 *
 * @param shapes how many segments a bead may have
 * @param gates what no bead may cross
 */
record Constraints(BeadShapes shapes, HardBoundaries gates) {
    /** Everything that is worth trying. */
    static final Constraints NONE = new Constraints(BeadShapes.standard(), HardBoundaries.NONE);
}
