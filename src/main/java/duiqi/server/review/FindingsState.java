package duiqi.server.review;

import duiqi.review.Review;
import duiqi.review.RowFindings;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores the latest findings of a document and updates them. Steps in quick succession cause one check, after the last.
 * Thread-safe.
 */
final class FindingsState {
    /** Minimum delay of a check. A user who confirms one pair after another presses the next key within this time. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** Checks the current state of a review. */
    @FunctionalInterface
    public interface Check {
        List<RowFindings.RowFinding> of(Review review) throws IOException;
    }

    private final Background background;
    private final Check check;
    private long steps;
    private long version;
    private boolean isDue;
    private boolean isRunning;
    private Optional<Problem> failure = Optional.empty();
    private List<RowFindings.RowFinding> found = List.of();

    FindingsState(Background background, Check check) {
        this.background = background;
        this.check = check;
    }

    /**
     * Schedules a check, in place of one that waits.
     *
     * @param review the review; the check uses its state at the start of the check
     * @param whenDone runs after each check
     */
    synchronized void checkSoon(Review review, Runnable whenDone) {
        isDue = true;
        long step = ++steps;
        background.run(Background.Kind.CHECK, PAUSE, () -> check(review, step, whenDone));
    }

    private void check(Review review, long step, Runnable whenDone) {
        synchronized (this) {
            if (step != steps) {
                return;
            }
            isDue = false;
            isRunning = true;
        }
        Optional<List<RowFindings.RowFinding>> findings = Optional.empty();
        Optional<Problem> problem = Optional.empty();
        try {
            findings = Optional.of(check.of(review));
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            problem = Optional.of(
                    background.problem(fault, "cannot check the pairs; the findings are those of the last check"));
        }
        synchronized (this) {
            found = findings.orElse(found);
            failure = problem;
            isRunning = false;
            version++;
        }
        whenDone.run();
    }

    /** Returns the problem of the last check. Empty if there was none. */
    synchronized Optional<Problem> failure() {
        return failure;
    }

    /** Returns the number of checks so far. */
    synchronized long version() {
        return version;
    }

    synchronized Map<String, Object> answer() {
        return Json.object("findingsVersion", version, "checking", isDue || isRunning, "findings", found);
    }
}
