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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code duiqi check --select term} with one wrong term in every format, in both directions. */
class CheckTermFormatsTest extends CommandFolder {
    private static final String TERMS = "zh,en\n密码,password\n理事机构,governing body\n";

    @BeforeEach
    void writeGlossary() throws IOException {
        write("glossary/terms.csv", TERMS);
    }

    private String check(int exitCode, List<String> files, String... options) {
        return run("check", exitCode, files, options);
    }

    private String run(String command, int exitCode, List<String> files, String... options) {
        FakeConsole console = run(
                exitCode,
                command + " --select term",
                Stream.concat(Stream.of(options), files.stream()).toArray(String[]::new));
        return console.out() + console.err();
    }

    /** Checks files with one finding in the text, SARIF, the explanation and the baseline. */
    private void assertFound(String place, boolean isIntoChinese, boolean hasColumns, List<String> files)
            throws IOException {
        String message = isIntoChinese
                ? "通行码 stands for \"password\"; the glossary has another translation (密码)"
                : "\"management organ\" stands for 理事机构; the glossary has another translation (governing body)";
        assertThat(check(1, files)).startsWith(place + ": warning: " + message + " [term-missing]\n");

        JsonNode result =
                new JsonMapper().readTree(check(1, files, "--to", "sarif")).at("/runs/0/results");
        assertThat(result).hasSize(1);
        assertThat(result.at("/0/ruleId").asText()).isEqualTo("term-missing");
        JsonNode region = result.at("/0/locations/0/physicalLocation/region");
        int line = region.path("startLine").asInt();
        int column = region.path("startColumn").asInt();
        assertThat(place).endsWith(":" + line + ":" + column);
        if (hasColumns) {
            assertThat(region.path("endColumn").asInt()).isEqualTo(column + (isIntoChinese ? 3 : 16));
        }

        assertThat(run("rules", 0, files, place))
                .contains(isIntoChinese ? "term password (" : "term 理事机构 (", message)
                .containsOnlyOnce("missing: ");

        write("duiqi.toml", "baseline = \"known.jsonl\"\n");
        assertThat(run("baseline", 0, files)).contains("1 finding listed");
        assertThat(check(0, files)).contains("no findings", "1 in the baseline");
    }

    private static String filled(String form, boolean isIntoChinese) {
        return form.replace("~", "\n")
                .replace("SL", isIntoChinese ? "en-US" : "zh-CN")
                .replace("TL", isIntoChinese ? "zh-CN" : "en-US")
                .replace("SOURCE", isIntoChinese ? "Password" : "理事机构的报告")
                .replace("TARGET", isIntoChinese ? "通行码" : "the report of the management organ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a.tmx  |3:28|3:46|<tmx version="1.4"><header srclang="SL"/><body>~<tu><tuv xml:lang="SL"><seg>SOURCE</seg></tuv>~<tuv xml:lang="TL"><seg>TARGET</seg></tuv></tu></body></tmx>
            a.xlf  |3:9 |3:27|<xliff version="1.2"><file original="a" source-language="SL" target-language="TL"><body><trans-unit id="1">~<source>SOURCE</source>~<target>TARGET</target></trans-unit></body></file></xliff>
            b.xlf  |3:9 |3:27|<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="SL" trgLang="TL"><file id="f"><unit id="1"><segment>~<source>SOURCE</source>~<target>TARGET</target></segment></unit></file></xliff>
            a.sdlxliff|3:34|3:52|<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"><file original="a" source-language="SL" target-language="TL"><body><trans-unit id="1">~<source>SOURCE</source><seg-source><mrk mtype="seg" mid="1">SOURCE</mrk></seg-source>~<target><mrk mtype="seg" mid="1">TARGET</mrk></target><sdl:seg-defs><sdl:seg id="1" conf="Translated"/></sdl:seg-defs></trans-unit></body></file></xliff>
            b.tsv  |2:1|2:19|target\tsource~TARGET\tSOURCE
            b.csv  |2:10|2:9 |source,target~SOURCE,TARGET
            a.tsv  |2:10|2:27|SL\tTL~SOURCE\tTARGET
            a.csv  |2:10|2:9 |SL,TL~SOURCE,TARGET
            a.po   |6:9 |6:27|msgid ""~msgstr ""~"Language: TL\\n"~~msgid "SOURCE"~msgstr "TARGET"
            a.jsonl|1:1 |1:1 |{"source":"SOURCE","target":"TARGET","sourceLanguage":"SL","targetLanguage":"TL"}
            """)
    void findsWrongTerm(String name, String intoChinese, String intoEnglish, String form) throws IOException {
        boolean hasColumns = !name.endsWith(".csv") && !name.endsWith(".jsonl");
        for (boolean isIntoChinese : new boolean[] {true, false}) {
            Path file = write(name, filled(form.replace("\\t", "\t"), isIntoChinese));
            assertFound(
                    file + ":" + (isIntoChinese ? intoChinese : intoEnglish),
                    isIntoChinese,
                    hasColumns,
                    List.of(file.toString()));
            Files.delete(folder.resolve("duiqi.toml"));
        }
    }

    @ParameterizedTest
    @CsvSource({"en,zh-CN,true", "zh-CN,en,false"})
    void findsWrongTermInResourcesAndTexts(String from, String into, boolean isIntoChinese) throws IOException {
        write("res/" + from + ".json", filled("{\n  \"k\": \"SOURCE\"\n}\n", isIntoChinese));
        Path resource = write("res/" + into + ".json", filled("{\n  \"k\": \"TARGET\"\n}\n", isIntoChinese));
        List<String> arguments = List.of("--source-lang", from, "--target-lang", into, resource.toString());
        assertFound(resource + ":2:" + (isIntoChinese ? 9 : 27), isIntoChinese, true, arguments);
        Files.delete(folder.resolve("duiqi.toml"));

        List<String> garden =
                isIntoChinese ? List.of("We have a garden.", "我们有一个花园。") : List.of("我们有一个花园。", "We have a garden.");
        Path source = docx("a.docx", garden.get(0), filled("SOURCE", isIntoChinese));
        Path target = docx("b.docx", garden.get(1), filled("TARGET", isIntoChinese));
        assertFound(
                target + ":2:" + (isIntoChinese ? 1 : 19),
                isIntoChinese,
                true,
                List.of(source.toString(), target.toString()));
    }

    private Path docx(String name, String... paragraphs) throws IOException {
        String text = Stream.of(paragraphs)
                .map(paragraph -> "<w:p><w:r><w:t>" + paragraph + "</w:t></w:r></w:p>")
                .collect(Collectors.joining(
                        "",
                        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>",
                        "</w:body></w:document>"));
        return Files.write(
                folder.resolve(name),
                new Archive().with("word/document.xml", text).bytes());
    }

    @Test
    void findsWrongTermInWorkbook() throws IOException {
        Path table = write("a.tsv", filled("SL\tTL~SOURCE\tTARGET", true));
        Path workbook = folder.resolve("a.xlsx");
        assertThat(new FakeConsole().run("tm", "convert", table.toString(), "-o", workbook.toString()))
                .isZero();
        String found = check(1, List.of(workbook.toString()));
        assertThat(found).startsWith(workbook + ":2:").contains("通行码 stands for \"password\"");
        String place = found.substring(0, found.indexOf(": warning"));
        assertThat(run("rules", 0, List.of(), place)).contains("\"通行码\" at character 1 is there instead");
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
        assertThat(check(0, List.of(right.toString()))).contains("no findings in 1 unit");
        assertThat(run("rules", 0, List.of(right.toString()), right + ":" + (header.isEmpty() ? 1 : 4)))
                .contains("term password (", "preferred: ");
        Path wrong = write("wrong-" + name, Files.readString(right).replace("密", "通行"));
        assertThat(check(1, List.of(wrong.toString()))).contains("通行码 stands for \"password\"");
    }
}
