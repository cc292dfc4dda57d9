package duiqi.server.review;

import duiqi.review.Review;
import duiqi.review.RowFindings;
import duiqi.server.ReviewEntry;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import duiqi.text.FormatException;
import io.javalin.http.Context;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Holds the documents that can be reviewed. Their ids are 1, 2 and so on. Thread-safe. */
public final class OpenDocuments implements Closeable {
    private final List<ReviewDocument> documents;

    public OpenDocuments(
            List<ReviewEntry> entries, Background background, FindingsState.Check check, Consumer<Throwable> faults) {
        List<ReviewDocument> made = new ArrayList<>();
        for (ReviewEntry entry : entries) {
            FindingsState findings = new FindingsState(background, check, faults);
            made.add(new ReviewDocument(String.valueOf(made.size() + 1), entry, background, findings, faults));
        }
        documents = List.copyOf(made);
    }

    public List<ReviewDocument> all() {
        return documents;
    }

    /** Returns the document with the id in the request path. */
    ReviewDocument find(Context request) {
        String id = request.pathParam("id");
        return documents.stream()
                .filter(document -> document.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () -> Problem.refusal(404, "the document does not exist", "go back to the list of documents"));
    }

    /** Closes all documents, even if one of them fails. */
    @Override
    public void close() throws IOException {
        List<IOException> failures = new ArrayList<>();
        for (ReviewDocument document : documents) {
            try {
                document.close();
            } catch (IOException failure) {
                failures.add(failure);
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /**
     * Runs background tasks on five threads: one for checks, one for alignment, one for runner-ups, one for saving, and one
     * for responses to long polls. They do not block each other. Thread-safe.
     */
    public static final class Background implements Closeable {
        private final ScheduledExecutorService checking = thread("duiqi-check");
        private final ScheduledExecutorService aligning = thread("duiqi-align");
        private final ScheduledExecutorService comparing = thread("duiqi-compare");
        private final ScheduledExecutorService saving = thread("duiqi-save");
        private final ScheduledExecutorService answering = thread("duiqi-answer");

        private static ScheduledExecutorService thread(String name) {
            return Executors.newSingleThreadScheduledExecutor(work -> {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
            });
        }

        public void check(Duration after, Runnable work) {
            Future<?> unused = checking.schedule(work, after.toMillis(), TimeUnit.MILLISECONDS);
        }

        public void align(Runnable work) {
            aligning.execute(work);
        }

        /** Runs the search for the runner-up of a pair. */
        public void compare(Runnable work) {
            comparing.execute(work);
        }

        public void save(Runnable work) {
            saving.execute(work);
        }

        public void answer(Runnable work) {
            answering.execute(work);
        }

        @Override
        public void close() {
            checking.shutdownNow();
            aligning.shutdownNow();
            comparing.shutdownNow();
            saving.shutdownNow();
            answering.shutdownNow();
        }
    }

    /**
     * Stores the latest findings of a document and updates them. Steps in quick succession cause one check. Thread-safe.
     */
    static final class FindingsState {
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
}
