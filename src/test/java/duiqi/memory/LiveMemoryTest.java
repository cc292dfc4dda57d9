package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.index.Concordance;
import duiqi.index.Context;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.live.AdditionJournal;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveMemoryTest {
    private static final SearchOptions OPTIONS = new SearchOptions(70, 50, SearchOptions.Penalties.NONE);
    private static final String PROVERB = "流水不腐，户枢不蠹。";
    private static final String RIVER = "大江东去。";

    private final List<String> reports = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-11-25T08:00:00Z");
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private Consumer<Path> whenIndexing = file -> {};

    @TempDir
    private Path project;

    private Path tm;
    private Path additions;

    private final class Recorder implements LiveMemory.Watcher {
        @Override
        public void indexing(MemoryFile memory) {
            whenIndexing.accept(memory.path());
        }

        @Override
        public void unreadable(MemoryFile memory, FormatException problem) {
            problem(memory.name() + " unreadable");
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
        write("main.tmx", PROVERB, "Running water never turns stale.");
    }

    private void write(String name, String chinese, String english) {
        TestMemories.write(tm.resolve(name), TestMemories.unit(chinese, english));
    }

    private LiveMemory open() throws IOException {
        return LiveMemory.open(
                List.of(tm), Optional.of(additions), project.resolve("cache"), "1", clock, new Recorder());
    }

    private boolean add(LiveMemory memory, String chinese, String english) throws IOException {
        return memory.add(new AddedPair(
                chinese,
                english,
                Direction.INTO_ENGLISH,
                Optional.of("Li Hua"),
                Optional.of("from the glossary meeting"),
                clock.instant()));
    }

    /** Looks for changes twice, since only files that are the same at both times are read. */
    private static void settle(LiveMemory memory) {
        memory.refresh();
        memory.refresh();
    }

    private static List<String> found(LiveMemory memory, String text) {
        return memory.search(UnitSide.SOURCE, text, Context.NONE, OPTIONS).stream()
                .map(found -> found.match().score() + " " + found.match().unit().text(UnitSide.TARGET) + " "
                        + found.file().name())
                .toList();
    }

    @Test
    void readsBesideAProcessThatAddsAndLoadsItsPairs() throws IOException {
        try (LiveMemory reader =
                LiveMemory.open(List.of(tm), Optional.empty(), project.resolve("cache"), "1", clock, new Recorder())) {
            try (LiveMemory memory = open()) {
                add(memory, RIVER, "The great river flows east.");
                assertThat(reader.standing().additions()).isEmpty();
                assertThat(found(reader, PROVERB)).hasSize(1);
                assertThatThrownBy(() -> add(reader, RIVER, "East flows the river."))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("reading only");
            }
            settle(reader);
            assertThat(found(reader, RIVER)).containsExactly("100 The great river flows east. additions.tmx");
        }
        assertThat(reports).isEmpty();
    }

    @Test
    void findsAddedPairAtOnceAndWritesItAtClose() throws IOException {
        try (LiveMemory memory = open()) {
            assertThat(add(memory, "春江水暖鸭先知。", "The ducks know first.")).isTrue();
            assertThat(add(memory, "春江水暖鸭先知。", "The ducks know first.")).isFalse();
            assertThat(found(memory, "春江水暖鸭先知。")).containsExactly("100 The ducks know first. additions.tmx");
            Concordance.Query ducks = Concordance.Query.words("ducks", Optional.empty(), 5);
            assertThat(memory.find(ducks).total()).isOne();
            assertThat(memory.standing().pending()).isOne();
            assertThat(memory.standing().memory().size()).isEqualTo(2);
            assertThatThrownBy(this::open).hasMessageContaining("locked by another duiqi serve");
            assertThat(additions).doesNotExist();
        }
        assertThat(TestMemories.texts(additions)).containsExactly("春江水暖鸭先知。=The ducks know first.");
        assertThat(TestMemories.read(additions).get(0).author()).contains("Li Hua");
        assertThat(Files.readString(additions)).contains("<note>from the glossary meeting</note>");
        assertThat(tm.toFile().list()).containsExactlyInAnyOrder("main.tmx", "additions.tmx", ".index");
        try (LiveMemory memory = open()) {
            assertThat(add(memory, "春江水暖鸭先知。", "The ducks know first.")).isFalse();
        }
        assertThat(reports).isEmpty();
    }

    @Test
    void writesPairsAfterClockIsSetBack() throws IOException {
        try (LiveMemory memory = open()) {
            Files.createDirectory(additions);
            add(memory, "水", "water");
            now = now.plus(Duration.ofMinutes(6));
            memory.refresh();
            assertThat(reports).as("cannot be written; retried after a minute").hasSize(1);
            Files.delete(additions);
            now = now.plus(Duration.ofHours(-3));
            memory.refresh();
            assertThat(memory.standing().pending()).isZero();
            assertThat(TestMemories.texts(additions)).containsExactly("水=water");
        }
    }

    @Test
    void loadsChangedFilesWhenTheyAreStable() throws IOException {
        try (LiveMemory memory = open()) {
            write("new.tmx", RIVER, "Eastward flows the great river.");
            memory.refresh();
            assertThat(found(memory, RIVER)).isEmpty();
            for (int i = 0; i < 3; i++) {
                write("main.tmx", "水" + i, "water " + i);
                memory.refresh();
                assertThat(found(memory, PROVERB)).hasSize(1);
            }
            assertThat(found(memory, RIVER)).containsExactly("100 Eastward flows the great river. new.tmx");
            Files.delete(tm.resolve("main.tmx"));
            memory.refresh();
            assertThat(found(memory, PROVERB))
                    .as("another program may be replacing it")
                    .hasSize(1);
            memory.refresh();
            assertThat(found(memory, PROVERB)).isEmpty();
            add(memory, RIVER, "The great river flows east.");
            Files.delete(tm.resolve("new.tmx"));
            settle(memory);
            assertThat(found(memory, RIVER)).containsExactly("100 The great river flows east. additions.tmx");
        }
        assertThat(reports).isEmpty();
    }

    @Test
    void keepsOldVersionOfFileThatChangesDuringReading() throws IOException {
        int[] writes = {0};
        try (LiveMemory memory = open()) {
            whenIndexing = file -> write("main.tmx", "水" + writes[0]++, "water");
            write("main.tmx", "火", "fire");
            settle(memory);
            assertThat(writes[0]).isPositive();
            assertThat(found(memory, PROVERB)).hasSize(1);
            whenIndexing = file -> {};
            settle(memory);
            assertThat(found(memory, PROVERB)).isEmpty();
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
                    assertThatCode(() -> Files.writeString(file, "<tmx")).doesNotThrowAnyException();
                } else if (readings[0] == 2) {
                    write("main.tmx", "火", "fire");
                }
            };
            write("main.tmx", "水", "water");
            settle(memory);
            settle(memory);
            assertThat(readings[0]).isGreaterThan(1);
            assertThat(found(memory, "火")).hasSize(1);
        }
        assertThat(reports).isEmpty();
    }

    @Test
    void toleratesFilesDeletedDuringWalk() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        // Many files are necessary, because the time between listing a file and reading its attributes is short.
        Thread other = new Thread(() -> {
            for (int i = 0; !isOver.get(); i++) {
                File lock = tm.resolve("." + i % 200 + ".lock").toFile();
                assertThatCode(() -> assertThat(lock.delete() || lock.createNewFile())
                                .isTrue())
                        .doesNotThrowAnyException();
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
            add(memory, "水", "water");
            add(memory, "火", "fire");
            now = now.plus(Duration.ofMinutes(6));
            memory.refresh();
            write("additions.tmx", "火", "fire");
            settle(memory);
            assertThat(found(memory, "水")).isEmpty();
            assertThat(add(memory, "水", "water")).isTrue();
            assertThat(add(memory, "火", "fire")).isFalse();
        }
        assertThat(TestMemories.texts(additions)).containsExactly("火=fire", "水=water");
    }

    @Test
    void keepsDamagedFileAndAddedPairs() throws IOException {
        String damaged = "<tmx version=\"1.4\"><header/><body><tu><tuv xml:lang=\"zh\"><seg>水</seg></tuv></body></tmx>";
        Files.writeString(additions, damaged);
        try (LiveMemory memory = open()) {
            add(memory, "火", "fire");
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
        add(memory, "水", "water");
        add(memory, "火", "fire");
        add(memory, "风", "wind");
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
        assertThat(reports.get(0)).contains("1 damaged line moved to").contains("add the unit again");
        assertThat(reports.get(1))
                .endsWith("additions.tmx: 2 units added that an interrupted duiqi serve left in " + journal);
    }

    /** A process may be killed after it wrote the memory and before it emptied the journal. */
    @Test
    void readsJournalOfEarlierVersionOnce() throws IOException {
        String line = """
                0348132a {"zh":"静水流深","en":"still waters run deep","zhLanguage":"zh-CN","enLanguage":"en-US",\
                "created":"2026-01-01T00:00:00Z"}
                """;
        for (int k = 0; k < 2; k++) {
            Files.writeString(AdditionJournal.of(additions), line);
            try (LiveMemory memory = open()) {
                assertThat(found(memory, "静水流深")).containsExactly("100 still waters run deep additions.tmx");
            }
            assertThat(TestMemories.texts(additions)).containsExactly("静水流深=still waters run deep");
        }
    }

    @Test
    void keepsDirectionOfPairsInJournalOutsideTheFolder() throws IOException {
        additions = Files.createDirectory(project.resolve("mine")).resolve("own.tmx");
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
    void addsPairOnlyIfItsIndexIsBuilt() throws IOException {
        Path indexes = tm.resolve(".index");
        Path away = project.resolve("away");
        try (LiveMemory memory = open()) {
            add(memory, "火", "fire");
            Files.move(indexes, away);
            Files.writeString(indexes, "in the way");
            assertThatThrownBy(() -> add(memory, "水", "water")).isInstanceOf(IOException.class);
            assertThat(found(memory, "水")).isEmpty();
            assertThat(found(memory, "火")).hasSize(1);
            Files.delete(indexes);
            Files.move(away, indexes);
            assertThat(add(memory, "水", "water")).isTrue();
            assertThat(found(memory, "水")).hasSize(1);
        }
        assertThat(TestMemories.texts(additions)).containsExactly("火=fire", "水=water");
    }

    @Test
    void isThreadSafeAndReleasesIndexesWhileFilesChange() throws Exception {
        Path maps = Path.of("/proc/self/maps");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try (LiveMemory memory = open()) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < 3; thread++) {
                int own = thread;
                Callable<Integer> work = () -> {
                    for (int i = 0; i < 20; i++) {
                        String text = "甲乙丙".charAt(own) + "组第" + i + "句";
                        add(memory, text, "line " + i + " of group " + own);
                        assertThat(found(memory, text))
                                .contains("100 line " + i + " of group " + own + " additions.tmx");
                        assertThat(found(memory, PROVERB)).hasSize(1);
                    }
                    return own;
                };
                all.add(threads.submit(work));
            }
            for (int i = 1; i <= 20; i++) {
                now = now.plus(Duration.ofMinutes(6));
                write("main.tmx", PROVERB, "Version " + i);
                settle(memory);
            }
            for (Future<?> each : all) {
                each.get();
            }
            settle(memory);
            assertThat(found(memory, PROVERB)).containsExactly("100 Version 20 main.tmx");
            if (Files.exists(maps)) {
                assertThat(Files.readAllLines(maps).stream().filter(line -> line.contains(tm.toString())))
                        .as("the index of the file, and of each batch of added pairs")
                        .hasSizeLessThanOrEqualTo(6);
            }
        } finally {
            threads.shutdownNow();
        }
        if (Files.exists(maps)) {
            assertThat(Files.readString(maps)).doesNotContain(tm.toString());
        }
        assertThat(TestMemories.texts(additions)).hasSize(60).doesNotHaveDuplicates();
        assertThat(reports).isEmpty();
    }
}
