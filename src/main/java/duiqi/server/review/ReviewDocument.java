package duiqi.server.review;

import duiqi.exchange.TmxWriter;
import duiqi.io.FileState;
import duiqi.review.InitialReview;
import duiqi.review.MemoryConflictException;
import duiqi.review.RejectedException;
import duiqi.review.Review;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.ReviewedMemory;
import duiqi.server.ReviewEntry;
import duiqi.server.ReviewTools;
import duiqi.server.http.Problem;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Holds a document on the page: its review once it is open, and the work in the background. Safe for threads.
 */
public final class ReviewDocument implements Closeable {
    private static final String ALIGNING = "aligning";

    private final String id;
    private final ReviewEntry entry;
    private final OpenDocuments.Background background;
    private final Consumer<Throwable> faults;
    private final ChangeNotifier news = new ChangeNotifier();
    private final FindingsState findings;

    private Optional<Review> review = Optional.empty();
    private boolean isClosed;
    private Optional<String> busy = Optional.empty();
    private volatile Optional<Problem> trouble = Optional.empty();
    private volatile Optional<Disk> disk = Optional.empty();

    /** Watches the files that may change under the review. */
    private record Disk(Optional<WatchedFile> source, Optional<WatchedFile> target, WatchedFile memory) {
        static Disk of(ReviewOrigin origin) {
            return new Disk(file(origin.source()), file(origin.target()), new WatchedFile(origin.memory()));
        }

        private static Optional<WatchedFile> file(Optional<ReviewOrigin.File> file) {
            return file.filter(known -> known.hash().isPresent()).map(known -> new WatchedFile(Path.of(known.name())));
        }
    }

    /** Makes a step. */
    @FunctionalInterface
    interface Step {
        ReviewState.Change of(Review review) throws IOException, RejectedException;
    }

    ReviewDocument(
            String id,
            ReviewEntry entry,
            OpenDocuments.Background background,
            FindingsState findings,
            Consumer<Throwable> faults) {
        this.id = id;
        this.entry = entry;
        this.background = background;
        this.findings = findings;
        this.faults = faults;
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

    /** Returns whether its log holds steps. */
    boolean isBegun() {
        return Files.exists(entry.log());
    }

    /** Returns its review if it is open. */
    public synchronized Optional<Review> opened() {
        return review;
    }

    /** Returns its review, and opens it first if need be; other callers wait meanwhile. */
    public synchronized Review review() throws IOException {
        if (review.isEmpty()) {
            if (isClosed) {
                throw Problem.refusal(503, "duiqi is ending", "start it again");
            }
            Review opening = entry.opening().open();
            review = Optional.of(opening);
            disk = Optional.of(Disk.of(opening.origin()));
            checkSoon();
        }
        return review.get();
    }

    /** Looks for findings again after a step or a change of terms. */
    synchronized void checkSoon() {
        review.ifPresent(opened -> findings.checkSoon(opened, news::tell));
    }

    FindingsState findings() {
        return findings;
    }

    /** Makes a step. */
    void step(Step step) throws IOException, RejectedException {
        requireIdle();
        step.of(review());
        tellStep();
    }

    private void tellStep() {
        checkSoon();
        news.tell();
    }

    private synchronized void requireIdle() throws RejectedException {
        if (busy.isPresent()) {
            throw new RejectedException(
                    RejectedException.Reason.BUSY, "the texts are being aligned", "wait until that is done");
        }
    }

    /** Returns the work in the background, such as "aligning"; empty when there is none. */
    synchronized Optional<String> busy() {
        return busy;
    }

    /** Returns the problem of the last work in the background; empty when there was none. */
    Optional<Problem> trouble() {
        return trouble.or(findings::trouble);
    }

    void realign() throws IOException, RejectedException {
        remake("align again", entry.realign());
    }

    void reload() throws IOException, RejectedException {
        remake("take over changed texts", entry.reload());
    }

    /** Makes another state in the background. Refuses steps meanwhile, since they would be lost. */
    private void remake(String label, ReviewEntry.Remaking remaking) throws IOException, RejectedException {
        Review opened = review();
        synchronized (this) {
            requireIdle();
            busy = Optional.of(ALIGNING);
            trouble = Optional.empty();
        }
        news.tell();
        background.align(() -> {
            try {
                ReviewState state = opened.state();
                InitialReview made = remaking.of(opened.origin(), state);
                // A page that sees the outcome also sees that the work is done.
                synchronized (this) {
                    opened.replace(label, state.version(), made);
                    busy = Optional.empty();
                }
            } catch (FormatException fault) {
                trouble = Optional.of(Problem.of(fault));
            } catch (RejectedException refused) {
                trouble = Optional.of(Problem.of(refused));
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
                faults.accept(fault);
                trouble = Optional.of(
                        new Problem("the texts could not be aligned", "see what duiqi says in its terminal"));
            } finally {
                synchronized (this) {
                    busy = Optional.empty();
                }
                tellStep();
            }
        });
    }

    /**
     * Writes the memory. Whoever ends the server waits for it.
     *
     * @param merges whether to keep the changes of others
     * @throws MemoryConflictException if others did something to it, and that is not to be kept
     */
    synchronized ReviewedMemory.Saved save(boolean merges, ReviewTools tools)
            throws IOException, MemoryConflictException {
        Review opened = review();
        ReviewState state = opened.state();
        ReviewedMemory memory = new ReviewedMemory(opened.origin(), entry.copies(), new TmxWriter(tools.program()));
        ReviewedMemory.Saved saved =
                memory.save(state, opened.memoryHash(), merges, tools.clock().instant());
        opened.recordSave(state.version(), saved.hash());
        return saved;
    }

    /** Returns which of source, target and memory have changed on disk since the review read or wrote them. */
    List<String> changedOnDisk() throws IOException {
        Review opened = review();
        ReviewOrigin origin = opened.origin();
        List<String> changed = new ArrayList<>();
        disk.ifPresent(files -> {
            files.source().filter(file -> hasChanged(origin.source(), file)).ifPresent(file -> changed.add("source"));
            files.target().filter(file -> hasChanged(origin.target(), file)).ifPresent(file -> changed.add("target"));
        });
        boolean isOther = disk.filter(files -> !files.memory().hash().equals(opened.memoryHash()))
                .isPresent();
        // The review may have written it and been killed before it could note that.
        if (isOther && ReviewedMemory.isChanged(origin, entry.copies(), opened.memoryHash())) {
            changed.add("memory");
        }
        return changed;
    }

    private static boolean hasChanged(Optional<ReviewOrigin.File> known, WatchedFile file) {
        return known.flatMap(ReviewOrigin.File::hash)
                .filter(hash -> !file.hash().equals(Optional.of(hash)))
                .isPresent();
    }

    @Override
    public synchronized void close() throws IOException {
        isClosed = true;
        if (review.isPresent()) {
            Review opened = review.get();
            review = Optional.empty();
            opened.close();
        }
    }

    /** Wakes requests that wait for a change of a document. No thread waits with them. Safe for threads. */
    static final class ChangeNotifier {
        private final List<CompletableFuture<Boolean>> waiting = new ArrayList<>();

        /** Wakes all that wait. */
        void tell() {
            List<CompletableFuture<Boolean>> woken;
            synchronized (waiting) {
                woken = List.copyOf(waiting);
                waiting.clear();
            }
            woken.forEach(one -> one.complete(true));
        }

        /** Returns a future that is done at the next {@link #tell}, or when the time is over. */
        CompletableFuture<Boolean> next(Duration patience) {
            CompletableFuture<Boolean> one = new CompletableFuture<>();
            synchronized (waiting) {
                waiting.removeIf(CompletableFuture::isDone);
                waiting.add(one);
            }
            return one.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Tells the hash of a file, and reads the file only when its size or time has changed. Safe for threads. */
    public static final class WatchedFile {
        private final Path file;
        private long size = -1;
        private FileTime time = FileTime.fromMillis(0);
        private Optional<String> hash = Optional.empty();

        public WatchedFile(Path file) {
            this.file = file;
        }

        /** Returns the SHA-256 in hexadecimal; empty when the file is not there or cannot be read. */
        public synchronized Optional<String> hash() {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                if (now.size() != size || !now.lastModifiedTime().equals(time)) {
                    hash = Optional.of(FileState.hash(file));
                    size = now.size();
                    time = now.lastModifiedTime();
                }
                return hash;
            } catch (IOException gone) {
                size = -1;
                return Optional.empty();
            }
        }
    }
}
