package duiqi.corpus.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.corpus.FileByFileStore;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("FileByFileStore")
class WorkFolderTest {
    private static final byte[] SUMMARY = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    /** Files of each step of a run. An empty name means that the step is a single file. */
    private static final Map<String, List<String>> STEPS = new TreeMap<>(Map.of(
            "read/00000", List.of("bucket=0/a", "bucket=0/b", "bucket=1/a"),
            "read/00001", List.of("a"),
            "books", List.of(),
            "output/terms.csv", List.of(""),
            "output/units", List.of("a", "b", "c")));

    @TempDir
    private java.nio.file.Path folder;

    private Configuration configuration;
    private Path output;
    private Instant now = Instant.parse("2026-11-24T08:00:00Z");

    @BeforeEach
    void store() throws IOException {
        // Hadoop shares this file system with the tests, also its configuration, which has another length of the lease.
        new Path("slow:///").getFileSystem(FileByFileStore.configure(new Configuration()));
        configuration = FileByFileStore.configure(new Configuration());
        configuration.setInt(DriverLease.SECONDS, 1);
        output = new Path(FileByFileStore.address(folder.resolve("corpus")));
        FileByFileStore.revive();
    }

    private WorkFolder open() throws IOException {
        WorkFolder work = WorkFolder.of(output, configuration, Clock.fixed(now, ZoneOffset.UTC));
        try {
            work.begin(new WorkFolder.Plan("settings", "input", 2, "now"));
        } catch (IOException killed) {
            // A dead process does not renew its lease.
            try (work) {
                throw killed;
            }
        }
        return work;
    }

    private static void write(WorkFolder work, Path file, String content) throws IOException {
        try (var out = work.files().create(file)) {
            out.writeBytes(content);
        }
    }

    private static void make(WorkFolder work, String name) throws IOException {
        work.make(name, into -> {
            List<String> files = STEPS.getOrDefault(name, List.of());
            if (files.isEmpty()) {
                work.files().mkdirs(into);
            }
            for (String file : files) {
                write(work, file.isEmpty() ? into : new Path(into, file), name + file);
            }
        });
    }

    private void run() throws IOException {
        try (WorkFolder work = open()) {
            if (!WorkFolder.isComplete(work.files(), output)) {
                for (Map.Entry<String, List<String>> step : STEPS.entrySet()) {
                    make(work, step.getKey());
                    java.nio.file.Path made = java.nio.file.Path.of(
                            work.step(step.getKey()).toUri().getPath());
                    assertThat(content(made)).as(step.getKey()).hasSameSizeAs(step.getValue());
                }
                work.complete(SUMMARY);
            }
            work.finish();
        }
    }

    /** Returns the content of each file by its path. */
    private static Map<String, String> content(java.nio.file.Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<java.nio.file.Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                try {
                    content.put(folder.relativize(file).toString(), Files.readString(file));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        }
        return content;
    }

    @Test
    void runThatIsKilledAtAnyChangeContinues() throws IOException {
        run();
        java.nio.file.Path corpus = folder.resolve("corpus");
        Map<String, String> whole = content(corpus);
        assertThat(whole).containsOnlyKeys("summary.json", "terms.csv", "units/a", "units/b", "units/c");
        int kill = 0;
        for (boolean isKilled = true; isKilled; kill++) {
            output = new Path(FileByFileStore.address(folder.resolve("corpus" + kill)));
            corpus = folder.resolve("corpus" + kill);
            FileByFileStore.killAfter(kill);
            try {
                run();
                isKilled = false;
            } catch (IOException killed) {
                assertThat(killed).hasMessage("killed");
            }
            FileByFileStore.revive();
            if (Files.exists(corpus.resolve("summary.json"))) {
                assertThat(content(corpus)).as("after change %d", kill).isEqualTo(whole);
                WorkFolder.removeRest(output.getFileSystem(configuration), output);
            } else {
                now = now.plusSeconds(2);
                run();
            }
            assertThat(content(corpus)).as("after change %d", kill).isEqualTo(whole);
            assertThat(folder.resolve("corpus" + kill + ".work")).doesNotExist();
        }
        assertThat(kill).isGreaterThan(40);
    }

    @Test
    void stepWithoutOneOfItsFilesIsMadeAgain() throws IOException {
        java.nio.file.Path removed;
        java.nio.file.Path cut;
        try (WorkFolder work = open()) {
            make(work, "read/00000");
            make(work, "output/units");
            removed = java.nio.file.Path.of(work.step("read/00000").toUri().getPath(), "bucket=1/a");
            cut = java.nio.file.Path.of(work.step("output/units").toUri().getPath(), "b");
        }
        Files.delete(removed);
        Files.writeString(cut, "shorter");
        try (WorkFolder work = open()) {
            assertThat(work.isDone("read/00000")).isFalse();
            assertThat(work.isDone("output/units")).isFalse();
        }
        run();
        assertThat(content(folder.resolve("corpus"))).hasSize(5).containsEntry("units/b", "output/unitsb");
    }

    @Test
    void lostFileOfTheOutputIsAnError() throws IOException {
        try (WorkFolder work = open()) {
            make(work, "output/units");
            work.complete(SUMMARY);
            Files.delete(java.nio.file.Path.of(work.step("output/units").toUri().getPath(), "b"));
            assertThatThrownBy(work::finish)
                    .isInstanceOf(FormatException.class)
                    .hasMessageStartingWith(
                            output + "/units: does not contain exactly the files that the run has written; ");
        }
        assertThat(folder.resolve("corpus/summary.json")).doesNotExist();
    }

    @Test
    void outputOfAnotherProgramStays() throws IOException {
        try (WorkFolder work = open()) {
            Files.createDirectory(folder.resolve("corpus"));
            assertThatThrownBy(() -> work.complete(SUMMARY))
                    .isInstanceOf(FormatException.class)
                    .hasMessageStartingWith(output + ": another program has created this folder during the run; ");
        }
    }

    @Test
    void leaseRefusesSecondDriverUntilItEnds() throws IOException {
        // The test ends before the first renewal, so the clock alone decides when the lease ends.
        configuration.setInt(DriverLease.SECONDS, 60);
        try (WorkFolder first = open()) {
            make(first, "read/00000");
            assertThatThrownBy(this::open)
                    .isInstanceOf(FormatException.class)
                    .hasMessageMatching("slow:/.*corpus.work: another run uses this folder, or was killed; "
                            + "its lease ends at 2026-11-24T08:01:00Z; .*");
            now = now.plus(Duration.ofSeconds(60));
            try (WorkFolder second = open()) {
                assertThatThrownBy(() -> make(first, "read/00001"))
                        .isInstanceOf(FormatException.class)
                        .hasMessageContaining("so another run may use this folder; ");
                make(second, "output/units");
                assertThat(second.isDone("read/00000")).isTrue();
                assertThat(second.isDone("read/00001")).isFalse();
            }
            try (WorkFolder third = open()) {
                assertThat(third.isDone("output/units")).isTrue();
                assertThatThrownBy(first::finish).isInstanceOf(FormatException.class);
            }
        }
    }

    /** Opens the folder; empty if it is refused. */
    private Optional<WorkFolder> attempt() throws IOException {
        try {
            return Optional.of(WorkFolder.of(output, configuration, Clock.fixed(now, ZoneOffset.UTC)));
        } catch (FormatException refused) {
            return Optional.empty();
        }
    }

    @Test
    void oneOfTwoDriversThatStartTogetherCommits() throws Exception {
        ExecutorService drivers = Executors.newFixedThreadPool(2);
        Callable<Optional<WorkFolder>> attempt = this::attempt;
        try {
            for (int round = 0; round < 10; round++) {
                output = new Path(FileByFileStore.address(folder.resolve("corpus" + round)));
                int commits = 0;
                for (Future<Optional<WorkFolder>> driver : drivers.invokeAll(List.of(attempt, attempt))) {
                    if (driver.get().isPresent()) {
                        try (WorkFolder work = driver.get().get()) {
                            make(work, "read/00001");
                            commits++;
                        } catch (FormatException lost) {
                            assertThat(lost).hasMessageContaining("another run");
                        }
                    }
                }
                assertThat(commits).as("round %d", round).isLessThanOrEqualTo(1);
            }
        } finally {
            drivers.shutdownNow();
        }
    }

    @Test
    void leaseOfRunningDriverIsRenewed() throws Exception {
        configuration.setInt(DriverLease.SECONDS, 3);
        Clock clock = Clock.systemUTC();
        try (WorkFolder first = WorkFolder.of(output, configuration, clock)) {
            first.begin(new WorkFolder.Plan("settings", "input", 2, "now"));
            Instant end = clock.instant().plusMillis(3500);
            while (clock.instant().isBefore(end)) {
                assertThatThrownBy(() -> WorkFolder.of(output, configuration, clock))
                        .hasMessageContaining("another run uses this folder");
                Thread.sleep(100);
            }
            make(first, "read/00000");
        }
        WorkFolder.of(output, configuration, clock).close();
    }

    @Test
    void leaseSurvivesFailedRenewal() throws IOException {
        // The test ends before the first renewal in the background.
        configuration.setInt(DriverLease.SECONDS, 60);
        Path work = new Path(FileByFileStore.address(Files.createDirectory(folder.resolve("leased"))));
        FileSystem files = work.getFileSystem(configuration);
        try (DriverLease lease = DriverLease.take(files, work, configuration, Clock.fixed(now, ZoneOffset.UTC))) {
            FileByFileStore.killAfter(0);
            assertThatThrownBy(lease::renew).hasMessage("killed");
            FileByFileStore.revive();
            lease.renew();
            Clock later = Clock.fixed(now.plusSeconds(70), ZoneOffset.UTC);
            try (DriverLease other = DriverLease.take(files, work, configuration, later)) {
                assertThatThrownBy(lease::renew).hasMessageContaining("another run may use this folder");
                other.renew();
                assertThat(files.listStatus(work)).hasSize(1);
            }
        }
        assertThat(files.listStatus(work)).isEmpty();
    }
}
