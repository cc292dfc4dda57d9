package duiqi.memory;

import duiqi.index.Concordance;
import duiqi.index.Context;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.text.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
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
    /** So many pairs wait at most; the more wait, the more there is to look through. */
    private static final int MAX_PENDING = 1024;

    /** How long pairs wait for being put into the file, which costs reading and writing all of it. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(5);

    /** After how long what failed is tried again. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final List<Path> places;
    private final MemoryFile additions;
    private final Path elsewhere;
    private final Clock clock;
    private final Watcher watcher;
    private final AddedUnits file;
    private final AdditionJournal journal;
    private final PendingUnits pending;

    /** Held while pairs are added or put into the file. */
    private final ReentrantLock adding = new ReentrantLock();

    /** Held while the memories are opened anew. */
    private final ReentrantLock opening = new ReentrantLock();

    private TranslationMemory files;
    private MemoryState state;
    private MemoryState seen;
    private Set<UnitKey> keys;
    private String keysOf;
    private Instant waitingSince = Instant.MAX;
    private Instant notBefore = Instant.MIN;
    private String lastProblem = "";
    private int added;
    private boolean isClosed;

    /** How many of the pending pairs, the first, are in the file and wait only for its index. */
    private int moved;

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

    private LiveMemory(
            List<Path> places,
            MemoryFile additions,
            Path elsewhere,
            String toolVersion,
            AdditionJournal journal,
            Clock clock,
            Watcher watcher)
            throws IOException {
        this.places = List.copyOf(places);
        this.additions = additions;
        this.elsewhere = elsewhere;
        this.clock = clock;
        this.watcher = watcher;
        this.journal = journal;
        Path folder = Optional.ofNullable(additions.path().toAbsolutePath().getParent())
                .orElseThrow();
        this.pending = new PendingUnits(additions, TranslationMemory.indexes(folder, elsewhere));
        this.file = new AddedUnits(additions.path(), toolVersion);
        this.keysOf = MemoryState.of(additions.path());
        this.keys = file.keys();
        takeUpJournal();
        this.state = MemoryState.of(readable());
        this.seen = state;
        this.files = TranslationMemory.open(readable(), elsewhere, clock, watcher);
        this.view = files.with(additions, pending.made());
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
            MemoryFolder.files(place);
        }
        AdditionJournal journal = AdditionJournal.open(addTo);
        try {
            return new LiveMemory(places, memoryFile(places, addTo), elsewhere, toolVersion, journal, clock, watcher);
        } catch (IOException | RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** The file with what its folder says of it, as it will be found when it is there. */
    private static MemoryFile memoryFile(List<Path> places, Path addTo) {
        Path file = addTo.toAbsolutePath().normalize();
        for (Path place : places) {
            Path folder = place.toAbsolutePath().normalize();
            if (file.startsWith(folder) && !file.equals(folder)) {
                Path inside = folder.relativize(file);
                return MemoryFolder.file(
                        place.resolve(inside), inside.toString().replace('\\', '/'));
            }
        }
        return MemoryFolder.file(addTo, String.valueOf(addTo.getFileName()));
    }

    /** The places, and the memory that is added to when it lies elsewhere. */
    private List<Path> readable() throws IOException {
        List<Path> all = new ArrayList<>(places);
        Path own = additions.path();
        boolean isThere = Files.exists(own);
        for (Path place : places) {
            for (MemoryFile memory : MemoryFolder.files(place)) {
                isThere = isThere && !Files.isSameFile(memory.path(), own);
            }
        }
        if (isThere) {
            all.add(own);
        }
        return all;
    }

    private void takeUpJournal() throws IOException {
        if (journal.damaged() > 0) {
            watcher.problem(AdditionJournal.of(additions.path()) + ": lines that cannot be read were put aside: "
                    + journal.damaged());
        }
        List<AddedPair> fresh =
                journal.found().stream().filter(pair -> keys.add(pair.key())).toList();
        try {
            if (!fresh.isEmpty()) {
                file.write(fresh, clock.instant());
            }
            journal.clear();
            keysOf = MemoryState.of(additions.path());
        } catch (IOException e) {
            watcher.problem(e.getMessage() + "; what was added stays in " + AdditionJournal.of(additions.path()));
            pending.add(fresh, () -> {});
            waitingSince = clock.instant();
        }
    }

    /** The units most like a text, as {@link TranslationMemory#search}. */
    public List<TranslationMemory.Found> search(UnitSide side, String text, Context context, SearchOptions options) {
        return view.search(side, text, context, options);
    }

    /** The units that have all of some words, as {@link TranslationMemory#find}. */
    public TranslationMemory.Hits find(Concordance.Query query) {
        return view.find(query);
    }

    /** How it stands now. */
    public Standing standing() {
        adding.lock();
        try {
            return new Standing(view, additions.path(), pending.size() - moved, added);
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
            if (!keys.add(pair.key())) {
                return false;
            }
            try {
                pending.add(List.of(pair), () -> journal.append(pair));
            } catch (IOException | RuntimeException e) {
                keys.remove(pair.key());
                throw e;
            }
            added++;
            waitingSince = pending.size() - moved == 1 ? clock.instant() : waitingSince;
            view = files.with(additions, pending.made());
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
            boolean isOwnTime = isTimeToWrite();
            if (isOwnTime) {
                moveToFile();
            }
            MemoryState now = MemoryState.of(readable());
            Set<Path> unsettled = now.differing(seen);
            seen = now;
            if (isOwnTime) {
                // What was written just now is whole.
                unsettled.remove(additions.path());
            }
            if (isOwnTime || !unsettled.containsAll(now.differing(state))) {
                reopen(now, unsettled);
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

    private boolean isTimeToWrite() {
        adding.lock();
        try {
            Instant now = clock.instant();
            int waiting = pending.size() - moved;
            // A clock may have been set back, by hours even.
            boolean isLong = Duration.between(waitingSince, now).abs().compareTo(MAX_WAIT) >= 0;
            boolean mayTry = !now.isBefore(notBefore) || now.isBefore(notBefore.minus(RETRY));
            return waiting > 0 && (waiting >= MAX_PENDING || isLong) && mayTry;
        } finally {
            adding.unlock();
        }
    }

    /**
     * Puts waiting pairs into the file; they are found in their own indexes until that of the file is there. Whoever adds a pair waits
     * meanwhile, so that the journal loses none that the file does not get.
     */
    private void moveToFile() throws IOException {
        adding.lock();
        try {
            if (pending.size() > moved) {
                notBefore = clock.instant().plus(RETRY);
                file.write(pending.pairs().subList(moved, pending.size()), clock.instant());
                journal.clear();
                notBefore = Instant.MIN;
                moved = pending.size();
            }
        } finally {
            adding.unlock();
        }
    }

    private void reopen(MemoryState now, Set<Path> unsettled) throws IOException {
        TranslationMemory.Reopened opened = files.reopened(readable(), unsettled, elsewhere, clock, watcher);
        adding.lock();
        try {
            if (!opened.held().contains(additions.path())) {
                takeUpKeys();
                pending.removeFirst(moved);
                moved = 0;
            }
            files = opened.memory();
            state = now.with(opened.held(), state);
            view = files.with(additions, pending.made());
        } finally {
            adding.unlock();
        }
    }

    /** Another program may have taken pairs out of the file, which can be added again then. */
    private void takeUpKeys() throws IOException {
        String now = MemoryState.of(additions.path());
        if (!now.equals(keysOf)) {
            Set<UnitKey> all = new HashSet<>(file.keys());
            pending.pairs().forEach(pair -> all.add(pair.key()));
            keys = all;
            keysOf = now;
        }
    }

    /**
     * Puts what waits into the file, and lets go of everything. What cannot be written stays in the journal, and the watcher is told.
     */
    @Override
    public void close() throws IOException {
        opening.lock();
        try {
            if (!isClosed) {
                isClosed = true;
                end();
            }
        } finally {
            opening.unlock();
        }
    }

    private void end() throws IOException {
        try {
            moveToFile();
        } catch (IOException e) {
            watcher.problem(e.getMessage() + "; what was added stays in " + AdditionJournal.of(additions.path()));
        } finally {
            journal.close();
            view.close();
        }
    }
}
