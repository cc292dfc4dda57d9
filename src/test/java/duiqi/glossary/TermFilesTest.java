package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import duiqi.glossary.TermEntry.TermStatus;
import duiqi.glossary.format.TermTableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests errors in JSON, TBX, workbooks and OmegaT glossaries. */
class TermFilesTest {
    private static final String TBX = "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\">\n<text><body>\n";
    private static final String TBX_END = "</body></text></tbx>\n";
    private static final String SLUICE = "水闸 = sluice (preferred)";

    @TempDir
    private Path folder;

    private final SampleGlossaries files = new SampleGlossaries();

    private static String concept(String english) {
        return "<conceptEntry id=\"a\"><langSec xml:lang=\"zh\"><termSec><term>水闸</term></termSec></langSec>\n"
                + "<langSec xml:lang=\"en\"><termSec>" + english + "</termSec></langSec></conceptEntry>\n";
    }

    @Test
    void skipsOnlyDamagedConceptOfTbx() throws IOException {
        String text = TBX + concept("<term>sluice</term>") + "<conceptEntry id=\"b\"><langSec>\n"
                + concept("<term>gate</term>") + concept("<term>a<b</term>") + TBX_END;
        assertThat(files.shown(folder, "a.tbx", text))
                .isEqualTo(SLUICE + "; 水闸 = gate (preferred); 水闸 = a<b (preferred)");
        assertThat(files.faults)
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault)
                                .isEqualTo("a.tbx:5:1: <conceptentry> is cut off; correct it, since duiqi skipped it"),
                        fault -> assertThat(fault).startsWith("a.tbx:9:40: <conceptentry> has an unescaped"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "<term>gate</term><termNote type=\"administrativeStatus\">great</termNote># 4:33: \"great\" is not a status; use one of",
                "<term> </term># 4:33: column en is empty; fill it in",
                "<term>/a*/</term># 4:33: \"a*\" matches empty text",
            })
    void reportsWrongTermOfTbx(String term, String problem) throws IOException {
        assertThat(files.shown(folder, "a.tbx", TBX + concept(term) + concept("<term>sluice</term>") + TBX_END))
                .isEqualTo(SLUICE);
        assertThat(files.faults).singleElement().asString().startsWith("a.tbx:" + problem);
    }

    @Test
    void readsStatusOfEachTermOfTbx() throws IOException {
        String status = "</term><termNote type=\"administrativeStatus\">%sTerm-admn-sts</termNote>";
        String text = TBX + "<conceptEntry id=\"c1\"><langSec xml:lang=\"zh-CN\">"
                + "<termSec><term>用户" + status.formatted("preferred") + "</termSec>"
                + "<termSec><term>使用者" + status.formatted("deprecated")
                + "<note>x-duiqi-status: forbidden</note></termSec>"
                + "<termSec><term>用者</term></termSec></langSec><langSec xml:lang=\"en-US\">"
                + "<termSec><term>user" + status.formatted("admitted") + "</termSec></langSec></conceptEntry>"
                + TBX_END;
        assertThat(files.read(folder, "a.tbx", text).entries())
                .extracting(TermEntry::chinese, TermEntry::status, TermEntry::chineseStatus)
                .containsExactly(
                        tuple("用户", TermStatus.ADMITTED, TermStatus.PREFERRED),
                        tuple("使用者", TermStatus.ADMITTED, TermStatus.FORBIDDEN),
                        tuple("用者", TermStatus.ADMITTED, TermStatus.ADMITTED));
        assertThat(files.faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "a.tbx # <tmx><body/></tmx># : is a translation memory (tmx), not a glossary; move it to tm/, or extract its terms",
                "a.tbx # <tbx><text/></tbx># : has no concept with a Chinese and an English term; check the languages",
                "a.tbx # 水闸# : is not XML; use a file whose format matches its name",
                "a.tbx # ''# : is empty; delete it",
                "a.txt # 'Read me.\nAll of it.\n' # ':1:1: has 1 column, expected 2: A (Read me.); put the source'",
                "a.xlsx # 'zh,en\n' # : is not an .xlsx workbook",
            })
    void rejectsInvalidFiles(String name, String text, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        assertThatThrownBy(() -> Glossary.read(file)).hasMessageStartingWith(file + problem);
    }

    @Test
    void readsNoExternalEntities() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        String text = "<!DOCTYPE tbx [<!ENTITY s SYSTEM \"" + secret.toUri() + "\"><!ENTITY a \"aa\">]>\n" + TBX
                + concept("<term>&s;</term>") + concept("<term>&a;</term>") + TBX_END;
        assertThat(files.shown(folder, "a.tbx", text))
                .contains("水闸 = aa (preferred)")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '~',
            value = {
                "{\"zh\": \"水\"}# 3:2: column en is empty; fill it in",
                "{\"zh\": \"水\", \"en\": \"water\", \"statu\": \"preferred\"}# 3:29: \"statu\" is not a member of a term; did you mean 'status'?",
                "{\"zh\": \"水\", \"en\": \"water\", \"status\": \"great\"}# 3:39: \"great\" is not a status; use one of",
                "{\"zh\": [\"水\"], \"en\": \"water\"}# 3:3: \"zh\" has a value of the wrong type; write [",
                "5# 3:2: is not an object, but a term is expected; write [",
            })
    void reportsWrongTermOfJson(String term, String problem) throws IOException {
        String text = "[{\"concept\": \"w\",\n\"terms\": [\n " + term + ", {\"zh\": \"塘\", \"en\": \"pond\"}]}]";
        assertThat(files.shown(folder, "a.json", text)).contains("塘 = pond (preferred)");
        assertThat(files.faults.get(0)).startsWith("a.json:" + problem);
    }

    @Test
    void acceptsConceptIdAfterTerms() throws IOException {
        Glossary glossary = files.read(folder, "a.json", """
                [{"terms": [{"zh": "水", "en": "water", "note": null}], "concept": "w"},
                {"terms": [{"zh": "塘", "en": "pond", "exceptions": "池塘|水塘"}]}]
                """);
        assertThat(glossary.entries()).extracting(TermEntry::concept).containsExactly("w", "塘");
        assertThat(glossary.entries().get(1).details().exceptions()).containsExactly("池塘", "水塘");
        assertThat(files.faults).isEmpty();
    }

    @Test
    void readsCompletePartOfDamagedFiles() throws IOException {
        String water = "水 = water (preferred)";
        assertThat(files.shown(folder, "a.tbx", TBX + concept("<term>sluice</term>")))
                .isEqualTo(SLUICE);
        String json = "[{\"concept\": \"w\", \"terms\": [{\"zh\": \"水\", \"en\": \"water\"}]},\n {\"concept\" \"p\"}]";
        assertThat(files.shown(folder, "a.json", json)).isEqualTo(water);
        assertThat(files.shown(folder, "a.txt", "水\twater\n塘\n堰\t;\n# comment\n"))
                .isEqualTo(water);
        assertThat(files.faults)
                .extracting(fault -> fault.replaceFirst("(JSON:|;) .*", "$1"))
                .satisfiesExactly(
                        fault -> assertThat(fault).contains("file is cut off before </tbx>"),
                        fault -> assertThat(fault).isEqualTo("a.json:2:13: is not valid JSON:"),
                        fault -> assertThat(fault).isEqualTo("a.txt:2:1: column en is empty;"),
                        fault -> assertThat(fault).isEqualTo("a.txt:3:3: column en is empty;"));
        assertThat(files.faults.get(1)).endsWith("; correct it, since duiqi does not read further");
    }

    private static final List<TermTableFormat> TABLES =
            List.of(TermTableFormat.CSV, TermTableFormat.TSV, TermTableFormat.XLSX);

    private Path table(TermTableFormat format, String rows) throws IOException {
        return SampleGlossaries.table(folder, "a." + format.name(), format.form(), rows);
    }

    /** Reads tables with the column names of other tools, and tables without them as OmegaT does. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "序号|原文|译文/1|水|water@1@0",
                "ID|Status|Chinese (Simplified, China)|English (United States)/1|new|水|water@1@0",
                "中文（简体）|英语 (美国)/水|water@1@0",
                "CHS|ENU/水|water@1@0",
                "中文|英文/水|water@1@0",
                "原文|译文/水|water@1@0",
                "序号|zh-CN|en-US/1|水|water@1@3",
                "water|水|无色/fire|火@2@0",
                "汉语|Chinese/水|water@2@0",
                "GDP|GDP/水|water@2@0",
                "水|water|wet@1@0",
            })
    void readsColumnsOfOtherTools(String rows, int entries, int faults) throws IOException {
        for (TermTableFormat format : TABLES) {
            assertThat(SampleGlossaries.shown(files.read(table(format, rows))))
                    .hasSize(entries)
                    .anyMatch(entry -> entry.startsWith("水 = water (preferred"));
        }
        assertThat(files.faults).hasSize(faults).allMatch(fault -> fault.contains("\"序号\" is not a glossary column"));
    }

    @Test
    void keepsUnknownColumnsInNotes() throws IOException {
        Path file = table(TermTableFormat.XLSX, "公司术语表/编号|英文术语|中文术语|词性|定义|备注|状态/7|water|水；水分|noun|H2O|wet|final");
        Glossary glossary = files.read(file);
        assertThat(SampleGlossaries.shown(glossary)).containsExactly("水 = water (preferred)", "水分 = water (preferred)");
        assertThat(glossary.entries().get(0).details().partOfSpeech()).isEqualTo("noun");
        assertThat(glossary.entries().get(0).details().note()).isEqualTo("H2O; wet; 状态: final");
        assertThat(files.faults).isEmpty();
    }

    @Test
    void reportsRowAndColumnOfWorkbookCell() throws IOException {
        Glossary wrong = new Glossary(List.of(SampleGlossaries.entry("水", "/a(/", TermStatus.PREFERRED)));
        files.read(Files.write(folder.resolve("a.xlsx"), files.write("xlsx", wrong)));
        assertThat(files.faults)
                .singleElement()
                .asString()
                .startsWith("a.xlsx:2:3: \"a(\" is not a valid regular expression");
    }
}
