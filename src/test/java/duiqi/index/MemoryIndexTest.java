package duiqi.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.index.BruteForce.Entry;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
            index.verify();
        }
    }

    /**
     * Checks that a shard uses only one mapping, because systems limit their number. With one mapping for each section,
     * a folder of five thousand memories crashed duiqi.
     */
    @Test
    void mapsShardOnce() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        assumeTrue(Files.exists(maps), "only Linux lists mapped files");
        Path shard = shard();
        try (MemoryIndex index = MemoryIndex.open(List.of(shard))) {
            index.verify();
            assertThat(Files.readAllLines(maps))
                    .filteredOn(line -> line.endsWith(shard.toString()))
                    .hasSize(1);
        }
    }

    @Test
    void rejectsOtherFile() throws IOException {
        Path file = Files.writeString(folder.resolve("a.tmx"), "<tmx/>".repeat(1000));
        assertThatThrownBy(() -> MemoryIndex.open(List.of(file)))
                .isInstanceOf(FormatException.class)
                .hasMessage(file + ": is not an index of a memory; give a file that duiqi wrote");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThatThrownBy(() -> MemoryIndex.open(List.of(empty))).isInstanceOf(FormatException.class);
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> MemoryIndex.open(List.of(missing)))
                .isInstanceOf(FormatException.class)
                .hasMessage(
                        missing + ": index file is missing; delete the index; duiqi builds it again from the memory");
    }

    @Test
    void rejectsIncompleteFile() throws IOException {
        Path whole = shard();
        byte[] bytes = Files.readAllBytes(whole);
        for (int length :
                new int[] {1, 16, 100, ShardHead.SIZE - 1, ShardHead.SIZE, bytes.length / 2, bytes.length - 1}) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> MemoryIndex.open(List.of(cut)))
                    .as("%d bytes", length)
                    .isInstanceOf(FormatException.class);
        }
        Path longer = Files.write(folder.resolve("longer"), Arrays.copyOf(bytes, bytes.length + 1));
        assertThatThrownBy(() -> MemoryIndex.open(List.of(longer)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("bytes, expected");
    }

    @Test
    void rejectsDamagedHead() throws IOException {
        byte[] bytes = Files.readAllBytes(shard());
        for (int at = 0; at < ShardHead.SIZE - 4; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 4;
            Path file = Files.write(folder.resolve("damaged"), damaged);
            assertThatThrownBy(() -> MemoryIndex.open(List.of(file)))
                    .as("byte %d", at)
                    .isInstanceOf(FormatException.class);
        }
    }

    @Test
    void verifyDetectsAnyDamage() throws IOException {
        byte[] bytes = Files.readAllBytes(shard());
        for (int at = ShardHead.SIZE; at < bytes.length; at += 1013) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            Path file = Files.write(folder.resolve("damaged"), damaged);
            try (MemoryIndex index = MemoryIndex.open(List.of(file))) {
                assertThatThrownBy(index::verify)
                        .as("byte %d", at)
                        .isInstanceOf(FormatException.class)
                        .hasMessage(file + ": index is damaged; delete it; duiqi builds it again from the memory");
            } catch (FormatException seenOnOpening) {
                assertThat(seenOnOpening).hasMessageContaining("do not match");
            }
        }
    }

    @Test
    void deletesUnfinishedIndex() throws IOException {
        try (IndexWriter writer = new IndexWriter(folder, Set.of(), 3, Long.MAX_VALUE)) {
            for (Entry entry : entries(8)) {
                writer.add(entry.unit(), entry.line(), entry.origin());
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void limitsShardsByUnitsAndText() throws IOException {
        assertThat(TestIndex.write(folder.resolve("units"), entries(10), 4)).hasSize(3);
        try (IndexWriter writer = new IndexWriter(folder.resolve("text"), Set.of(), 100, 1)) {
            for (Entry entry : entries(5)) {
                writer.add(entry.unit(), entry.line(), entry.origin());
            }
            List<Path> files = writer.finish();
            assertThat(files).hasSize(5);
            try (MemoryIndex index = MemoryIndex.open(files)) {
                assertThat(index.size()).isEqualTo(5);
            }
        }
    }

    @Test
    void writesSameFilesForSameUnits() throws IOException {
        Path one = TestIndex.write(folder.resolve("one"), entries(300), 1000).get(0);
        Path other =
                TestIndex.write(folder.resolve("other"), entries(300), 1000).get(0);
        assertThat(Files.mismatch(one, other)).isEqualTo(-1);
    }

    @Test
    void findsVeryLongTexts() throws IOException {
        List<Entry> entries = new ArrayList<>(entries(50));
        MarkovText text = new MarkovText(List.of("一二三四五六七八九十百千万一三五七九二四六八十"), "");
        Random random = new Random(1);
        List<String> tokens = text.sentence(20_000, random);
        TranslationUnit some = entries.get(0).unit();
        entries.add(new Entry(
                new TranslationUnit(
                        "long",
                        new Variant(Language.CHINESE, text.text(tokens)),
                        some.target(),
                        some.properties(),
                        some.created()),
                51,
                IndexedUnit.Origin.UNKNOWN));
        try (MemoryIndex index = TestIndex.of(folder, entries, 1000)) {
            String query = text.text(text.edited(tokens, 3000, random));
            List<Match> matches = index.search(UnitSide.SOURCE, query, Context.NONE, SearchOptions.STANDARD);
            assertThat(matches).extracting(match -> match.unit().pair().id()).containsExactly("long");
            assertThat(matches.get(0).percentage()).isBetween(80, 95);
            assertThat(index.search(
                            UnitSide.SOURCE,
                            "水",
                            Context.NONE,
                            new SearchOptions(0, 100, SearchOptions.Penalties.NONE)))
                    .hasSize(51);
        }
    }

    @Test
    void searchesInSeveralThreads() throws IOException {
        List<Entry> entries = entries(2000);
        try (MemoryIndex index = TestIndex.of(folder, entries, 700)) {
            List<List<Match>> alone = entries.stream()
                    .limit(200)
                    .map(entry -> search(index, entry))
                    .toList();
            List<List<Match>> together = entries.parallelStream()
                    .limit(200)
                    .map(entry -> search(index, entry))
                    .toList();
            assertThat(together).isEqualTo(alone);
        }
    }

    private static List<Match> search(MemoryIndex index, Entry entry) {
        return index.search(UnitSide.SOURCE, entry.text(UnitSide.SOURCE), Context.NONE, SearchOptions.STANDARD);
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

    @Test
    void releasesItsFilesWhenItIsClosed() throws IOException {
        Path maps = Path.of("/proc/self/maps");
        assumeTrue(Files.exists(maps), "only Linux lists the mapped files of a process");
        Path file = shard();
        try (MemoryIndex index = MemoryIndex.open(List.of(file))) {
            assertThat(Files.readString(maps)).contains(file.toString());
            assertThat(index.size()).isEqualTo(200);
        }
        assertThat(Files.readString(maps)).doesNotContain(file.toString());
        Files.write(file, new byte[] {1}, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> MemoryIndex.open(List.of(file))).isInstanceOf(FormatException.class);
        assertThat(Files.readString(maps)).doesNotContain(file.toString());
    }
}
