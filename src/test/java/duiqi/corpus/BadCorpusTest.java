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

/** What cannot be a corpus is refused before any work, with the place, the problem and a remedy. */
@Tag("spark")
@ResourceLock("spark")
class BadCorpusTest {
    private static final String DOCUMENT = "{\"id\": \"1\", \"zh\": \"春天来了。\", \"en\": \"Spring has come.\"}\n";

    @TempDir
    private Path folder;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    /** What a run over an input says; it must not have begun. */
    private void refuses(Path input, String message) {
        Path output = folder.resolve("output");
        assertThatThrownBy(() -> CorpusRuns.run(CorpusRuns.plain(input, output, false)))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(message);
        assertThat(folder.resolve("output.work")).doesNotExist();
    }

    @Test
    void jsonThatHasNoDocuments() throws IOException {
        Path empty = file("empty.jsonl", "");
        refuses(empty, empty + ": is empty; remove it, or make it anew");
        Path blank = file("blank.jsonl", "\n \n");
        refuses(blank, blank + ": has blank lines only; give each document a line");
        Path keys = file("keys.jsonl", "{\"doc\": 1, \"source\": \"春\", \"en\": \"spring\"}\n");
        refuses(
                keys,
                keys + ":1: has no \"id\" and no \"zh\", but doc, source, en; "
                        + "name the keys of id, Chinese and English, as with --columns doc,source,target");
        Path list = file("list.jsonl", "[1]\n");
        refuses(list, list + ":1: is no object of JSON; give each document a line like {\"id\": ");
        Path text = file("text.jsonl", "春天来了。\n");
        refuses(text, text + ":1: is not JSON: ");
        Path other = folder.resolve("other.jsonl");
        Files.write(other, DOCUMENT.getBytes(Charset.forName("GB18030")));
        refuses(other, other + ":1: is not UTF-8; convert the file, as with iconv -f GB18030 -t UTF-8");
        Path broken = file("broken.jsonl.gz", "no gzip");
        refuses(broken, broken + ":1: cannot be read: ");
    }

    @Test
    void tablesThatHaveNoDocuments() throws IOException {
        Path parquet = SmallCorpus.writeParquet(
                folder.resolve("parquet"), SmallCorpus.documents().subList(0, 1));
        CorpusSettings plain = CorpusRuns.plain(parquet, folder.resolve("output"), false);
        assertThatThrownBy(() -> CorpusRuns.run(
                        CorpusRuns.withColumns(plain, new CorpusSettings.Columns("doc", "zh", "target"))))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(parquet.toString())
                .hasMessageEndingWith(": has no column \"doc\" and no \"target\", but id, zh, en; "
                        + "name the columns of id, Chinese and English, as with --columns doc,source,target");
        Path broken = file("broken.parquet", "no Parquet");
        refuses(broken, broken + ": cannot be read as Parquet: ");
    }

    @Test
    void whatIsNoInput() throws IOException {
        Path missing = folder.resolve("missing.jsonl");
        refuses(missing, missing + ": there is no such file; check its name and folder");
        refuses(Path.of("foo:/a.jsonl"), "foo:/a.jsonl: cannot be reached: No FileSystem for scheme \"foo\"; ");
        Path text = file("text.txt", "春天来了。");
        refuses(text, text + ": is neither JSON lines nor Parquet; give files that end in .jsonl, ");
        Path both = Files.createDirectories(folder.resolve("both"));
        Files.writeString(both.resolve("a.jsonl"), DOCUMENT);
        Files.writeString(both.resolve("b.parquet"), "");
        refuses(both, both + ": holds a.jsonl and b.parquet; give a folder with one of them");
        Path texts = Files.createDirectories(folder.resolve("texts"));
        Files.writeString(texts.resolve("a.zh.txt"), "春天来了。");
        refuses(
                texts,
                texts + ": has no two texts that are renderings of each other by their names; "
                        + "name them like a.zh.txt and a.en.txt, or give JSON lines or Parquet");
    }

    @Test
    void whatCannotBeAsked() throws IOException {
        file("a.jsonl", DOCUMENT);
        assertThatThrownBy(() -> new CorpusSettings.Filter(List.of("identical", "foo"), 0.9))
                .hasMessageStartingWith("there is no filter \"foo\"; there are empty, ");
        assertThatThrownBy(() -> new CorpusSettings.Duplicates(CorpusSettings.Sameness.NEAR, 3))
                .hasMessageStartingWith("units are the same from a likeness of 0.5 to 1 on, not of 3.0");
        Path output = file("file", "").resolve("output");
        assertThatThrownBy(() -> CorpusRuns.run(CorpusRuns.plain(folder.resolve("a.jsonl"), output, false)))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(output + ".work: cannot be made: ")
                .hasMessageEndingWith("; check the folder of the output and its rights");
    }

    @Test
    void aFileThatBreaksOffIsNamed() throws IOException {
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
                .contains(": cannot be read: ")
                .doesNotContain("\n");
    }

    @Test
    void whatSparkWrapsIsFound() {
        FormatException fault = new FormatException("a", "is wrong", "mend it");
        assertThat(CorpusSession.RunFailures.outside(new SparkException("aborted", new RuntimeException(fault))))
                .containsSame(fault);
        assertThat(CorpusSession.RunFailures.outside(new SparkException("aborted", new OutOfMemoryError("heap"))))
                .hasValueSatisfying(told -> assertThat(told)
                        .hasMessageStartingWith("duiqi corpus: a task needs more memory than it has; give more, "));
        assertThat(CorpusSession.RunFailures.outside(
                        new SparkException("aborted", new IOException("No space left on device"))))
                .hasValueSatisfying(
                        told -> assertThat(told).hasMessageContaining("No space left on device; mend that"));
        assertThat(CorpusSession.RunFailures.outside(new SparkException(
                        "Job aborted due to stage failure: ExecutorLostFailure (executor 1 exited)", null)))
                .hasValueSatisfying(told -> assertThat(told).hasMessageContaining("workers were lost"));
        assertThat(CorpusSession.RunFailures.outside(new SparkException("aborted", new IllegalStateException("ours"))))
                .isEmpty();
    }
}
