package duiqi.review;

import duiqi.review.RefusedException.Reason;

/** Why steps are refused, in words. */
final class Refusals {
    private Refusals() {}

    static RefusedException beadIsGone() {
        return new RefusedException(
                Reason.GONE, "this pair has been changed meanwhile", "look at how it stands now and try again");
    }

    static RefusedException sentenceIsGone() {
        return new RefusedException(
                Reason.GONE, "this sentence has been changed meanwhile", "look at how it stands now and try again");
    }

    static RefusedException impossible(String problem, String remedy) {
        return new RefusedException(Reason.IMPOSSIBLE, problem, remedy);
    }
}
