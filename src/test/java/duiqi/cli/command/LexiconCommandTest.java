package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.lexicon.Lexicon;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LexiconCommandTest extends CommandFolder {
    private static final String DICTIONARY = """
            #! date=2026-01-02
            下雨 下雨 [xia4 yu3] /to rain/
            我們 我们 [wo3 men5] /we/us/
            """;

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    @Test
    void alignsWithSameLexiconFromTextAndGzip() throws IOException {
        write("cedict.u8", DICTIONARY);
        Files.write(folder.resolve("cedict.txt.gz"), zipped(DICTIONARY));
        assertThat(run(0, "lexicon build @cedict.u8 -o @a.lexicon").out())
                .contains("2 words", "CC-CEDICT of 2026-01-02, CC BY-SA 4.0");
        run(0, "lexicon build @cedict.txt.gz -o @b.lexicon");
        assertThat(folder.resolve("a.lexicon")).hasSameBinaryContentAs(folder.resolve("b.lexicon"));
        write("x.zh", "下雨。\n我们。\n");
        write("x.en", "Rain.\nWe.\n");
        String align = "align --sentences --allow-unrelated --to ids -q @x.zh @x.en --lexicon ";
        assertThat(run(0, align + "@a.lexicon").out()).isEqualTo("[0]:[0]\n[1]:[1]\n");
        assertThat(run(0, align + "permissive").out()).isEqualTo("[0]:[0]\n[1]:[1]\n");
        assertThat(run(0, "lexicon info permissive").out()).doesNotContain("CC-CEDICT");
        assertThat(run(0, "lexicon info").out()).containsPattern("1\\d{5} words, .* CC-CEDICT of 20");
    }

    @Test
    void countsTranslationsInTexts() throws IOException {
        write("words.tsv", "医生\tdoctor\n学校\tschool\n去\tgo\n");
        write("texts/a.tsv", "医生去学校。\tThe physician goes to school.\n".repeat(60));
        write("texts/words.lex.tsv", "not read");
        Files.write(folder.resolve("texts/b.tsv.gz"), zipped("学校很大。\tThe school is big.\n".repeat(60)));
        String build = "lexicon build --dictionary @words.tsv --texts @texts -o ";
        assertThat(run(0, build + "@own.lexicon").out()).contains("3 words", "counted in texts", "from words");
        run(0, build + "@two.lexicon");
        Path file = folder.resolve("own.lexicon");
        assertThat(file).hasSameBinaryContentAs(folder.resolve("two.lexicon"));
        try (InputStream in = Files.newInputStream(file)) {
            Lexicon lexicon = Lexicon.read(file.toString(), in);
            float[] share = new float[1];
            int physician = lexicon.textStemNumber("physician");
            lexicon.text().words().forEach(lexicon.wordNumber("医生"), (stem, forward, backward) -> {
                share[0] = stem == physician ? forward : share[0];
            });
            assertThat(share[0]).isGreaterThan(0.2f);
        }
        assertThat(run(0, "lexicon info @own.lexicon").out()).contains("3 words", "counted in texts");
        write("texts/c.tsv", "好。\tGood.\n坏。\n");
        assertThat(run(2, build + "@new.lexicon").err())
                .contains("c.tsv:2:1: line has 1 column, expected 2; separate Chinese and English by a tab");
        assertThat(folder.resolve("new.lexicon")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "build @notes.txt -o @x, notes.txt:1:1: not a line of CC-CEDICT",
        "build @none -o @x, there is no such file",
        "build @half.gz -o @x, half.gz: is a damaged gzip file; download it again",
        "build @., 'is a folder, not a file'",
        "info @., 'is a folder, not a file'"
    })
    void rejectsFileThatIsNotADictionary(String line, String problem) throws IOException {
        write("notes.txt", "下雨 = rain\n");
        byte[] zipped = zipped(DICTIONARY);
        Files.write(folder.resolve("half.gz"), Arrays.copyOf(zipped, zipped.length - 12));
        assertThat(run(2, "lexicon " + line).err()).contains(problem).hasLineCount(1);
        assertThat(folder.resolve("x")).doesNotExist();
    }
}
