package duiqi.exchange.xliff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.Omissions;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.UnitWriter;
import duiqi.exchange.XliffRules;
import duiqi.exchange.XliffSamples;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XliffFormatTest {
    private static final String ONE_START =
            "<xliff version=\"1.2\"><file original=\"a\" source-language=\"zh-CN\" target-language=\"en-US\"><body>";
    private static final String ONE_END = "</body></file></xliff>";
    private static final String TWO_START =
            "<xliff version=\"2.0\" srcLang=\"zh-CN\" trgLang=\"en-US\"><file id=\"f1\">";
    private static final String TWO_END = "</file></xliff>";

    @TempDir
    Path folder;

    private final List<ReadProblem> damage = new ArrayList<>();
    private final Omissions omissions = new Omissions();

    @Test
    void writesTheGoldenFileAndReadsItBack() throws Exception {
        List<Tu> units = XliffSamples.units();
        byte[] written = write(units);
        Path file = Files.write(folder.resolve("a.xlf"), written);
        XliffRules.requireValid(file);
        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(XliffSamples.golden("garden.1.xlf"));
        List<Tu> read = read(file);
        assertThat(read).isEqualTo(units);
        assertThat(damage).isEmpty();
        assertThat(omissions.counts()).isEmpty();
    }

    @Test
    void readsUnitsOfVersionOneInGroups() throws IOException {
        List<Tu> units = read(ONE_START
                + "<group id='g'><group><trans-unit id='1' resname='menu' approved='yes'><source>水</source><target"
                + " state='final' state-qualifier='id-match'>Water</target><note annotates='source'"
                + " from='li'>元素</note><note>general</note>"
                + "<alt-trans><source>冰</source><target>Ice</target></alt-trans></trans-unit></group></group><bin-unit"
                + " id='b' mime-type='image/png'><bin-source><external-file"
                + " href='a.png'/></bin-source></bin-unit><trans-unit id='2'"
                + " translate='no'><source>火</source><target/></trans-unit>"
                + ONE_END);
        assertThat(units).hasSize(2);
        Tu water = units.get(0);
        assertThat(water.id()).isEqualTo("1");
        assertThat(water.property("x-resname")).contains("menu");
        assertThat(water.property("x-approved")).contains("yes");
        assertThat(water.annotations()).contains(Annotation.note("general"));
        assertThat(water.variants()).extracting(Tuv::text).containsExactly("水", "Water");
        assertThat(water.variants()).extracting(Tuv::code).containsExactly("zh-CN", "en-US");
        assertThat(water.variants().get(0).annotations())
                .containsExactly(new Annotation("note", Map.of("from", "li"), "元素"));
        assertThat(water.variants().get(1).property("x-state")).contains("final");
        assertThat(water.variants().get(1).property("x-state-qualifier")).contains("id-match");
        assertThat(units.get(1).variants()).extracting(Tuv::text).containsExactly("火");
        assertThat(units.get(1).property("x-translate")).contains("no");
        assertThat(damage).isEmpty();
    }

    @Test
    void readsUnitForEachSegment() throws IOException {
        List<Tu> units = read(ONE_START
                + "<trans-unit id='7'><source>水开了。 火灭了。</source><seg-source><g id='1'><mrk mtype='seg'"
                + " mid='a'>水开了。</mrk> <mrk mtype='seg' mid='b'>火灭了。</mrk></g></seg-source><target><g id='1'><mrk"
                + " mtype='seg' mid='a'>The water boils.</mrk></g></target></trans-unit><trans-unit"
                + " id='8'><source>土</source><seg-source><mrk mtype='seg' mid='1'>土</mrk></seg-source>"
                + "<target>Earth</target></trans-unit>"
                + ONE_END);
        assertThat(units).extracting(Tu::id).containsExactly("7-a", "7-b", "8");
        assertThat(units.get(0).variants()).extracting(Tuv::text).containsExactly("水开了。", "The water boils.");
        assertThat(units.get(1).variants()).extracting(Tuv::text).containsExactly("火灭了。");
        assertThat(units.get(2).variants()).extracting(Tuv::text).containsExactly("土", "Earth");
    }

    @Test
    void readsSegmentsOfVersionTwo() throws IOException {
        List<Tu> units = read(TWO_START
                + "<group id='g'><unit id='u' name='menu'><notes><note"
                + " category='c'>look</note></notes><originalData><data id='d1'>&lt;b></data><data"
                + " id='d2'>&lt;/b></data></originalData><segment id='1' state='reviewed' subState='x:y'><source><pc"
                + " id='1' dataRefStart='d1' dataRefEnd='d2'>水</pc><cp hex='0041'/><cp"
                + " hex='0001'/></source><target><sc id='1' dataRef='d1'/>Water<ec startRef='1'"
                + " dataRef='d2'/>A</target></segment><ignorable><source>"
                + " </source></ignorable><segment><source>火</source></segment></unit></group>"
                + TWO_END);
        assertThat(units).extracting(Tu::id).containsExactly("u-1", "u-2");
        Tuv source = units.get(0).variants().get(0);
        Tuv target = units.get(0).variants().get(1);
        assertThat(source.text()).isEqualTo("水A");
        assertThat(target.text()).isEqualTo("WaterA");
        assertThat(source.content().pieces().get(0))
                .isEqualTo(new Code("bpt", Map.of("i", "1", "x", "1"), Content.of("<b>")))
                .isEqualTo(target.content().pieces().get(0));
        assertThat(target.property("x-state")).contains("reviewed");
        assertThat(target.property("x-substate")).contains("x:y");
        assertThat(units.get(0).annotations()).contains(new Annotation("note", Map.of("category", "c"), "look"));
        assertThat(units.get(1).property("x-resname")).contains("menu");
        assertThat(damage).isEmpty();
    }

    @Test
    void readsPrefixedVocabulary() throws IOException {
        List<Tu> units = read("<x:xliff xmlns:x='urn:oasis:names:tc:xliff:document:2.0' version='2.1' srcLang='zh'"
                + " xmlns:o='urn:o'><x:file id='f'><o:unit/><x:unit id='1'><o:segment/><x:segment><x:source>水<x:ph"
                + " id='1'/></x:source></x:segment></x:unit></x:file></x:xliff>");
        assertThat(units).hasSize(1);
        assertThat(units.get(0).variants().get(0).content())
                .isEqualTo(new Content(List.of(new Text("水"), new Code("ph", Map.of("x", "1"), Content.of("")))));
    }

    @Test
    void ignoresLayoutUnlessPreserved() throws IOException {
        String unit = "<source>\n    水\n    火  土\n  </source></trans-unit>";
        List<Tu> units = read(
                ONE_START + "<trans-unit id='1'>" + unit + "<trans-unit id='2' xml:space='preserve'>" + unit + ONE_END);
        assertThat(units.get(0).variants().get(0).text()).isEqualTo("水 火  土");
        assertThat(units.get(1).variants().get(0).text()).isEqualTo("\n    水\n    火  土\n  ");
    }

    @Test
    void usesRequestedLanguagesByDefault() throws IOException {
        List<Tu> units =
                read("<xliff><file><body><trans-unit id='1'><source>水</source><target>Water</target></trans-unit>"
                        + ONE_END);
        assertThat(units.get(0).variants()).extracting(Tuv::code).containsExactly("zh-CN", "en-US");
    }

    @ParameterizedTest
    @CsvSource({"GB18030", "UTF-16BE", "UTF-16LE"})
    void readsOtherEncodings(String charset) throws IOException {
        String xml = "<?xml version='1.0' encoding='" + charset + "'?>" + ONE_START
                + "<trans-unit id='1'><source>水</source></trans-unit>" + ONE_END;
        List<Tu> units = read(Files.write(folder.resolve("a.xlf"), xml.getBytes(Charset.forName(charset))));
        assertThat(units.get(0).variants().get(0).text()).isEqualTo("水");
    }

    @Test
    void skipsOnlyDamagedUnit() throws IOException {
        List<Tu> units = read(ONE_START
                + "<trans-unit id='1'><source>水 & 火</source></trans-unit>"
                + "<trans-unit id='2'><source>木</trans-unit>"
                + "<trans-unit id='3'><source>&none;</source></trans-unit>"
                + "<trans-unit id='4'><target>No source</target></trans-unit>"
                + "<trans-unit id='5'><source>金</source></trans-unit>"
                + "<trans-unit id='6'><source>cut");
        assertThat(units).extracting(Tu::id).containsExactly("1", "5");
        assertThat(damage).extracting(ReadProblem::unit).containsExactly("1", "2", "3", "4", "6", "");
        assertThat(damage)
                .extracting(ReadProblem::kind)
                .containsExactly(
                        ReadProblem.Kind.REPAIRED,
                        ReadProblem.Kind.LOST,
                        ReadProblem.Kind.LOST,
                        ReadProblem.Kind.LOST,
                        ReadProblem.Kind.LOST,
                        ReadProblem.Kind.LOST);
        assertThat(damage.get(5).problem()).isEqualTo("file is cut off before </xliff>");
    }

    @Test
    void rejectsEntitiesThatGrowOrReadFiles() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        StringBuilder bomb =
                new StringBuilder("<!DOCTYPE xliff [<!ENTITY a0 \"水\"><!ENTITY s SYSTEM \"" + secret.toUri() + "\">");
        for (int i = 1; i < 30; i++) {
            bomb.append("<!ENTITY a" + i + " \"&a" + (i - 1) + ";&a" + (i - 1) + ";\">");
        }
        List<Tu> units = read(bomb + "]>" + ONE_START
                + "<trans-unit id='1'><source>&a29;</source></trans-unit><trans-unit"
                + " id='2'><source>&s;</source></trans-unit><trans-unit"
                + " id='3'><source>&a0;</source></trans-unit>" + ONE_END);
        assertThat(units).extracting(Tu::id).containsExactly("3");
        assertThat(units.get(0).variants().get(0).text()).isEqualTo("水");
        assertThat(damage.toString()).doesNotContain("secret");
    }

    @Test
    void rejectsExcessiveNesting() throws IOException {
        List<Tu> units =
                read(ONE_START + "<trans-unit id='1'><source>" + "<g id='1'>".repeat(5000) + "水" + "</g>".repeat(5000)
                        + "</source></trans-unit><trans-unit id='2'><source>火</source></trans-unit>" + ONE_END);
        assertThat(units).extracting(Tu::id).containsExactly("2");
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
    void rejectsFilesThatAreNotXliff(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("a.xlf"), text);
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(FormatException.class)
                .hasMessageMatching("(?s).*a\\.xlf(:1:\\d+)?: is .*; .*");
    }

    @Test
    void readsOrRejectsEveryTruncation() throws IOException {
        for (String golden : List.of("garden.1.xlf", "fill.2.xlf")) {
            String whole = XliffSamples.golden(golden);
            for (int length = 0; length < whole.length(); length += 7) {
                damage.clear();
                try {
                    read(whole.substring(0, length));
                    assertThat(damage).isNotEmpty();
                } catch (FormatException refused) {
                    assertThat(refused).hasMessageContaining("a.xlf");
                }
            }
        }
    }

    @Test
    void countsDataThatXliffCannotHold() throws Exception {
        Tuv german = new Tuv(Map.of("xml:lang", "de"), List.of(), Content.of("Wasser"));
        Tuv source = new Tuv(
                Map.of("xml:lang", "zh-CN"),
                List.of(new Annotation("note", Map.of("o-encoding", "x"), "n")),
                new Content(List.of(new Code("b", Map.of(), Content.of("水")))));
        byte[] written = write(List.of(
                new Tu(Map.of("tuid", "1"), List.of(), List.of(german)),
                new Tu(Map.of("tuid", "1"), List.of(), List.of(german, source)),
                new Tu(Map.of("tuid", "1"), List.of(), List.of(source))));
        Path file = Files.write(folder.resolve("a.xlf"), written);
        XliffRules.requireValid(file);
        assertThat(read(file)).extracting(Tu::id).containsExactly("1", "1-2");
        assertThat(omissions.counts())
                .containsEntry("units with no text in zh-CN", 1)
                .containsEntry("texts in other languages", 1)
                .containsEntry("attributes of notes", 2)
                .containsEntry("inline tags", 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ONE_START + "<trans-unit id='1'><source>水。</source><seg-source><mrk mtype='seg' mid='1'>水。</mrk>"
                        + "</seg-source><target><g id='1'>Then <mrk mtype='seg' mid='1'>water.</mrk></g></target>"
                        + "</trans-unit>" + ONE_END,
                TWO_START + "<unit id='1'><segment><source>水。</source><target>Water.</target></segment>"
                        + "<ignorable><source> </source><target> then</target></ignorable></unit>" + TWO_END
            })
    void countsTextBetweenSegments(String file) throws IOException {
        Path path = Files.writeString(folder.resolve("a.xlf"), file);
        ReaderSettings settings = new ReaderSettings(Language.CHINESE, Language.ENGLISH, damage::add, omissions);
        try (UnitReader reader = new XliffFormat().open(path, settings)) {
            assertThat(reader.next()).isPresent();
            assertThat(reader.next()).isEmpty();
        }
        assertThat(omissions.counts()).containsExactly(Map.entry("texts between segments", 1));
    }

    @Test
    void writesValidEmptyFile() throws Exception {
        Path file = Files.write(folder.resolve("a.xlf"), write(List.of()));
        XliffRules.requireValid(file);
        assertThat(read(file)).isEmpty();
        assertThat(damage).isEmpty();
    }

    @Test
    void keepsTagsOfVersionOne() throws Exception {
        String source =
                "水<x id=\"1\" ctype=\"image\"/><g id=\"2\" ctype=\"bold\">火<bx id=\"3\" rid=\"r\"/></g><ex id=\"3\""
                        + " rid=\"r\"/><mrk mtype=\"term\" mid=\"5\">土</mrk><bpt id=\"6\" rid=\"9\">&lt;b&gt;</bpt><ept"
                        + " id=\"6\" rid=\"9\">&lt;/b&gt;</ept><ph id=\"7\">&lt;img alt='<sub>字</sub>'&gt;</ph><it id=\"8\" pos=\"close\">&lt;/i&gt;</it>";
        List<Tu> units = read(ONE_START + "<trans-unit id='1'><source>" + source + "</source></trans-unit>" + ONE_END);
        Path file = Files.write(folder.resolve("b.xlf"), write(units));
        XliffRules.requireValid(file);
        assertThat(Files.readString(file)).contains("<source>" + source + "</source>");
        assertThat(omissions.counts()).isEmpty();
    }

    @Test
    void convertsTagsOfVersionTwo() throws Exception {
        String source = "水<ph id=\"1\" type=\"image\" canCopy=\"no\" dataRef=\"d1\"/><pc id=\"2\" type=\"fmt\""
                + " subType=\"xlf:b\" dispStart=\"[\" dispEnd=\"]\" dataRefStart=\"d2\""
                + " dataRefEnd=\"d3\">火</pc><sc id=\"3\"/><sc id=\"4\"/><ec startRef=\"3\"/><ec"
                + " startRef=\"4\"/><ec id=\"5\" isolated=\"yes\"/><mrk id=\"6\" type=\"term\">土</mrk><sm id=\"7\""
                + " type=\"my:mark\"/>金<em startRef=\"7\"/>";
        List<Tu> units = read(TWO_START + "<unit id='1'><originalData><data id='d1'>i</data><data id='d2'>b</data>"
                + "<data id='d3'>e</data></originalData><segment><source>" + source + "</source></segment></unit>"
                + TWO_END);
        Path file = Files.write(folder.resolve("b.xlf"), write(units));
        XliffRules.requireValid(file);
        assertThat(Files.readString(file))
                .contains(
                        "<bpt id=\"2\" ctype=\"bold\">b</bpt>火<ept id=\"2\">e</ept>",
                        "<mrk mtype=\"term\" mid=\"6\">土</mrk>");
        assertThat(read(file).get(0).variants().get(0).text()).isEqualTo("水火土金");
        assertThat(omissions.counts()).containsOnlyKeys("attributes of inline tags", "inline tags");
    }

    @Test
    void readsTheLongestLengthOfVersionTwo() throws Exception {
        List<Tu> units = read(TWO_START + "<unit id='1' xmlns:slr='urn:oasis:names:tc:xliff:sizerestriction:2.0'"
                + " slr:sizeRestriction='1,20'><segment><source>水</source></segment></unit>" + TWO_END);
        assertThat(units.get(0).property(UnitProperties.MAX_LENGTH)).contains("20");
    }

    private record Sides(Content source, Content target) {}

    @Property(tries = 200)
    void writesValidFilesAndReadsThemBack(@ForAll("sides") Sides sides) throws Exception {
        Tu unit = sides.target.pieces().isEmpty()
                ? XliffSamples.tu("1", sides.source)
                : XliffSamples.tu("1", sides.source, sides.target);
        assertThat(writtenAndRead(unit)).containsExactly(unit);
    }

    @Property(tries = 200)
    void keepsTextsWithMismatchedTags(@ForAll("sides") Sides one, @ForAll("sides") Sides other) throws Exception {
        List<Tu> read = writtenAndRead(XliffSamples.tu("1", one.source, other.target));
        assertThat(read.get(0).variants().get(0).text()).isEqualTo(one.source.text());
        assertThat(read.get(0).variants().stream().skip(1))
                .allSatisfy(side -> assertThat(side.text()).isEqualTo(other.target.text()));
    }

    private static List<Tu> writtenAndRead(Tu unit) throws Exception {
        Path file = Files.createTempFile("written", ".xlf");
        try {
            Files.write(file, new XliffFormatTest().write(List.of(unit)));
            XliffRules.requireValid(file);
            return XliffSamples.read(file, ReadProblem.Listener.STRICT);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<Sides> sides() {
        Arbitrary<String> text = Arbitraries.of(
                        "水", "火", " ", "\n", "\t", "\r", "<", ">", "&", "\"", "'", "\u3000", "𠀀")
                .list()
                .ofMaxSize(5)
                .map(letters -> String.join("", letters));
        Arbitrary<List<String>> texts = text.list().ofMaxSize(8);
        Arbitrary<List<Integer>> kinds =
                Arbitraries.integers().between(0, 5).list().ofMaxSize(8);
        return Combinators.combine(texts, texts, kinds)
                .as((source, target, codes) -> new Sides(content(source, codes), content(target, codes)));
    }

    /** Returns texts with inline tags between them. Each tag has its own id; pairs close in any order. */
    private static Content content(List<String> texts, List<Integer> kinds) {
        List<Piece> pieces = new ArrayList<>();
        List<String> open = new ArrayList<>();
        int number = 0;
        for (int i = 0; i < Math.max(texts.size(), kinds.size()); i++) {
            String text = i < texts.size() ? texts.get(i) : "";
            pieces.add(new Text(text));
            number++;
            String name = Integer.toString(number);
            switch (i < kinds.size() ? kinds.get(i) : -1) {
                case 0 -> pieces.add(new Code("ph", Map.of("x", name, "type", "image"), Content.of(text)));
                case 1 -> {
                    pieces.add(new Code("bpt", Map.of("i", name, "x", name, "type", "odd: one"), Content.of(text)));
                    open.add(name);
                }
                case 2 -> {
                    if (!open.isEmpty()) {
                        String closed = open.remove(text.length() % open.size());
                        pieces.add(new Code("ept", Map.of("i", closed), Content.of(text)));
                    }
                }
                case 3 -> pieces.add(new Code("it", Map.of("x", name, "pos", "begin"), Content.of(text)));
                case 4 -> pieces.add(new Code("hi", Map.of("x", name), Content.of(text)));
                case 5 -> pieces.add(new Code("ut", Map.of("x", name), Content.of(text)));
                default -> {
                    // No tag follows this text.
                }
            }
        }
        open.forEach(name -> pieces.add(new Code("ept", Map.of("i", name), Content.of(""))));
        return new Content(pieces);
    }

    private byte[] write(List<Tu> units) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        UnitWriter.WriterSettings options = new UnitWriter.WriterSettings(
                Language.CHINESE,
                Language.ENGLISH,
                "garden.zh.txt",
                "1.0",
                Instant.parse("2026-11-24T08:00:00.5Z"),
                omissions);
        UnitWriter writer = new XliffFormat().writer(List.of(out), TmxHeader.NONE, options);
        for (Tu unit : units) {
            writer.write(unit);
        }
        writer.finish();
        return out.toByteArray();
    }

    private List<Tu> read(String text) throws IOException {
        return read(Files.writeString(folder.resolve("a.xlf"), text));
    }

    private List<Tu> read(Path file) throws IOException {
        return XliffSamples.read(file, damage::add);
    }
}
