package duiqi.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.Language;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** Writes units of TMX for a tool and reads the file, which must be valid. */
    private List<Tu> converted(TmxProfile profile, String units) throws Exception {
        UnitWriter.WriterSettings settings = new UnitWriter.WriterSettings(
                Language.CHINESE, Language.ENGLISH, "a", "1.0", Instant.EPOCH, profile, tmx.omissions);
        Path file = Files.write(
                folder.resolve("out.tmx"),
                tmx.write(Exchanged.units(units), HEADER, settings).get(0));
        TmxRules.requireDocumentType(file);
        List<Tu> again = tmx.read(file);
        assertThat(tmx.damage).isEmpty();
        return again;
    }

    /** Each line is a profile, units, the units in the file, and what the profile omits. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            PLAIN ⇒ <tu tuid='1' usagecount='3' changeid='李'><note>a note</note><prop type='x-unknown'> two  spaces </prop>{en Water}{zh_Hant 水&#xD;}{fr Eau}</tu> ⇒ tuid=1 | usagecount=3 | changeid=李 | note a note | x-unknown= two  spaces  | en Water | zh_Hant 水\\r | fr Eau ⇒ {}
            # one code for each language, and the source first
            OKAPI ⇒ <tu tuid='1'>{en-gb Way}{zh 道}{en Tao}{ja 道}{zh-TW 道。}</tu> ⇒ tuid=1 | zh-CN 道 | en-US Way ¶ tuid=1-2 | zh-CN 道 | en-US Tao ⇒ {texts in other languages or empty texts=2}
            # no simplified and traditional texts in one file
            OMEGAT ⇒ <tu tuid='1'>{zh-Hans 门}{en Gate}</tu><tu tuid='2'>{zh-HK 門}{en Gate}</tu> ⇒ tuid=1 | zh-CN 门 | en-US Gate ⇒ {units with no text in zh-CN or no text in en-US=1}
            # the context in the form of the tool
            MEMOQ ⇒ <tu tuid='1'><tuv xml:lang='zh-CN'><prop type='x-context-pre'>甲 &amp; &lt;乙></prop><seg>丙</seg></tuv>{en-US C}</tu> ⇒ tuid=1 | zh-CN 丙 {x-context-pre=<seg>甲 &amp; &lt;乙&gt;</seg>} | en-US C ⇒ {}
            OMEGAT ⇒ <tu tuid='1'><tuv xml:lang='zh-CN'><prop type='x-context-pre'>&lt;seg>甲 &amp;amp; &amp;lt;乙&amp;gt;&lt;/seg></prop><seg>丙</seg></tuv>{en-US C}</tu> ⇒ tuid=1 | zh-CN 丙 {x-context-pre=甲 & <乙>} | en-US C ⇒ {}
            """)
    void writesFormOfTool(TmxProfile profile, String units, String written, String omitted) throws Exception {
        assertThat(converted(profile, units)).extracting(Exchanged::shown).containsExactly(written.split(" ¶ "));
        assertThat(tmx.omissions.counts()).hasToString(omitted);
        assertThat(tmx.header.annotations()).isEqualTo(HEADER.annotations());
        assertThat(tmx.header.encodings()).isEqualTo(HEADER.encodings());
    }

    @ParameterizedTest
    @EnumSource(TmxProfile.class)
    void everyProfileConformsToDocumentType(TmxProfile profile) throws Exception {
        Tu read = converted(profile, """
                <tu tuid="a b" creationdate="2020-01-02T03:04:05" changedate="never" odd="1"><tuv xml:lang="zh-CN"><seg>\
                <bpt i="1" id="9">&lt;b></bpt>道<ept i="1" x="2">&lt;/b></ept><ept i="7">&lt;/i></ept><bpt i="8">&lt;u></bpt>\
                <it pos="open">{</it><ut>\\cs6</ut><g id="1">可</g><x id="2"/><ph x="1">[<sub type="alt">图</sub></ph>\
                <hi type="term">非常</hi></seg></tuv><tuv lang="EN"><seg>Way</seg></tuv></tu>""").get(0);
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
        assertThat(startOf(folder.resolve("out.tmx")))
                .startsWith("<?xml version=\"1.0\" encoding=\"" + (profile == TmxProfile.TRADOS ? "UTF-16" : "UTF-8"));
    }

    private static String startOf(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        return new String(bytes, bytes[0] == '<' ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16);
    }
}
