package duiqi.exchange.xliff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Exchanged;
import duiqi.exchange.Golden;
import duiqi.exchange.Tu;
import duiqi.exchange.XliffRules;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XliffFormatTest {
    private static final String ONE =
            "<xliff version=\"1.2\"><file original=\"a\" source-language=\"zh-CN\" target-language=\"en-US\"><body>%s"
                    + "</body></file></xliff>";
    private static final String TWO =
            "<xliff version=\"2.0\" srcLang=\"zh-CN\" trgLang=\"en-US\"><file id=\"f1\">%s</file></xliff>";

    @TempDir
    Path folder;

    private final Exchanged xliff = new Exchanged("xliff");

    @Test
    void writesTheGoldenFileAndReadsItBack() throws Exception {
        XliffRules.requireValid(Golden.file("exchange/garden.1.xlf"));
        List<Tu> units = xliff.read(Golden.file("exchange/garden.1.xlf"));
        assertThat(units).hasSize(3);
        assertThat(xliff.write(units).get(0)).isEqualTo(Golden.bytes("exchange/garden.1.xlf"));
        assertThat(xliff.damage).isEmpty();
        assertThat(xliff.omissions.counts()).isEmpty();
    }

    /** Each line is the content of a file, the units of it, and what the reader omits. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            # XLIFF 1.2
            <group id='g'><group><trans-unit id='1' resname='menu' approved='yes'><source>水</source><target state='final' state-qualifier='id-match'>Water</target><note annotates='source' from='li'>元素</note><note>general</note></trans-unit></group></group> ⇒ tuid=1 | x-resname=menu | x-approved=yes | note general | zh-CN 水 {note(from=li) 元素} | en-US Water {x-state=final, x-state-qualifier=id-match} ⇒ {groups of units=2}
            <trans-unit id='1'><source>水</source><alt-trans><source>冰</source><target>Ice</target></alt-trans></trans-unit> ⇒ tuid=1 | zh-CN 水 ⇒ {alternative translations=1}
            <bin-unit id='b'><bin-source><external-file href='a.png'/></bin-source></bin-unit><trans-unit id='2' translate='no'><source>火</source><target/></trans-unit> ⇒ tuid=2 | x-translate=no | zh-CN 火 ⇒ {binary units=1}
            <trans-unit id='7'><source>水开了。 火灭了。</source><seg-source><g id='1'><mrk mtype='seg' mid='a'>水开了。</mrk> <mrk mtype='seg' mid='b'>火灭了。</mrk></g></seg-source><target><g id='1'><mrk mtype='seg' mid='a'>The water boils.</mrk></g></target></trans-unit> ⇒ tuid=7-a | zh-CN 水开了。 | en-US The water boils. ¶ tuid=7-b | zh-CN 火灭了。 ⇒
            <trans-unit id='8'><source>土</source><seg-source><mrk mtype='seg' mid='1'>土</mrk></seg-source><target>Earth</target></trans-unit> ⇒ tuid=8 | zh-CN 土 | en-US Earth ⇒
            <trans-unit id='1'><source>水。</source><seg-source><mrk mtype='seg' mid='1'>水。</mrk></seg-source><target><g id='1'>Then <mrk mtype='seg' mid='1'>water.</mrk></g></target></trans-unit> ⇒ tuid=1 | zh-CN 水。 | en-US water. ⇒ {texts between segments=1}
            # layout that counts, and layout that does not
            <trans-unit id='1'><source>\\n    水\\n    火  土\\n  </source></trans-unit><trans-unit id='2' xml:space='preserve'><source>\\n    水\\n</source></trans-unit> ⇒ tuid=1 | zh-CN 水 火  土 ¶ tuid=2 | zh-CN \\n    水\\n ⇒
            # XLIFF 2
            <group id='g'><unit id='u' name='menu'><notes><note category='c'>look</note></notes><segment><source>火</source></segment></unit></group> ⇒ tuid=u | x-resname=menu | note(category=c) look | zh-CN 火 ⇒ {groups of units=1}
            <unit id='u'><segment id='1' state='reviewed' subState='x:y'><source>水<cp hex='0041'/><cp hex='0001'/></source><target>Water</target></segment><ignorable><source> </source></ignorable><segment><source>火</source></segment></unit> ⇒ tuid=u-1 | zh-CN 水A | en-US Water {x-state=reviewed, x-substate=x:y} ¶ tuid=u-2 | zh-CN 火 ⇒
            <unit id='u'><originalData><data id='d1'>[b]</data><data id='d2'>[/b]</data></originalData><segment><source><pc id='1' dataRefStart='d1' dataRefEnd='d2'>水</pc></source><target><sc id='1' dataRef='d1'/>Water<ec startRef='1' dataRef='d2'/></target></segment></unit> ⇒ tuid=u | zh-CN <bpt i=1 x=1>[b]</bpt>水<ept i=1>[/b]</ept> | en-US <bpt i=1 x=1>[b]</bpt>Water<ept i=1>[/b]</ept> ⇒
            <unit id='1' xmlns:slr='urn:oasis:names:tc:xliff:sizerestriction:2.0' slr:sizeRestriction='1,20'><segment><source>水</source></segment></unit> ⇒ tuid=1 | max-length=20 | zh-CN 水 ⇒ {attributes of XLIFF units=1}
            <unit id='1'><segment><source>水。</source><target>Water.</target></segment><ignorable><source> </source><target> then</target></ignorable></unit> ⇒ tuid=1 | zh-CN 水。 | en-US Water. ⇒ {texts between segments=1}
            # prefixes and missing languages
            <x:xliff xmlns:x='urn:oasis:names:tc:xliff:document:2.0' version='2.1' srcLang='zh' xmlns:o='urn:o'><x:file id='f'><o:unit/><x:unit id='1'><o:segment/><x:segment><x:source>水<x:ph id='1'/></x:source></x:segment></x:unit></x:file></x:xliff> ⇒ tuid=1 | zh 水<ph x=1/> ⇒
            <xliff><file><body><trans-unit id='1'><source>水</source><target>Water</target></trans-unit></body></file></xliff> ⇒ tuid=1 | zh-CN 水 | en-US Water ⇒
            """)
    void reads(String content, String units, @Nullable String omitted) throws IOException {
        String text = content.replace("\\n", "\n");
        String form = text.contains("<file") || text.contains(":file") ? "%s" : text.contains("trans-unit") ? ONE : TWO;
        assertThat(xliff.read(folder, form.formatted(text)))
                .extracting(Exchanged::shown)
                .containsExactly(units.split(" ¶ "));
        assertThat(xliff.damage).isEmpty();
        assertThat(xliff.unread.counts().toString()).isEqualTo(omitted == null ? "{}" : omitted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GB18030", "UTF-16BE", "UTF-16LE"})
    void readsOtherEncodings(String charset) throws IOException {
        String xml = "<?xml version='1.0' encoding='" + charset + "'?>"
                + ONE.formatted("<trans-unit id='1'><source>水</source></trans-unit>");
        assertThat(xliff.read(Files.write(folder.resolve("a.xlf"), xml.getBytes(Charset.forName(charset)))))
                .extracting(Exchanged::shown)
                .containsExactly("tuid=1 | zh-CN 水");
    }

    @Test
    void skipsOnlyDamagedUnit() throws IOException {
        List<Tu> units = xliff.read(folder, ONE.formatted("""
                <trans-unit id='1'><source>水 & 火</source></trans-unit>
                <trans-unit id='2'><source>木</trans-unit>
                <trans-unit id='3'><source>&none;</source></trans-unit>
                <trans-unit id='4'><target>No source</target></trans-unit>
                <trans-unit id='5'><source>金</source></trans-unit>
                <trans-unit id='6'><source>cut""").replaceFirst("</body>.*", ""));
        assertThat(units).extracting(Tu::id).containsExactly("1", "5");
        assertThat(xliff.damage)
                .extracting(found -> found.unit() + " " + found.kind())
                .containsExactly("1 REPAIRED", "2 LOST", "3 LOST", "4 LOST", "6 LOST", " LOST");
        assertThat(xliff.problems()).last().isEqualTo("6 file is cut off before </xliff>");
    }

    @Test
    void rejectsEntitiesThatGrowOrReadFilesAndExcessiveNesting() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        StringBuilder bomb =
                new StringBuilder("<!DOCTYPE xliff [<!ENTITY a0 \"水\"><!ENTITY s SYSTEM \"" + secret.toUri() + "\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a" + i + " \"&a" + (i - 1) + ";&a" + (i - 1) + ";\">");
        }
        String units = "<trans-unit id='1'><source>&a29;</source></trans-unit><trans-unit id='2'><source>&s;</source>"
                + "</trans-unit><trans-unit id='3'><source>&a0;</source></trans-unit><trans-unit id='4'><source>"
                + "<g id='1'>".repeat(5000) + "水" + "</g>".repeat(5000) + "</source></trans-unit>";
        assertThat(xliff.read(folder, bomb + "]>" + ONE.formatted(units)))
                .extracting(Exchanged::shown)
                .containsExactly("tuid=3 | zh-CN 水");
        assertThat(xliff.damage.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body/></html>",
                "{\"a\": 1}",
                "<xliff",
                "\uFEFF",
                "plain",
                "<!-- a -->",
                "<xliff version='3.0'/>",
                "<tmx version='1.4'/>",
                "PK\u0003\u0004"
            })
    void rejectsFilesThatAreNotXliff(String text) {
        assertThatThrownBy(() -> xliff.read(folder, text))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching("(?s).*a\\.xlf(:1:\\d+)?: is .*; .*");
    }

    @Test
    void countsDataThatXliffCannotHold() throws Exception {
        String source = "<tuv xml:lang='zh-CN'><note o-encoding='x'>n</note><seg><b>水</b></seg></tuv>";
        assertThat(again(Exchanged.units("<tu tuid='1'>{de Wasser}</tu><tu tuid='1'>{de Wasser}" + source
                        + "</tu><tu tuid='1'>" + source + "</tu>")))
                .extracting(Tu::id)
                .containsExactly("1", "1-2");
        assertThat(xliff.omissions.counts())
                .containsEntry("units with no text in zh-CN", 1)
                .containsEntry("texts in other languages", 1)
                .containsEntry("attributes of notes", 2)
                .containsEntry("inline tags", 2);
        assertThat(again(List.of())).isEmpty();
    }

    @Test
    void keepsTagsOfVersionOne() throws Exception {
        String source = "<source>水<x id=\"1\" ctype=\"image\"/><g id=\"2\" ctype=\"bold\">火<bx id=\"3\" rid=\"r\"/></g>"
                + "<ex id=\"3\" rid=\"r\"/><mrk mtype=\"term\" mid=\"5\">土</mrk><bpt id=\"6\" rid=\"9\">&lt;b&gt;</bpt>"
                + "<ept id=\"6\" rid=\"9\">&lt;/b&gt;</ept><ph id=\"7\">&lt;img alt='<sub>字</sub>'&gt;</ph>"
                + "<it id=\"8\" pos=\"close\">&lt;/i&gt;</it></source>";
        again(xliff.read(folder, ONE.formatted("<trans-unit id='1'>" + source + "</trans-unit>")));
        assertThat(folder.resolve("b.xlf")).content().contains(source);
        assertThat(xliff.omissions.counts()).isEmpty();
    }

    @Test
    void convertsTagsOfVersionTwo() throws Exception {
        String source = "水<ph id=\"1\" type=\"image\" canCopy=\"no\" dataRef=\"d1\"/><pc id=\"2\" type=\"fmt\""
                + " subType=\"xlf:b\" dispStart=\"[\" dispEnd=\"]\" dataRefStart=\"d2\""
                + " dataRefEnd=\"d3\">火</pc><sc id=\"3\"/><sc id=\"4\"/><ec startRef=\"3\"/><ec"
                + " startRef=\"4\"/><ec id=\"5\" isolated=\"yes\"/><mrk id=\"6\" type=\"term\">土</mrk><sm id=\"7\""
                + " type=\"my:mark\"/>金<em startRef=\"7\"/>";
        List<Tu> units = xliff.read(
                folder,
                TWO.formatted("<unit id='1'><originalData><data id='d1'>i</data><data id='d2'>b</data>"
                        + "<data id='d3'>e</data></originalData><segment><source>" + source
                        + "</source></segment></unit>"));
        assertThat(again(units).get(0).variants().get(0).text()).isEqualTo("水火土金");
        assertThat(folder.resolve("b.xlf"))
                .content()
                .contains(
                        "<bpt id=\"2\" ctype=\"bold\">b</bpt>火<ept id=\"2\">e</ept>",
                        "<mrk mtype=\"term\" mid=\"6\">土</mrk>");
        assertThat(xliff.omissions.counts()).containsOnlyKeys("attributes of inline tags", "inline tags");
    }

    /** Writes units to a file that must be valid, and reads it. */
    private List<Tu> again(List<Tu> units) throws Exception {
        Path file = Files.write(folder.resolve("b.xlf"), xliff.write(units).get(0));
        XliffRules.requireValid(file);
        return xliff.read(file);
    }
}
