package duiqi.exchange.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Content;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Exchanged;
import duiqi.exchange.Omissions;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.text.FormatException;
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

class ToolXmlReaderTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/exchange");

    @TempDir
    Path folder;

    private final Exchanged ttx = new Exchanged("ttx");
    private final Omissions omissions = new Omissions();

    private ReaderSettings settings() {
        return new ReaderSettings(Language.CHINESE, Language.ENGLISH, ttx.damage::add, omissions);
    }

    private static String ttx(String settings, String body) {
        return "<TRADOStag Version=\"2.0\"><FrontMatter><UserSettings " + settings + "/></FrontMatter><Body><Raw>"
                + body + "</Raw></Body></TRADOStag>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"tagged.ttx", "segments.txml"})
    void recognisesContentWhateverTheName(String name) throws IOException {
        Path copy = Files.copy(GOLDEN.resolve(name), folder.resolve("a.xml"));
        assertThat(ExchangeFormat.of(copy).orElseThrow().extensions()).contains(name.substring(name.lastIndexOf('.')));
    }

    @Test
    void pairsTagsOfTtxAndIsolatesTheOthers() throws IOException {
        List<Tu> units = ttx.read(GOLDEN.resolve("tagged.ttx"));
        assertThat(elements(units.get(1).variants().get(1))).containsExactly("bpt", "ept");
        assertThat(elements(units.get(2).variants().get(0))).containsExactly("ph", "it");
        assertThat(elements(units.get(2).variants().get(1))).containsExactly("ph", "it");
        Content.Code isolated =
                (Content.Code) units.get(2).variants().get(0).content().pieces().get(3);
        assertThat(isolated.attributes()).isEqualTo(Map.of("pos", "begin", "x", "2", "type", "i"));
    }

    private static List<String> elements(Tuv side) {
        return side.content().pieces().stream()
                .filter(Content.Code.class::isInstance)
                .map(piece -> ((Content.Code) piece).element())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tagged.ttx | {attributes of inline tags=4, fonts of TTX texts=1, markup between units=2, texts outside of units=1}",
                "segments.txml | {attributes of notes=3, markup between units=2, references to other units in inline tags=1, "
                        + "white space between units=1}"
            })
    void countsOmissions(String name, String expected) throws IOException {
        Path file = GOLDEN.resolve(name);
        try (UnitReader reader = ExchangeFormat.of(file).orElseThrow().open(file, settings())) {
            while (reader.next().isPresent()) {
                // Reading counts the omissions.
            }
        }
        assertThat(omissions.counts()).hasToString(expected);
    }

    @Test
    void detectsLanguagesThatTheFileDoesNotDeclare() throws IOException {
        Path file = folder.resolve("a.txml");
        Files.writeString(
                file,
                "<txml><translatable blockId=\"1\"><segment segmentId=\"1\"><source>Water is soft.</source>"
                        + "<target>水是软的。</target></segment></translatable></txml>",
                StandardCharsets.UTF_8);
        try (UnitReader reader = ExchangeFormat.of(file).orElseThrow().open(file, settings())) {
            Tu unit = reader.next().orElseThrow();
            assertThat(reader.sourceLanguage(unit)).contains(Language.ENGLISH);
            assertThat(reader.targetLanguage(unit)).contains(Language.CHINESE);
            assertThat(unit.variants()).extracting(Tuv::code).containsExactly("en-US", "zh-CN");
        }
    }

    @Test
    void locatesTexts() throws IOException {
        Path file = GOLDEN.resolve("segments.txml");
        try (UnitReader reader = ExchangeFormat.of(file).orElseThrow().open(file, settings())) {
            reader.next();
            assertThat(reader.place(0).at(0)).hasToString(file + ":4:103");
            reader.next();
            // The text of a tag does not count.
            assertThat(reader.place(0).at(1)).hasToString(file + ":4:366");
        }
    }

    @Test
    void reportsFilesThatAreCutOff() throws IOException {
        String whole = ttx(
                "SourceLanguage=\"ZH-CN\" TargetLanguage=\"\"",
                "<Tu><Tuv Lang=\"ZH-CN\">水</Tuv><Tuv Lang=\"EN-US\">Water</Tuv></Tu><Tu><Tuv Lang=\"ZH-CN\">火");
        Path file = folder.resolve("a.ttx");
        Files.writeString(file, whole.substring(0, whole.indexOf("</Raw>")), StandardCharsets.UTF_8);
        assertThat(ttx.read(file)).hasSize(1);
        assertThat(ttx.damage)
                .extracting(damage -> damage.problem())
                .containsExactly("unit is cut off", "file is cut off before </TRADOStag>");
    }

    @Test
    void rejectsOtherRoots() throws IOException {
        Path file = Files.writeString(folder.resolve("a.ttx"), "<html><p>水</p></html>", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ttx.read(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(file
                        + ":1:1: begins with <html>, not with <TRADOStag>; use a file that begins with <TRADOStag>");
    }
}
