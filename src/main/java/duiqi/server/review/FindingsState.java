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
 * Keeps the last findings of a document, and looks for them again. Checks once after steps that follow each other quickly. Safe for
 * threads.
 */
final class FindingsState {
    /** The time in which a person who confirms pair after pair presses the next key. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** Checks a review as it stands. */
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
     * @param review is checked as it stands when it comes to that
     * @param whenDone is told of new findings
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
                            "the pairs could not be checked, and the findings are those of before",
                            "see what duiqi says in its terminal"));
        } finally {
            synchronized (this) {
                isRunning = false;
                version++;
            }
            whenDone.run();
        }
    }

    private void fail(Throwable fault, Problem told) {
        faults.accept(fault);
        synchronized (this) {
            trouble = Optional.of(told);
        }
    }

    /** Returns the problem of the last check; empty when there was none. */
    synchronized Optional<Problem> trouble() {
        return trouble;
    }

    /** Returns the number of checks so far. */
    synchronized long version() {
        return version;
    }

    /** Returns the findings as the page reads them. */
    synchronized Map<String, Object> answer() {
        return Json.object("findingsVersion", version, "checking", isDue || isRunning, "findings", found);
    }
}
