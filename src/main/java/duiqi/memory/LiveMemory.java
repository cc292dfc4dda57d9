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

/**
 * The memories of a project that go on changing while they are looked up in: pairs are added, and found at once; files are changed
 * by other programs, and taken up by {@link #refresh}.
 *
 * <p>An added pair is on the disk, in a journal beside the memory that it goes into ({@link AdditionJournal}), before {@link #add}
 * returns. From there pairs are put into the file of the memory now and then: when it is opened, when it is closed, when many are
 * waiting or some have waited long. Only then are they taken out of the journal, and what the file has already is not put there
 * again; so whenever the process is killed, nothing is lost and nothing is there twice.
 *
 * <p>Safe for threads. A search works with the memories as they were when it began; their files are given back when the last search
 * that uses them has ended.
 */
public final class LiveMemory implements Closeable {
    private final Additions additions;
    private final OpenedFiles files;
    private final Watcher watcher;

    /** Held while pairs are added or put into the file. */
    private final ReentrantLock adding = new ReentrantLock();

    /** Held while the memories are opened anew. */
    private final ReentrantLock opening = new ReentrantLock();

    private String lastProblem = "";
    private boolean isClosed;
    private volatile TranslationMemory view;

    /** Is told what a user may wonder about. */
    public interface Watcher extends TranslationMemory.Watcher {
        /** Something could not be done and is tried again later; nothing is lost. */
        void problem(String message);
    }

    /**
     * How the memories stand.
     *
     * @param memory what is looked up in
     * @param additions the memory that pairs are added to
     * @param pending how many pairs are in its journal and not yet in its file
     * @param added how many pairs were added since it was opened
     */
    public record Standing(TranslationMemory memory, Path additions, int pending, int added) {}

    private LiveMemory(Additions additions, OpenedFiles files, Watcher watcher) {
        this.additions = additions;
        this.files = files;
        this.watcher = watcher;
        this.view = files.memory().with(additions.memory(), additions.indexes());
    }

    /**
     * Opens the memories, and puts what an earlier process had added and not put into the file there.
     *
     * @param places folders of memories, or memories
     * @param addTo the memory that pairs are added to, which need not exist yet and is looked up in as well
     * @param elsewhere where to put indexes whose own folder cannot be written
     * @throws FormatException if there is no such place, or another process adds to the same memory
     */
    public static LiveMemory open(
            List<Path> places, Path addTo, Path elsewhere, String toolVersion, Clock clock, Watcher watcher)
            throws IOException {
        for (Path place : places) {
            MemoryFile.in(place);
        }
        AdditionJournal journal = AdditionJournal.open(addTo);
        try {
            MemoryFile file = MemoryFile.among(places, addTo);
            Path folder = Optional.ofNullable(file.path().toAbsolutePath().getParent())
                    .orElseThrow();
            Additions additions = new Additions(
                    file, TranslationMemory.indexes(folder, elsewhere), toolVersion, journal, clock, watcher);
            return new LiveMemory(additions, new OpenedFiles(places, file, elsewhere, clock, watcher), watcher);
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** Returns the units most like a text, as {@link TranslationMemory#search}. */
    public List<TranslationMemory.Found> search(UnitSide side, String text, Context context, SearchOptions options) {
        return view.search(side, text, context, options);
    }

    /** Returns the units that have all of some words, as {@link TranslationMemory#find}. */
    public TranslationMemory.Hits find(Concordance.Query query) {
        return view.find(query);
    }

    /** Returns how it stands now. */
    public Standing standing() {
        adding.lock();
        try {
            return new Standing(view, additions.memory().path(), additions.waiting(), additions.added());
        } finally {
            adding.unlock();
        }
    }

    /**
     * Adds a pair. When this returns, it is on the disk and is found.
     *
     * @return false when the memory that is added to has the pair already; it stays as it was added first then, with the note and the
     *     author of that time, since programs that add what they are shown would otherwise take the place of who translated it
     * @throws FormatException if it cannot be written; it is not added then
     */
    public boolean add(AddedPair pair) throws IOException {
        adding.lock();
        try {
            if (!additions.add(pair)) {
                return false;
            }
            view = files.memory().with(additions.memory(), additions.indexes());
            return true;
        } finally {
            adding.unlock();
        }
    }

    /**
     * Takes up files that have changed, and puts waiting pairs into their file when it is time. To be called about once a second; what
     * it cannot do it tells the watcher and tries again. A file is taken up when it has been the same for two calls, since what writes
     * it may not be done; until then it is found as it was, and the others do not wait for it.
     */
    public void refresh() {
        opening.lock();
        try {
            boolean isOwnWritten = writeWhenItIsTime();
            Optional<OpenedFiles.Change> change = files.change(isOwnWritten);
            if (change.isPresent()) {
                take(change.get());
            }
            lastProblem = "";
        } catch (IOException | RuntimeException e) {
            tell(String.valueOf(e.getMessage()));
        } finally {
            opening.unlock();
        }
    }

    /** Once, however often it happens again. */
    private void tell(String problem) {
        if (!problem.equals(lastProblem)) {
            lastProblem = problem;
            watcher.problem(problem);
        }
    }

    /**
     * Puts waiting pairs into their file when it is time. Whoever adds a pair waits meanwhile, so that the journal loses none that the
     * file does not get.
     */
    private boolean writeWhenItIsTime() throws IOException {
        adding.lock();
        try {
            boolean isTime = additions.isTimeToWrite();
            if (isTime) {
                additions.moveToFile();
            }
            return isTime;
        } finally {
            adding.unlock();
        }
    }

    private void take(OpenedFiles.Change change) throws IOException {
        adding.lock();
        try {
            if (!change.isHeld(additions.memory())) {
                additions.forgetMoved();
            }
            files.take(change);
            view = files.memory().with(additions.memory(), additions.indexes());
        } finally {
            adding.unlock();
        }
    }

    /**
     * Puts what waits into the file, and lets go of everything. What cannot be written stays in the journal, and the watcher is told.
     */
    @Override
    public void close() throws IOException {
        opening.lock();
        adding.lock();
        try {
            if (!isClosed) {
                isClosed = true;
                try {
                    additions.close();
                } finally {
                    view.close();
                }
            }
        } finally {
            adding.unlock();
            opening.unlock();
        }
    }

    /** The memories of some places as they were opened last, and what has changed in them since. Not thread-safe. */
    private static final class OpenedFiles {
        private final List<Path> places;
        private final MemoryFile additions;
        private final Path elsewhere;
        private final Clock clock;
        private final TranslationMemory.Watcher watcher;
        private TranslationMemory memory;

        /** The state of the files when they were opened. */
        private MemoryState opened;

        /** Their state when they were looked at last. */
        private MemoryState seen;

        /** The memories opened anew, and what they are known by. */
        record Change(TranslationMemory.Reopened reopened, MemoryState state) {
            /** Returns whether a file is as it was before, since it is being written. */
            boolean isHeld(MemoryFile file) {
                return reopened.held().contains(file.path());
            }
        }

        /**
         * Opens the memories.
         *
         * @param additions the memory that pairs are added to, which is looked up in as well when it lies elsewhere
         * @param elsewhere where to put indexes whose own folder cannot be written
         */
        OpenedFiles(
                List<Path> places, MemoryFile additions, Path elsewhere, Clock clock, TranslationMemory.Watcher watcher)
                throws IOException {
            this.places = List.copyOf(places);
            this.additions = additions;
            this.elsewhere = elsewhere;
            this.clock = clock;
            this.watcher = watcher;
            this.opened = MemoryState.of(readable());
            this.seen = opened;
            this.memory = TranslationMemory.open(readable(), elsewhere, clock, watcher);
        }

        /** Returns the places, and the memory that is added to when it lies elsewhere. */
        private List<Path> readable() throws IOException {
            List<Path> all = new ArrayList<>(places);
            Path own = additions.path();
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

        /** Returns the memories as they were opened last. */
        TranslationMemory memory() {
            return memory;
        }

        /**
         * Opens what has changed, without taking it up. A file is opened when it has been the same for two calls, since what writes it may
         * not be done.
         *
         * @param isOwnWritten whether the memory that is added to was written just now, and so is whole
         * @return empty when nothing has changed that is not being written
         */
        Optional<Change> change(boolean isOwnWritten) throws IOException {
            MemoryState now = MemoryState.of(readable());
            Set<Path> unsettled = now.differing(seen);
            seen = now;
            if (isOwnWritten) {
                unsettled.remove(additions.path());
            } else if (unsettled.containsAll(now.differing(opened))) {
                return Optional.empty();
            }
            return Optional.of(new Change(memory.reopened(readable(), unsettled, elsewhere, clock, watcher), now));
        }

        /** Takes up what has changed. */
        void take(Change change) {
            memory = change.reopened().memory();
            opened = change.state().with(change.reopened().held(), opened);
        }
    }
}
