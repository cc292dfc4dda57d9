package duiqi.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("spark")
@ResourceLock("spark")
class CorpusResumeTest {
    @TempDir
    private Path folder;

    /** Stops a run, as a machine failure would. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Stops the run once at each of the given progress messages. */
    private static final class Stops implements CorpusRun.CorpusListener {
        private final Set<String> moments;
        private final List<CorpusRun.CorpusListener.StageFigures> figures = new ArrayList<>();

        Stops(String... moments) {
            this.moments = new LinkedHashSet<>(List.of(moments));
        }

        @Override
        public void progress(String stage, int done, int parts) {
            if (moments.remove(stage + " " + done + "/" + parts)) {
                throw new Stopped();
            }
        }

        @Override
        public void done(CorpusRun.CorpusListener.StageFigures stage) {
            figures.add(stage);
        }
    }

    private static boolean stops(CorpusSettings settings, CorpusRun.CorpusListener stops) throws IOException {
        try {
            CorpusRuns.of(settings, stops).run();
            return false;
        } catch (Stopped stopped) {
            return true;
        }
    }

    private static Set<String> files(Path work) throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            return new LinkedHashSet<>(files.filter(Files::isRegularFile)
                    .map(file -> work.relativize(file).toString())
                    .filter(file -> !file.contains("half"))
                    .toList());
        }
    }

    private Path corpus() throws IOException {
        List<SmallCorpus.Doc> documents =
                new ArrayList<>(SmallCorpus.documents().subList(0, 5));
        documents.add(SmallCorpus.book("book"));
        documents.add(documents.get(0));
        return SmallCorpus.writeJson(folder.resolve("corpus.jsonl"), documents);
    }

    @Test
    void continuesStoppedRunWithSameResult() throws IOException {
        Path input = corpus();
        Path whole = folder.resolve("whole");
        CorpusRuns.run(CorpusRuns.full(input, whole));
        Path output = folder.resolve("stopped");
        Path work = folder.resolve("stopped.work");
        CorpusSettings settings = CorpusRuns.full(input, output);
        assertThat(stops(settings, new Stops("read documents 0/1"))).isTrue();
        // Simulate a plan from a machine with fewer processors, which would have more buckets.
        Path plan = work.resolve("plan.json");
        Files.writeString(plan, Files.readString(plan).replace("\"buckets\":1", "\"buckets\":3"));

        Stops stops = new Stops("align 2/3", "learn 2/3", "create units 1/3", "write TMX 1/1");
        Set<String> done = Set.of();
        while (stops(settings, stops)) {
            assertThat(output).doesNotExist();
            // Spark gives files unique names, so a file that was written again would have another name.
            assertThat(files(work)).containsAll(done);
            done = files(work);
            // A stopped run leaves the files of its current step.
            for (String step : List.of("last/00002", "output/tmx")) {
                if (Files.notExists(work.resolve("done").resolve(step))) {
                    Files.createDirectories(work.resolve(step).resolve("half"));
                    Files.writeString(work.resolve(step).resolve("half/part-00000.parquet"), "half");
                }
            }
        }
        assertThat(stops.moments).isEmpty();
        assertThat(stops.figures)
                .filteredOn(stage -> List.of("align", "create units").contains(stage.stage()))
                .extracting(stage -> stage.stage() + " " + stage.earlier() + " of " + stage.parts())
                .containsExactly("align 2 of 3", "create units 1 of 3");
        assertThat(work).doesNotExist();
        assertThat(CorpusRuns.everything(output)).isEqualTo(CorpusRuns.everything(whole));
        for (String file : List.of("terms.csv", "translations.tables", "tmx/part-00001.tmx", "tmx/part-00002.tmx")) {
            assertThat(output.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
        }
    }

    /** Fails on any work, because there must be none. */
    private static final CorpusRun.CorpusListener IDLE = (stage, done, parts) -> {
        throw new AssertionError(stage);
    };

    @Test
    void rejectsWorkFolderOfOtherRun() throws IOException {
        Path input = SmallCorpus.writeJson(
                folder.resolve("corpus.jsonl"), SmallCorpus.documents().subList(0, 1));
        Path output = folder.resolve("output");
        CorpusSettings settings = CorpusRuns.plain(input, output, false);
        CorpusSettings other = CorpusRuns.withLongest(settings, 1000);
        assertThat(stops(settings, new Stops("read documents 0/1"))).isTrue();
        Set<String> work = files(folder.resolve("output.work"));

        assertThatThrownBy(() -> CorpusRuns.of(other, IDLE).run())
                .isInstanceOf(FormatException.class)
                .hasMessage(output + ".work: contains a run with other options; "
                        + "remove the folder to start again, or give another output");
        FileTime time = Files.getLastModifiedTime(input);
        Files.setLastModifiedTime(input, FileTime.fromMillis(time.toMillis() - 5000));
        assertThatThrownBy(() -> CorpusRuns.of(settings, IDLE).run())
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("contains a run on other files, or the files have changed since; ");
        Files.setLastModifiedTime(input, time);
        assertThat(files(folder.resolve("output.work"))).isEqualTo(work);

        List<String> refused = new ArrayList<>();
        CorpusRun.CorpusSummary summary = CorpusRuns.of(settings, (stage, done, parts) -> {
                    try {
                        CorpusRuns.of(settings, IDLE).run();
                    } catch (IOException second) {
                        refused.add(String.valueOf(second.getMessage()));
                    }
                })
                .run();
        assertThat(refused)
                .isNotEmpty()
                .allMatch(
                        (output + ".work: another run uses this folder; wait until it ends, or give another output")
                                ::equals);

        assertThat(CorpusRuns.of(settings, IDLE).run()).isEqualTo(summary);
        assertThatThrownBy(() -> CorpusRuns.of(other, IDLE).run())
                .isInstanceOf(FormatException.class)
                .hasMessage(output + ": already exists, from another input or other options; "
                        + "give another folder, or remove it");
    }

    @Test
    void rejectsFoldersOfOtherPrograms() throws IOException {
        Path input = SmallCorpus.writeJson(
                folder.resolve("corpus.jsonl"), SmallCorpus.documents().subList(0, 1));
        Path photos = Files.createDirectories(folder.resolve("photos"));
        Files.writeString(photos.resolve("summary.json"), "[\"a list of photos\"]");
        Path thesis = Files.createDirectories(folder.resolve("output.work")).resolve("thesis.tex");
        Files.writeString(thesis, "ten years");
        for (Path output : List.of(folder, photos, folder.resolve("output"))) {
            String problem = output.endsWith("output")
                    ? ".work: already exists and is not a work folder of duiqi; rename it, or give another output"
                    : ": already exists and is not an output of duiqi; give another folder, or remove it";
            assertThatThrownBy(() -> CorpusRuns.of(CorpusRuns.plain(input, output, false), IDLE)
                            .run())
                    .isInstanceOf(FormatException.class)
                    .hasMessage(output + problem);
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("corpus.jsonl", "photos", "output.work");
        assertThat(thesis).hasContent("ten years");
    }
}
