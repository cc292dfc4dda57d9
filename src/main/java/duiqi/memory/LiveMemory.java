package duiqi.memory;

import duiqi.index.Concordance;
import duiqi.index.Context;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.live.AdditionJournal;
import duiqi.memory.live.Additions;
import duiqi.memory.live.MemoryState;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Keeps the memories of a project open for search while they change. Searches find added pairs immediately.
 * {@link #refresh} loads files that other programs changed. Memories that receive no pairs have no journal and no lock,
 * so that several processes can read them.
 *
 * <p>{@link #add} returns after the pair is on disk, in a journal next to its memory ({@link AdditionJournal}). duiqi
 * moves the pairs from the journal to the file of the memory at opening and at closing. In between it moves them when
 * many pairs wait or a pair has waited long. It removes pairs from the journal after they are in the file, and never
 * adds a pair twice. If the process is killed at any time, no pair is lost or duplicated.
 *
 * <p>Thread-safe. A search uses the memories as they were when it began. duiqi closes their files after the last search
 * that uses them.
 */
public final class LiveMemory implements Closeable {
    private final Optional<Additions> additions;
    private final OpenedFiles files;
    private final Watcher watcher;

    /** Held while a thread adds pairs or writes them to the file. */
    private final ReentrantLock adding = new ReentrantLock();

    /** Held while a thread reopens the memories. */
    private final ReentrantLock opening = new ReentrantLock();

    private String lastProblem = "";
    private boolean isClosed;
    private volatile TranslationMemory view;

    /** Receives progress and problems. */
    public interface Watcher extends TranslationMemory.Watcher {
        /** Reports an operation that failed and that duiqi will retry, or the end of one that was interrupted. */
        void problem(String message);
    }

    /**
     * Describes the state of the memories.
     *
     * @param memory the memories to search
     * @param additions the memory that receives new pairs; empty if none does
     * @param pending the number of pairs that are in its journal and not yet in its file
     * @param added the number of pairs added since the memories were opened
     */
    public record Standing(TranslationMemory memory, Optional<Path> additions, int pending, int added) {}

    private LiveMemory(Optional<Additions> additions, OpenedFiles files, Watcher watcher) {
        this.additions = additions;
        this.files = files;
        this.watcher = watcher;
        this.view = current();
    }

    private TranslationMemory current() {
        return additions
                .map(own -> files.memory().with(own.memory(), own.indexes()))
                .orElseGet(files::memory);
    }

    /**
     * Opens the memories. Moves pairs that an earlier process left in the journal to the file.
     *
     * @param places memory files, or folders of them
     * @param addTo the memory that receives new pairs; it does not have to exist yet, and searches include it; empty to
     *     only read
     * @param fallback the folder for indexes of memories whose own folder is read-only
     * @throws FormatException if a file or folder does not exist, or another process adds to the same memory
     */
    public static LiveMemory open(
            List<Path> places, Optional<Path> addTo, Path fallback, String toolVersion, Clock clock, Watcher watcher)
            throws IOException {
        for (Path place : places) {
            MemoryFile.in(place);
        }
        if (addTo.isEmpty()) {
            return new LiveMemory(
                    Optional.empty(), new OpenedFiles(places, Optional.empty(), fallback, clock, watcher), watcher);
        }
        AdditionJournal journal = AdditionJournal.open(addTo.get());
        try {
            MemoryFile file = MemoryFile.among(places, addTo.get());
            Path folder = Optional.ofNullable(file.path().toAbsolutePath().getParent())
                    .orElseThrow();
            Additions additions = new Additions(
                    file, TranslationMemory.indexes(folder, fallback), toolVersion, journal, clock, watcher);
            return new LiveMemory(
                    Optional.of(additions),
                    new OpenedFiles(places, Optional.of(file), fallback, clock, watcher),
                    watcher);
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** Returns the units most similar to a text, as {@link TranslationMemory#search} does. */
    public List<TranslationMemory.Found> search(UnitSide side, String text, Context context, SearchOptions options) {
        return inView(memory -> memory.search(side, text, context, options));
    }

    /** Returns the units that contain all phrases of a query, as {@link TranslationMemory#find} does. */
    public TranslationMemory.Hits find(Concordance.Query query) {
        return inView(memory -> memory.find(query));
    }

    /** Runs a search in the current view. If another thread replaces and closes the view, takes the new one. */
    private <T> T inView(Function<TranslationMemory, T> search) {
        while (true) {
            TranslationMemory now = view;
            Optional<T> result = now.held(search);
            if (result.isPresent()) {
                return result.get();
            }
            if (view == now) {
                throw new IllegalStateException("the memories are closed");
            }
        }
    }

    /** Shows the opened memories and the added pairs to later searches, and closes the files that no search needs. */
    private void show() {
        TranslationMemory before = view;
        view = current();
        before.closeExcept(view);
    }

    /** Returns the current state. */
    public Standing standing() {
        adding.lock();
        try {
            return new Standing(
                    view,
                    additions.map(own -> own.memory().path()),
                    additions.map(Additions::waiting).orElse(0),
                    additions.map(Additions::added).orElse(0));
        } finally {
            adding.unlock();
        }
    }

    /**
     * Adds a pair. When this method returns, the pair is on disk and searches find it.
     *
     * @return false if the memory already contains the pair. It then keeps its first author and note: programs that add
     *     the matches they receive would otherwise replace the author of the translation.
     * @throws FormatException if the pair cannot be written; it is then not added
     */
    public boolean add(AddedPair pair) throws IOException {
        return addAll(List.of(pair)) == 1;
    }

    /**
     * Adds pairs with one write to the disk, as {@link #add} does.
     *
     * @return number of pairs that the memory did not contain
     * @throws FormatException if the pairs cannot be written; none is then added
     * @throws IllegalStateException if no memory receives new pairs
     */
    public int addAll(List<AddedPair> pairs) throws IOException {
        adding.lock();
        try {
            int added = additions
                    .orElseThrow(() -> new IllegalStateException("the memories are open for reading only"))
                    .addAll(pairs);
            if (added > 0) {
                show();
            }
            return added;
        } finally {
            adding.unlock();
        }
    }

    /**
     * Loads changed files and moves waiting pairs to their file when they are due. Call it about once a second. It
     * reports a failure to the watcher and retries at the next call. It loads a file only if two calls in a row found
     * it unchanged, because a program may still be writing it. Until then searches use the old version of this file;
     * other files load without delay.
     */
    public void refresh() {
        opening.lock();
        try {
            boolean isOwnWritten = writeIfDue();
            Optional<OpenedFiles.Change> change = files.change(isOwnWritten);
            if (change.isPresent()) {
                take(change.get());
            }
            lastProblem = "";
        } catch (IOException | RuntimeException e) {
            report(String.valueOf(e.getMessage()));
        } finally {
            opening.unlock();
        }
    }

    /** Reports a repeated problem only once. */
    private void report(String problem) {
        if (!problem.equals(lastProblem)) {
            lastProblem = problem;
            watcher.problem(problem);
        }
    }

    /**
     * Moves waiting pairs to their file when they are due. Holds the lock against {@link #add}, so that the journal
     * loses no pair that the file does not get.
     */
    private boolean writeIfDue() throws IOException {
        adding.lock();
        try {
            boolean isDue = additions.map(Additions::isWriteDue).orElse(false);
            if (isDue) {
                additions.get().moveToFile();
            }
            return isDue;
        } finally {
            adding.unlock();
        }
    }

    private void take(OpenedFiles.Change change) throws IOException {
        adding.lock();
        try {
            if (additions.isPresent() && !change.isHeld(additions.get().memory())) {
                additions.get().discardMoved();
            }
            files.take(change);
            show();
        } catch (IOException | RuntimeException e) {
            change.reopened().memory().closeExcept(files.memory());
            throw e;
        } finally {
            adding.unlock();
        }
    }

    /**
     * Moves waiting pairs to the file and closes everything. Pairs that cannot be written stay in the journal, and the
     * watcher gets a report.
     */
    @Override
    public void close() throws IOException {
        opening.lock();
        adding.lock();
        try {
            if (!isClosed) {
                isClosed = true;
                try {
                    if (additions.isPresent()) {
                        additions.get().close();
                    }
                } finally {
                    view.close();
                }
            }
        } finally {
            adding.unlock();
            opening.unlock();
        }
    }

    /** Holds the memories as last opened, and detects changes since then. Not thread-safe. */
    private static final class OpenedFiles {
        private final List<Path> places;
        private final Optional<MemoryFile> additions;
        private final Path fallback;
        private final Clock clock;
        private final TranslationMemory.Watcher watcher;
        private TranslationMemory memory;

        /** State of the files when they were opened. */
        private MemoryState opened;

        /** State of the files at the last check. */
        private MemoryState seen;

        /** Holds reopened memories and the state of their files. */
        record Change(TranslationMemory.Reopened reopened, MemoryState state) {
            /** Returns whether the old version of a file stays in use because a program is still writing the file. */
            boolean isHeld(MemoryFile file) {
                return reopened.held().contains(file.path());
            }
        }

        /**
         * Opens the memories.
         *
         * @param additions the memory that receives new pairs, if any; searches include it even if it is not in {@code
         *     places}
         * @param fallback the folder for indexes of memories whose own folder is read-only
         */
        OpenedFiles(
                List<Path> places,
                Optional<MemoryFile> additions,
                Path fallback,
                Clock clock,
                TranslationMemory.Watcher watcher)
                throws IOException {
            this.places = List.copyOf(places);
            this.additions = additions;
            this.fallback = fallback;
            this.clock = clock;
            this.watcher = watcher;
            this.opened = MemoryState.of(readable());
            this.seen = opened;
            this.memory = TranslationMemory.open(readable(), fallback, clock, watcher);
        }

        /** Returns the files and folders to open, and the memory that receives new pairs if they do not contain it. */
        private List<Path> readable() throws IOException {
            if (additions.isEmpty()) {
                return places;
            }
            List<Path> all = new ArrayList<>(places);
            Path own = additions.get().path();
            boolean isThere = Files.exists(own);
            for (Path place : places) {
                for (MemoryFile file : MemoryFile.in(place)) {
                    isThere = isThere && !Files.isSameFile(file.path(), own);
                }
            }
            if (isThere) {
                all.add(own);
            }
            return all;
        }

        /** Returns the memories as last opened. */
        TranslationMemory memory() {
            return memory;
        }

        /**
         * Reopens changed files without putting them to use. It opens a file only if two calls in a row found it
         * unchanged, because a program may still be writing it.
         *
         * @param isOwnWritten true if this process has just written the memory that receives new pairs, so that the
         *     file is complete
         * @return empty if no file changed, or if all changed files are still being written
         */
        Optional<Change> change(boolean isOwnWritten) throws IOException {
            MemoryState now = MemoryState.of(readable());
            Set<Path> unsettled = now.differing(seen);
            seen = now;
            if (isOwnWritten) {
                additions.map(MemoryFile::path).ifPresent(unsettled::remove);
            } else if (unsettled.containsAll(now.differing(opened))) {
                return Optional.empty();
            }
            return Optional.of(new Change(memory.reopened(readable(), unsettled, fallback, clock, watcher), now));
        }

        /** Puts reopened memories to use. */
        void take(Change change) {
            memory = change.reopened().memory();
            opened = change.state().with(change.reopened().held(), opened);
        }
    }
}
