package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Tu.Tuv;
import duiqi.text.Direction;
import duiqi.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests the files under {@code src/test/resources/golden/exchange}: reading files of other programs, and the files that
 * duiqi writes.
 */
class ExchangeGoldenTest {
    private static Path golden(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(ExchangeGoldenTest.class.getResource("/golden/exchange/" + name), name)
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    private static List<Tu> garden() {
        Tu first = new Tu(
                Map.of("tuid", "1"),
                List.of(
                        Annotation.property("aligned", "yes"),
                        Annotation.property("x-probability", "0.97"),
                        Annotation.note("第一句")),
                List.of(
                        Tuv.of(Language.CHINESE, "水是软的。").with(List.of(Annotation.property("x-context-post", "=石头"))),
                        Tuv.of(Language.ENGLISH, "Water is \"soft\", they say.")));
        Tu second = new Tu(
                        Map.of("tuid", "2"),
                        List.of(),
                        List.of(Tuv.of(Language.CHINESE, "-石头是硬的。"), Tuv.of(Language.ENGLISH, "=Stones are hard.")))
                .withAttribute("creationdate", "20261124T080000Z")
                .withAttribute("creationid", "李");
        Tu untranslated = new Tu(Map.of(), List.of(), List.of(Tuv.of(Language.CHINESE, "完。\n")));
        return List.of(first, second, untranslated);
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
        List<Tu> units = List.of(
                new Tu(
                        Map.of("tuid", "1"),
                        List.of(Annotation.note("menu")),
                        List.of(
                                Tuv.of(Language.ENGLISH, "Save the \"garden\" now."),
                                Tuv.of(Language.CHINESE, "立即保存“花园”。"))),
                // The order of the variants does not count.
                new Tu(
                        Map.of("tuid", "2"),
                        List.of(),
                        List.of(Tuv.of(Language.CHINESE, "共有 %d 棵树"), Tuv.of(Language.ENGLISH, "%d trees in total"))),
                new Tu(Map.of("tuid", "3"), List.of(), List.of(Tuv.of(Language.ENGLISH, "Quit"))));
        Exchanged exchanged = new Exchanged(format, Direction.INTO_CHINESE);
        byte[] written = exchanged.write(units).get(0);
        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(golden(name), StandardCharsets.UTF_8));
        // The settings of the reader have the other direction.
        try (UnitReader reader =
                ExchangeFormat.of(golden(name)).orElseThrow().open(golden(name), new Exchanged(format).reading())) {
            for (Tu unit : units) {
                Tu read = reader.next().orElseThrow();
                assertThat(reader.sourceLanguage(read)).contains(Language.ENGLISH);
                assertThat(read.source(new TmxHeader("", Map.of("srclang", "en-US"), List.of(), List.of()))
                                .map(Tuv::text))
                        .isEqualTo(unit.variants().stream()
                                .filter(side -> side.code().equals("en-US"))
                                .map(Tuv::text)
                                .findFirst());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tsv", "csv", "jsonl", "po"})
    void writesGoldenFile(String format) throws IOException {
        Exchanged exchanged = new Exchanged(format);
        byte[] written = exchanged.write(garden()).get(0);
        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo(Files.readString(golden("garden." + format), StandardCharsets.UTF_8));
        assertThat(exchanged.read(golden("garden." + format)))
                .extracting(unit -> unit.variants().get(0).text())
                .hasSize(3);
        assertThat(exchanged.damage).isEmpty();
    }

    @Test
    void countsOmissions() throws IOException {
        Exchanged po = new Exchanged("po");
        assertThat(po.write(garden())).hasSize(1);
        assertThat(po.omissions.counts()).isEqualTo(Map.of("properties", 3, "ids", 2, "dates", 1, "authors", 1));
        Exchanged moses = new Exchanged("moses");
        List<byte[]> texts = moses.write(garden());
        assertThat(new String(texts.get(0), StandardCharsets.UTF_8)).isEqualTo("水是软的。\n-石头是硬的。\n");
        assertThat(new String(texts.get(1), StandardCharsets.UTF_8))
                .isEqualTo("Water is \"soft\", they say.\n=Stones are hard.\n");
        assertThat(moses.omissions.counts())
                .isEqualTo(Map.of(
                        "properties",
                        3,
                        "notes",
                        1,
                        "ids",
                        2,
                        "dates",
                        1,
                        "authors",
                        1,
                        "units with no text in zh-CN or no text in en-US",
                        1));
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
        "wordfast,memory.wordfast.txt",
        "xliff,software.2.xlf"
    })
    void readsFilesOfOtherPrograms(String format, String name) throws IOException {
        Exchanged exchanged = new Exchanged(format);
        List<String> lines = new ArrayList<>();
        Path file = golden(name);
        try (UnitReader reader = ExchangeFormat.of(file).orElseThrow().open(file, exchanged.reading())) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                String place = Path.of(reader.location().file()).getFileName() + ":"
                        + reader.location().line() + ":" + reader.location().column();
                lines.add(place + " " + shown(unit.get()));
            }
        }
        String expected = name.replaceAll("\\.\\w+$", ".expected");
        try (InputStream in = Files.newInputStream(golden(expected))) {
            assertThat(String.join("\n", lines) + "\n")
                    .isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertThat(exchanged.damage).isEmpty();
    }

    private static String shown(Tu unit) {
        List<String> parts = new ArrayList<>();
        unit.attributes().forEach((attribute, value) -> parts.add(attribute + "=" + value));
        unit.annotations()
                .forEach(one -> parts.add(one.isNote() ? "note " + one.text() : one.type() + "=" + one.text()));
        unit.variants().forEach(side -> {
            long tags = side.content().codes();
            parts.add(side.code() + " " + side.text() + (tags == 0 ? "" : " (" + tags + " tags)"));
        });
        return String.join(" | ", parts).replace("\r", "\\r").replace("\n", "\\n");
    }
}
