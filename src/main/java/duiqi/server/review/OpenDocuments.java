package duiqi.server.review;

import duiqi.review.InitialReview;
import duiqi.review.Review;
import duiqi.review.RowFindings;
import duiqi.server.ReviewEntry;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import duiqi.text.FormatException;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Holds the documents that can be reviewed. Their ids are 1, 2 and so on, and never change. Thread-safe. */
public final class OpenDocuments implements Closeable {
    /** Maximum number of documents that the page may add. */
    private static final int MAX_ADDED = 1000;

    private final List<ReviewDocument> documents = new CopyOnWriteArrayList<>();
    private final Background background;
    private final FindingsState.Check check;
    private int last;
    private int added;

    public OpenDocuments(List<ReviewEntry> entries, Background background, FindingsState.Check check) {
        this.background = background;
        this.check = check;
        entries.forEach(entry -> documents.add(document(entry)));
    }

    private ReviewDocument document(ReviewEntry entry) {
        FindingsState findings = new FindingsState(background, check);
        last++;
        return new ReviewDocument(String.valueOf(last), entry, background, findings);
    }

    public List<ReviewDocument> all() {
        return List.copyOf(documents);
    }

    /**
     * Adds a document. Returns the present one if it has the same texts. Replaces one that could not be opened.
     */
    synchronized ReviewDocument add(ReviewEntry entry) {
        for (ReviewDocument present : all()) {
            if (present.entry().log().equals(entry.log())) {
                if (present.entry().texts().equals(entry.texts()) || present.isBegun()) {
                    return present;
                }
                if (present.opening().filter(Opening::hasFailed).isEmpty()) {
                    throw Problem.refusal(
                            409,
                            entry.name() + ": other texts with this name are being aligned",
                            "wait until they are open");
                }
                documents.remove(present);
            }
        }
        if (added >= MAX_ADDED) {
            throw Problem.refusal(422, "the page has added " + MAX_ADDED + " documents", "start duiqi again");
        }
        added++;
        ReviewDocument document = document(entry);
        documents.add(document);
        return document;
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
     * Runs background tasks on six threads: one for checks, one for alignment, one to open reviews that have a log, one
     * for runner-ups, one for saving, and one for responses to long polls. They do not block each other. Thread-safe.
     */
    public static final class Background implements Closeable {
        private final Consumer<Throwable> faults;
        private final ScheduledExecutorService checking = thread("duiqi-check");
        private final ScheduledExecutorService aligning = thread("duiqi-align");
        private final ScheduledExecutorService comparing = thread("duiqi-compare");
        private final ScheduledExecutorService saving = thread("duiqi-save");
        private final ScheduledExecutorService opening = thread("duiqi-open");
        private final ScheduledExecutorService answering = thread("duiqi-answer");

        /**
         * Starts the threads.
         *
         * @param faults receives internal errors of the tasks
         */
        public Background(Consumer<Throwable> faults) {
            this.faults = faults;
        }

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

        public void open(Runnable work) {
            opening.execute(work);
        }

        public void answer(Runnable work) {
            answering.execute(work);
        }

        /** Reports an internal error of a task. */
        void report(Throwable fault) {
            faults.accept(fault);
        }

        @Override
        public void close() {
            checking.shutdownNow();
            aligning.shutdownNow();
            comparing.shutdownNow();
            saving.shutdownNow();
            opening.shutdownNow();
            answering.shutdownNow();
        }
    }

    /** Opens a review on a background thread, and holds the progress for the page. Thread-safe. */
    public static final class Opening implements ReviewEntry.Listener {
        private final ReviewEntry entry;
        private final Taker taker;
        private final Background background;
        private final CompletableFuture<Review> result = new CompletableFuture<>();
        private final CompletableFuture<Boolean> reading = new CompletableFuture<>();
        private final ReviewDocument.ChangeNotifier changes = new ReviewDocument.ChangeNotifier();
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
        record Progress(
                long number, Phase phase, int done, int total, Optional<Draft> draft, Optional<Problem> problem) {}

        /**
         * Holds a provisional alignment.
         *
         * @param number number of the progress that first had it
         * @param beginning the alignment of the beginning of the texts
         */
        record Draft(long number, InitialReview beginning) {}

        void run() {
            set(Phase.READING, 0, 0);
            try {
                Review opened = entry.opening().open(this);
                taker.take(opened);
                // Callers that wait for the result must see an open review.
                set(Phase.OPEN, 0, 0);
                reading.complete(true);
                result.complete(opened);
            } catch (FormatException fault) {
                fail(fault, Problem.of(fault));
            } catch (HttpResponseException stopping) {
                fail(stopping, Problem.of(stopping));
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
                background.report(fault);
                Problem shown = new Problem("cannot open the texts", "see the terminal in which duiqi runs");
                fail(Problem.refusal(500, shown.problem(), shown.remedy()), shown);
            }
        }

        private void fail(Throwable fault, Problem shown) {
            synchronized (this) {
                progress =
                        new Progress(progress.number() + 1, Phase.FAILED, 0, 0, Optional.empty(), Optional.of(shown));
            }
            reading.completeExceptionally(fault);
            result.completeExceptionally(fault);
            changes.tell();
        }

        private void set(Phase phase, int done, int total) {
            synchronized (this) {
                Optional<Draft> draft = phase == Phase.OPEN ? Optional.empty() : progress.draft();
                progress = new Progress(progress.number() + 1, phase, done, total, draft, Optional.empty());
            }
            changes.tell();
        }

        @Override
        public void read() {
            set(Phase.ALIGNING, 0, 0);
            reading.complete(true);
        }

        @Override
        public void drafted(InitialReview beginning) {
            synchronized (this) {
                long number = progress.number() + 1;
                Draft draft = new Draft(number, beginning);
                progress = new Progress(number, progress.phase(), 0, 0, Optional.of(draft), Optional.empty());
            }
            changes.tell();
        }

        @Override
        public void aligned(int done, int total) {
            set(Phase.ALIGNING, done, total);
        }

        synchronized Progress progress() {
            return progress;
        }

        ReviewDocument.ChangeNotifier changes() {
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

        Review await() throws IOException {
            return get(result);
        }

        private static <T> T get(CompletableFuture<T> future) throws IOException {
            try {
                return future.get();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw Problem.refusal(503, "duiqi is stopping", "start it again");
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof IOException fault) {
                    throw fault;
                }
                if (failed.getCause() instanceof RuntimeException fault) {
                    throw fault;
                }
                throw new IOException(failed);
            }
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

        private final Background background;
        private final Check check;
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
                    failure = Optional.empty();
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
            background.report(fault);
            synchronized (this) {
                failure = Optional.of(shown);
            }
        }

        /** Returns the problem of the last check. Empty if there was none. */
        synchronized Optional<Problem> failure() {
            return failure;
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
