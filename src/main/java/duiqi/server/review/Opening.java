package duiqi.server.review;

import duiqi.review.Review;
import duiqi.review.ReviewState;
import duiqi.server.ReviewEntry;
import duiqi.server.http.Problem;
import duiqi.text.FormatException;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Opens a review on a background thread, and holds the progress for the page. Thread-safe. */
public final class Opening implements ReviewEntry.Listener {
    private final ReviewEntry entry;
    private final Taker taker;
    private final Background background;
    private final CompletableFuture<Review> result = new CompletableFuture<>();
    private final CompletableFuture<Boolean> reading = new CompletableFuture<>();
    private final ChangeNotifier changes = new ChangeNotifier();
    private Progress progress = new Progress(1, Phase.WAITING, 0, 0, Optional.empty(), Optional.empty());

    /** Takes an open review. */
    @FunctionalInterface
    interface Taker {
        void take(Review opened) throws IOException;
    }

    Opening(ReviewEntry entry, Taker taker, Background background) {
        this.entry = entry;
        this.taker = taker;
        this.background = background;
    }

    /** States of an opening. */
    enum Phase {
        WAITING,
        READING,
        ALIGNING,
        OPEN,
        FAILED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Describes how far an opening is. Immutable.
     *
     * @param number counts the changes, from 1
     * @param done number of completed steps of the alignment
     * @param total number of steps; 0 if unknown
     * @param draft a provisional alignment of the beginning; empty if there is none
     * @param problem the problem of a failed opening
     */
    record Progress(long number, Phase phase, int done, int total, Optional<Draft> draft, Optional<Problem> problem) {}

    /**
     * Holds a provisional alignment.
     *
     * @param number number of the progress that first had it
     * @param beginning the alignment of the beginning of the texts
     */
    record Draft(long number, ReviewState beginning) {}

    void run() {
        set(Phase.READING, 0, 0);
        try {
            Review opened = entry.opening().open(this);
            taker.take(opened);
            // Callers that wait for the result must see an open review.
            change(Phase.OPEN, 0, 0, Optional.empty(), Optional.empty());
            reading.complete(true);
            result.complete(opened);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            Problem problem = background.problem(fault, "cannot open the texts");
            change(Phase.FAILED, 0, 0, Optional.empty(), Optional.of(problem));
            Throwable shown = fault instanceof FormatException || fault instanceof HttpResponseException
                    ? fault
                    : Problem.refusal(500, problem.problem(), problem.remedy());
            reading.completeExceptionally(shown);
            result.completeExceptionally(shown);
        }
    }

    private void set(Phase phase, int done, int total) {
        change(phase, done, total, progress().draft(), Optional.empty());
    }

    private void change(Phase phase, int done, int total, Optional<Draft> draft, Optional<Problem> problem) {
        synchronized (this) {
            progress = new Progress(progress.number() + 1, phase, done, total, draft, problem);
        }
        changes.tell();
    }

    @Override
    public void read() {
        set(Phase.ALIGNING, 0, 0);
        reading.complete(true);
    }

    @Override
    public void drafted(ReviewState beginning) {
        Progress before = progress();
        change(before.phase(), 0, 0, Optional.of(new Draft(before.number() + 1, beginning)), Optional.empty());
    }

    @Override
    public void aligned(int done, int total) {
        set(Phase.ALIGNING, done, total);
    }

    synchronized Progress progress() {
        return progress;
    }

    ChangeNotifier changes() {
        return changes;
    }

    boolean isDone() {
        return result.isDone();
    }

    boolean hasFailed() {
        return result.isCompletedExceptionally();
    }

    /** Waits until the texts are read, so that their errors are known; of long texts, until the beginning is read. */
    public void awaitReading() throws IOException {
        get(reading);
    }

    /** Completes when the texts are read, or the review is open or has failed; at the latest after a time. */
    CompletableFuture<?> settled(Duration most) {
        return reading.handle((read, failure) -> true).completeOnTimeout(true, most.toMillis(), TimeUnit.MILLISECONDS);
    }

    Review await() throws IOException {
        return get(result);
    }

    private static <T> T get(CompletableFuture<T> future) throws IOException {
        try {
            return future.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Problem.stopping();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw failed.getCause() instanceof IOException fault ? fault : new IOException(failed);
        }
    }
}
