package duiqi.exchange.tmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Exchanged;
import duiqi.exchange.Golden;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.FormatException;
import duiqi.text.ReadProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TmxFormatTest {
    private static final String WATER = unit("1", "水", "Water");
    private static final String FIRE = unit("2", "火", "Fire");
    private static final String WOOD = unit("3", "木", "Wood");

    @TempDir
    Path folder;

    private final Exchanged tmx = new Exchanged("tmx");

    private static String unit(String id, String chinese, String english) {
        return "<tu tuid='" + id + "'><tuv xml:lang='zh-CN'><seg>" + chinese + "</seg></tuv><tuv xml:lang='en-US'><seg>"
                + english + "</seg></tuv></tu>\n";
    }

    /** Each line is a unit without texts of its own, and what is read. The last one has the structure of OmegaT. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            <tu tuid='1' usagecount='3'><note xml:lang='en'>n</note><prop type='x-a' o-encoding='x'>v</prop><tuv xml:lang='zh' changeid='li'><seg>甲<bpt i='1' x='2'>&lt;b&gt;</bpt>乙<ept i='1'/><hi type='term'>丙<ph x='3'>[<sub>丁</sub>]</ph></hi></seg></tuv></tu> ⇒ tuid=1 | usagecount=3 | note(xml:lang=en) n | x-a(o-encoding=x)=v | zh 甲<bpt i=1 x=2><b></bpt>乙<ept i=1/><hi type=term>丙<ph x=3>[<sub>丁</sub>]</ph></hi> {changeid=li}
            <tu><note>第一句</note><tuv lang="zh-CN"><seg>打开</seg></tuv><tuv lang="en-US" changeid="li" changedate="20240131T120000Z"><seg>Open</seg></tuv></tu> ⇒ note 第一句 | zh-CN 打开 | en-US Open {changeid=li, changedate=20240131T120000Z}
            <tu><tuv lang="zh-CN"><seg>空</seg></tuv><tuv lang="en-US" changeid="li"><seg></seg></tuv></tu> ⇒ zh-CN 空 | en-US  {changeid=li}
            <tu><prop type="file">menu.html</prop><prop type="prev">[[</prop><tuv lang="zh-CN"><seg>打开</seg></tuv><tuv lang="en-US"><seg>Opened</seg></tuv></tu> ⇒ file=menu.html | prev=[[ | zh-CN 打开 | en-US Opened
            """)
    void keepsAllTmxData(String xml, String unit) throws IOException {
        List<Tu> units = tmx.read(folder, file(xml));
        assertThat(units).extracting(Exchanged::shown).containsExactly(unit);
        assertThat(tmx.damage).isEmpty();
        assertThat(tmx.again(units)).extracting(Exchanged::shown).containsExactly(unit);
        assertThat(tmx.omissions.counts()).isEmpty();
    }

    @Test
    void readsFilesOfOldTools() throws IOException {
        Tu unit = tmx.read(Golden.file("tmx/trados.tmx")).get(0);
        assertThat(Exchanged.shown(unit))
                .isEqualTo(
                        "creationdate=20010203T040506Z | creationid=LI | Txt::Client=甲 | ZH-CN 旧的<ut>{\\b </ut>句子<ut>}</ut>。"
                                + " | EN-US An old <ut>{\\b </ut>sentence<ut>}</ut>.");
        assertThat(unit.created()).hasToString("Optional[2001-02-03T04:05:06Z]");
        assertThat(tmx.damage).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "literal control character       | 火\u000B木                 | unit has a character that XML forbids,"
                        + " U+000B",
                "referenced control character    | 火&#x1F;                  | unit has a character that XML forbids,"
                        + " U+001F",
                "reference beyond Unicode        | 火&#99999999;             | unit has a character that XML forbids,"
                        + " U+0000",
                "unescaped ampersand             | 火 & 水                   | unit has an unescaped \"&\"",
                "unescaped bracket before space  | 火 < 水                   | unit has an unescaped \"<\"",
                "unescaped bracket before text   | 火 <水                    | unit has an unescaped \"<\"",
                "surrogate pair of references    | &#xD842;&#xDFB7;野家      | unit has a character written as two"
                        + " surrogate references",
                "unpaired surrogate reference    | 火&#xD842;                | unit has a character that XML forbids,"
                        + " U+D842",
                "HTML entity                     | 火&nbsp;水                | unit has the HTML entity &nbsp;",
                "comment with double hyphen      | 火<!-- a -- b -->         | unit has a comment that contains \"--\"",
            })
    void repairsUnambiguousDamage(String what, String text, String problem) throws IOException {
        List<Tu> units = tmx.read(folder, file(WATER + unit("2", text, "Fire") + WOOD));
        assertThat(units).extracting(Tu::id).as(what).containsExactly("1", "2", "3");
        assertThat(tmx.damage).hasSize(1);
        assertThat(tmx.damage.get(0).problem()).isEqualTo(problem);
        assertThat(tmx.damage.get(0).unit()).isEqualTo("2");
        assertThat(tmx.damage.get(0).kind()).isEqualTo(ReadProblem.Kind.REPAIRED);
        assertThat(tmx.damage.get(0).location().line()).isEqualTo(2);
        assertThat(units.get(1).variants().get(0).text()).isIn("火", "火木", "火 & 水", "火 < 水", "火 <水", "𠮷野家", "火\u00A0水");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<seg>火</seg>",
                "<tuv xml:lang='zh'><seg>火</sge></tuv>",
                "<tuv xml:lang=zh><seg>火</seg></tuv>",
                "<tuv xml:lang='zh><seg>火</seg></tuv>",
                "<tuv xml:lang='zh'><seg>火&unknown;</seg></tuv>",
                "<tuv xml:lang='zh'><seg>火</seg><!--",
                "<tuv xml:lang='zh'><seg>火</seg><![CDATA[",
                "<tuv xml:lang='zh' xml:lang='en'><seg>火</seg></tuv>",
            })
    void reportsUnreadableUnitAndKeepsOthers(String inside) throws IOException {
        List<Tu> units = tmx.read(folder, file(WATER + "<tu tuid='2'>" + inside + "</tu>\n" + WOOD));
        boolean isSound = inside.equals("<seg>火</seg>");
        assertThat(units)
                .extracting(Tu::id)
                .containsExactlyElementsOf(isSound ? List.of("1", "2", "3") : List.of("1", "3"));
        assertThat(tmx.damage).hasSize(isSound ? 0 : 1).allSatisfy(found -> {
            assertThat(found.kind()).isEqualTo(ReadProblem.Kind.LOST);
            assertThat(found.unit()).isEqualTo("2");
            assertThat(found)
                    .asString()
                    .startsWith(folder + "/a.tmx:2:1: unit ")
                    .doesNotContain("\n");
        });
    }

    /** Each line is the content of a file; {W} and {F} are units; then the ids of the units that are read, and the damage. */
    @ParameterizedTest
    @CsvSource(delimiter = '⇒', quoteCharacter = '`', textBlock = """
            <tmx version='1.4'><header/><body><tu tuid='1' changedate='yesterday'><tuv xml:lang='zh'><seg>一</seg><seg>二</seg></tuv></tu></body></tmx> ⇒ 1 ⇒ unit has changedate="yesterday", which is not a date ¶ unit has a second <seg> in a <tuv>, "二"
            # a unit without an end, in a unit, and cut off
            <tmx version='1.4'><header/><body>{W-}{F}</body></tmx> ⇒ 1 2 ⇒ unit has no </tu>
            <tmx version='1.4'><header/><body><tu tuid='0'>{W}</tu>{F}</body></tmx> ⇒ 1 2 ⇒ unit is cut off ¶ </tu> has no <tu>
            <tmx version='1.4'><body>{W}<tu tuid='2'><tuv xml:lang='zh-CN'><seg> ⇒ 1 ⇒ unit is cut off ¶ file is cut off before </tmx>
            # two files in one, a damaged header, and no body
            <tmx version='1.4'><header/><body>{W}</body></tmx>\\n<?xml version='1.0'?><tmx version='1.4'><header/><body>{W}</body></tmx>{SUB} ⇒ 1 1 ⇒ unit after </body> ¶ text after </tmx>
            <tmx version='1.4'><header a=1/><body>{W}</body></tmx> ⇒ 1 ⇒ header is not well-formed XML: Unexpected character '1' (code 49) in start tag Expected a quote
            <tmx>{W}</tmx> ⇒ 1 ⇒ has units before <body> ¶ file has no </body>
            """)
    void readsUnitsOfDamagedFile(String content, String ids, String problems) throws IOException {
        String text = content.replace("\\n", "\n")
                .replace("{W-}", WATER.replace("</tu>", ""))
                .replace("{W}", WATER)
                .replace("{F}", FIRE)
                .replace("{SUB}", "\u001A");
        assertThat(tmx.read(folder, text)).extracting(Tu::id).containsExactly(ids.split(" "));
        assertThat(tmx.damage).extracting(ReadProblem::problem).containsExactly(problems.split(" ¶ "));
    }

    @Test
    void skipsOnlyUnitWithInvalidBytes() throws IOException {
        byte[] bytes = ("<tmx version='1.4'><body>" + WATER + unit("3", "木曰曲直金曰从革", "Wood") + "</body></tmx>")
                .getBytes(StandardCharsets.UTF_8);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("<seg>") + 5] = (byte) 0xFF;
        assertThat(tmx.read(Files.write(folder.resolve("a.tmx"), bytes)))
                .extracting(Tu::id)
                .containsExactly("3");
        assertThat(tmx.damage)
                .extracting(ReadProblem::problem)
                .containsExactly("unit has bytes that are invalid in UTF-8");
        String astral = "<tmx version='1.4'><body>" + unit("1", "\uD840\uDC00", "x") + "</body></tmx>";
        assertThat(tmx.read(Files.writeString(folder.resolve("b.tmx"), astral))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"GBK, GBK", "GB18030, GB2312", "Big5, Big5", "UTF-8, UTF-16"})
    void readsChineseEncodings(String charset, String declared) throws IOException {
        String xml =
                "<?xml version='1.0' encoding='" + declared + "'?><tmx version='1.4'><body>" + WATER + "</body></tmx>";
        List<Tu> units = tmx.read(Files.write(folder.resolve("a.tmx"), xml.getBytes(Charset.forName(charset))));
        assertThat(units.get(0).variants().get(0).text()).isEqualTo("水");
        assertThat(tmx.damage).hasSize(declared.equals("UTF-16") ? 1 : 0);
    }

    @Test
    void readsDeclaredEntities() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "secret");
        Path file = Files.writeString(
                folder.resolve("a.tmx"),
                "<!DOCTYPE tmx [<!-- don't --><!ENTITY zi \"子\"><!ENTITY zi \"other\"><!ENTITY two \"&zi;&zi;\">"
                        + "<!ENTITY corp \"ACME &amp; Co\"><!ENTITY less '&#38;lt;'><!ENTITY tag '<ph x=\"1\"/>'>"
                        + "<!-- <!ENTITY off 'x'> --><!ENTITY x SYSTEM \""
                        + secret.toUri() + "\"><!ENTITY self '&self;'>]>"
                        + "<tmx version='1.4'><header><note>&corp;</note></header><body>"
                        + unit("&zi;", "&zi;曰", "&two; &corp; &less;&tag;") + unit("2", "&x;", "x")
                        + unit("3", "&self;", "x") + unit("4", "&off;", "x") + "</body></tmx>");
        List<Tu> units = tmx.read(file);
        assertThat(units).extracting(Tu::id).containsExactly("子");
        assertThat(Exchanged.shown(units.get(0))).isEqualTo("tuid=子 | zh-CN 子曰 | en-US 子子 ACME & Co <<ph x=1/>");
        assertThat(tmx.damage).hasSize(3).allMatch(problem -> problem.kind() == ReadProblem.Kind.LOST);
        assertThat(tmx.damage.toString()).doesNotContain("secret");
    }

    @Test
    void boundsDeclaredEntities() throws IOException {
        StringBuilder entities = new StringBuilder("<!ENTITY a0 ''><!ENTITY b0 'ha'>");
        for (int i = 1; i < 100; i++) {
            entities.append("<!ENTITY a%1$d '%2$s'><!ENTITY b%1$d '%3$s'>"
                    .formatted(i, ("&a" + (i - 1) + ";").repeat(9), ("&b" + (i - 1) + ";").repeat(9)));
        }
        Path file = Files.writeString(
                folder.resolve("a.tmx"),
                "<!DOCTYPE tmx [" + entities + "]><tmx><body>" + unit("1", "&a9;", "&b1;")
                        + unit("2", "&b50;", "x").repeat(2000) + "</body></tmx>");
        assertThat(assertTimeoutPreemptively(Duration.ofSeconds(30), () -> tmx.read(file)))
                .extracting(Tu::id)
                .containsExactly("1");
    }

    @Test
    void readsCompressedFiles() throws IOException {
        byte[] tmxBytes =
                ("<tmx version='1.4'><body>" + WATER + FIRE + "</body></tmx>").getBytes(StandardCharsets.UTF_8);
        Path gzip = folder.resolve("a.tmx.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(tmxBytes);
        }
        Path unnamed = Files.copy(gzip, folder.resolve("named.tmx"));
        assertThat(ExchangeFormat.of(unnamed).map(ExchangeFormat::name)).contains("tmx");
        assertThat(ExchangeFormat.of(zip("named.zip", tmxBytes, "memory.TMX")).map(ExchangeFormat::name))
                .contains("tmx");
        assertThat(tmx.read(unnamed)).hasSize(2);
        assertThat(tmx.read(zip("a.tmx.zip", tmxBytes, "readme.txt", "项目.TMX"))).hasSize(2);
        assertThat(tmx.damage).isEmpty();
        Path two = zip("b.zip", tmxBytes, "a.tmx", "b.tmx");
        assertThatThrownBy(() -> tmx.read(two)).hasMessageContaining("contains several memories");
        Path none = zip("c.zip", tmxBytes, "a.txt");
        assertThatThrownBy(() -> tmx.read(none)).hasMessageContaining("is a zip archive without a .tmx file");
        byte[] bytes = Files.readAllBytes(gzip);
        bytes[bytes.length - 6] ^= 1;
        Files.write(gzip, bytes);
        assertThat(tmx.read(gzip)).hasSize(2);
        assertThat(tmx.damage)
                .extracting(ReadProblem::problem)
                .containsExactly("archive is damaged: Corrupt GZIP trailer");
    }

    /** Tests that skipped content counts too. */
    @Test
    void rejectsExcessiveExpansion() throws IOException {
        byte[] spaces = new byte[1 << 20];
        Arrays.fill(spaces, (byte) ' ');
        Path zip = folder.resolve("bomb.tmx.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("a.bin"));
            for (int i = 0; i < 130; i++) {
                out.write(spaces);
            }
            out.putNextEntry(new ZipEntry("a.tmx"));
        }
        assertThatThrownBy(() -> tmx.read(zip))
                .isInstanceOf(FormatException.class)
                .hasMessage(zip + ": expands to far more data than a memory contains; unpack it and check its content");
    }

    private Path zip(String name, byte[] content, String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(content);
            }
        }
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<html><body/></html>", "{\"a\": 1}", "<tmx", "\uFEFF", "plain text", "<tmx><header/></tmx>"})
    void rejectsOtherFiles(String text) {
        assertThatThrownBy(() -> tmx.read(folder, text))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("a.tmx")
                .hasMessageContaining("is not TMX");
    }

    @Test
    void reportsFirstDamageInStrictMode() throws IOException {
        Path file = Files.writeString(folder.resolve("a.tmx"), file(WATER + unit("2", "火\u0001", "Fire")));
        assertThatThrownBy(() -> readStrictly(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(file
                        + ":2:1: unit has a character that XML forbids, U+0001 (tuid \"2\"); repair it, or"
                        + " extract the valid units with duiqi tm convert");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                     | a.tmx: is empty; delete it or use another file",
                "<html><body/></html>                   | a.tmx:1:1: is not TMX: it begins with <html>; ",
                "<tmx><header/></tmx>                   | a.tmx:1:1: is not TMX: it has no <body>; ",
                "<?xml version='1.0' encoding='x-no'?>  | a.tmx: declares the unknown encoding \"x-no\"; save it as UTF-8",
                "<?xml version='1.0' encoding='UTF-16'?><tmx/> | a.tmx:1:1: is not in UTF-16, the encoding that it"
                        + " declares; repair it",
                "<tmx><body><!--𠀀--><tu></body></tmx>  | a.tmx:1:20: unit is cut off; repair it",
                "<tmx><body><tu>                        | a.tmx:1:12: unit is cut off; repair it",
                "<tmx><body><tu>&no;</tu></body></tmx>  | a.tmx:1:12: unit is not well-formed XML: Undeclared general"
                        + " entity",
                "<tmx><body><tu><b></tu></body></tmx>   | a.tmx:1:12: unit is not well-formed XML: Unexpected close tag"
                        + " </tu>; expected </b>; repair it",
                "<tmx><body><tu>&#x1F;</tu></body></tmx>| a.tmx:1:12: unit has a character that XML forbids, U+001F;"
                        + " repair",
                "<tmx><body></body></tmx>x              | a.tmx:1:25: text after </tmx>; ",
            })
    void reportsProblemWithLocation(String xml, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("a.tmx"), xml);
        assertThatThrownBy(() -> readStrictly(file))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(folder + "/" + message)
                .message()
                .doesNotContain("\n");
    }

    @Test
    void reportsInvalidBytes() throws IOException {
        Path file =
                Files.write(folder.resolve("a.tmx"), "<tmx><body>中文</body></tmx>".getBytes(Charset.forName("GB18030")));
        assertThatThrownBy(() -> readStrictly(file))
                .isInstanceOf(FormatException.class)
                .hasMessage(file + ": declares no encoding and is not valid UTF-8; change its first line to"
                        + " <?xml version=\"1.0\" encoding=\"GB18030\"?>, or save it as UTF-8");
    }

    private static void readStrictly(Path file) throws IOException {
        try (UnitReader reader = UnitReader.tmx(file, ReadProblem.Listener.STRICT)) {
            while (reader.next().isPresent()) {
                // Reads to the end.
            }
        }
    }

    private static String file(String units) {
        return "<tmx version='1.4'><header/><body>" + units + "</body></tmx>";
    }
}
