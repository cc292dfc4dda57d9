package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import duiqi.index.Concordance;
import duiqi.index.Context;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.live.AdditionJournal;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveMemoryTest {
    private static final SearchOptions OPTIONS = new SearchOptions(70, 50, SearchOptions.Penalties.NONE);

    private final List<String> reports = new ArrayList<>();
    private final TestClock clock = new TestClock();
    private Consumer<Path> whenIndexing = file -> {};

    @TempDir
    private Path project;

    private Path tm;
    private Path additions;

    private static final class TestClock extends Clock {
        private Instant now = Instant.parse("2026-11-25T08:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private final class Recorder implements LiveMemory.Watcher {
        @Override
        public void indexing(MemoryFile memory) {
            whenIndexing.accept(memory.path());
        }

        @Override
        public void lost(MemoryFile memory, int places) {
            reports.add(memory.name() + " lost " + places);
        }

        @Override
        public void unreadable(MemoryFile memory, FormatException problem) {
            reports.add(memory.name() + " unreadable");
        }

        @Override
        public void problem(String message) {
            reports.add(message);
        }
    }

    @BeforeEach
    void makeProject() throws IOException {
        tm = Files.createDirectory(project.resolve("tm"));
        additions = tm.resolve("additions.tmx");
        TestMemories.write(tm.resolve("main.tmx"), TestMemories.unit("流水不腐，户枢不蠹。", "Running water never turns stale."));
    }

    private LiveMemory open() throws IOException {
        return LiveMemory.open(List.of(tm), additions, project.resolve("cache"), "1", clock, new Recorder());
    }

    private AddedPair pair(String chinese, String english) {
        return new AddedPair(
                chinese,
                english,
                Direction.INTO_ENGLISH,
                Optional.of("Li Hua"),
                Optional.of("from the glossary meeting"),
                clock.instant());
    }

    private static List<String> found(LiveMemory memory, String text) {
        return memory.search(UnitSide.SOURCE, text, Context.NONE, OPTIONS).stream()
                .map(found -> found.match().score() + " " + found.match().unit().text(UnitSide.TARGET) + " "
                        + found.file().name())
                .toList();
    }

    @Test
    void findsAddedPairAtOnceAndWritesItAtClose() throws IOException {
        try (LiveMemory memory = open()) {
            assertThat(memory.add(pair("春江水暖鸭先知。", "The ducks know first."))).isTrue();
            assertThat(found(memory, "春江水暖鸭先知。")).containsExactly("100 The ducks know first. additions.tmx");
            assertThat(memory.find(Concordance.Query.words("ducks", Optional.empty(), 5))
                            .total())
                    .isOne();
            assertThat(memory.standing().pending()).isOne();
            assertThat(memory.standing().memory().size()).isEqualTo(2);
            assertThat(additions).doesNotExist();
        }
        assertThat(TestMemories.texts(additions)).containsExactly("春江水暖鸭先知。=The ducks know first.");
        assertThat(TestMemories.read(additions).get(0).author()).contains("Li Hua");
        assertThat(Files.readString(additions)).contains("<note>from the glossary meeting</note>");
        assertThat(tm.toFile().list()).containsExactlyInAnyOrder("main.tmx", "additions.tmx", ".index");
        assertThat(reports).isEmpty();
    }

    @Test
    void addsNoPairTwice() throws IOException {
        try (LiveMemory memory = open()) {
            assertThat(memory.add(pair("水", "water"))).isTrue();
            assertThat(memory.add(pair("水", "water"))).isFalse();
            assertThat(memory.add(pair("水", "Water"))).isTrue();
        }
        try (LiveMemory memory = open()) {
            assertThat(memory.add(pair("水", "water"))).isFalse();
        }
        assertThat(TestMemories.texts(additions)).containsExactly("水=water", "水=Water");
    }

    @Test
    void findsHundredsOfPairsBeforeAndAfterTheyAreWritten() throws IOException {
        try (LiveMemory memory = open()) {
            for (int i = 0; i < 200; i++) {
                memory.add(pair("第" + i + "号码头", "pier number " + i));
            }
            assertThat(found(memory, "第137号码头")).contains("100 pier number 137 additions.tmx");
            clock.pass(Duration.ofMinutes(6));
            memory.refresh();
            assertThat(memory.standing().pending()).isZero();
            assertThat(TestMemories.read(additions)).hasSize(200);
            assertThat(found(memory, "第137号码头").stream().filter(each -> each.startsWith("100")))
                    .containsExactly("100 pier number 137 additions.tmx");
            memory.add(pair("最后的码头", "the last pier"));
            assertThat(found(memory, "最后的码头")).startsWith("100 the last pier additions.tmx");
            assertThat(memory.standing().memory().size()).isEqualTo(202);
        }
        assertThat(TestMemories.read(additions)).hasSize(201);
    }

    @Test
    void writesPairsAfterClockIsSetBack() throws IOException {
        try (LiveMemory memory = open()) {
            Files.createDirectory(additions);
            memory.add(pair("水", "water"));
            clock.pass(Duration.ofMinutes(6));
            memory.refresh();
            assertThat(reports).as("cannot be written; retried after a minute").hasSize(1);
            Files.delete(additions);
            clock.pass(Duration.ofHours(-3));
            memory.refresh();
            assertThat(memory.standing().pending()).isZero();
            assertThat(TestMemories.texts(additions)).containsExactly("水=water");
        }
    }

    @Test
    void loadsChangedFilesWhenTheyAreStable() throws IOException {
        try (LiveMemory memory = open()) {
            TestMemories.write(tm.resolve("new.tmx"), TestMemories.unit("大江东去。", "Eastward flows the great river."));
            memory.refresh();
            assertThat(found(memory, "大江东去。")).isEmpty();
            memory.refresh();
            assertThat(found(memory, "大江东去。")).containsExactly("100 Eastward flows the great river. new.tmx");
            memory.add(pair("大江东去。", "The great river flows east."));
            Files.delete(tm.resolve("new.tmx"));
            memory.refresh();
            memory.refresh();
            assertThat(found(memory, "大江东去。")).containsExactly("100 The great river flows east. additions.tmx");
        }
        assertThat(reports).isEmpty();
    }

    @Test
    void loadsFileWhileAnotherKeepsChanging() throws IOException {
        try (LiveMemory memory = open()) {
            TestMemories.write(tm.resolve("new.tmx"), TestMemories.unit("大江东去。", "Eastward flows the great river."));
            for (int i = 0; i < 3; i++) {
                TestMemories.write(tm.resolve("main.tmx"), TestMemories.unit("水" + i, "water " + i));
                memory.refresh();
                assertThat(found(memory, "流水不腐，户枢不蠹。")).hasSize(1);
            }
            assertThat(found(memory, "大江东去。")).hasSize(1);
            Files.delete(tm.resolve("main.tmx"));
            memory.refresh();
            assertThat(found(memory, "流水不腐，户枢不蠹。"))
                    .as("another program may be replacing it")
                    .hasSize(1);
            memory.refresh();
            assertThat(found(memory, "流水不腐，户枢不蠹。")).isEmpty();
        }
        assertThat(reports).isEmpty();
    }

    @Test
    void keepsOldVersionOfFileThatChangesDuringReading() throws IOException {
        int[] writes = {0};
        try (LiveMemory memory = open()) {
            whenIndexing = file -> write(file, TestMemories.unit("水" + writes[0]++, "water"));
            write(tm.resolve("main.tmx"), TestMemories.unit("火", "fire"));
            memory.refresh();
            memory.refresh();
            assertThat(writes[0]).isPositive();
            assertThat(found(memory, "流水不腐，户枢不蠹。")).hasSize(1);
            whenIndexing = file -> {};
            memory.refresh();
            memory.refresh();
            assertThat(found(memory, "流水不腐，户枢不蠹。")).isEmpty();
            assertThat(found(memory, "水" + (writes[0] - 1))).hasSize(1);
        }
        assertThat(reports).isEmpty();
    }

    @Test
    void rereadsFileThatWasIncomplete() throws IOException {
        int[] readings = {0};
        try (LiveMemory memory = open()) {
            whenIndexing = file -> {
                readings[0]++;
                if (readings[0] == 1) {
                    writeText(file, "<tmx");
                } else if (readings[0] == 2) {
                    write(file, TestMemories.unit("火", "fire"));
                }
            };
            write(tm.resolve("main.tmx"), TestMemories.unit("水", "water"));
            for (int i = 0; i < 4; i++) {
                memory.refresh();
            }
            assertThat(readings[0]).isGreaterThan(1);
            assertThat(found(memory, "火")).hasSize(1);
        }
        assertThat(reports).isEmpty();
    }

    private static void writeText(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String unit) {
        try {
            TestMemories.write(file, unit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void toleratesFilesDeletedDuringWalk() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        // Many files are necessary, because the time between listing a file and reading its attributes is short.
        Thread other = new Thread(() -> {
            while (!isOver.get()) {
                for (int i = 0; i < 400; i++) {
                    File lock = tm.resolve("." + i % 200 + ".lock").toFile();
                    try {
                        assertThat(i < 200 ? lock.createNewFile() : lock.delete())
                                .isTrue();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            }
        });
        other.start();
        try {
            for (int i = 0; i < 50; i++) {
                assertThat(MemoryFile.in(tm)).hasSize(1);
            }
        } finally {
            isOver.set(true);
            other.join();
        }
    }

    @Test
    void addsPairAgainThatAnotherProgramRemoved() throws IOException {
        try (LiveMemory memory = open()) {
            memory.add(pair("水", "water"));
            memory.add(pair("火", "fire"));
            clock.pass(Duration.ofMinutes(6));
            memory.refresh();
            TestMemories.write(additions, TestMemories.unit("火", "fire"));
            memory.refresh();
            memory.refresh();
            assertThat(found(memory, "水")).isEmpty();
            assertThat(memory.add(pair("水", "water"))).isTrue();
            assertThat(memory.add(pair("火", "fire"))).isFalse();
        }
        assertThat(TestMemories.texts(additions)).containsExactly("火=fire", "水=water");
    }

    @Test
    void keepsDamagedFileAndAddedPairs() throws IOException {
        String damaged = "<tmx version=\"1.4\"><header/><body><tu><tuv xml:lang=\"zh\"><seg>水</seg></tuv></body></tmx>";
        Files.writeString(additions, damaged);
        try (LiveMemory memory = open()) {
            memory.add(pair("火", "fire"));
            assertThat(found(memory, "火")).containsExactly("100 fire additions.tmx");
        }
        assertThat(additions).hasContent(damaged);
        assertThat(reports)
                .anyMatch(message ->
                        message.contains(" kept in ") && message.contains(".additions.tmx.journal, because"));
        Files.delete(additions);
        open().close();
        assertThat(TestMemories.texts(additions)).containsExactly("火=fire");
    }

    @Test
    void dropsIncompleteLineAndMovesDamagedLine() throws IOException {
        LiveMemory memory = open();
        memory.add(pair("水", "water"));
        memory.add(pair("火", "fire"));
        memory.add(pair("风", "wind"));
        Path journal = AdditionJournal.of(additions);
        String lines = Files.readString(journal);
        memory.close();
        Files.delete(additions);
        Files.writeString(journal, lines.replace("\"fire\"", "\"fine\"") + lines.substring(0, 40));
        open().close();
        assertThat(TestMemories.texts(additions)).containsExactly("水=water", "风=wind");
        assertThat(journal).doesNotExist();
        assertThat(Files.readString(tm.resolve(".additions.tmx.journal.damaged")))
                .contains("\"fine\"");
        assertThat(reports).hasSize(2);
        assertThat(reports.get(1))
                .endsWith("additions.tmx: 2 units added that an interrupted duiqi serve left in "
                        + tm.resolve(".additions.tmx.journal"));
        assertThat(reports.get(0)).contains("1 damaged line moved to").contains("add the unit again");
    }

    @Test
    void readsJournalOfEarlierVersion() throws IOException {
        Files.writeString(
                AdditionJournal.of(additions),
                "0348132a {\"zh\":\"静水流深\",\"en\":\"still waters run deep\",\"zhLanguage\":\"zh-CN\","
                        + "\"enLanguage\":\"en-US\",\"created\":\"2026-01-01T00:00:00Z\"}\n");
        try (LiveMemory memory = open()) {
            assertThat(found(memory, "静水流深")).containsExactly("100 still waters run deep additions.tmx");
        }
        assertThat(reports).hasSize(1);
    }

    @Test
    void keepsDirectionOfPairsInJournal() throws IOException {
        AddedPair pair = new AddedPair(
                "still waters run deep",
                "静水流深",
                Direction.INTO_CHINESE,
                Optional.empty(),
                Optional.empty(),
                clock.instant());
        try (AdditionJournal journal = AdditionJournal.open(additions)) {
            journal.append(pair);
        }
        try (AdditionJournal journal = AdditionJournal.open(additions)) {
            assertThat(journal.found()).containsExactly(pair);
        }
        open().close();
        assertThat(Files.readString(additions))
                .contains("srclang=\"en-US\"")
                .containsSubsequence("still waters run deep", "静水流深");
    }

    @Test
    void locksMemoryAgainstOtherProcesses() throws IOException {
        try (LiveMemory memory = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("locked by another duiqi serve");
            assertThat(memory.add(pair("水", "water"))).isTrue();
        }
    }

    @Test
    void addsPairOnlyIfItsIndexIsBuilt() throws IOException {
        Path indexes = tm.resolve(".index");
        Path away = project.resolve("away");
        try (LiveMemory memory = open()) {
            memory.add(pair("火", "fire"));
            Files.move(indexes, away);
            Files.writeString(indexes, "in the way");
            assertThatThrownBy(() -> memory.add(pair("水", "water"))).isInstanceOf(IOException.class);
            assertThat(found(memory, "水")).isEmpty();
            assertThat(found(memory, "火")).hasSize(1);
            Files.delete(indexes);
            Files.move(away, indexes);
            assertThat(memory.add(pair("水", "water"))).isTrue();
            assertThat(found(memory, "水")).hasSize(1);
        }
        assertThat(TestMemories.texts(additions)).containsExactly("火=fire", "水=water");
    }

    @Test
    void addsToMemoryOutsideTheFolder() throws IOException {
        additions = project.resolve("mine/own.tmx");
        try (LiveMemory memory = open()) {
            memory.add(pair("水", "water"));
        }
        try (LiveMemory memory = open()) {
            assertThat(found(memory, "水")).containsExactly("100 water own.tmx");
        }
    }

    @Test
    void isThreadSafeWhileFilesChange() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try (LiveMemory memory = open()) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                int own = thread;
                Callable<Integer> work = () -> {
                    for (int i = 0; i < 40; i++) {
                        String text = "甲乙丙丁".charAt(own) + "组第" + i + "句";
                        memory.add(pair(text, "line " + i + " of group " + own));
                        assertThat(found(memory, text))
                                .contains("100 line " + i + " of group " + own + " additions.tmx");
                    }
                    return own;
                };
                all.add(threads.submit(work));
            }
            for (int i = 0; i < 8; i++) {
                clock.pass(Duration.ofMinutes(6));
                TestMemories.write(tm.resolve("main.tmx"), TestMemories.unit("水" + i, "water " + i));
                memory.refresh();
                memory.refresh();
            }
            for (Future<?> each : all) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(TestMemories.texts(additions)).hasSize(160).doesNotHaveDuplicates();
        assertThat(reports).isEmpty();
    }

    @Test
    void releasesTheIndexesOfRewrittenMemories() throws Exception {
        Path maps = Path.of("/proc/self/maps");
        assumeTrue(Files.exists(maps), "only Linux lists the mapped files of a process");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        AtomicBoolean isOver = new AtomicBoolean();
        try (LiveMemory memory = open()) {
            Callable<Integer> search = () -> {
                int searches = 0;
                while (!isOver.get()) {
                    assertThat(found(memory, "流水不腐，户枢不蠹。")).hasSize(1);
                    searches++;
                }
                return searches;
            };
            List<Future<Integer>> all = List.of(threads.submit(search), threads.submit(search));
            for (int i = 1; i <= 60; i++) {
                TestMemories.write(tm.resolve("main.tmx"), TestMemories.unit("流水不腐，户枢不蠹。", "Version " + i));
                memory.add(pair("第" + i + "号码头", "pier number " + i));
                memory.refresh();
                memory.refresh();
            }
            assertThat(found(memory, "流水不腐，户枢不蠹。")).containsExactly("100 Version 60 main.tmx");
            isOver.set(true);
            for (Future<Integer> each : all) {
                assertThat(each.get()).isPositive();
            }
            try (Stream<String> lines = Files.lines(maps)) {
                assertThat(lines.filter(line -> line.contains(tm.toString())))
                        .as("the index of the file, and of each batch of added pairs")
                        .hasSizeLessThanOrEqualTo(6);
            }
        } finally {
            isOver.set(true);
            threads.shutdownNow();
        }
        assertThat(Files.readString(maps)).doesNotContain(tm.toString());
        assertThat(reports).isEmpty();
    }
}
