package duiqi.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.glossary.Glossary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Runs corpora on other file systems than local disks, and kills the runs. */
@Tag("spark")
@Tag("soak")
@ResourceLock("spark")
@ResourceLock("FileByFileStore")
class CorpusStoresTest {
    private static final int KILLS = 50;
    private static final String LEASE = "duiqi.lease.seconds";

    @TempDir
    private Path folder;

    private final Configuration configuration =
            LocalSpark.session().sparkContext().hadoopConfiguration();

    @BeforeEach
    void store() {
        FileByFileStore.configure(configuration);
        configuration.setInt(LEASE, 6);
        FileByFileStore.revive();
    }

    @AfterEach
    void noStore() {
        FileByFileStore.revive();
        configuration.unset(LEASE);
    }

    private Path corpus() throws IOException {
        List<SmallCorpus.Doc> documents =
                new ArrayList<>(SmallCorpus.documents().subList(0, 2));
        documents.add(documents.get(0));
        return SmallCorpus.writeJson(folder.resolve("corpus.jsonl"), documents);
    }

    /** Returns settings with a few short stages, of each kind. */
    private static CorpusSettings settings(String input, String output) {
        return new CorpusSettings(
                new CorpusSettings.Input(
                        input, CorpusSettings.Columns.STANDARD, CorpusSettings.Languages.STANDARD, 1_000_000),
                output,
                true,
                CorpusSettings.Filter.STANDARD,
                new CorpusSettings.Duplicates(CorpusSettings.Sameness.EXACT, 0.9),
                new CorpusSettings.Terms(new Glossary(List.of()), 3, 0),
                1,
                "1");
    }

    /** Returns a fixed clock, so that a slow machine does not end the lease of a run. */
    private static Clock fixedClock() {
        return Clock.fixed(Instant.now(), ZoneOffset.UTC);
    }

    private static CorpusRun run(CorpusSettings settings, Clock clock) throws IOException {
        return new CorpusRun(LocalSpark.corpus(), settings, clock, CorpusRuns.SILENT);
    }

    private static void requireSame(Path output, Path whole) throws IOException {
        assertThat(output.resolve("summary.json")).exists();
        assertThat(CorpusRuns.everything(output)).isEqualTo(CorpusRuns.everything(whole));
        assertThat(output.resolve("translations.tables")).hasSameBinaryContentAs(whole.resolve("translations.tables"));
        assertThat(undated(output.resolve("tmx/part-00001.tmx")))
                .isEqualTo(undated(whole.resolve("tmx/part-00001.tmx")));
    }

    /** Returns the content of a memory without its dates: a run that was killed before it had a plan begins later. */
    private static String undated(Path memory) throws IOException {
        return Files.readString(memory).replaceAll("[0-9]{8}T[0-9]{6}Z", "");
    }

    @Test
    void killedRunsOnStoreThatMovesFileByFileLoseNothing() throws IOException {
        Path input = corpus();
        Path whole = folder.resolve("whole");
        run(settings(FileByFileStore.address(input), FileByFileStore.address(whole)), fixedClock())
                .run();
        long changes = FileByFileStore.changes();
        // Each run continues the killed run before it, up to a random change, so the kills spread over the whole run.
        Random random = new Random(4);
        int kills = 0;
        Duration later = Duration.ZERO;
        for (int chain = 0; kills < KILLS; chain++) {
            Path output = folder.resolve("killed" + chain);
            CorpusSettings settings = settings(FileByFileStore.address(input), FileByFileStore.address(output));
            long left = 1 + random.nextLong(changes / 5);
            boolean isKilled = true;
            while (isKilled) {
                FileByFileStore.killAfter(left);
                try {
                    run(settings, Clock.offset(fixedClock(), later)).run();
                    isKilled = false;
                } catch (IOException killed) {
                    assertThat(killed).hasMessageMatching("(cannot .*: |.*cannot read or write a file: )?killed.*");
                    kills++;
                    assertThat(kills)
                            .as("kills, of which each must leave some progress")
                            .isLessThan(4 * KILLS);
                }
                FileByFileStore.revive();
                later = later.plusSeconds(10);
                left = 5 + random.nextLong(changes / 5);
            }
            requireSame(output, whole);
            assertThat(folder.resolve("killed" + chain + ".work")).doesNotExist();
        }
    }
}
