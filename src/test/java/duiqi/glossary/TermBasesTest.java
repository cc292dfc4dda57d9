package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.exchange.Table;
import duiqi.glossary.TermEntry.TermStatus;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests term bases of other tools: MultiTerm, memoQ and MateCat. */
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
        String text = "\uFEFF"
                + SampleGlossaries.golden("termbase.mtf.xml").replace("UTF-8", charset.replaceAll("[LB]E", ""));
        Path file = Files.write(folder.resolve(name), text.getBytes(Charset.forName(charset)));
        assertThat(files.read(file).entries()).hasSize(7);
        assertThat(files.faults).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "garden.2008.tbx, a.xml, 7",
        "garden.2008.tbx, a.tbx, 7",
        "garden.2008.tbx, a.txt, 7",
        "garden.2008.tbx, a.bak, 7",
    })
    void readsFormatWithAnyName(String golden, String name, int entries) throws IOException {
        assertThat(files.read(folder, name, SampleGlossaries.golden(golden)).entries())
                .hasSize(entries);
        assertThat(files.faults).isEmpty();
    }

    /** Lists tables with the structures of MateCat's documentation: with and without each optional column. */
    @ParameterizedTest
    @ValueSource(
            strings = {
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
                        + "/|Garden|Canal|a|sluice|b|c|水闸|d|e/|||||||||/||||gate|||水闸||/||||lonely|||||"
            })
    void readsStructuresOfMateCat(String rows) throws IOException {
        for (Table.Form form : List.of(Table.Form.CSV, Table.Form.XLSX)) {
            Path file = SampleGlossaries.table(folder, "a" + form.extensions().get(0), form, rows);
            assertThat(SampleGlossaries.shown(files.read(file)))
                    .as(form.toString())
                    .containsExactly("水闸 = sluice (preferred)", "水闸 = gate (admitted)");
        }
        assertThat(files.faults).isEmpty();
        assertThat(files.omitted).containsEntry("concepts without a Chinese term", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.utx", "a.txt", "a.tsv", "a.unknown"})
    void refusesUtxAlsoInFolder(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#UTX 1.11; zh-CN/en-US\n#src\ttgt\n水闸\tsluice\n");
        for (Path place : List.of(file, folder)) {
            assertThatThrownBy(() -> Glossary.read(place))
                    .hasMessage(file + ": is a UTX glossary, which duiqi no longer reads; save it as CSV or TBX");
        }
    }

    /** Writes rows of a glossary in a format and reads them again; the last column names what is lost. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              memoq   | 水闸,a,preferred;水闸,b,forbidden;,utilize,forbidden | 水闸 = a (preferred); 水闸 = b (forbidden);  = utilize (forbidden) | names
              memoq   | 互联网,Internet,,yes;网络,network | 互联网 = Internet (preferred, case); 网络 = network (preferred) |
              memoq   | 水闸,gate,,,河;一,one,,,,note;公告,bulletin,,,,,docs;,GitHub,do-not-translate | | limits
              omegat  | 水闸,gate,,,河;一,one,,,,note;公告,bulletin,,,,,docs;,GitHub,do-not-translate | | limits
            """)
    void keepsOrCountsStatusesAndLimits(String format, String rows, @Nullable String expected, @Nullable String lost)
            throws IOException {
        Glossary glossary = files.read(
                folder, "a.csv", "zh,en,status,case-sensitive,context,level,files\n" + rows.replace(';', '\n') + "\n");
        byte[] written = files.write(format, glossary);
        if (expected != null) {
            String text = new String(written, StandardCharsets.UTF_8);
            assertThat(files.shown(folder, "b.csv", text)).isEqualTo(expected);
        }
        assertThat(files.omissions.counts().keySet())
                .isEqualTo(
                        lost == null
                                ? Set.of()
                                : lost.equals("names")
                                        ? Set.of("names of concepts")
                                        : Set.of(
                                                "values of context",
                                                "values of level",
                                                "values of files",
                                                "do-not-translate terms (written as their own translations)"));
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

    @ParameterizedTest
    @ValueSource(
            strings = {"Status=Do not translate", "状态=不翻译", "Translatable=No", "Do not translate=Yes, Case sensitive=No"
            })
    void readsMultiTermTermsThatAreNotTranslated(String fields) throws IOException {
        String descriptions = Stream.of(fields.split(", "))
                .map(field -> "<descripGrp><descrip type=\"" + field.replace("=", "\">") + "</descrip></descripGrp>")
                .collect(Collectors.joining());
        String english = "<languageGrp><language lang=\"EN\"/><termGrp><term>GitHub</term>" + descriptions
                + "</termGrp></languageGrp>";
        String chinese = english.replace("EN", "ZH");
        for (String languages : List.of(english, chinese, english + chinese)) {
            String text = "<mtf><conceptGrp><concept>1</concept>" + languages + "</conceptGrp></mtf>";
            assertThat(files.shown(folder, "a.mtf", text)).isEqualTo("GitHub = GitHub (do-not-translate)");
        }
        assertThat(files.faults).isEmpty();
        assertThat(files.omitted).isEmpty();
    }

    /** The line breaks of a file are ⏎, its tabs ⇥. */
    @ParameterizedTest
    @CsvSource(delimiter = '@', quoteCharacter = '~', textBlock = """
              a.csv@EN,CN,KR,Definition⏎brain,脑,뇌,organ⏎@脑 = brain (preferred)@
              a.csv@Forbidden,zh-CN,en-US⏎TRUE,水闸,gate⏎1,,utilize⏎TRUE,视频短片,⏎@水闸 = gate (forbidden);  = utilize (forbidden); 视频短片 =  (forbidden)@
              a.csv@zh-CN,en-US,domain,note⏎水闸,sluice,canal,⏎水闸,gate,,⏎@水闸 = sluice (preferred); 水闸 = gate (preferred)@
              a.csv@zh,en,status⏎吉特,GitHub,do-not-translate⏎水闸,gate,preferred⏎@水闸 = gate (preferred)@a.csv:2:4: "GitHub" is do-not-translate but differs from "吉特"; leave one of the two empty, or change the status
              a.utf8@GitHub⇥GitHub⇥do not translate⏎sluice⇥水闸⏎water door⇥水闸⇥forbidden⏎lock⇥船闸⇥not a gate⏎@GitHub = GitHub (do-not-translate); 水闸 = sluice (preferred); 水闸 = water door (forbidden); 船闸 = lock (preferred)@
              a.tbx@<martif type="TBX"><text><body><termEntry id="1"><langSet xml:lang="zh"><tig><term>互联网</term></tig></langSet><langSet xml:lang="en"><tig><term>Internet</term><termNote type="forbidden">false</termNote><termNote type="preferred">true</termNote><termNote type="caseSensitive">true</termNote></tig><tig><term>web</term><termNote type="forbidden">true</termNote><termNote type="caseSensitive">false</termNote></tig></langSet></termEntry></body></text></martif>@互联网 = Internet (preferred, case); 互联网 = web (forbidden)@
              a.tbx@<tbx type="TBX-Basic" style="dca" xml:lang="en"><text><body><conceptEntry id="1"><langSec xml:lang="zh"><termSec><term>水闸</term></termSec></langSec><langSec xml:lang="en"><termSec><term>gate</term><termNote type="usageStatus">deprecated</termNote></termSec><termSec><term>sluice</term><termNote type="usageStatus">preferred</termNote></termSec></langSec></conceptEntry></body></text></tbx>@水闸 = gate (deprecated); 水闸 = sluice (preferred)@
            """)
    void readsStatuses(String name, String text, String expected, @Nullable String fault) throws IOException {
        assertThat(files.shown(folder, name, text.replace('⏎', '\n').replace('⇥', '\t')))
                .isEqualTo(expected);
        assertThat(files.faults).containsExactlyElementsOf(fault == null ? List.of() : List.of(fault));
    }
}
