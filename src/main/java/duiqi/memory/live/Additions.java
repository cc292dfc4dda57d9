package duiqi.memory.live;

import duiqi.exchange.Pairs;
import duiqi.index.IndexWriter;
import duiqi.index.MemoryIndex;
import duiqi.memory.AddedPair;
import duiqi.memory.IndexedFields;
import duiqi.memory.LiveMemory;
import duiqi.memory.MemoryFile;
import duiqi.memory.NewUnits;
import duiqi.memory.UnitKey;
import duiqi.text.Plurals;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Moves pairs that people add to a memory from the journal to the file. Until the index of the file contains the pairs,
 * searches find them in separate indexes. Not thread-safe.
 */
public final class Additions implements Closeable {
    /** Maximum number of pairs that wait for the file; waiting pairs slow down searches. */
    private static final int MAX_PENDING = 1024;

    /** Maximum time that pairs wait for the file; moving them reads and writes the whole file. */
    private static final Duration MAX_WAIT = Duration.ofMinutes(5);

    /** Time between attempts to write the file. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final MemoryFile memory;
    private final String toolVersion;
    private final AdditionJournal journal;
    private final PendingUnits pending;
    private final Clock clock;
    private final LiveMemory.Watcher watcher;
    private Set<UnitKey> keys;
    private String keysState;
    private Instant waitingSince = Instant.MAX;
    private Instant retryAfter = Instant.MIN;
    private int added;

    /** Number of pending pairs, from the first, that are in the file and wait for its index. */
    private int moved;

    /**
     * Creates the additions, and moves pairs that an earlier process left in the journal to the file.
     *
     * @param indexes the folder of the memory's indexes
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
        this.toolVersion = toolVersion;
        this.journal = journal;
        this.pending = new PendingUnits(memory, indexes);
        this.clock = clock;
        this.watcher = watcher;
        this.keysState = MemoryState.of(memory.path());
        this.keys = NewUnits.keys(memory.path());
        readJournal();
    }

    private void readJournal() throws IOException {
        if (journal.damaged() > 0) {
            watcher.problem(journalName() + ": " + Plurals.of(journal.damaged(), "damaged line") + " moved to "
                    + journalName() + AdditionJournal.DAMAGED + "; add the unit again if the memory lacks it");
        }
        List<AddedPair> fresh =
                journal.found().stream().filter(pair -> keys.add(pair.key())).toList();
        try {
            if (!fresh.isEmpty()) {
                write(fresh);
                watcher.problem(memory.path() + ": " + Plurals.units(fresh.size())
                        + " added that an interrupted duiqi serve left in " + journalName());
            }
            journal.clear();
            keysState = MemoryState.of(memory.path());
        } catch (IOException e) {
            reportWaitingPairs(fresh.size(), e);
            pending.add(fresh, () -> {});
            waitingSince = clock.instant();
        }
    }

    private void write(List<AddedPair> pairs) throws IOException {
        NewUnits.append(memory.path(), pairs, toolVersion, clock.instant());
    }

    private void reportWaitingPairs(int count, IOException e) {
        watcher.problem(memory.path() + ": " + Plurals.units(count) + " kept in " + journalName()
                + ", because the memory cannot be written; duiqi serve adds them when it can: " + e.getMessage());
    }

    private Path journalName() {
        return memory.path().resolveSibling(AdditionJournal.of(memory.path()).getFileName());
    }

    /** Returns the memory that receives new pairs. */
    public MemoryFile memory() {
        return memory;
    }

    /** Returns the indexes of the pairs that the index of the file does not contain. */
    public List<MemoryIndex> indexes() {
        return pending.indexes();
    }

    /** Returns the number of pairs that are in the journal and not yet in the file. */
    public int waiting() {
        return pending.size() - moved;
    }

    /** Returns the number of pairs added since opening. */
    public int added() {
        return added;
    }

    /**
     * Adds pairs with one write to the disk.
     *
     * @return number of pairs that the memory did not contain
     * @throws duiqi.text.FormatException if the pairs cannot be written; none is then added
     */
    public int addAll(List<AddedPair> pairs) throws IOException {
        List<AddedPair> fresh =
                pairs.stream().filter(pair -> keys.add(pair.key())).toList();
        if (fresh.isEmpty()) {
            return 0;
        }
        boolean isFirst = waiting() == 0;
        try {
            pending.add(fresh, () -> journal.append(fresh));
        } catch (IOException | RuntimeException e) {
            fresh.forEach(pair -> keys.remove(pair.key()));
            throw e;
        }
        added += fresh.size();
        waitingSince = isFirst ? clock.instant() : waitingSince;
        return fresh.size();
    }

    /** Returns whether many pairs wait or a pair has waited long, and no attempt failed recently. */
    public boolean isWriteDue() {
        Instant now = clock.instant();
        // The clock may have been set back, even by hours.
        boolean isLong = Duration.between(waitingSince, now).abs().compareTo(MAX_WAIT) >= 0;
        boolean mayRetry = !now.isBefore(retryAfter) || now.isBefore(retryAfter.minus(RETRY));
        return waiting() > 0 && (waiting() >= MAX_PENDING || isLong) && mayRetry;
    }

    /**
     * Moves waiting pairs to the file. Searches find them in their own indexes until the index of the file is ready.
     */
    public void moveToFile() throws IOException {
        if (waiting() > 0) {
            retryAfter = clock.instant().plus(RETRY);
            write(pending.pairs().subList(moved, pending.size()));
            journal.clear();
            retryAfter = Instant.MIN;
            moved = pending.size();
        }
    }

    /**
     * Discards the pairs that the index of the file now contains. Reads the keys of the file again if it changed:
     * another program may have removed pairs from it, which people can then add again.
     */
    public void discardMoved() throws IOException {
        String now = MemoryState.of(memory.path());
        if (!now.equals(keysState)) {
            Set<UnitKey> all = NewUnits.keys(memory.path());
            pending.pairs().forEach(pair -> all.add(pair.key()));
            keys = all;
            keysState = now;
        }
        pending.removeFirst(moved);
        moved = 0;
    }

    /**
     * Moves waiting pairs to the file. Pairs that cannot be written stay in the journal, and the watcher gets a report.
     */
    @Override
    public void close() throws IOException {
        try {
            moveToFile();
        } catch (IOException e) {
            reportWaitingPairs(waiting(), e);
        } finally {
            journal.close();
        }
    }

    /**
     * Indexes pairs that are not yet in the file of their memory. Each batch of pairs has its own index. An addition
     * rebuilds only the last index, so it takes the same short time for any number of pairs. Not thread-safe.
     */
    private static final class PendingUnits {
        /** Pairs in a batch: few enough to index in milliseconds, and enough to keep the number of indexes low. */
        private static final int BATCH = 64;

        private final MemoryFile memory;
        private final Path indexes;
        private final List<Batch> batches = new ArrayList<>();

        private record Batch(List<AddedPair> pairs, MemoryIndex index) {}

        /**
         * Creates an empty list of pairs.
         *
         * @param indexes the folder of the memory's indexes
         */
        PendingUnits(MemoryFile memory, Path indexes) {
            this.memory = memory;
            this.indexes = indexes;
        }

        /** Returns the indexes in the order of addition. */
        List<MemoryIndex> indexes() {
            return batches.stream().map(Batch::index).toList();
        }

        /** Returns the pairs in the order of addition. */
        List<AddedPair> pairs() {
            return batches.stream().flatMap(batch -> batch.pairs.stream()).toList();
        }

        int size() {
            return batches.stream().mapToInt(batch -> batch.pairs.size()).sum();
        }

        /** Writes pairs to disk, which must succeed before they count as added. */
        @FunctionalInterface
        interface WriteStep {
            void write() throws IOException;
        }

        /**
         * Adds all pairs, or none if their index cannot be built or the write fails.
         *
         * @param first called after the index is built and before the pairs count as added
         */
        void add(List<AddedPair> more, WriteStep first) throws IOException {
            List<AddedPair> last = new ArrayList<>();
            if (!batches.isEmpty() && batches.get(batches.size() - 1).pairs.size() < BATCH) {
                last.addAll(batches.get(batches.size() - 1).pairs);
            }
            boolean grows = !last.isEmpty();
            last.addAll(more);
            List<Batch> made = new ArrayList<>();
            try {
                for (int i = 0; i < last.size(); i += BATCH) {
                    List<AddedPair> part = List.copyOf(last.subList(i, Math.min(last.size(), i + BATCH)));
                    made.add(new Batch(part, index(part)));
                }
                first.write();
            } catch (IOException | RuntimeException failure) {
                made.forEach(batch -> batch.index.close());
                throw failure;
            }
            if (grows) {
                batches.remove(batches.size() - 1);
            }
            batches.addAll(made);
        }

        /** Removes the first pairs, which are in the file now. */
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
            // If the process is killed, IndexCache later removes this folder like any unfinished index.
            Path own = indexes.resolve(IndexCache.UNFINISHED + UUID.randomUUID());
            Pairs sides = new Pairs(memory.name());
            try (IndexWriter writer = new IndexWriter(own, IndexedFields.STORED)) {
                for (AddedPair pair : pairs) {
                    IndexedFields.add(writer, sides, pair.unit(), 0, memory.role() == MemoryFile.Role.MACHINE);
                }
                return MemoryIndex.open(writer.finish());
            } finally {
                try {
                    IndexCache.deleteAll(own);
                } catch (FileSystemException inUse) {
                    // Some systems delete no mapped file; the folder then stays until IndexCache removes it.
                }
            }
        }
    }
}
