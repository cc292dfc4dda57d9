package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LexiconCommandTest {
    private static final String DICTIONARY = """
            #! date=2026-01-02
            下雨 下雨 [xia4 yu3] /to rain/
            我們 我们 [wo3 men5] /we/us/
            """;

    @TempDir
    private Path folder;

    private final FakeConsole console = new FakeConsole();

    @Test
    void buildsSameLexiconFromTextAndGzip() throws IOException {
        Path text = Files.writeString(folder.resolve("cedict.u8"), DICTIONARY);
        Path zipped = folder.resolve("cedict.txt.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            out.write(DICTIONARY.getBytes(StandardCharsets.UTF_8));
        }
        Path first = folder.resolve("a.lexicon");
        Path second = folder.resolve("b.lexicon");
        assertThat(console.run("lexicon", "build", text.toString(), "-o", first.toString()))
                .isZero();
        assertThat(console.run("lexicon", "build", zipped.toString(), "-o", second.toString()))
                .isZero();
        assertThat(first).hasSameBinaryContentAs(second);
        assertThat(console.out()).contains("2 words", "CC-CEDICT of 2026-01-02, CC BY-SA 4.0");
    }

    @Test
    void alignsWithBuiltLexicon() throws IOException {
        Path text = Files.writeString(folder.resolve("cedict.u8"), DICTIONARY);
        Path lexicon = folder.resolve("small.lexicon");
        console.run("lexicon", "build", text.toString(), "-o", lexicon.toString());
        Path zh = Files.writeString(folder.resolve("x.zh"), "下雨。\n我们。\n");
        Path en = Files.writeString(folder.resolve("x.en"), "Rain.\nWe.\n");
        FakeConsole run = new FakeConsole();
        assertThat(run.run(
                        "align",
                        "--sentences",
                        "--allow-unrelated",
                        "--to",
                        "ids",
                        "-q",
                        "--lexicon",
                        lexicon.toString(),
                        zh.toString(),
                        en.toString()))
                .isZero();
        assertThat(run.out()).isEqualTo("[0]:[0]\n[1]:[1]\n");
    }

    @Test
    void describesBuiltInLexicon() {
        assertThat(console.run("lexicon", "info")).isZero();
        assertThat(console.out()).containsPattern("1\\d{5} words, .* CC-CEDICT of 20");
    }

    @Test
    void rejectsFileThatIsNotADictionary() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "下雨 = rain\n");
        assertThat(console.run(
                        "lexicon",
                        "build",
                        text.toString(),
                        "-o",
                        folder.resolve("x").toString()))
                .isEqualTo(2);
        assertThat(console.err())
                .contains("notes.txt:1:1: not a line of CC-CEDICT")
                .hasLineCount(1);
        assertThat(folder.resolve("x")).doesNotExist();
        assertThat(console.run("lexicon", "build", folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(console.err()).contains("there is no such file");
    }

    @Test
    void rejectsTruncatedDictionaryAndFolder() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(DICTIONARY.getBytes(StandardCharsets.UTF_8));
        }
        Path half = Files.write(folder.resolve("half.gz"), Arrays.copyOf(zipped.toByteArray(), zipped.size() - 12));
        assertThat(console.run("lexicon", "build", half.toString())).isEqualTo(2);
        assertThat(console.err()).contains("half.gz: is a damaged gzip file; download it again");
        for (String command : List.of("build", "info")) {
            FakeConsole refused = new FakeConsole();
            assertThat(refused.run("lexicon", command, folder.toString())).isEqualTo(2);
            assertThat(refused.err())
                    .contains(folder + ": is a folder, not a file")
                    .hasLineCount(1);
        }
    }
}
