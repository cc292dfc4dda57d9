package duiqi.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.index.BruteForce.Entry;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryIndexTest {
    @TempDir
    Path folder;

    private static List<Entry> entries(int count) {
        MarkovMemory memory = new MarkovMemory(3);
        return IntStream.range(0, count)
                .mapToObj(i -> new Entry(memory.next(), i + 1, IndexedUnit.Origin.UNKNOWN))
                .toList();
    }

    private Path shard() throws IOException {
        return TestIndex.write(folder.resolve("one"), entries(200), 1000).get(0);
    }

    @Test
    void returnsUnitAsWritten() throws IOException {
        TreeMap<String, String> properties = new TreeMap<>();
        properties.put("client", "某公司");
        properties.put("x-bead", "1-1");
        TranslationUnit unit = new TranslationUnit(
                "id1",
                new Variant(new Language("zh-Hant-TW"), "𠮷 水\n火"),
                new Variant(new Language("en-GB"), "Water & “fire” – 火"),
                properties,
                Optional.of(Instant.parse("2026-11-25T08:09:10Z")));
        IndexedUnit.Origin origin = new IndexedUnit.Origin(true, true, true, Optional.of("张三"));
        SearchOptions low = new SearchOptions(60, 5, SearchOptions.Penalties.STANDARD);
        try (MemoryIndex index = TestIndex.of(folder, List.of(new Entry(unit, 77, origin)), 1)) {
            List<Match> matches = index.search(UnitSide.TARGET, unit.target().text(), Context.NONE, low);
            assertThat(matches).hasSize(1);
            IndexedUnit found = matches.get(0).unit();
            assertThat(found)
                    .isEqualTo(new IndexedUnit(
                            new TranslationUnit(
                                    "id1",
                                    unit.source(),
                                    unit.target(),
                                    new TreeMap<>(Map.of("client", "某公司")),
                                    unit.created()),
                            77,
                            origin));
            assertThat(matches.get(0).score()).isEqualTo(69);
        }
    }

    private static void assertRejected(Path file, String message) {
        assertThatThrownBy(() -> MemoryIndex.open(List.of(file)))
                .hasMessageContaining(file + ": ")
                .hasMessageContaining(message);
    }

    @Test
    void rejectsOtherAndIncompleteFiles() throws IOException {
        assertRejected(
                Files.writeString(folder.resolve("a.tmx"), "<tmx/>".repeat(1000)),
                "is not an index of a memory; give a file that duiqi wrote");
        assertRejected(Files.createFile(folder.resolve("empty")), "");
        assertRejected(
                folder.resolve("missing"),
                "index file is missing; delete the index; duiqi builds it again from the memory");
        byte[] bytes = Files.readAllBytes(shard());
        for (int length :
                new int[] {1, 16, 100, ShardHead.SIZE - 1, ShardHead.SIZE, bytes.length / 2, bytes.length - 1}) {
            assertRejected(Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length)), "");
        }
        assertRejected(
                Files.write(folder.resolve("longer"), Arrays.copyOf(bytes, bytes.length + 1)), "bytes, expected");
    }

    @Test
    void detectsAnyDamageOfHead() throws IOException {
        byte[] bytes = Files.readAllBytes(shard());
        for (int at = 0; at < ShardHead.SIZE; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 4;
            assertRejected(Files.write(folder.resolve("damaged"), damaged), "");
        }
    }

    /** Writes units with at most one character of text in each shard. */
    private static IndexWriter writer(Path folder, int units) throws IOException {
        IndexWriter writer = new IndexWriter(folder, Set.of(), 100, 1);
        for (Entry entry : entries(units)) {
            writer.add(entry.unit(), entry.line(), entry.origin());
        }
        return writer;
    }

    @Test
    void limitsShardsByUnitsAndTextAndDeletesUnfinishedIndex() throws IOException {
        writer(folder, 8).close();
        assertThat(folder).isEmptyDirectory();
        List<Path> shards = TestIndex.write(folder.resolve("units"), entries(10), 4);
        assertThat(shards).hasSize(3);
        Path same = TestIndex.write(folder.resolve("same"), entries(10), 4).get(0);
        assertThat(same).as("the same units").hasSameBinaryContentAs(shards.get(0));
        try (IndexWriter writer = writer(folder.resolve("text"), 5);
                MemoryIndex index = MemoryIndex.open(writer.finish())) {
            assertThat(index.size()).isEqualTo(5);
        }
        assertThat(folder.resolve("text")).isDirectoryContaining("glob:**0004*");
    }

    @Test
    void searchesInSeveralThreads() throws IOException {
        List<Entry> entries = entries(1000);
        try (MemoryIndex index = TestIndex.of(folder, entries, 350)) {
            Function<Entry, List<Match>> search = entry ->
                    index.search(UnitSide.SOURCE, entry.text(UnitSide.SOURCE), Context.NONE, SearchOptions.STANDARD);
            List<List<Match>> alone = entries.stream().limit(200).map(search).toList();
            assertThat(entries.parallelStream().limit(200).map(search).toList()).isEqualTo(alone);
        }
    }

    @Test
    void closesAfterTheLastSearch() throws IOException {
        Path file = shard();
        MemoryIndex index = MemoryIndex.open(List.of(file));
        assertThat(index.hold()).isTrue();
        index.close();
        index.close();
        assertThat(index.search(UnitSide.SOURCE, "水", Context.NONE, SearchOptions.STANDARD))
                .as("still open")
                .isNotNull();
        index.release();
        assertThat(index.hold()).isFalse();
        assertThatThrownBy(() -> index.search(UnitSide.SOURCE, "水", Context.NONE, SearchOptions.STANDARD))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> index.find(Concordance.Query.words("水", Optional.empty(), 5)))
                .isInstanceOf(IllegalStateException.class);
    }

    /**
     * Checks that a shard uses only one mapping, because systems limit their number. With one mapping for each section,
     * a folder of five thousand memories crashed duiqi.
     */
    @Test
    void mapsShardOnceAndReleasesIt() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        assumeTrue(Files.exists(maps), "only Linux lists the mapped files of a process");
        Path file = shard();
        try (MemoryIndex index = MemoryIndex.open(List.of(file))) {
            assertThat(index.size()).isEqualTo(200);
            assertThat(Files.readAllLines(maps))
                    .filteredOn(line -> line.endsWith(file.toString()))
                    .hasSize(1);
        }
        assertThat(Files.readString(maps)).doesNotContain(file.toString());
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        assertRejected(file, "");
        assertThat(Files.readString(maps)).doesNotContain(file.toString());
    }
}
