package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LexiconBuildTest {
    @TempDir
    private Path folder;

    private Path dictionary = Path.of("");
    private Path texts = Path.of("");

    @BeforeEach
    void writeFiles() throws IOException {
        dictionary = Files.writeString(folder.resolve("words.tsv"), "医生\tdoctor\n学校\tschool\n去\tgo\n");
        texts = Files.createDirectory(folder.resolve("texts"));
        Files.writeString(texts.resolve("a.tsv"), "医生去学校。\tThe physician goes to school.\n".repeat(60));
        try (OutputStream zipped = new GZIPOutputStream(Files.newOutputStream(texts.resolve("b.tsv.gz")))) {
            zipped.write("学校很大。\tThe school is big.\n".repeat(60).getBytes(StandardCharsets.UTF_8));
        }
        Files.writeString(texts.resolve("words.lex.tsv"), "not read");
    }

    private FakeConsole run(int exitCode, String... arguments) {
        FakeConsole console = new FakeConsole();
        assertThat(console.run(arguments)).as(console.err()).isEqualTo(exitCode);
        return console;
    }

    private FakeConsole build(int exitCode, Path output) {
        String line = "lexicon build --dictionary " + dictionary + " --texts " + texts + " -o " + output;
        return run(exitCode, line.split(" "));
    }

    @Test
    void countsTranslationsInTexts() throws IOException {
        Path file = folder.resolve("own.lexicon");
        assertThat(build(0, file).out()).contains("3 words", "counted in texts", "from words");
        try (InputStream in = Files.newInputStream(file)) {
            Lexicon lexicon = Lexicon.read(file.toString(), in);
            float[] share = new float[1];
            int physician = lexicon.textStemNumber("physician");
            lexicon.text().words().forEach(lexicon.wordNumber("医生"), (stem, forward, backward) -> {
                share[0] = stem == physician ? forward : share[0];
            });
            assertThat(share[0]).isGreaterThan(0.2f);
        }
        assertThat(run(0, "lexicon", "info", file.toString()).out()).contains("3 words", "counted in texts");
    }

    @Test
    void writesSameBytesForSameFiles() throws IOException {
        build(0, folder.resolve("one.lexicon"));
        build(0, folder.resolve("two.lexicon"));
        assertThat(folder.resolve("one.lexicon")).hasSameBinaryContentAs(folder.resolve("two.lexicon"));
    }

    @Test
    void reportsLocationOfInvalidLine() throws IOException {
        Files.writeString(texts.resolve("c.tsv"), "好。\tGood.\n坏。\n");
        assertThat(build(2, folder.resolve("own.lexicon")).err())
                .contains("c.tsv:2:1: line has 1 column, expected 2; separate Chinese and English by a tab");
        assertThat(folder.resolve("own.lexicon")).doesNotExist();
    }

    @Test
    void alignsWithPermissiveLexicon() throws IOException {
        Path chinese = Files.writeString(folder.resolve("a.zh.txt"), "医生来了。\n\n天气不好。\n");
        Path english = Files.writeString(folder.resolve("a.en.txt"), "The doctor came.\n\nThe weather was bad.\n");
        String[] names = {chinese.toString(), english.toString()};
        assertThat(run(0, "align", "--to", "tsv", "-q", "--lexicon", "permissive", names[0], names[1])
                        .out())
                .contains("医生来了。\tThe doctor came.");
        assertThat(run(0, "lexicon", "info", "permissive").out()).doesNotContain("CC-CEDICT");
    }
}
