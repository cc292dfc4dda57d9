package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code duiqi check --fix} and {@code --ignore}. */
class CheckFixTest extends CommandFolder {
    private static final String TERMS = """
            zh,en,status
            颠覆性技术,disruptive technology,preferred
            颠覆性技术,subversive technology,forbidden
            """;

    private Path write(String name, String text, Charset charset) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(charset));
    }

    private FakeConsole check(int exitCode, String options, Path... files) {
        return run(
                exitCode,
                "check " + options,
                Stream.of(files).map(Path::toString).toArray(String[]::new));
    }

    private static String tmx(String source, String target) {
        return "<tmx version=\"1.4\"><header srclang=\"zh-CN\"/><body>\r\n\r\n<tu tuid='1' changedate=\"20200101T000000Z\">"
                + "<tuv xml:lang=\"zh-CN\"><seg>" + source + "</seg></tuv><tuv xml:lang=\"en\"><seg>" + target
                + "</seg></tuv></tu><!-- the the -->\r\n</body></tmx>";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            人才是第一资源。         | Talent is the the first resource.            | Talent is the first resource.
            增长了7.2%。             | It &amp; we grew by <ph x="1"/>2.7%<ph/>.     | It &amp; we grew by <ph x="1"/>7.2%<ph/>.
            共35,000人。             | Some &quot;53,000 people&quot; came.          | Some &quot;35,000 people&quot; came.
            这是颠覆性技术。         | Subversive technology is &#x201C;this&#x201D;.| Disruptive technology is &#x201C;this&#x201D;.
            颠覆性技术很好。         | A subversive technology is good.              | A disruptive technology is good.
            """)
    void correctsOnlyTheWords(String source, String wrong, String right) throws IOException {
        write("glossary/t.csv", TERMS);
        Path file = write("a.tmx", tmx(source, wrong));
        assertThat(check(0, "--fail-on never --fix=all", file).out()).contains(": corrected: ");
        assertThat(Files.readString(file)).isEqualTo(tmx(source, right));
        assertThat(check(0, "--fail-on never --fix=all", file).out()).startsWith("0 corrections in 0 files");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            en.json | zh-CN.json | {"a": "Free from $30"} | {"b": "\\n", /* 20 */ "a": "\\u6ee1 $20 \\"免费\\""}
            en.lproj/a.strings | zh-Hans.lproj/a.strings | "a" = "Free from $30"; | /* 20 */ "a" = "\\U6ee1 $20 免费";
            values/strings.xml | values-zh-rCN/strings.xml | <resources><string name="a">Free from $30</string></resources> \
             | <resources><!-- 20 --><string name="a">\\u6ee1  $20 <b>免费</b></string></resources>
            m.properties | m_zh.properties | a=Free from $30 | a = \\u6ee1 $20 免费
            R.resx | R.zh-CN.resx | <root><data name="a"><value>Free from $30</value></data></root> \
             | <root><data name="a"><value>&#x6ee1; $20 免费</value></data></root>
            """)
    void correctsTranslationOfResourceFiles(String original, String name, String english, String chinese)
            throws IOException {
        Path source = write(original, english);
        Path file = write(name, chinese);
        check(0, "--fail-on never --fix=all", file);
        assertThat(Files.readString(file)).isEqualTo(chinese.replace("$20", "$30"));
        assertThat(Files.readString(source)).isEqualTo(english);
    }

    @Test
    void correctsMarksOnlyUnlessAllIsGiven() throws IOException {
        String source = "出口增长了7.2%，他也走了。";
        Path file = write("a.tmx", tmx(source, "Exports grew by 2.7% in all ,and he left too."));
        check(1, "--fix", file);
        assertThat(file).content().isEqualTo(tmx(source, "Exports grew by 2.7% in all, and he left too."));
        check(0, "--fix=all", file);
        assertThat(file).content().isEqualTo(tmx(source, "Exports grew by 7.2% in all, and he left too."));
        assertThat(check(2, "--fix=al", file).err()).contains("--fix=al: unknown value");
    }

    @ParameterizedTest
    @CsvSource({"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"})
    void keepsEncoding(String name) throws IOException {
        Charset charset = Charset.forName(name);
        String mark = name.startsWith("UTF") ? "\uFEFF" : "";
        String declared = mark + "<?xml version=\"1.0\" encoding=\"" + name + "\"?>\r\n";
        Path file = write("a.tmx", declared + tmx("人才是第一资源。", "Talent is the the first “resource”."), charset);
        check(0, "--fix=all", file);
        assertThat(new String(Files.readAllBytes(file), charset))
                .isEqualTo(declared + tmx("人才是第一资源。", "Talent is the first “resource”."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a.xlf      |<xliff version="1.2"><file original="a" source-language="zh-CN" target-language="en"><body><trans-unit id="1"><source>ZH</source><target>~  EN</target></trans-unit></body></file></xliff>
            a.sdlxliff |<xliff version="1.2"><file original="a" source-language="zh-CN" target-language="en"><body><trans-unit id="1"><source>ZH</source><seg-source><mrk mtype="seg" mid="1">ZH</mrk></seg-source><target><mrk mtype="seg" mid="1">EN</mrk></target></trans-unit></body></file></xliff>
            b.xlf      |<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh" trgLang="en"><file id="f"><unit id="1"><segment><source>ZH</source><target>EN</target></segment></unit></file></xliff>
            a.po       |msgid ""~msgstr ""~"Language: en\\n"~"X-Source-Language: zh\\n"~~msgid "ZH"~msgstr ""~"EN"~
            a.csv      |zh,en~ZH,"EN"~
            a.tsv      |zh	en	note~ZH	EN	the the
            """)
    void correctsEachFormat(String name, String form) throws IOException {
        String text = form.replace("~", "\n").replace("ZH", "他说人才是第一资源。");
        Path file = write(name, text.replace("EN", "He says that talent is the the first resource."));
        assertThat(check(0, "--fix=all", file).out())
                .contains(
                        ": corrected: \"the the\" -> \"the\" [doubled-word]",
                        "1 correction in 1 file\n",
                        "no findings");
        assertThat(file).hasContent(text.replace("EN", "He says that talent is the first resource."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a.po  |msgid ""~msgstr ""~"Language: en\\n"~"X-Source-Language: zh\\n"~~msgid "人才是第一资源。"~msgstr "Talent is the TWICE first resource."~~msgid "坏"~msgstr "Bad BYTE"~
            a.tsv |zh	en~人才是第一资源。	Talent is the TWICE first resource.~坏	Bad BYTE~
            a.tmx |<tmx version="1.4"><header srclang="zh"/><body><tu><tuv xml:lang="zh"><seg>人才是第一资源。</seg></tuv><tuv xml:lang="en"><seg>Talent is the TWICE first resource.</seg></tuv></tu><tu><tuv xml:lang="zh"><seg>坏</seg></tuv><tuv xml:lang="en"><seg>Bad BYTE</seg></tuv></tu></body></tmx>
            """)
    void keepsInvalidBytesOfOtherUnits(String name, String form) throws IOException {
        String text = new String(form.replace("~", "\n").getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)
                .replace("BYTE", "\u00FF");
        Path file = write(name, text.replace("TWICE", "the"), StandardCharsets.ISO_8859_1);
        check(2, "--fix=all", file);
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).isEqualTo(text.replace("TWICE ", ""));
    }

    /** A second run changes nothing, no finding is new, and the words are those of the texts. */
    @Test
    void correctionsAreStable() throws IOException {
        List<String> sources = List.of(
                "Open the file, then save it to the list.",
                "It grew by 7.5 percent in May 2021, to 35 tonnes.",
                "Text editor;file list;words of code;",
                "See https://example.org/en/a,b for the list (of words).",
                "Use --all to show 12 files in version 3.2.1 here.");
        List<String> pieces = List.of("""
                打开这个文件 然后保存, 到列表中. （词语) (词语) 增长7.5% 增长8.5% 在2012年5月 35吨 的的 ! !? ;文本编辑; ： \
                https://example.org/zh/a,b --all 12个文件 13个文件 3.2.1版 “好" ，， 。 你_好""".split(" "));
        StringBuilder table = new StringBuilder("en\tzh\n");
        for (int k = 0; k < 3 * pieces.size(); k++) {
            String target = pieces.get(k % pieces.size()) + (k % 3 == 0 ? " " : "") + pieces.get(k * 7 % pieces.size());
            table.append(sources.get(k % sources.size()) + "\t" + target.replace('_', ' ') + "\n");
        }
        Path file = write("a.tsv", table.toString());
        List<String> before = rules(file);
        check(0, "--fail-on never --fix=all", file);
        String once = read("a.tsv");
        List<String> rest = new ArrayList<>(rules(file));
        before.forEach(rest::remove);
        assertThat(rest).as("new findings in %s", once).isEmpty();
        assertThat(check(0, "--fail-on never --fix=all", file).out()).startsWith("0 corrections in 0 files");
        assertThat(once).isNotEqualTo(table.toString()).hasLineCount(3 * pieces.size() + 1);
    }

    private List<String> rules(Path file) {
        return Pattern.compile("\"rule\":\"([a-z-]+)\"")
                .matcher(check(0, "--fail-on never --to jsonl", file).out())
                .results()
                .map(rule -> rule.group(1))
                .toList();
    }

    @Test
    void correctsTranslationOfSingularAndPlural() throws IOException {
        String text = """
                msgid ""
                msgstr "Language: zh_CN\\nPlural-Forms: nplurals=1; plural=0;\\n"

                msgid "One file was removed, and closed."
                msgid_plural "%d files were removed, and closed."
                msgstr[0] "%d 个文件已删除,并且关闭。"
                """;
        Path file = write("a.po", text);
        check(0, "--fix", file);
        assertThat(file).content().isEqualTo(text.replace("除,", "除，"));
    }

    @Test
    void correctsTextPair() throws IOException {
        Path source = write("a.zh.md", "# 标题\n\n人才是**第一**资源。去年增长了7.2%，好。\n\n实验室有12位研究员。\n");
        Path target = write(
                "a.en.md",
                "# Title\r\n\r\nTalent is *the* the first one. It grew by *2.7%*, good.\r\n\r\nThe lab has 13 researchers.\r\n");
        FakeConsole found = check(1, "--fix=all", source, target);
        assertThat(target)
                .content()
                .isEqualTo(
                        "# Title\r\n\r\nTalent is *the* the first one. It grew by *7.2%*, good.\r\n\r\nThe lab has 12 researchers.\r\n");
        assertThat(found.out())
                .contains("not corrected: \"the the\" -> \"the\"", "because of an inline tag", ", 1 not applied");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            共有三十五人。           | There were thirty-six people.
            这是颠覆性技术。         | These are subversive technologies.
            实现自立自强。           | Achieve self-reliance and self-reliance.
            人才是第一资源。         | Talent is the <ph/>the first resource.
            """)
    void changesNothingThatIsNotCertain(String source, String target) throws IOException {
        write("glossary/t.csv", TERMS);
        Path file = write("a.tmx", tmx(source, target));
        FakeConsole found = check(1, "--fix=all", file);
        assertThat(found.out()).contains("0 corrections in 0 files").contains("finding");
        assertThat(file).content().isEqualTo(tmx(source, target));
    }

    @Test
    void printsDiffAndChangesNothing() throws IOException {
        String text = tmx("人才是第一资源。", "Talent is the the first resource.");
        Path file = write("a.tmx", text);
        FakeConsole shown = check(1, "--fix=all --dry-run", file);
        assertThat(shown.out())
                .startsWith("--- a/" + file + "\n+++ b/" + file + "\n@@ -1,4 +1,4 @@\n <tmx")
                .contains("\n-<tu tuid", "\n+<tu tuid", "\\ No newline at end of file\n")
                .doesNotContain("[doubled-word]");
        assertThat(file).content().isEqualTo(text);
        assertThat(check(2, "--dry-run").err()).contains("--dry-run: has no effect without --fix");
    }

    @Test
    void reportForProgramsStaysClean() throws IOException {
        Path file = write("a.tmx", tmx("人才是第一资源。", "Talent is the the first resource 中."));
        FakeConsole found = check(1, "--fix=all --to jsonl", file);
        assertThat(found.out()).startsWith("{").hasLineCount(1).contains("source-residue");
        assertThat(found.err()).contains("corrected: ", "1 correction in 1 file");
    }

    @Test
    void ignoresOneFindingARuleAndEqualFindings() throws IOException {
        write("tm/a.tmx", tmx("人才是第一资源。", "Talent is the the first resource 中."));
        String place = check(1, "")
                .out()
                .lines()
                .filter(line -> line.contains("[doubled-word]"))
                .findFirst()
                .orElseThrow()
                .replaceFirst("(:\\d+:\\d+): .*", "$1");
        run(2, "ignore", place);
        run(2, "ignore doubled-wort --reason x");
        assertThat(run(2, "ignore url-mismatch --reason x").err()).contains("matches no finding");
        assertThat(run(0, "ignore", place, "--reason", "a \"poem\"").out())
                .contains("1 finding ignored: doubled-word ");
        assertThat(folder.resolve("duiqi.toml"))
                .content()
                .startsWith("[[ignore]]\nrule = \"doubled-word\"\nfinding = \"")
                .endsWith("reason = \"a \\\"poem\\\"\"\n");
        FakeConsole rest = check(1, "");
        assertThat(rest.out()).contains("source-residue").doesNotContain("doubled-word");
        assertThat(rest.err()).contains("1 ignored");
        run(0, "ignore", "source-residue=中", "--reason", "a name");
        check(0, "");
        write("tm/a.tmx", tmx("人才是第一资源。", "Talent is the first resource."));
        assertThat(check(1, "").out())
                .contains(
                        "duiqi.toml:1:1: warning: [[ignore]] of doubled-word ",
                        " matches no finding; remove it [ignore]");
        assertThat(check(0, "@tm/a.tmx").out()).contains("no findings");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rule = "doubled-word"                                    | [[ignore]] has no reason; add reason
            reason = "x"                                             | has no rule, words or finding
            rule = "doubledword"~reason = "x"                        | doubledword is not a rule; did you mean doubled-word?
            rule = "doubled-word"~reason = "x"~path = "y"            | path is not a setting of [[ignore]]
            rule = "doubled-word"~reason = " "                       | [[ignore]] has no reason; add reason
            """)
    void reportsWrongSections(String section, String problem) throws IOException {
        write("tm/a.tmx", tmx("人才是第一资源。", "Talent is the first resource."));
        write("duiqi.toml", "[[ignore]]\n" + section.replace("~", "\n") + "\n");
        assertThat(check(2, "").err()).contains("duiqi.toml:", problem);
    }

    @Test
    void ignoreOfSettingsAppliesToItsFiles() throws IOException {
        write("tm/a.tmx", tmx("人才是第一资源。", "Talent is the the first resource."));
        write("tm/b.tmx", tmx("人才是第二资源。", "Talent is the the second resource."));
        write("duiqi.toml", "[[ignore]]\nwords = \"The the\"\nfiles = [\"tm/b.tmx\"]\nreason = \"x\"\n");
        assertThat(check(1, "").out()).contains("a.tmx:").doesNotContain("b.tmx:");
    }

    @Test
    void findsSettingsInParentFolders() throws IOException {
        write("tm/a.tmx", tmx("人才是第一资源。", "Talent is the the first resource."));
        write("duiqi.toml", "[rules]\ndoubled-word = \"note\"\n");
        Path sub = Files.createDirectories(folder.resolve("sub/folder"));
        assertThat(new FakeConsole().at(sub).run("check")).isEqualTo(2);
        Files.createDirectories(folder.resolve(".git"));
        FakeConsole inside = new FakeConsole().at(sub);
        assertThat(inside.run("check")).isZero();
        assertThat(inside.out()).contains(": note: \"the\" is written twice");
        FakeConsole rules = new FakeConsole().at(sub);
        assertThat(rules.run("rules")).isZero();
        assertThat(rules.out()).endsWith("\nsettings: " + folder.resolve("duiqi.toml") + "\n");
        Files.delete(folder.resolve(".git"));
        for (String variable : new String[] {"HOME", "USERPROFILE"}) {
            FakeConsole home = new FakeConsole().at(sub).variable(variable, folder.toString());
            assertThat(home.run("check")).isZero();
        }
    }

    @Test
    void mentionsMissingGlossaryOnce() throws IOException {
        Path file = write("tm/a.tmx", tmx("人才是第一资源。", "Talent is the first resource."));
        assertThat(check(0, "").out())
                .startsWith("no glossary: terms not checked; ")
                .hasLineCount(2);
        assertThat(check(0, "--to jsonl").out()).isEmpty();
        assertThat(check(0, "-q").out()).isEmpty();
        assertThat(check(0, "--ignore-rule term").out()).doesNotContain("no glossary");
        write("glossary/t.csv", "zh,en\n");
        assertThat(check(0, "", file).out()).contains("no term in ", "glossary: terms not checked; ");
        write("glossary/t.csv", TERMS);
        assertThat(check(0, "").out()).doesNotContain("not checked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"R & D", "R < D"})
    void reportsMalformedXmlAndChecksIt(String text) throws IOException {
        Path file = write("a.tmx", tmx("研发是第一资源。", text + " is the the first resource."));
        FakeConsole found = check(2, "", file);
        assertThat(found.err())
                .startsWith("duiqi: " + file + ":3:"
                        + (tmx("研发是第一资源。", "R ").indexOf("R ") - tmx("", "").indexOf("<tu ") + 3) + ": ")
                .contains("has an unescaped", ", checked after a repair; correct the file")
                .hasLineCount(1);
        assertThat(found.out()).contains("[doubled-word]", "\ndamaged: " + file);
    }
}
