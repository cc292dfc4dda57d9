package duiqi.server.review;

import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.exchange.TmxWriter;
import duiqi.io.FileState;
import duiqi.io.FileState.WatchedFile;
import duiqi.review.MemoryConflicts;
import duiqi.review.Operation.RejectedException;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.ReviewedMemory;
import duiqi.server.ReviewEntry;
import duiqi.server.ReviewServer;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** Holds a document of the page: its review, if it is open, and its background tasks. Thread-safe. */
public final class ReviewDocument implements Closeable {
    private final String id;
    private final ReviewEntry entry;
    private final Background background;
    private final ChangeNotifier news = new ChangeNotifier();
    private final FindingsState findings;
    private final Presence presence = new Presence();
    private final MemorySaving saving;

    private Optional<Opening> opening = Optional.empty();
    private Optional<Review> review = Optional.empty();
    private boolean isClosed;
    private boolean isAligning;
    private Optional<Problem> failure = Optional.empty();

    /** State of the log when the progress was counted, and the progress. */
    private volatile Optional<Map.Entry<FileState, Map<String, Object>>> progress = Optional.empty();

    /** The files that other programs may change during the review. */
    private final Map<Path, WatchedFile> watched = new ConcurrentHashMap<>();

    /** Counts the requests for alternatives. */
    private final AtomicLong comparisons = new AtomicLong();

    /** Makes a step. */
    @FunctionalInterface
    interface Step {
        void of(Review review) throws IOException, RejectedException;
    }

    ReviewDocument(String id, ReviewEntry entry, Background background, FindingsState findings) {
        this.id = id;
        this.entry = entry;
        this.background = background;
        this.findings = findings;
        this.saving = new MemorySaving(background, news::tell);
    }

    String id() {
        return id;
    }

    public ReviewEntry entry() {
        return entry;
    }

    ChangeNotifier news() {
        return news;
    }

    boolean isBegun() {
        return Files.exists(entry.log());
    }

    /** Returns when the log or the memory last changed. Empty if there is neither. */
    Optional<FileTime> lastChange() {
        return Stream.of(entry.log(), entry.memory())
                .flatMap(file -> {
                    try {
                        return Stream.of(Files.getLastModifiedTime(file));
                    } catch (IOException missing) {
                        return Stream.empty();
                    }
                })
                .max(Comparator.naturalOrder());
    }

    /** Returns the review if it is open. */
    public synchronized Optional<Review> opened() {
        return review;
    }

    /** Returns how many pairs the review has and how many are confirmed. Counts again only if the log has changed. */
    Map<String, Object> progress() throws IOException {
        FileState now = FileState.of(entry.log());
        if (progress.filter(known -> known.getKey().equals(now)).isEmpty()) {
            Optional<Review> open = opened();
            ReviewState state = open.isPresent() ? open.get().state() : Review.state(entry.log());
            long confirmed =
                    state.beads().stream().filter(ReviewBead::isConfirmed).count();
            progress =
                    Optional.of(Map.entry(now, Json.object("all", state.beads().size(), "confirmed", confirmed)));
        }
        return progress.orElseThrow().getValue();
    }

    /** Returns the review. Opens it if necessary; waits until it is open. */
    public Review review() throws IOException {
        Optional<Review> opened = opened();
        return opened.isPresent() ? opened.get() : open().await();
    }

    /** Begins to open the review in the background. Begins again if the last attempt failed. */
    public synchronized Opening open() {
        if (isClosed) {
            throw Problem.stopping();
        }
        if (opening.isEmpty() || opening.get().hasFailed()) {
            Opening begun = new Opening(entry, this::accept, background);
            opening = Optional.of(begun);
            // Aligning takes long and must not delay a review that has a log.
            boolean isShort = isBegun() || entry.texts().isEmpty();
            background.run(isShort ? Background.Kind.OPEN : Background.Kind.ALIGN, begun::run);
        }
        return opening.get();
    }

    /** Returns the last attempt to open the review, if there was one. */
    synchronized Optional<Opening> opening() {
        return opening;
    }

    private synchronized void accept(Review opened) throws IOException {
        if (isClosed) {
            opened.close();
            throw Problem.stopping();
        }
        review = Optional.of(opened);
        checkSoon();
    }

    /** Schedules a check after a step or a change of terms. */
    synchronized void checkSoon() {
        review.ifPresent(opened -> findings.checkSoon(opened, news::tell));
    }

    Presence presence() {
        return presence;
    }

    FindingsState findings() {
        return findings;
    }

    AtomicLong comparisons() {
        return comparisons;
    }

    void step(Step step) throws IOException, RejectedException {
        requireIdle();
        step.of(review());
        checkSoon();
        news.tell();
    }

    /** Rejects steps during an alignment, also on a provisional one, because the final one has other beads. */
    private synchronized void requireIdle() throws RejectedException {
        boolean isOpening = opening.filter(attempt -> !attempt.isDone()).isPresent();
        if (isOpening || isAligning) {
            throw new RejectedException(
                    RejectedException.Reason.BUSY,
                    "duiqi is " + (isOpening ? "opening" : "aligning") + " the texts",
                    "wait until it is done");
        }
    }

    /** Returns the running background task, for example "aligning". Empty if there is none. */
    synchronized Optional<String> busy() {
        return isAligning ? Optional.of("aligning") : Optional.empty();
    }

    /** Returns the problem of the last background task. Empty if there was none. */
    synchronized Optional<Problem> failure() {
        return failure.or(findings::failure);
    }

    /** Computes a new state in the background. Rejects steps in the meantime, because they would be lost. */
    void recompute(String label, ReviewEntry.StateUpdate update, Signature by) throws IOException, RejectedException {
        Review opened = review();
        synchronized (this) {
            requireIdle();
            isAligning = true;
            failure = Optional.empty();
        }
        news.tell();
        background.run(Background.Kind.ALIGN, () -> {
            Optional<Problem> problem = Optional.empty();
            try {
                ReviewState made = update.of(opened.state());
                // A page that sees the result must also see that the task has ended.
                synchronized (this) {
                    opened.replace(label, made, by);
                    isAligning = false;
                }
            } catch (IOException | RejectedException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
                problem = Optional.of(background.problem(fault, "cannot align the texts"));
            } finally {
                synchronized (this) {
                    isAligning = false;
                    failure = problem;
                }
                checkSoon();
                news.tell();
            }
        });
    }

    /**
     * Starts to write the memory in the background. Steps that users make meanwhile are not in the memory.
     *
     * @param merging how to merge changes of other programs
     * @return the number of the save
     */
    long save(MemoryConflicts.Merging merging, ReviewServer.ReviewTools tools) throws IOException, RejectedException {
        Review opened = review();
        ReviewedMemory memory = new ReviewedMemory(opened.beginning(), entry.copies(), new TmxWriter(tools.program()));
        ReviewState state = opened.state();
        return saving.start(entry.memory().toString(), progress -> {
            ReviewedMemory.Saved saved = memory.save(
                    state, opened.memoryHash(), merging, tools.clock().instant(), progress);
            opened.recordSave(state.version(), saved.hash());
            return saved;
        });
    }

    MemorySaving saving() {
        return saving;
    }

    /**
     * Returns the names ("source", "target", "memory") of the files that changed on disk since the review read or wrote
     * them.
     */
    List<String> changedOnDisk() throws IOException {
        Review opened = review();
        ReviewOrigin origin = opened.origin();
        List<String> changed = new ArrayList<>();
        if (hasChanged(origin.source())) {
            changed.add("source");
        }
        if (hasChanged(origin.target())) {
            changed.add("target");
        }
        // The review may have written the memory, but was killed before it recorded this.
        if (!hash(origin.memory()).equals(opened.memoryHash())
                && ReviewedMemory.isChanged(origin, entry.copies(), opened.memoryHash())) {
            changed.add("memory");
        }
        return changed;
    }

    private boolean hasChanged(Optional<ReviewOrigin.File> file) {
        return file.filter(known ->
                        known.hash().isPresent() && !hash(Path.of(known.name())).equals(known.hash()))
                .isPresent();
    }

    private Optional<String> hash(Path file) {
        return watched.computeIfAbsent(file, WatchedFile::new).hash();
    }

    /** Waits until a running save has ended. */
    public void awaitSave() {
        saving.await();
    }

    /** Closes the review after a running save has ended. */
    @Override
    public void close() throws IOException {
        saving.close();
        closeReview();
    }

    private synchronized void closeReview() throws IOException {
        isClosed = true;
        if (review.isPresent()) {
            Review opened = review.get();
            review = Optional.empty();
            opened.close();
        }
    }
}
