package duiqi.server.review;

import duiqi.review.Review;
import duiqi.server.Background;
import duiqi.server.Json;
import duiqi.server.Problem;
import duiqi.text.FormatException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The findings of a document as they were found last, and whether they are looked for again. Steps that follow each other quickly are
 * checked once, as they stand after the last. Safe for threads.
 */
final class FindingsState {
    /** Long enough for the next stroke of a person who confirms pair after pair. */
    private static final Duration PAUSE = Duration.ofMillis(300);

    /** Checks a review as it stands, and writes what it finds as an array. */
    @FunctionalInterface
    public interface Check {
        Json.Answer of(Review review) throws IOException;
    }

    private final Background background;
    private final Check check;
    private final Consumer<Throwable> faults;
    private long version;
    private boolean isDue;
    private boolean isRunning;
    private Optional<Problem> trouble = Optional.empty();
    private Json.Answer found = json -> {
        json.writeStartArray();
        json.writeEndArray();
    };

    FindingsState(Background background, Check check, Consumer<Throwable> faults) {
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
            Json.Answer findings = check.of(review);
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

    /** All of it as the page reads it. */
    Json.Answer answer() {
        long now;
        boolean isChecking;
        Json.Answer findings;
        synchronized (this) {
            now = version;
            isChecking = isDue || isRunning;
            findings = found;
        }
        return json -> {
            json.writeStartObject();
            json.writeNumberField("findingsVersion", now);
            json.writeBooleanField("checking", isChecking);
            json.writeFieldName("findings");
            findings.writeTo(json);
            json.writeEndObject();
        };
    }
}
