package duiqi.align;

/**
 * How often texts that belong together are taken for such, and texts that do not are refused: see {@link ParallelTextCheck}. Immutable.
 *
 * @param accepted right pairs that were accepted
 * @param right pairs of a text and its rendering
 * @param refused wrong pairs that were refused
 * @param wrong pairs of a text and the rendering of another
 */
public record ParallelTextEvaluation(int accepted, int right, int refused, int wrong) {
    /** Of no pair at all. */
    public static final ParallelTextEvaluation NONE = new ParallelTextEvaluation(0, 0, 0, 0);

    static ParallelTextEvaluation ofRight(ParallelTextCheck fit) {
        return new ParallelTextEvaluation(fit.belongsTogether() ? 1 : 0, 1, 0, 0);
    }

    static ParallelTextEvaluation ofWrong(ParallelTextCheck fit) {
        return new ParallelTextEvaluation(0, 0, fit.belongsTogether() ? 0 : 1, 1);
    }

    /** The figures of these pairs and of others together. */
    public ParallelTextEvaluation plus(ParallelTextEvaluation other) {
        return new ParallelTextEvaluation(
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
