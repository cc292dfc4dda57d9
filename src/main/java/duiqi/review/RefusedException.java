package duiqi.review;

/** Tells that a step cannot be made. Nothing has changed. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    /** The reason of a refusal. */
    public enum Reason {
        /** A bead or a sentence is gone, as when another tab has changed it. */
        GONE,
        /** The step makes no sense there, as to split one sentence. */
        IMPOSSIBLE,
        /** Other work must end first. */
        BUSY
    }

    private final Reason reason;
    private final String remedy;

    /**
     * @param problem the problem, as a clause
     * @param remedy what the user can do
     */
    public RefusedException(Reason reason, String problem, String remedy) {
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

    /** Returns the refusal of a step about a bead that is gone. */
    public static RefusedException beadIsGone() {
        return new RefusedException(
                Reason.GONE, "this pair has been changed meanwhile", "look at how it stands now and try again");
    }

    /** Returns the refusal of a step about a sentence that is gone. */
    public static RefusedException sentenceIsGone() {
        return new RefusedException(
                Reason.GONE, "this sentence has been changed meanwhile", "look at how it stands now and try again");
    }

    /** Returns the refusal of a step that makes no sense. */
    public static RefusedException impossible(String problem, String remedy) {
        return new RefusedException(Reason.IMPOSSIBLE, problem, remedy);
    }
}
