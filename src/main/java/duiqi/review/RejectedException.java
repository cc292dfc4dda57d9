package duiqi.review;

/** Reports that a step was rejected. The review is unchanged. */
public final class RejectedException extends Exception {
    private static final long serialVersionUID = 1;

    /** Lists the reasons for a rejection. */
    public enum Reason {
        /** A bead or a sentence no longer exists, for example because another browser tab changed it. */
        GONE,
        /** The step is not possible for this bead or sentence, for example splitting a single sentence. */
        IMPOSSIBLE,
        /** Another task must end first. */
        BUSY
    }

    private final Reason reason;
    private final String remedy;

    /**
     * Creates the exception.
     *
     * @param problem the problem, as a clause
     * @param remedy the remedy for the user
     */
    public RejectedException(Reason reason, String problem, String remedy) {
        super(problem);
        this.reason = reason;
        this.remedy = remedy;
    }

    public Reason reason() {
        return reason;
    }

    public String remedy() {
        return remedy;
    }

    /** Returns the exception for a bead that no longer exists. */
    public static RejectedException beadIsGone() {
        return new RejectedException(Reason.GONE, "this pair was changed in the meantime", "check it and try again");
    }

    /** Returns the exception for a sentence that no longer exists. */
    public static RejectedException sentenceIsGone() {
        return new RejectedException(
                Reason.GONE, "this sentence was changed in the meantime", "check it and try again");
    }

    /** Returns the exception for a step that is not possible. */
    public static RejectedException impossible(String problem, String remedy) {
        return new RejectedException(Reason.IMPOSSIBLE, problem, remedy);
    }
}
