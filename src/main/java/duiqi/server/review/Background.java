package duiqi.server.review;

import duiqi.review.Operation.RejectedException;
import duiqi.server.http.Problem;
import duiqi.text.FormatException;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs background tasks of each kind on a thread of its own, so that they do not block each other. Thread-safe. */
public final class Background implements Closeable {
    private final Consumer<Throwable> faults;
    private final Map<Kind, ScheduledExecutorService> threads = new EnumMap<>(Kind.class);

    enum Kind {
        /** Checks pairs. */
        CHECK,
        /** Aligns texts, which may take long. */
        ALIGN,
        /** Finds alternatives of pairs. */
        COMPARE,
        /** Saves memories. */
        SAVE,
        /** Opens reviews that need no alignment. */
        OPEN,
        /** Responds to long polls. */
        ANSWER
    }

    /** Makes a response. */
    @FunctionalInterface
    interface Answer {
        void make() throws IOException, RejectedException;
    }

    /**
     * Starts the threads.
     *
     * @param faults receives internal errors of the tasks
     */
    public Background(Consumer<Throwable> faults) {
        this.faults = faults;
        for (Kind kind : Kind.values()) {
            threads.put(kind, Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, "duiqi-" + kind.name().toLowerCase(Locale.ROOT));
                thread.setDaemon(true);
                return thread;
            }));
        }
    }

    void run(Kind kind, Runnable work) {
        run(kind, Duration.ZERO, work);
    }

    void run(Kind kind, Duration after, Runnable work) {
        Future<?> unused =
                Objects.requireNonNull(threads.get(kind)).schedule(work, after.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Responds to a request on a background thread. */
    void answer(Context request, Kind kind, CompletableFuture<?> when, Answer answer) {
        request.future(() -> when.thenRunAsync(
                () -> {
                    try {
                        answer.make();
                    } catch (IOException | RejectedException failure) {
                        throw new CompletionException(failure);
                    }
                },
                threads.get(kind)));
    }

    /**
     * Responds to a long poll at the next change, or after the timeout.
     *
     * @param isNews whether the client does not know the current state
     */
    void poll(Context request, ChangeNotifier changes, Duration patience, BooleanSupplier isNews, Answer answer) {
        // The poll is registered before the check, so that no change in between is lost.
        CompletableFuture<Boolean> next = changes.next(patience);
        if (isNews.getAsBoolean()) {
            next.complete(true);
        }
        answer(request, Kind.ANSWER, next, answer);
    }

    /**
     * Returns the problem of a failed task. Reports an internal error.
     *
     * @param failed what duiqi could not do, as a clause
     */
    Problem problem(Throwable fault, String failed) {
        if (fault instanceof FormatException
                || fault instanceof RejectedException
                || fault instanceof HttpResponseException) {
            return Problem.of(fault);
        }
        faults.accept(fault);
        return new Problem(failed, "see the terminal in which duiqi runs");
    }

    @Override
    public void close() {
        threads.values().forEach(ScheduledExecutorService::shutdownNow);
    }
}
