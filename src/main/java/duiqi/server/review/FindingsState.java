package duiqi.server.review;

import duiqi.review.Review;
import duiqi.review.RowFindings;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import duiqi.text.FormatException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Stores the latest findings of a document and updates them. Steps in quick succession cause one check. Thread-safe.
 */
final class FindingsState {
    /** Delay of a check. A user who confirms one pair after another presses the next key within this time. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** Checks the current state of a review. */
    @FunctionalInterface
    public interface Check {
        List<RowFindings.RowFinding> of(Review review) throws IOException;
    }

    private final OpenDocuments.Background background;
    private final Check check;
    private final Consumer<Throwable> faults;
    private long version;
    private boolean isDue;
    private boolean isRunning;
    private Optional<Problem> trouble = Optional.empty();
    private List<RowFindings.RowFinding> found = List.of();

    FindingsState(OpenDocuments.Background background, Check check, Consumer<Throwable> faults) {
        this.background = background;
        this.check = check;
        this.faults = faults;
    }

    /**
     * Schedules a check.
     *
     * @param review the review; the check uses its state at the start of the check
     * @param whenDone runs after each check
     */
    synchronized void checkSoon(Review review, Runnable whenDone) {
        if (!isDue) {
            isDue = true;
            background.check(PAUSE, () -> check(review, whenDone));
        }
    }

    private void check(Review review, Runnable whenDone) {
        synchronized (this) {
            isDue = false;
            isRunning = true;
        }
        try {
            List<RowFindings.RowFinding> findings = check.of(review);
            synchronized (this) {
                found = findings;
                trouble = Optional.empty();
            }
        } catch (FormatException fault) {
            fail(fault, Problem.of(fault));
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            fail(
                    fault,
                    new Problem(
                            "cannot check the pairs; the findings are those of the last check",
                            "see the terminal in which duiqi runs"));
        } finally {
            synchronized (this) {
                isRunning = false;
                version++;
            }
            whenDone.run();
        }
    }

    private void fail(Throwable fault, Problem shown) {
        faults.accept(fault);
        synchronized (this) {
            trouble = Optional.of(shown);
        }
    }

    /** Returns the problem of the last check. Empty if there was none. */
    synchronized Optional<Problem> trouble() {
        return trouble;
    }

    /** Returns the number of checks so far. */
    synchronized long version() {
        return version;
    }

    /** Returns the findings as JSON for the page. */
    synchronized Map<String, Object> answer() {
        return Json.object("findingsVersion", version, "checking", isDue || isRunning, "findings", found);
    }
}
