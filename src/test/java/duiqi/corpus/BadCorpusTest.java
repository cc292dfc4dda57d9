package duiqi.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that a run rejects invalid input before it starts, with a location, a problem and a remedy. */
@Tag("spark")
@ResourceLock("spark")
class BadCorpusTest {
    private static final String DOCUMENT = "{\"id\": \"1\", \"zh\": \"春天来了。\", \"en\": \"Spring has come.\"}\n";

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /** Checks that a run rejects an input with a message and leaves no work folder. */
    private void rejects(Path input, String message) {
        Path output = folder.resolve("output");
        assertThatThrownBy(() -> CorpusRuns.run(CorpusRuns.plain(input, output, false)))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(message);
        assertThat(folder.resolve("output.work")).doesNotExist();
    }

    @Test
    void rejectsJsonWithoutDocuments() throws IOException {
        Path empty = file("empty.jsonl", "");
        rejects(empty, empty + ": is empty; remove it, or create it again");
        Path blank = file("blank.jsonl", "\n \n");
        rejects(blank, blank + ": contains only blank lines; write each document on one line");
        Path keys = file("keys.jsonl", "{\"doc\": 1, \"source\": \"春\", \"en\": \"spring\"}\n");
        rejects(
                keys,
                keys + ":1: has no \"id\" and no \"zh\", but has doc, source, en; "
                        + "give the columns of id, Chinese and English, for example --columns doc,source,target");
        Path list = file("list.jsonl", "[1]\n");
        rejects(list, list + ":1: is not a JSON object; write each document on one line, for example {\"id\": ");
        Path text = file("text.jsonl", "春天来了。\n");
        rejects(text, text + ":1: is not JSON: ");
        Path other = folder.resolve("other.jsonl");
        Files.write(other, DOCUMENT.getBytes(Charset.forName("GB18030")));
        rejects(other, other + ":1: is not UTF-8; convert the file, for example with iconv -f GB18030 -t UTF-8");
        Path broken = file("broken.jsonl.gz", "no gzip");
        rejects(broken, broken + ":1: cannot read: ");
    }

    @Test
    void rejectsParquetWithoutDocuments() throws IOException {
        Path parquet = SmallCorpus.writeParquet(
                folder.resolve("parquet"), SmallCorpus.documents().subList(0, 1));
        CorpusSettings plain = CorpusRuns.plain(parquet, folder.resolve("output"), false);
        CorpusSettings.Columns others = new CorpusSettings.Columns("doc", "zh", "target");
        assertThatThrownBy(() -> CorpusRuns.run(CorpusRuns.with(plain, CorpusRuns.input(parquet, others, 1000))))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(parquet.toString())
                .hasMessageEndingWith(": has no \"doc\" and no \"target\", but has id, zh, en; "
                        + "give the columns of id, Chinese and English, for example --columns doc,source,target");
        Path broken = file("broken.parquet", "no Parquet");
        rejects(broken, broken + ": cannot read as Parquet: ");
    }

    @Test
    void rejectsOtherInput() throws IOException {
        Path missing = folder.resolve("missing.jsonl");
        rejects(missing, missing + ": there is no such file; check its name and folder");
        rejects(Path.of("foo:/a.jsonl"), "foo:/a.jsonl: cannot read: No FileSystem for scheme \"foo\"; ");
        Path text = file("text.txt", "春天来了。");
        rejects(text, text + ": is neither JSON lines nor Parquet; give files that end in .jsonl, ");
        Path both = Files.createDirectories(folder.resolve("both"));
        Files.writeString(both.resolve("a.jsonl"), DOCUMENT);
        Files.writeString(both.resolve("b.parquet"), "");
        rejects(both, both + ": contains several formats: a.jsonl and b.parquet; give a folder with one format");
        Path texts = Files.createDirectories(folder.resolve("texts"));
        Files.writeString(texts.resolve("a.zh.txt"), "春天来了。");
        rejects(
                texts,
                texts + ": no text has a counterpart; "
                        + "use matching names, for example a.zh.txt and a.en.txt, or give JSON lines or Parquet");
    }

    @Test
    void rejectsInvalidSettings() throws IOException {
        file("a.jsonl", DOCUMENT);
        assertThatThrownBy(() -> new CorpusSettings.Duplicates(CorpusSettings.Sameness.NEAR, 3))
                .hasMessageStartingWith("the similarity of duplicates must be from 0.5 to 1, but is 3.0");
        Path output = file("file", "").resolve("output");
        assertThatThrownBy(() -> CorpusRuns.run(CorpusRuns.plain(folder.resolve("a.jsonl"), output, false)))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(output + ".work: cannot create: ")
                .hasMessageEndingWith("; check the output folder and its permissions");
    }

    @Test
    void reportsTruncatedFile() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            for (SmallCorpus.Doc document : SmallCorpus.documents()) {
                out.write((document.json() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Path input = folder.resolve("cut.jsonl.gz");
        Files.write(input, Arrays.copyOf(zipped.toByteArray(), zipped.size() * 3 / 4));

        assertThatThrownBy(() -> CorpusRuns.run(CorpusRuns.plain(input, folder.resolve("output"), false)))
                .isInstanceOf(FormatException.class)
                .message()
                .startsWith(input + ":")
                .contains(": cannot read: ")
                .doesNotContain("\n");
    }

    static List<Arguments> causes() {
        return List.of(
                Arguments.of(
                        new RuntimeException(new FormatException("a", "is wrong", "repair it")),
                        "a: is wrong; repair it"),
                Arguments.of(
                        new OutOfMemoryError("heap"),
                        "duiqi corpus: a task needs more memory than it has; increase it with "),
                Arguments.of(
                        new IOException("No space left on device"),
                        "duiqi corpus: cannot read or write a file: No space left on device; fix the problem"),
                Arguments.of(
                        new IllegalStateException("Cannot call methods on a stopped SparkContext."),
                        "duiqi corpus: the Spark cluster ended the run; check the logs of its master and workers,"
                                + " then run the command again to continue"),
                Arguments.of(
                        new SparkException("Job aborted: ExecutorLostFailure (executor 1 exited)", null),
                        "duiqi corpus: workers were lost"));
    }

    @ParameterizedTest
    @MethodSource("causes")
    void findsCauseInSparkException(Throwable cause, String message) {
        assertThat(CorpusSession.RunFailures.outside(new SparkException("aborted", cause)))
                .hasValueSatisfying(failure -> assertThat(failure).hasMessageStartingWith(message));
    }

    @Test
    void leavesBugsAsTheyAre() {
        assertThat(CorpusSession.RunFailures.outside(new SparkException("aborted", new IllegalStateException("ours"))))
                .isEmpty();
    }
}
