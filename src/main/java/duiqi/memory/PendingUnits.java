package duiqi.memory;

import duiqi.exchange.Pairs;
import duiqi.index.IndexWriter;
import duiqi.index.MemoryIndex;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * Makes pairs findable that are not in the file of their memory yet. They are cut into batches, each with an index of its own; only
 * the last is made anew when one is added, which takes the same short time however many there are. Not thread-safe.
 */
final class PendingUnits {
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

    /** The indexes, in the order of adding. */
    List<MemoryIndex> made() {
        return batches.stream().map(Batch::index).toList();
    }

    /** The pairs, in the order of adding. */
    List<AddedPair> pairs() {
        return batches.stream().flatMap(batch -> batch.pairs.stream()).toList();
    }

    int size() {
        return batches.stream().mapToInt(batch -> batch.pairs.size()).sum();
    }

    /** What must have worked before pairs count as added. */
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
        try (IndexWriter writer = new IndexWriter(own, IndexCache.KEPT)) {
            for (AddedPair pair : pairs) {
                IndexCache.add(writer, sides, pair.unit(), 0, memory.role() == MemoryFile.Role.MACHINE);
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
