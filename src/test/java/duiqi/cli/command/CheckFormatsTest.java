package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import duiqi.document.Archive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that {@code duiqi check} finds one set of faults in every format, in both directions, at the places of the words. */
class CheckFormatsTest extends CommandFolder {
    private static final List<List<String>> INTO_CHINESE = List.of(
            List.of("The plan covers 35 cities 😀.", "😀该计划覆盖36个城市。"),
            List.of("Enter the password to continue.", "请输入通行码以继续。"),
            List.of("See https://example.org/help for details.", "详情请见 https://example.org/hepl。"),
            List.of("Hello {name}, welcome back.", "{nmae}，您好，欢迎回来。"),
            List.of("The connection was closed by the server.", "The connection was closed by the server."),
            List.of("The file is open, please wait.", "文件已打开,请稍候。"),
            List.of("Click “Open” to continue.", "点击“打开继续。"),
            List.of("The network is not available.", "網络不可用。"),
            List.of("Use the option --output to name the file.", "使用选项 --outptu 指定文件名。"),
            List.of("We have a garden behind the house.", "我们屋后有一个花园。"));
    private static final List<List<String>> INTO_ENGLISH = List.of(
            List.of("😀该计划覆盖35个城市。", "The plan 😀 covers 36 cities."),
            List.of("请阅读理事机构的报告。", "Read the report of the management organ."),
            List.of("请把文件保存到文件夹。", "Save the the file to the folder."),
            List.of("详情请见 https://example.org/help。", "See https://example.org/hepl for details."),
            List.of("{name}，您好，欢迎回来。", "Hello {nmae}, welcome back."),
            List.of("连接已被服务器关闭。", "连接已被服务器关闭。"),
            List.of("文件已打开，请稍候。", "The file is open，please wait."),
            List.of("点击“打开”继续。", "Click “Open to continue."),
            List.of("昨天有两名患者在事故中死亡。", "Two 患者 died in the accident yesterday."),
            List.of("使用选项 --output 指定文件名。", "Use the option --outptu to name the file."),
            List.of("我们屋后有一个花园。", "We have a garden behind the house."));

    /** Names of files, text before the units, a unit with its number #, and text after them. LANG is in the name of a format with one file for each language. */
    private static final String FORMATS = """
            a.tsv     |SL\tTL~|SOURCE\tTARGET~|
            a.csv     |SL,TL~|"SOURCE","TARGET"~|
            b.csv     |note,target,source~|"a ""b"" 😀","TARGET","SOURCE"~|
            a.tmx     |<tmx version="1.4"><header srclang="SL"/><body>~|<tu><tuv xml:lang="SL"><seg>SOURCE</seg></tuv><tuv xml:lang="TL"><seg>TARGET</seg></tuv></tu>~|</body></tmx>
            a.xlf     |<xliff version="1.2"><file original="a" source-language="SL" target-language="TL"><body>~|<trans-unit id="#"><source>SOURCE</source><target>TARGET</target></trans-unit>~|</body></file></xliff>
            b.xlf     |<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="SL" trgLang="TL"><file id="f">|<unit id="#"><segment><source>SOURCE</source><target>TARGET</target></segment></unit>~|</file></xliff>
            a.sdlxliff|<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"><file original="a" source-language="SL" target-language="TL"><body>|<trans-unit id="#"><source>SOURCE</source><seg-source><mrk mtype="seg" mid="1">SOURCE</mrk></seg-source><target><mrk mtype="seg" mid="1">TARGET</mrk></target><sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs></trans-unit>~|</body></file></xliff>
            a.po      |msgid ""~msgstr "Language: TL\\n"~|~msgid "SOURCE"~msgstr "TARGET"~|
            a.jsonl   ||{"source":"SOURCE","note":"\\"","target":"TARGET","sourceLanguage":"SL","targetLanguage":"TL"}~|
            a.ts      |<!DOCTYPE TS><TS version="2.1" language="TL" sourcelanguage="SL"><context><name>a</name>|<message><source>SOURCE</source><translation>TARGET</translation></message>~|</context></TS>
            a.xcstrings|{"sourceLanguage": "SL", "version": "1.0", "strings": {|"SOURCE": {"localizations": {"TL": {"stringUnit": {"state": "translated", "value": "TARGET"}}}},~|"": {}}}
            json/LANG.json|{|"k#": "TEXT",~|"": ""}
            yaml/LANG.yml|LANG:~|  k#: "TEXT"~|
            arb/app_LANG.arb|{"@@locale": "LANG",|"k#": "TEXT",~|"": ""}
            a_LANG.properties||k#=TEXT~|
            LANG.lproj/a.strings||"k#" = "TEXT";~|
            a.LANG.resx|<root>|<data name="k#"><value>TEXT</value></data>~|</root>
            text/a.LANG.txt||TEXT~~|
            text/a.LANG.md||TEXT~~|
            text/a.LANG.html|<!DOCTYPE html><html><body>~|<p>TEXT</p>~|</body></html>
            text/a.LANG.srt||#~00:#:00,000 --> 00:#:02,000~TEXT~~|
            text/a.LANG.vtt|WEBVTT~~|00:#:00.000 --> 00:#:02.000~TEXT~~|
            text/a.LANG.docx|<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>|<w:p><w:r><w:t>TEXT</w:t></w:r></w:p>|</w:body></w:document>
            """;

    @BeforeEach
    void writeGlossary() throws IOException {
        write("glossary/terms.csv", "zh,en\n密码,password\n理事机构,governing body\n");
    }

    /** Writes the files of a format, and returns the arguments that check them. */
    private List<String> files(List<String> format, boolean isIntoChinese) throws IOException {
        List<List<String>> units = isIntoChinese ? INTO_CHINESE : INTO_ENGLISH;
        List<String> languages = isIntoChinese ? List.of("en", "zh-CN") : List.of("zh-CN", "en");
        List<String> names = new ArrayList<>();
        for (String language : languages) {
            int side = languages.indexOf(language);
            StringBuilder text = new StringBuilder(format.get(1));
            for (int i = 0; i < units.size(); i++) {
                text.append(format.get(2)
                        .replace("#", Integer.toString(i + 10))
                        .replace("TEXT", units.get(i).get(side))
                        .replace("SOURCE", units.get(i).get(0))
                        .replace("TARGET", units.get(i).get(1)));
            }
            String written = text.append(format.get(3))
                    .toString()
                    .replace("~", "\n")
                    .replace("SL", languages.get(0))
                    .replace("TL", languages.get(1))
                    .replace("LANG", language);
            Path file = write(format.get(0).replace("LANG", language), written);
            if (file.toString().endsWith(".docx")) {
                Files.write(
                        file, new Archive().with("word/document.xml", written).bytes());
            }
            names.add(file.toString());
        }
        return format.get(0).startsWith("text/")
                ? names
                : List.of("--source-lang", languages.get(0), "--target-lang", languages.get(1), names.get(1));
    }

    private List<JsonNode> findings(List<String> arguments) throws IOException {
        FakeConsole console = run(1, "check --to jsonl", arguments.toArray(String[]::new));
        assertThat(console.err()).isEmpty();
        List<JsonNode> findings = new ArrayList<>();
        for (String line : console.out().lines().toList()) {
            findings.add(new JsonMapper().readTree(line));
        }
        return findings;
    }

    private static List<String> faults(List<JsonNode> findings) {
        return findings.stream()
                .map(finding -> Stream.of("rule", "severity", "target", "span")
                        .map(field -> finding.path(field)
                                .path("text")
                                .asText(finding.path(field).asText()))
                        .collect(Collectors.joining(" ")))
                .sorted()
                .toList();
    }

    private static void assertPlace(JsonNode finding) throws IOException {
        boolean isInTarget = finding.at("/span/side").asText().equals("target");
        String line = Files.readAllLines(Path.of(finding.path("file").asText()))
                .get(finding.path("line").asInt() - 1);
        int column = finding.path("column").asInt() - 1;
        assertThat(line.substring(line.offsetByCodePoints(0, column)))
                .as("%s", finding)
                .startsWith(finding.at(isInTarget ? "/span/text" : "/target").asText());
    }

    static Stream<List<String>> formats() {
        return FORMATS.lines().map(line -> List.of(line.split(" *\\|", 4)));
    }

    @ParameterizedTest
    @MethodSource("formats")
    void findsTheSameFaultsInEveryFormat(List<String> format) throws IOException {
        for (boolean isIntoChinese : new boolean[] {true, false}) {
            List<JsonNode> expected =
                    findings(files(List.of("reference.tsv", "SL\tTL~", "SOURCE\tTARGET~", ""), isIntoChinese));
            assertThat(expected.stream()
                            .map(finding -> finding.path("target").asText())
                            .distinct())
                    .as("all units but the last one have a finding")
                    .hasSize((isIntoChinese ? INTO_CHINESE : INTO_ENGLISH).size() - 1);
            List<String> arguments = files(format, isIntoChinese);
            List<JsonNode> findings = findings(arguments);
            assertThat(faults(findings)).isEqualTo(faults(expected));
            for (JsonNode finding : findings) {
                if (!format.get(0).endsWith(".docx")) {
                    assertPlace(finding);
                }
                if (finding.path("rule").asText().equals("term-missing")) {
                    String place = finding.path("file").asText() + ":"
                            + finding.path("line").asText() + ":"
                            + finding.path("column").asText();
                    assertThat(run(0, "rules " + place, arguments.toArray(String[]::new))
                                    .out())
                            .contains(finding.path("message").asText())
                            .containsOnlyOnce("missing: ");
                }
            }
        }
    }

    @Test
    void findsWrongTermInWorkbook() throws IOException {
        Path table = write("a.tsv", "en\tzh\nPassword\t通行码\n");
        String workbook = path("a.xlsx");
        run(0, "tm convert", table.toString(), "-o", workbook);
        String found = run(1, "check", workbook).out();
        assertThat(found).startsWith(workbook + ":2:").contains("通行码 stands for \"password\"");
        assertThat(run(0, "rules", found.substring(0, found.indexOf(": warning")))
                        .out())
                .contains("\"通行码\" at character 1 is there instead");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.po | msgid "&Password"~msgstr "密码(&P)"
            a.po | msgid "Pass_word:"~msgstr "密码(_W)："
            a.tmx| <tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>Pass<bpt i="1">&lt;b></bpt>word<ept i="1">&lt;/b></ept></seg></tuv><tuv xml:lang="zh"><seg>密<bpt i="1">&lt;b></bpt>码<ept i="1">&lt;/b></ept></seg></tuv></tu></body></tmx>
            a.xlf| <xliff version="1.2"><file original="a" source-language="en" target-language="zh"><body><trans-unit id="1"><source>Pass<g id="1">word</g></source><target>密<g id="1">码</g></target></trans-unit></body></file></xliff>
            b.xlf| <xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="zh"><file id="f"><unit id="1"><segment><source>Pass<pc id="1">word</pc></source><target>密<pc id="1">码</pc></target></segment></unit></file></xliff>
            """)
    void findsTermsWithTagsAndAccessKeys(String name, String form) throws IOException {
        String header = name.endsWith(".po") ? "msgid \"\"~msgstr \"Language: zh_CN\\n\"~~" : "";
        Path right = write(name, (header + form).replace("~", "\n"));
        assertThat(run(0, "check", right.toString()).out()).contains("no findings in 1 unit");
        assertThat(run(0, "rules", right + ":" + (header.isEmpty() ? 1 : 4)).out())
                .contains("term password (", "preferred: ");
        Path wrong = write("wrong-" + name, Files.readString(right).replace("密", "通行"));
        assertThat(run(1, "check", wrong.toString()).out()).contains("通行码 stands for \"password\"");
    }
}
