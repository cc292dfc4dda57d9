package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that duiqi detects the format of files of units from their content, not from their names. */
class ContentDetectionTest {
    private static final Path GOLDEN = Golden.file("exchange");

    @TempDir
    Path folder;

    private static String format(Path file) {
        return ExchangeFormat.of(file).map(ExchangeFormat::name).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "software.tmx, a.xml, tmx",
        "software.tmx, a.xlf, tmx",
        "software.tmx, a.txt, tmx",
        "software.1.xlf, a.xml, xliff",
        "software.2.xlf, a.tmx, xliff",
        "memory.wordfast.txt, a.txt, wordfast",
        "memory.wordfast.txt, a.csv, wordfast",
        "program.po, a.txt, po",
        "garden.po, a, po",
        "sentences.jsonl, a.json, jsonl",
        "garden.jsonl, a.txt, jsonl",
        "software.jsonl, a.tmx, jsonl",
    })
    void detectsContentBeforeName(String golden, String name, String format) throws IOException {
        assertThat(format(Files.copy(GOLDEN.resolve(golden), folder.resolve(name))))
                .isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "水是软的。\n",
                "{\"source\": \"水\", \"target\": \"water\"}",
                "{\n  \"source\": \"Source\",\n  \"target\": \"Target\"\n}\n",
                "# msgid \"a\"\n\nText\n",
                "<html><body>tmx</body></html>",
                "%20 of all stones\n",
                "PK\u0003\u0004",
            })
    void leavesOtherTextsUnknown(String text) throws IOException {
        assertThat(format(Files.writeString(folder.resolve("a.txt"), text, StandardCharsets.UTF_8)))
                .isEqualTo("none");
    }
}
