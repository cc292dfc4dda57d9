package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    private static byte[] zipped() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(DICTIONARY.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    @Test
    void alignsWithSameLexiconFromTextAndGzip() throws IOException {
        write("cedict.u8", DICTIONARY);
        Files.write(folder.resolve("cedict.txt.gz"), zipped());
        assertThat(run(0, "lexicon build @cedict.u8 -o @a.lexicon").out())
                .contains("2 words", "CC-CEDICT of 2026-01-02, CC BY-SA 4.0");
        run(0, "lexicon build @cedict.txt.gz -o @b.lexicon");
        assertThat(folder.resolve("a.lexicon")).hasSameBinaryContentAs(folder.resolve("b.lexicon"));
        write("x.zh", "下雨。\n我们。\n");
        write("x.en", "Rain.\nWe.\n");
        assertThat(run(0, "align --sentences --allow-unrelated --to ids -q --lexicon @a.lexicon @x.zh @x.en")
                        .out())
                .isEqualTo("[0]:[0]\n[1]:[1]\n");
    }

    @Test
    void describesBuiltInLexicon() {
        assertThat(run(0, "lexicon info").out()).containsPattern("1\\d{5} words, .* CC-CEDICT of 20");
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
        Files.write(folder.resolve("half.gz"), Arrays.copyOf(zipped(), zipped().length - 12));
        assertThat(run(2, "lexicon " + line).err()).contains(problem).hasLineCount(1);
        assertThat(folder.resolve("x")).doesNotExist();
    }
}
