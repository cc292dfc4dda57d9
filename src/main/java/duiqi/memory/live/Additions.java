package duiqi.memory.live;

import duiqi.exchange.Pairs;
import duiqi.index.IndexWriter;
import duiqi.index.MemoryIndex;
import duiqi.memory.AddedPair;
import duiqi.memory.IndexedFields;
import duiqi.memory.LiveMemory;
import duiqi.memory.MemoryFile;
import duiqi.memory.UnitKey;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The pairs that are added to a memory, on their way from the journal into the file. Until the index of the file has them, they are
 * found in indexes of their own. Not thread-safe.
 */
public final class Additions implements Closeable {
    /** So many pairs wait at most; the more wait, the more there is to look through. */
    private static final int MAX_PENDING = 1024;

    /** How long pairs wait for being put into the file, which costs reading and writing all of it. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(5);

    /** After how long what failed is tried again. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final MemoryFile memory;
    private final AddedPair.AddedUnits file;
    private final AdditionJournal journal;
    private final PendingUnits pending;
    private final Clock clock;
    private final LiveMemory.Watcher watcher;
    private Set<UnitKey> keys;
    private String keysOf;
    private Instant waitingSince = Instant.MAX;
    private Instant notBefore = Instant.MIN;
    private int added;

    /** How many of the pending pairs, the first, are in the file and wait only for its index. */
    private int moved;

    /**
     * Puts what an earlier process has left in the journal into the file.
     *
     * @param indexes where the indexes of the memory are
     */
    public Additions(
            MemoryFile memory,
            Path indexes,
            String toolVersion,
            AdditionJournal journal,
            Clock clock,
            LiveMemory.Watcher watcher)
            throws IOException {
        this.memory = memory;
        this.file = new AddedPair.AddedUnits(memory.path(), toolVersion);
        this.journal = journal;
        this.pending = new PendingUnits(memory, indexes);
        this.clock = clock;
        this.watcher = watcher;
        this.keysOf = MemoryState.of(memory.path());
        this.keys = file.keys();
        takeUpJournal();
    }

    private void takeUpJournal() throws IOException {
        if (journal.damaged() > 0) {
            watcher.problem(AdditionJournal.of(memory.path()) + ": lines that cannot be read were put aside: "
                    + journal.damaged());
        }
        List<AddedPair> fresh =
                journal.found().stream().filter(pair -> keys.add(pair.key())).toList();
        try {
            if (!fresh.isEmpty()) {
                file.write(fresh, clock.instant());
            }
            journal.clear();
            keysOf = MemoryState.of(memory.path());
        } catch (IOException e) {
            tellStaying(e);
            pending.add(fresh, () -> {});
            waitingSince = clock.instant();
        }
    }

    private void tellStaying(IOException e) {
        watcher.problem(e.getMessage() + "; what was added stays in " + AdditionJournal.of(memory.path()));
    }

    /** Returns the memory that is added to. */
    public MemoryFile memory() {
        return memory;
    }

    /** Returns the indexes that have the pairs which the index of the file has not. */
    public List<MemoryIndex> indexes() {
        return pending.made();
    }

    /** Returns how many pairs are in the journal and not yet in the file. */
    public int waiting() {
        return pending.size() - moved;
    }

    /** Returns how many pairs were added. */
    public int added() {
        return added;
    }

    /**
     * Adds a pair.
     *
     * @return false when the memory has it already
     * @throws duiqi.text.FormatException if it cannot be written; it is not added then
     */
    public boolean add(AddedPair pair) throws IOException {
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
        waitingSince = waiting() == 1 ? clock.instant() : waitingSince;
        return true;
    }

    /** Returns whether many pairs are waiting or some have waited long, and nothing failed just now. */
    public boolean isTimeToWrite() {
        Instant now = clock.instant();
        // A clock may have been set back, by hours even.
        boolean isLong = Duration.between(waitingSince, now).abs().compareTo(MAX_WAIT) >= 0;
        boolean mayTry = !now.isBefore(notBefore) || now.isBefore(notBefore.minus(RETRY));
        return waiting() > 0 && (waiting() >= MAX_PENDING || isLong) && mayTry;
    }

    /** Puts waiting pairs into the file; they are found in their own indexes until that of the file is there. */
    public void moveToFile() throws IOException {
        if (waiting() > 0) {
            notBefore = clock.instant().plus(RETRY);
            file.write(pending.pairs().subList(moved, pending.size()), clock.instant());
            journal.clear();
            notBefore = Instant.MIN;
            moved = pending.size();
        }
    }

    /**
     * Forgets the pairs that are in the file, since its index is there. Another program may have taken pairs out of the file, which can
     * be added again then.
     */
    public void forgetMoved() throws IOException {
        String now = MemoryState.of(memory.path());
        if (!now.equals(keysOf)) {
            Set<UnitKey> all = new HashSet<>(file.keys());
            pending.pairs().forEach(pair -> all.add(pair.key()));
            keys = all;
            keysOf = now;
        }
        pending.removeFirst(moved);
        moved = 0;
    }

    /** Puts what waits into the file. What cannot be written stays in the journal, and the watcher is told. */
    @Override
    public void close() throws IOException {
        try {
            moveToFile();
        } catch (IOException e) {
            tellStaying(e);
        } finally {
            journal.close();
        }
    }

    /**
     * Makes pairs findable that are not in the file of their memory yet. They are cut into batches, each with an index of its own; only
     * the last is made anew when one is added, which takes the same short time however many there are. Not thread-safe.
     */
    private static final class PendingUnits {
        /** So few that making their index takes milliseconds, so many that hundreds are in few indexes. */
        private static final int BATCH = 64;

        private final MemoryFile memory;
        private final Path indexes;
        private final List<Batch> batches = new ArrayList<>();

        private record Batch(List<AddedPair> pairs, MemoryIndex index) {}

        /**
         * Prepares.
         *
         * @param indexes where the indexes of memories are
         */
        PendingUnits(MemoryFile memory, Path indexes) {
            this.memory = memory;
            this.indexes = indexes;
        }

        /** Returns the indexes, in the order of adding. */
        List<MemoryIndex> made() {
            return batches.stream().map(Batch::index).toList();
        }

        /** Returns the pairs, in the order of adding. */
        List<AddedPair> pairs() {
            return batches.stream().flatMap(batch -> batch.pairs.stream()).toList();
        }

        int size() {
            return batches.stream().mapToInt(batch -> batch.pairs.size()).sum();
        }

        /** A step that must have worked before pairs count as added. */
        @FunctionalInterface
        interface Written {
            void write() throws IOException;
        }

        /**
         * Adds pairs behind the others, all or none: neither when their index cannot be made, nor when what is written first fails.
         *
         * @param first is done when the index is there
         */
        void add(List<AddedPair> more, Written first) throws IOException {
            List<AddedPair> last = new ArrayList<>();
            if (!batches.isEmpty() && batches.get(batches.size() - 1).pairs.size() < BATCH) {
                last.addAll(batches.get(batches.size() - 1).pairs);
            }
            boolean grows = !last.isEmpty();
            last.addAll(more);
            List<Batch> made = new ArrayList<>();
            for (int i = 0; i < last.size(); i += BATCH) {
                List<AddedPair> part = List.copyOf(last.subList(i, Math.min(last.size(), i + BATCH)));
                made.add(new Batch(part, index(part)));
            }
            first.write();
            if (grows) {
                batches.remove(batches.size() - 1);
            }
            batches.addAll(made);
        }

        /** Forgets the first pairs, which are in the file now. */
        void removeFirst(int count) throws IOException {
            List<AddedPair> rest = List.copyOf(pairs().subList(count, size()));
            List<Batch> before = List.copyOf(batches);
            batches.clear();
            try {
                add(rest, () -> {});
            } catch (IOException e) {
                batches.addAll(before);
                throw e;
            }
        }

        private MemoryIndex index(Collection<AddedPair> pairs) throws IOException {
            // What is left of it when the process is killed is removed as any unfinished index.
            Path own = indexes.resolve(IndexCache.UNFINISHED + UUID.randomUUID());
            Pairs sides = new Pairs(memory.name());
            try (IndexWriter writer = new IndexWriter(own, IndexedFields.KEPT)) {
                for (AddedPair pair : pairs) {
                    IndexedFields.add(writer, sides, pair.unit(), 0, memory.role() == MemoryFile.Role.MACHINE);
                }
                return MemoryIndex.open(writer.finish());
            } finally {
                delete(own);
            }
        }

        /** Files that are mapped live on without a name, where the system allows it; elsewhere they stay until the process ends. */
        private static void delete(Path folder) throws IOException {
            if (!Files.isDirectory(folder)) {
                return;
            }
            try {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                    for (Path file : files) {
                        Files.deleteIfExists(file);
                    }
                }
                Files.deleteIfExists(folder);
            } catch (FileSystemException inUse) {
                return;
            }
        }
    }
}
