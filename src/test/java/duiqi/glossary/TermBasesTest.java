package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.TermEntry.TermStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests term bases of other tools: MultiTerm, memoQ, MateCat and UTX. */
class TermBasesTest {
    @TempDir
    private Path folder;

    private final SampleGlossaries files = new SampleGlossaries();

    @ParameterizedTest
    @ValueSource(strings = {"garden.sdltb", "garden.bak"})
    void refusesDatabaseOfMultiTerm(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "\0\1\0\0Standard Jet DB\0\1\0");
        assertThatThrownBy(() -> Glossary.read(file))
                .hasMessage(
                        file + ": is a database of Access, as term bases of MultiTerm are; export it in MultiTerm as"
                                + " MultiTerm XML");
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE,a.xml", "UTF-16BE,a.txt", "UTF-8,a.glossary"})
    void readsMultiTermXmlInEveryEncoding(String charset, String name) throws IOException {
        String text = "\uFEFF" + SampleGlossaries.golden("termbase.mtf.xml").replace("UTF-8", "UTF-16");
        String declared = charset.equals("UTF-8") ? text.replace("UTF-16", "UTF-8") : text;
        Path file = Files.write(folder.resolve(name), declared.getBytes(Charset.forName(charset)));
        assertThat(files.read(file).entries()).hasSize(7);
        assertThat(files.faults).isEmpty();
    }

    /** Lists tables with the structures of MateCat's documentation: with and without each optional column. */
    static Stream<String> structures() {
        return Stream.of(
                "zh-CN|en-US|it-IT/水闸|sluice|chiusa/水闸|gate|/|lonely|",
                "zh-CN|en-US|Notes/水闸|sluice|of a canal/水闸|gate|/|lonely|",
                "en-US|Notes|Example of use|zh-CN|Notes|Example of use/sluice|of a canal|Open it.|水闸||/gate|||水闸||/lonely|||||",
                "en-US|it-IT|Example of use|zh-CN|Notes/sluice|chiusa|Apri|水闸|of a canal/gate|||水闸|/lonely||||",
                "Forbidden|zh-CN|en-US/|水闸|sluice/FALSE|水闸|gate/||lonely",
                "Domain|zh-CN|en-US|Notes/Garden|水闸|sluice|/|水闸|gate|/||lonely|",
                "Domain|Subdomain|zh-CN|en-US/Garden|Canal|水闸|sluice/||水闸|gate/|||lonely",
                "Definition|zh-CN|en-US/gate for water|水闸|sluice/|水闸|gate/||lonely",
                "domain|subdomain|definition|en-US|Notes|zh-CN|Notes/Garden||a|sluice|b|水闸|c/|||gate||水闸|/|||lonely|||",
                "Forbidden|Domain|Subdomain|Definition|en-US|Notes|Example of use|zh-CN|Notes|Example of use"
                        + "/|Garden|Canal|a|sluice|b|c|水闸|d|e/|||||||||/||||gate|||水闸||/||||lonely|||||");
    }

    @ParameterizedTest
    @MethodSource("structures")
    void readsStructuresOfMateCat(String rows) throws IOException {
        for (Table.Form form : List.of(Table.Form.CSV, Table.Form.XLSX)) {
            assertThat(SampleGlossaries.shown(files.read(table(form, rows))))
                    .as(form.toString())
                    .containsExactly("水闸 = sluice (preferred)", "水闸 = gate (admitted)");
        }
        assertThat(files.faults).isEmpty();
        assertThat(files.omitted).containsEntry("concepts without a Chinese term", 1);
    }

    @Test
    void readsForbiddenTermsOfMateCat() throws IOException {
        Path file = table(Table.Form.CSV, "Forbidden|zh-CN|en-US/TRUE|水闸|gate/1||utilize/TRUE|视频短片|");
        assertThat(SampleGlossaries.shown(files.read(file)))
                .containsExactly("水闸 = gate (forbidden)", " = utilize (forbidden)", "视频短片 =  (forbidden)");
    }

    @Test
    void keepsTablesWithColumnsOfDuiqi() throws IOException {
        Path file = table(Table.Form.CSV, "zh-CN|en-US|domain|note/水闸|sluice|canal|/水闸|gate||");
        assertThat(SampleGlossaries.shown(files.read(file)))
                .containsExactly("水闸 = sluice (preferred)", "水闸 = gate (preferred)");
    }

    private Path table(Table.Form form, String rows) throws IOException {
        Path file = folder.resolve("a" + form.extensions().get(0));
        try (OutputStream out = Files.newOutputStream(file)) {
            Table.Output table = form.begin(out, Instant.EPOCH, new Omissions());
            for (String row : rows.split("/")) {
                table.write(List.of(row.split("\\|", -1)));
            }
            table.finish();
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"terms.utx", "terms.txt", "terms.tsv", "terms.unknown"})
    void readsUtxWithAnyName(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), SampleGlossaries.golden("termbase.utx"));
        assertThat(files.read(file).entries()).hasSize(4);
        assertThat(files.faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            value = {
                "#UTX 1.11; zh-CN/en-US; x|水闸\tsluice@1:1: has no line with the column names of UTX; write",
                "#UTX 1.11; 2026-01-02|#src\ttgt|水闸\tsluice@2:1: the header has no languages; write them",
                "#UTX 1.11; ja/en|#src\ttgt|水門\tsluice@' has no Chinese terms, only terms in en, ja; use a glossary'",
            })
    void rejectsUtxWithoutLanguages(String text, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("a.utx"), text.replace('|', '\n'));
        assertThatThrownBy(() -> Glossary.read(file)).hasMessageStartingWith(file + ":" + problem);
    }

    @Test
    void keepsStatusesOfUtx() throws IOException {
        List<TermEntry> entries = Stream.of(TermStatus.values())
                .filter(status -> status != TermStatus.DO_NOT_TRANSLATE)
                .map(status -> SampleGlossaries.entry("水闸", "gate " + status, status))
                .toList();
        Path file = Files.write(folder.resolve("a.utx"), files.write("utx", new Glossary(entries)));
        assertThat(SampleGlossaries.placeless(files.read(file)))
                .isEqualTo(SampleGlossaries.placeless(new Glossary(entries)));
        assertThat(files.omissions.counts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"memoq", "matecat"})
    void keepsForbiddenTerms(String format) throws IOException {
        Glossary glossary = new Glossary(List.of(
                SampleGlossaries.entry("水闸", "sluice", TermStatus.PREFERRED),
                SampleGlossaries.entry("水闸", "water door", TermStatus.FORBIDDEN),
                new TermEntry("use", "", "utilize", TermStatus.FORBIDDEN, SampleGlossaries.NOWHERE)));
        Path file = Files.write(folder.resolve("a.csv"), files.write(format, glossary));
        assertThat(SampleGlossaries.shown(files.read(file)))
                .containsExactlyInAnyOrderElementsOf(SampleGlossaries.shown(glossary));
        assertThat(files.omissions.counts()).containsOnlyKeys("names of concepts");
    }

    @Test
    void readsCountryCodeAsChinese() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "EN,CN,KR,Definition\nbrain,脑,뇌,organ\n");
        assertThat(files.read(file).entries()).extracting(TermEntry::chinese).containsExactly("脑");
    }

    @Test
    void keepsStatusOfChineseTermInMemoq() throws IOException {
        TermEntry entry = new TermEntry(
                "1",
                "使用者",
                "user",
                TermStatus.PREFERRED,
                TermStatus.FORBIDDEN,
                TermEntry.Details.NONE,
                SampleGlossaries.NOWHERE);
        Path file = Files.write(folder.resolve("a.csv"), files.write("memoq", new Glossary(List.of(entry))));
        assertThat(SampleGlossaries.placeless(files.read(file))).containsExactly(entry);
    }

    @Test
    void rejectsTermBaseWithoutChinese() throws IOException {
        String text = SampleGlossaries.golden("termbase.mtf.xml")
                .replace("ZH-", "JA-")
                .replace("中文", "日本語");
        Path file = Files.writeString(folder.resolve("a.xml"), text);
        assertThatThrownBy(() -> Glossary.read(file))
                .hasMessage(file + ": has no Chinese terms, only terms in DE, EN, EN-US, English, JA-CN, JA-TW, 日本語; "
                        + "use a glossary of Chinese and English");
    }

    @Test
    void rejectsMemoryInGlossaryFolder() throws IOException {
        Files.writeString(folder.resolve("terms.csv"), "zh,en\n水闸,sluice\n");
        Files.writeString(folder.resolve("notes.doc"), "notes");
        Path memory = Files.writeString(
                folder.resolve("main.xml"), "<tmx version=\"1.4\"><header srclang=\"zh\"/><body/></tmx>");
        assertThatThrownBy(() -> Glossary.read(folder))
                .hasMessage(memory + ": is a translation memory (tmx), not a glossary; move it to tm/, or extract its "
                        + "terms with duiqi glossary extract");
    }

    @ParameterizedTest
    @CsvSource({
        "Forbidden,FORBIDDEN",
        "PreferredTerm,PREFERRED",
        "preferredTerm-admn-sts,PREFERRED",
        "not recommended,DEPRECATED",
        "Non-standard,DEPRECATED",
        "zugelassen,ADMITTED",
        "nicht verwenden,FORBIDDEN",
        "Vorzugsbenennung,PREFERRED",
        "推荐使用,PREFERRED",
        "首选术语,PREFERRED",
        "许用术语,ADMITTED",
        "拒用术语,DEPRECATED",
        "禁止使用,FORBIDDEN"
    })
    void readsEverydayStatuses(String value, TermStatus status) throws IOException {
        String text = SampleGlossaries.golden("termbase.mtf.xml").replace(">verboten<", ">" + value + "<");
        assertThat(files.read(folder, "a.xml", text).entries().get(1).status()).isEqualTo(status);
    }

    @Test
    void readsTbxWithAnyName() throws IOException {
        for (String name : List.of("a.xml", "a.tbx", "a.txt", "a.bak")) {
            Path file = Files.write(
                    folder.resolve(name),
                    SampleGlossaries.golden("garden.2008.tbx").getBytes(StandardCharsets.UTF_8));
            assertThat(files.read(file).entries()).as(name).hasSize(7);
        }
    }

    private List<String> limits(String name, String text) throws IOException {
        return files.read(folder, name, text).entries().stream()
                .map(entry -> entry.chinese() + " = " + entry.english() + " (" + entry.status()
                        + (entry.details().limits().isCaseSensitive() ? ", case" : "") + ")")
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Status=Do not translate                  | GitHub = GitHub (do-not-translate)
        状态=不翻译                               | GitHub = GitHub (do-not-translate)
        Translatable=No                          | GitHub = GitHub (do-not-translate)
        Do not translate=Yes, Case sensitive=No  | GitHub = GitHub (do-not-translate)
        """)
    void readsMultiTermTermsThatAreNotTranslated(String fields, String expected) throws IOException {
        StringBuilder descriptions = new StringBuilder();
        for (String field : fields.split(", ")) {
            descriptions
                    .append("<descripGrp><descrip type=\"")
                    .append(field.replace("=", "\">"))
                    .append("</descrip></descripGrp>");
        }
        String term = "<termGrp><term>GitHub</term>" + descriptions + "</termGrp>";
        String english = "<languageGrp><language lang=\"EN\"/>" + term + "</languageGrp>";
        String chinese = english.replace("EN", "ZH");
        for (String languages : List.of(english, chinese, english + chinese)) {
            assertThat(limits("a.mtf", "<mtf><conceptGrp><concept>1</concept>" + languages + "</conceptGrp></mtf>"))
                    .as(languages)
                    .containsExactly(expected);
        }
        assertThat(files.faults).isEmpty();
        assertThat(files.omitted).isEmpty();
    }

    @Test
    void reportsTranslationOfTermThatIsNotTranslated() throws IOException {
        String text = "zh,en,status\n吉特,GitHub,do-not-translate\n水闸,gate,preferred\n";
        assertThat(limits("a.csv", text)).containsExactly("水闸 = gate (preferred)");
        assertThat(files.faults)
                .containsExactly("a.csv:2:4: \"GitHub\" is do-not-translate but differs from \"吉特\";"
                        + " leave one of the two empty, or change the status");
    }

    @Test
    void readsSettingsOfPhraseTbx() throws IOException {
        String text = "<martif type=\"TBX\"><text><body><termEntry id=\"1\">"
                + "<langSet xml:lang=\"zh\"><tig><term>互联网</term></tig></langSet><langSet xml:lang=\"en\"><tig><term>Internet</term>"
                + "<termNote type=\"forbidden\">false</termNote><termNote type=\"preferred\">true</termNote>"
                + "<termNote type=\"caseSensitive\">true</termNote></tig><tig><term>web</term>"
                + "<termNote type=\"forbidden\">true</termNote><termNote type=\"caseSensitive\">false</termNote></tig>"
                + "</langSet></termEntry></body></text></martif>";
        assertThat(limits("a.tbx", text)).containsExactly("互联网 = Internet (preferred, case)", "互联网 = web (forbidden)");
        assertThat(files.omitted).isEmpty();
    }

    @Test
    void readsUsageStatusOfTbx() throws IOException {
        String text = "<tbx type=\"TBX-Basic\" style=\"dca\" xml:lang=\"en\"><text><body><conceptEntry id=\"1\">"
                + "<langSec xml:lang=\"zh\"><termSec><term>水闸</term></termSec></langSec><langSec xml:lang=\"en\">"
                + "<termSec><term>gate</term><termNote type=\"usageStatus\">deprecated</termNote></termSec>"
                + "<termSec><term>sluice</term><termNote type=\"usageStatus\">preferred</termNote></termSec>"
                + "</langSec></conceptEntry></body></text></tbx>";
        assertThat(limits("a.tbx", text)).containsExactly("水闸 = gate (deprecated)", "水闸 = sluice (preferred)");
        assertThat(files.omitted).isEmpty();
    }

    @Test
    void keepsCaseOfMemoq() throws IOException {
        Glossary glossary = files.read(folder, "a.csv", "zh,en,case-sensitive\n互联网,Internet,yes\n网络,network,\n");
        byte[] written = files.write("memoq", glossary);
        assertThat(limits("b.csv", new String(written, StandardCharsets.UTF_8)))
                .containsExactly("互联网 = Internet (preferred, case)", "网络 = network (preferred)");
        assertThat(files.omissions.counts()).isEmpty();
    }

    @Test
    void readsStatusInCommentOfOmegat() throws IOException {
        String text = "GitHub\tGitHub\tdo not translate\nsluice\t水闸\nwater door\t水闸\tforbidden\nlock\t船闸\tnot a gate\n";
        assertThat(limits("a.utf8", text))
                .containsExactly(
                        "GitHub = GitHub (do-not-translate)",
                        "水闸 = sluice (preferred)",
                        "水闸 = water door (forbidden)",
                        "船闸 = lock (preferred)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"memoq", "matecat", "utx", "omegat"})
    void countsLimitsThatAreLost(String format) throws IOException {
        Glossary glossary = files.read(
                folder,
                "a.csv",
                "zh,en,status,context,level,files\n水闸,gate,,河,,\n一,one,,,note,\n公告,bulletin,,,,docs\n,GitHub,dnt,,,\n"
                        .replace("dnt", "do-not-translate"));
        files.write(format, glossary);
        assertThat(files.omissions.counts())
                .containsOnlyKeys(
                        "values of context",
                        "values of level",
                        "values of files",
                        "do-not-translate terms (written as their own translations)");
    }
}
