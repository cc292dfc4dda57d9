package duiqi.memory;

import static duiqi.memory.TestMemories.unit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.index.Context;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationMemoryTest {
    private final List<String> reports = Collections.synchronizedList(new ArrayList<>());
    private Clock clock = Clock.systemUTC();

    @TempDir
    private Path folder;

    private Path tm = Path.of("");

    @BeforeEach
    void makeFolder() throws IOException {
        tm = Files.createDirectories(folder.resolve("tm"));
    }

    private TranslationMemory open(Path place) throws IOException {
        return TranslationMemory.open(
                List.of(place), folder.resolve("elsewhere"), clock, new TranslationMemory.Watcher() {
                    @Override
                    public void indexing(MemoryFile memory) {
                        reports.add("indexing " + memory.name());
                    }

                    @Override
                    public void lost(MemoryFile memory, int places) {
                        reports.add("lost " + places + " of " + memory.name());
                    }

                    @Override
                    public void unreadable(MemoryFile memory, FormatException problem) {
                        reports.add("unreadable " + memory.name());
                    }
                });
    }

    /** Returns each match as {@code name score translation}. */
    private List<String> find(String text) throws IOException {
        SearchOptions options = new SearchOptions(0, 20, SearchOptions.Penalties.STANDARD);
        try (TranslationMemory memory = open(tm)) {
            return memory.search(UnitSide.SOURCE, text, Context.NONE, options).stream()
                    .map(found -> found.file().name() + " " + found.match().score() + " "
                            + found.match().unit().text(UnitSide.TARGET))
                    .toList();
        }
    }

    private Path write(String name, String... units) throws IOException {
        Path file = tm.resolve(name);
        Files.createDirectories(file.getParent());
        return TestMemories.write(file, units);
    }

    private List<String> indexes() throws IOException {
        try (Stream<Path> files = Files.list(tm.resolve(".index"))) {
            return files.map(file -> file.getFileName().toString().replaceFirst("@.*", "@"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void findsContextOfUnitsWithEnglishSource() throws IOException {
        String context = "<tu><tuv xml:lang=\"en-US\"><prop type=\"x-context-pre\">%s</prop><seg>Yes.</seg></tuv>"
                + "<tuv xml:lang=\"zh-CN\"><seg>%s</seg></tuv></tu>";
        write("a.tmx", context.formatted("Is it open?", "开着。"), context.formatted("Is it yours?", "是的。"));
        try (TranslationMemory memory = open(tm)) {
            Context asked = new Context(Optional.of("Is it yours?"), Optional.empty());
            assertThat(memory.search(UnitSide.TARGET, "Yes.", asked, SearchOptions.STANDARD).stream()
                            .map(found -> found.match().score() + " "
                                    + found.match().unit().text(UnitSide.SOURCE)))
                    .containsExactly("101 是的。", "100 开着。");
        }
    }

    @Test
    void buildsIndexOnceAndDeletesItWithMemory() throws IOException {
        write("a.tmx", unit("水", "water"));
        assertThat(find("水")).containsExactly("a.tmx 100 water");
        assertThat(find("水")).containsExactly("a.tmx 100 water");
        assertThat(reports).containsExactly("indexing a.tmx");
        assertThat(tm.resolve(".index/.gitignore")).hasContent("*");
        write("sub/b.tmx", unit("水", "aqua"));
        find("水");
        assertThat(indexes()).containsExactly(".gitignore", "a.tmx@", "sub+b.tmx@");
        Files.delete(tm.resolve("sub/b.tmx"));
        assertThat(find("水")).containsExactly("a.tmx 100 water");
        assertThat(indexes()).containsExactly(".gitignore", "a.tmx@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"long ago", "now", "replaced"})
    void detectsChange(String kind) throws IOException {
        FileTime time = FileTime.from(kind.equals("now") ? Instant.now() : Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(write("a.tmx", unit("水", "water")), time);
        find("水");
        if (kind.equals("replaced")) {
            Files.move(write("b", unit("水", "wator")), tm.resolve("a.tmx"), StandardCopyOption.REPLACE_EXISTING);
        } else {
            Files.setLastModifiedTime(write("a.tmx", unit("水", "wator")), time);
        }
        assertThat(find("水")).containsExactly("a.tmx 100 wator");
        assertThat(indexes()).containsExactly(".gitignore", "a.tmx@");
    }

    @Test
    void deletesOldUnfinishedIndexes() throws IOException {
        write("a.tmx", unit("水", "water"));
        Path old = Files.createDirectories(tm.resolve(".index/.new-1"));
        Files.writeString(old.resolve("00000.shard.tmp"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));
        Files.createDirectories(tm.resolve(".index/.new-2"));
        find("水");
        assertThat(indexes()).containsExactly(".gitignore", ".new-2", "a.tmx@");
    }

    @ParameterizedTest
    @CsvSource({"shard, half", "shard, garbage", "shard, ", "summary, x y", "summary, "})
    void rebuildsDamagedIndex(String part, @Nullable String content) throws IOException {
        write("a.tmx", unit("水", "water"));
        find("水");
        clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));
        find("水");
        Path damaged;
        try (Stream<Path> files = Files.walk(tm.resolve(".index"))) {
            damaged = files.filter(file -> file.toString().endsWith(part))
                    .findFirst()
                    .orElseThrow();
        }
        if (content == null) {
            Files.delete(damaged);
        } else {
            byte[] bytes = Files.readAllBytes(damaged);
            Files.write(
                    damaged,
                    content.equals("half")
                            ? Arrays.copyOf(bytes, bytes.length / 2)
                            : content.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(find("水")).containsExactly("a.tmx 100 water");
        assertThat(reports).containsExactly("indexing a.tmx", "indexing a.tmx");
    }

    @Test
    void reportsDamageEachTimeAndReadsTheRest() throws IOException {
        write("a.tmx", unit("水", "water"), "<tu><tuv xml:lang=\"zh-CN\"><seg>火</tuv></tu>", unit("土", "earth"));
        Path broken = Files.writeString(tm.resolve("b.tmx"), "no TMX");
        assertThat(find("土").get(0)).isEqualTo("a.tmx 100 earth");
        reports.clear();
        find("土");
        assertThat(reports).hasSize(3).contains("lost 1 of a.tmx", "unreadable b.tmx");
        assertThatThrownBy(() -> open(broken)).hasMessageContaining("b.tmx");
        assertThatThrownBy(() -> open(tm.resolve("c.tmx"))).hasMessageContaining("c.tmx");
    }

    @Test
    void appliesRolesAndPenaltiesOfFolders() throws IOException {
        write("a.tmx", unit("水", "plain"));
        write("enforce/b.tmx", unit("水", "enforced"));
        write("mt/c.tmx", unit("水", "machine"));
        write("penalty-20/d.tmx", unit("水", "penalised"));
        write("penalty-20/mt/e.tmx", unit("水", "both"));
        write(".hidden/f.tmx", unit("水", "hidden"));
        write(".g.tmx", unit("水", "hidden"));
        assertThat(find("水"))
                .containsExactly(
                        "enforce/b.tmx 100 enforced",
                        "a.tmx 100 plain",
                        "mt/c.tmx 85 machine",
                        "penalty-20/d.tmx 80 penalised",
                        "penalty-20/mt/e.tmx 65 both");
    }

    @Test
    void followsLinksButNotCycles() throws IOException {
        write("a.tmx", unit("水", "water"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), tm);
        Files.createSymbolicLink(tm.resolve("circle"), tm);
        assertThat(MemoryFile.in(link)).extracting(MemoryFile::name).containsExactly("a.tmx");
    }

    @Test
    void buildsIndexOfChangingMemoryInSeveralThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 60; round++) {
                write("a.tmx", unit("水", "water " + round));
                Callable<List<String>> find = () -> find("水");
                for (Future<List<String>> one : threads.invokeAll(List.of(find, find, find, find))) {
                    assertThat(one.get()).containsExactly("a.tmx 100 water " + round);
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(indexes()).containsExactly(".gitignore", "a.tmx@");
    }
}
