package duiqi.align;

/**
 * How often texts that belong together are taken for such, and texts that do not are refused: see {@link Fit}. Immutable.
 *
 * @param accepted right pairs that were accepted
 * @param right pairs of a text and its rendering
 * @param refused wrong pairs that were refused
 * @param wrong pairs of a text and the rendering of another
 */
public record Recognition(int accepted, int right, int refused, int wrong) {
    /** Of no pair at all. */
    public static final Recognition NONE = new Recognition(0, 0, 0, 0);

    static Recognition ofRight(Fit fit) {
        return new Recognition(fit.belongsTogether() ? 1 : 0, 1, 0, 0);
    }

    static Recognition ofWrong(Fit fit) {
        return new Recognition(0, 0, fit.belongsTogether() ? 0 : 1, 1);
    }

    /** The figures of these pairs and of others together. */
    public Recognition plus(Recognition other) {
        return new Recognition(
                accepted + other.accepted, right + other.right, refused + other.refused, wrong + other.wrong);
    }

    /** The share of right pairs that were accepted; 0 if there are none. */
    public double shareAccepted() {
        return right == 0 ? 0 : (double) accepted / right;
    }

    /** The share of wrong pairs that were refused; 0 if there are none. */
    public double shareRefused() {
        return wrong == 0 ? 0 : (double) refused / wrong;
    }
}
