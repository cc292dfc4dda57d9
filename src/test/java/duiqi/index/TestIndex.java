package duiqi.index;

import duiqi.index.BruteForce.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Writes units to an index with small shards. */
final class TestIndex {
    private TestIndex() {}

    static MemoryIndex of(Path folder, List<Entry> entries, int unitsOfShard) throws IOException {
        return MemoryIndex.open(write(folder, entries, unitsOfShard));
    }

    static List<Path> write(Path folder, List<Entry> entries, int unitsOfShard) throws IOException {
        try (IndexWriter writer = new IndexWriter(folder, Set.of("client"), unitsOfShard, Long.MAX_VALUE)) {
            for (Entry entry : entries) {
                writer.add(entry.unit(), entry.line(), entry.origin());
            }
            return writer.finish();
        }
    }
}
