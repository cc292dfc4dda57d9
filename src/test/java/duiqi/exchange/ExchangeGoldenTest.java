package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Tu.Tuv;
import duiqi.text.Direction;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the files under {@code src/test/resources/golden/exchange}: reading files of other programs, and the files that
 * duiqi writes.
 */
class ExchangeGoldenTest {
    private static Path golden(String name) {
        return Golden.file("exchange/" + name);
    }

    private static List<Tu> garden() {
        return Exchanged.units("""
                <tu tuid='1'><prop type='aligned'>yes</prop><prop type='x-probability'>0.97</prop><note>第一句</note>
                <tuv xml:lang='zh-CN'><prop type='x-context-post'>=石头</prop><seg>水是软的。</seg></tuv>
                {en-US Water is "soft", they say.}</tu>
                <tu tuid='2' creationdate='20261124T080000Z' creationid='李'>{zh-CN -石头是硬的。}{en-US =Stones are hard.}</tu>
                <tu>{zh-CN 完。&#10;}</tu>
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "tmx,software.tmx",
        "xliff,software.1.xlf",
        "tsv,software.tsv",
        "csv,software.csv",
        "jsonl,software.jsonl",
        "po,software.po"
    })
    void writesGoldenFileOfTranslationIntoChinese(String format, String name) throws IOException {
        // The order of the variants does not count.
        List<Tu> units = Exchanged.units("""
                <tu tuid='1'><note>menu</note>{en-US Save the "garden" now.}{zh-CN 立即保存“花园”。}</tu>
                <tu tuid='2'>{zh-CN 共有 %d 棵树}{en-US %d trees in total}</tu>
                <tu tuid='3'>{en-US Quit}</tu>
                """);
        byte[] written =
                new Exchanged(format, Direction.INTO_CHINESE).write(units).get(0);
        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(Golden.text("exchange/" + name));
        // The settings of the reader have the other direction.
        try (UnitReader reader =
                ExchangeFormat.of(golden(name)).orElseThrow().open(golden(name), new Exchanged(format).reading())) {
            for (String english : List.of("Save the \"garden\" now.", "%d trees in total", "Quit")) {
                Tu read = reader.next().orElseThrow();
                assertThat(reader.sourceLanguage(read)).contains(Language.ENGLISH);
                assertThat(read.source(new TmxHeader("", Map.of("srclang", "en-US"), List.of(), List.of()))
                                .map(Tuv::text))
                        .contains(english);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tsv", "csv", "jsonl", "po"})
    void writesGoldenFile(String format) throws IOException {
        Exchanged exchanged = new Exchanged(format);
        byte[] written = exchanged.write(garden()).get(0);
        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(Golden.text("exchange/garden." + format));
        assertThat(exchanged.read(golden("garden." + format))).hasSize(3);
        assertThat(exchanged.damage).isEmpty();
    }

    @Test
    void countsOmissions() throws IOException {
        Exchanged po = new Exchanged("po");
        assertThat(po.write(garden())).hasSize(1);
        assertThat(po.omissions.counts()).isEqualTo(Map.of("properties", 3, "ids", 2, "dates", 1, "authors", 1));
        Exchanged moses = new Exchanged("moses");
        assertThat(moses.write(garden()))
                .extracting(text -> new String(text, StandardCharsets.UTF_8))
                .containsExactly("水是软的。\n-石头是硬的。\n", "Water is \"soft\", they say.\n=Stones are hard.\n");
        assertThat(moses.omissions.counts())
                .hasSize(6)
                .containsEntry("properties", 3)
                .containsEntry("notes", 1)
                .containsEntry("units with no text in zh-CN or no text in en-US", 1);
    }

    @ParameterizedTest
    @CsvSource({
        "csv,spreadsheet.csv",
        "tsv,aligned.tsv",
        "jsonl,sentences.jsonl",
        "po,program.po",
        "moses,corpus.zh",
        "moses,corpus.en",
        "sdltm,trados.sdltm",
        "xliff,software.2.xlf",
        "xliff,garden.1.xlf"
    })
    void readsFilesOfOtherPrograms(String format, String name) throws IOException {
        Exchanged exchanged = new Exchanged(format);
        assertThat(Exchanged.lines(golden(name), exchanged.reading()))
                .containsExactlyElementsOf(Golden.text("exchange/" + name.replaceAll("\\.\\w+$", ".expected"))
                        .lines()
                        .toList());
        assertThat(exchanged.damage).isEmpty();
        assertThat(exchanged.unread.counts()).isEmpty();
    }

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
