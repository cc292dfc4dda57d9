package duiqi.server.review;

import duiqi.review.Review;
import duiqi.review.RowFindings;
import duiqi.server.Json;
import duiqi.server.Problem;
import duiqi.text.FormatException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The findings of a document as they were found last, and whether they are looked for again. Steps that follow each other quickly are
 * checked once, as they stand after the last. Safe for threads.
 */
final class FindingsState {
    /** Long enough for the next stroke of a person who confirms pair after pair. */
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
     * Checks soon.
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

    /** What came in the way when they were looked for last. */
    synchronized Optional<Problem> trouble() {
        return trouble;
    }

    /** How many times they have been looked for. */
    synchronized long version() {
        return version;
    }

    /** Returns the findings as the page reads them. */
    synchronized Map<String, Object> answer() {
        return Json.object("findingsVersion", version, "checking", isDue || isRunning, "findings", found);
    }
}
