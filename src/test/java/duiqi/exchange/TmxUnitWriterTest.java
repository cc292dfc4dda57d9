package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Tu.Tuv;
import duiqi.text.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TmxUnitWriterTest {
    private static final TmxHeader HEADER = new TmxHeader(
            "1.1",
            Map.of("creationtool", "Old", "srclang", "en", "segtype", "paragraph"),
            List.of(Annotation.note("about"), Annotation.property("x-project", "甲")),
            List.of("<ude name=\"m\" base=\"Macintosh\"><map unicode=\"#xF8FF\" code=\"#xF0\"/></ude>"));

    @TempDir
    Path folder;

    private final Exchanged tmx = new Exchanged("tmx");

    private Path write(TmxProfile profile, Tu... units) throws IOException {
        UnitWriter.WriterSettings settings = new UnitWriter.WriterSettings(
                Language.CHINESE, Language.ENGLISH, "a", "1.0", Instant.EPOCH, profile, tmx.omissions);
        return Files.write(
                folder.resolve("out.tmx"),
                tmx.write(List.of(units), HEADER, settings).get(0));
    }

    private List<Tu> read(Path file) throws IOException {
        List<Tu> units = tmx.read(file);
        assertThat(tmx.damage).isEmpty();
        return units;
    }

    private static Tuv side(String code, Content content) {
        return new Tuv(Map.of("xml:lang", code), List.of(), content);
    }

    private static Tuv side(String code, String text) {
        return side(code, Content.of(text));
    }

    private static Content.Code code(String element, Map<String, String> attributes, String inside) {
        return new Content.Code(element, attributes, inside.isEmpty() ? new Content(List.of()) : Content.of(inside));
    }

    @Test
    void plainProfileKeepsEverything() throws Exception {
        Tu unit = new Tu(
                Map.of("tuid", "1", "usagecount", "3", "lastusagedate", "20200101T000000Z", "changeid", "李"),
                List.of(Annotation.note("a note"), Annotation.property("x-unknown", " two  spaces ")),
                List.of(side("en", "Water"), side("zh_Hant", "水\r\n\t\u3000"), side("fr", "Eau")));
        Path file = write(TmxProfile.PLAIN, unit);
        assertThat(read(file)).containsExactly(unit);
        assertThat(tmx.omissions.counts()).isEmpty();
        assertThat(tmx.header.annotations()).isEqualTo(HEADER.annotations());
        assertThat(tmx.header.encodings()).isEqualTo(HEADER.encodings());
        assertThat(tmx.header.attributes()).containsAllEntriesOf(HEADER.attributes());
        assertThat(tmx.header.version()).isEqualTo("1.4");
        TmxRules.requireDocumentType(file);
    }

    @ParameterizedTest
    @EnumSource(TmxProfile.class)
    void everyProfileConformsToDocumentType(TmxProfile profile) throws Exception {
        Content content = new Content(List.of(
                code("bpt", Map.of("i", "1", "id", "9"), "<b>"),
                new Content.Text("道"),
                code("ept", Map.of("i", "1", "x", "2"), "</b>"),
                code("ept", Map.of("i", "7"), "</i>"),
                code("bpt", Map.of("i", "8"), "<u>"),
                code("it", Map.of("pos", "open"), "{"),
                code("ut", Map.of(), "\\cs6"),
                code("g", Map.of("id", "1"), "可"),
                code("x", Map.of("id", "2"), ""),
                new Content.Code(
                        "ph",
                        Map.of("x", "1"),
                        new Content(List.of(new Content.Text("["), code("sub", Map.of("type", "alt"), "图")))),
                code("hi", Map.of("type", "term"), "非常")));
        Tu unit = new Tu(
                Map.of("tuid", "a b", "creationdate", "2020-01-02T03:04:05", "changedate", "never", "odd", "1"),
                List.of(),
                List.of(side("zh-CN", content), new Tuv(Map.of("lang", "EN"), List.of(), Content.of("Way"))));
        Path file = write(profile, unit);
        TmxRules.requireDocumentType(file);
        Tu read = read(file).get(0);
        assertThat(read.id()).isEqualTo("a_b");
        assertThat(read.attributes())
                .containsEntry("creationdate", "20200102T030405Z")
                .doesNotContainKey("changedate");
        assertThat(read.property("x-changedate")).contains("never");
        assertThat(read.property("x-odd")).contains("1");
        assertThat(read.variants().get(0).text()).isEqualTo("道可非常");
        assertThat(tmx.omissions.counts())
                .containsEntry("invalid dates (kept as properties)", 1)
                .containsEntry("attributes not defined in TMX 1.4 (kept as properties)", 1);
    }

    @Test
    void writesOneCodePerLanguageAndSourceFirst() throws Exception {
        Tu unit = new Tu(
                Map.of("tuid", "1"),
                List.of(),
                List.of(
                        side("en-gb", "Way"),
                        side("zh", "道"),
                        side("en", "Tao"),
                        side("ja", "道"),
                        side("zh-TW", "道。")));
        Path file = write(TmxProfile.OKAPI, unit);
        List<Tu> units = read(file);
        assertThat(units).extracting(Tu::id).containsExactly("1", "1-2");
        assertThat(units)
                .allSatisfy(pair ->
                        assertThat(pair.variants()).extracting(Tuv::code).containsExactly("zh-CN", "en-US"));
        assertThat(units).extracting(pair -> pair.variants().get(1).text()).containsExactly("Way", "Tao");
        assertThat(tmx.omissions.counts()).containsOnlyKeys("texts in other languages or empty texts");
    }

    @Test
    void doesNotMixSimplifiedAndTraditionalInFile() throws Exception {
        Tu simplified = new Tu(Map.of(), List.of(), List.of(side("zh-Hans", "门"), side("en", "Gate")));
        Tu traditional = new Tu(Map.of(), List.of(), List.of(side("zh-HK", "門"), side("en", "Gate")));
        assertThat(read(write(TmxProfile.OMEGAT, simplified, traditional))).hasSize(1);
        assertThat(tmx.omissions.counts()).containsOnlyKeys("units with no text in zh-CN or no text in en-US");
    }

    @Test
    void writesContextInFormOfTool() throws Exception {
        Tuv source = new Tuv(
                Map.of("xml:lang", "zh-CN"), List.of(Annotation.property("x-context-pre", "甲 & <乙>")), Content.of("丙"));
        Tu unit = new Tu(Map.of("tuid", "1"), List.of(), List.of(source, side("en-US", "C")));
        Tu memoq = read(write(TmxProfile.MEMOQ, unit)).get(0);
        assertThat(memoq.variants().get(0).property("x-context-pre")).contains("<seg>甲 &amp; &lt;乙&gt;</seg>");
        Tu omegat = read(write(TmxProfile.OMEGAT, memoq)).get(0);
        assertThat(omegat.variants().get(0).property("x-context-pre")).contains("甲 & <乙>");
    }

    @Test
    void writesUtf16WithMarkForTrados() throws Exception {
        Path file = write(TmxProfile.TRADOS, new Tu(Map.of(), List.of(), List.of(side("zh", "道"), side("en", "Way"))));
        assertThat(Files.readString(file, StandardCharsets.UTF_16))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-16\"?>");
        TmxRules.requireDocumentType(file);
    }
}
