package duiqi.review;

/** A step that cannot be made, which changes nothing. */
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** What it is about is no more, as when another tab has changed it. */
        GONE,
        /** It makes no sense there: to split what is one sentence. */
        IMPOSSIBLE,
        /** Something else is going on that must end first. */
        BUSY
    }

    private final Reason reason;
    private final String remedy;

    /**
     * @param problem what is the matter, as a clause
     * @param remedy what to do
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

    /** Why steps are refused, in words. */
    public static final class Refusals {
        private Refusals() {}

        public static RefusedException beadIsGone() {
            return new RefusedException(
                    Reason.GONE, "this pair has been changed meanwhile", "look at how it stands now and try again");
        }

        public static RefusedException sentenceIsGone() {
            return new RefusedException(
                    Reason.GONE, "this sentence has been changed meanwhile", "look at how it stands now and try again");
        }

        public static RefusedException impossible(String problem, String remedy) {
            return new RefusedException(Reason.IMPOSSIBLE, problem, remedy);
        }
    }
}
