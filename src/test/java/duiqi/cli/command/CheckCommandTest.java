package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import duiqi.document.pdf.PdfPages;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code duiqi check} in a project. */
class CheckCommandTest extends CommandFolder {
    private static final String TERMS = """
            zh,en,status
            颠覆性技术,disruptive technology,preferred
            颠覆性技术,subversive technology,forbidden
            基础研究,basic research,preferred
            """;
    private static final String WRONG = unit("1", "这是颠覆性技术。", "This is a subversive technology.")
            + unit("2", "我们重视基础研究。", "We value basic research.");

    private String memory = "";

    @BeforeEach
    void makeProject() throws IOException {
        folder = Files.createDirectory(folder.resolve("译文 project"));
        memory = file("tm/甲 a.tmx", tmx("zh-CN", WRONG));
        write("glossary/terms.csv", TERMS);
    }

    private static String unit(String id, String chinese, String english) {
        return "<tu tuid=\"" + id + "\"><tuv xml:lang=\"zh-CN\"><seg>" + chinese
                + "</seg></tuv><tuv xml:lang=\"en\"><seg>" + english + "</seg></tuv></tu>\n";
    }

    private String file(String name, String text) throws IOException {
        return write(name, text).toString();
    }

    /** Checks files: the first argument may be options. */
    private FakeConsole check(int exitCode, String... args) {
        return run(exitCode, "check", args);
    }

    @Test
    void checksRestAfterUnreadableOrLonelyText() throws IOException {
        write("texts/a.en.txt", "This is a subversive technology.\n");
        Files.write(folder.resolve("texts/a.zh.pdf"), PdfPages.encryptedForCertificate());
        write("texts/b.zh.txt", "这是颠覆性技术。\n");
        String english = file("texts/b.en.txt", "This is a subversive technology.\n");
        FakeConsole found = check(2, folder.resolve("texts").toString());
        assertThat(found.out()).contains(english + ":1:", "[term-forbidden]");
        assertThat(found.err()).contains("a.zh.pdf: is encrypted");
        String text = file("new.zh.txt", "水是软的。\n");
        FakeConsole lonely = check(2, text, memory);
        assertThat(lonely.err()).startsWith("duiqi: " + text + ": ").contains(" has no counterpart;");
        assertThat(lonely.out()).contains("[term-forbidden]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a.tmx |2|<tmx version="1.4"><header srclang="en-GB"/><body>~<tu><tuv xml:lang="en"><seg>EN</seg></tuv><tuv xml:lang="zh"><seg>ZH</seg></tuv></tu></body></tmx>
            b.tmx |2|<tmx version="1.4"><header srclang="zh"/><body>~<tu srclang="en"><tuv xml:lang="zh"><seg>ZH</seg></tuv><tuv xml:lang="en"><seg>EN</seg></tuv></tu></body></tmx>
            c.xlf |2|<xliff version="1.2"><file original="a" source-language="en"><body>~<trans-unit id="1"><source>EN</source><target>ZH</target></trans-unit></body></file></xliff>
            b.po  |2|msgid "EN"~msgstr "ZH"
            c.csv |1|EN,ZH
            a.jsonl|1|{"source":"EN","target":"ZH"}
            b.jsonl|2|{"source":"A","target":"A","sourceLanguage":"en","targetLanguage":"zh"}~{"source":"EN","target":"ZH"}
            """)
    void checksTranslationsFromEnglish(String name, int line, String form) throws IOException {
        String text = form.replace("~", "\n").replace("ZH", "它有5层。").replace("EN", "It has 15 layers.");
        String file = file(name, text);
        FakeConsole found = check(1, file);
        assertThat(found.err()).isEmpty();
        assertThat(found.out())
                .contains(file + ":" + line + ":")
                .contains("[number-mismatch]")
                .contains("1 finding in ");
        assertThat(check(1, file, memory).out()).contains("[number-mismatch]", "[term-forbidden]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            empty.xlf  |3:9  |<xliff version="1.2"><file original="a" source-language="en" target-language="zh-CN"><body><trans-unit id="1">~<source>EN</source>~<target></target></trans-unit></body></file></xliff>
            missing.xlf|2:9  |<xliff version="1.2"><file original="a" source-language="en" target-language="zh-CN"><body><trans-unit id="1">~<source>EN</source>~</trans-unit></body></file></xliff>
            alone.xlf  |3:1  |<xliff version="1.2"><file original="a" source-language="en"><body><trans-unit id="1">~<source>EN</source>~<target/></trans-unit></body></file></xliff>
            same.xlf   |3:9  |<xliff version="1.2"><file original="a" source-language="en" target-language="zh-CN"><body><trans-unit id="1">~<source>EN</source>~<target>EN</target></trans-unit></body></file></xliff>
            empty2.xlf |3:9  |<xliff version="2.0" srcLang="en" trgLang="zh"><file id="f"><unit id="1"><segment>~<source>EN</source>~<target></target></segment></unit></file></xliff>
            empty.tmx  |3:28 |<tmx version="1.4"><header srclang="en"/><body><tu>~<tuv xml:lang="en"><seg>EN</seg></tuv>~<tuv xml:lang="zh-CN"><seg></seg></tuv></tu></body></tmx>
            empty.csv  |2:31 |source,target~Open the other file tomorrow.,~Hello Anna,你好安娜。
            """)
    void reportsUntranslatedUnitsInTarget(String name, String place, String form) throws IOException {
        String file = file(name, form.replace("~", "\n").replace("EN", "Open the other file tomorrow."));
        assertThat(check(1, file).out()).startsWith(file + ":" + place + ": ").contains("[untranslated]");
    }

    @ParameterizedTest
    @CsvSource({"'',0", "zh-TW,1", "*all*,0"})
    void usesOrderOfVariantsIfMemoryDeclaresNoSource(String source, int code) throws IOException {
        String units = "<tu><tuv xml:lang='en'><seg>This is a subversive technology.</seg></tuv>"
                + "<tuv xml:lang='zh'><seg>这是颠覆性技术。</seg></tuv></tu>";
        String file = file("any.tmx", tmx("zh-CN", units).replace("zh-CN", source));
        check(code, file);
        assertThat(check(1, "--source-lang", "zh-CN", file).out()).contains("[term-forbidden]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            de.tmx |2:1|en and de   |<tmx version="1.4"><header srclang="en"/><body>~<tu><tuv xml:lang="en"><seg>One.</seg></tuv><tuv xml:lang="de"><seg>Eins.</seg></tuv></tu></body></tmx>
            one.tmx|2:1|en-US and en-GB|<tmx version="1.4"><header srclang="en-US"/><body>~<tu><tuv xml:lang="en-US"><seg>color</seg></tuv><tuv xml:lang="en-GB"><seg>colour</seg></tuv></tu></body></tmx>
            ja.xlf |1:92|zh-CN and ja|<xliff version="1.2"><file original="a" source-language="zh-CN" target-language="ja"><body><trans-unit id="1"><source>水</source></trans-unit></body></file></xliff>
            de.po  |6:9|en-US and de|msgid ""~msgstr ""~"Language: de\\n"~~msgid "Water"~msgstr "Wasser"
            tw.csv |2:1|zh-CN and zh-TW|zh-CN,zh-TW~软件,軟體
            de.jsonl|1:1|en and de|{"source":"Water","sourceLanguage":"en","targetLanguage":"de"}
            """)
    void rejectsFileInOtherLanguages(String name, String place, String languages, String form) throws IOException {
        String file = file(name, form.replace("~", "\n"));
        FakeConsole refused = check(2, file);
        assertThat(refused.err())
                .isEqualTo("duiqi: " + file + ":" + place + ": has no unit in Chinese and English: the first one is in "
                        + languages + "; give a file in Chinese and English, or correct its language codes\n");
        assertThat(refused.out()).isEmpty();
        assertThat(check(2, file, memory).out()).contains("[term-forbidden]");
    }

    @Test
    void rejectsTextsInOtherLanguageThanDeclared() throws IOException {
        String german = "<tu><tuv xml:lang='zh'><seg>文件不存在。</seg></tuv><tuv xml:lang='en'><seg>Die Datei ist nicht "
                + "vorhanden, und das Programm kann sie nicht öffnen, weil der Name falsch ist.</seg></tuv></tu>";
        String file = file("de.tmx", tmx("zh-CN", german));
        assertThat(check(2, file).err())
                .isEqualTo(
                        "duiqi: " + file + ":2:1: the English text is in German; give a file in Chinese and English, "
                                + "or correct its language codes\n");
        String japanese = german.replace("文件不存在。", "ファイルが存在しないため、開くことができません。")
                .replaceAll("Die Datei.*ist\\.", "The file does not exist.");
        file = file("ja.tmx", tmx("zh-CN", japanese));
        assertThat(check(2, file).err()).startsWith("duiqi: " + file + ":2:1: the Chinese text is in Japanese; ");
    }

    @Test
    void skipsUnitsInOtherLanguages() throws IOException {
        String pair = "<tu><tuv xml:lang='de'><seg>15 Schichten.</seg></tuv><tuv xml:lang='en'><seg>It has 15 layers."
                + "</seg></tuv><tuv xml:lang='zh'><seg>它有5层。</seg></tuv></tu>";
        String other = "\n<tu><tuv xml:lang='en'><seg>One.</seg></tuv><tuv xml:lang='de'><seg>Eins.</seg></tuv></tu>";
        String file = file("many.tmx", tmx("zh-CN", pair + other + other).replace("zh-CN", "en"));
        FakeConsole found = check(1, file);
        assertThat(found.err()).isEqualTo("duiqi: " + file + ":3:1: 2 units are not in Chinese and English; skipped\n");
        assertThat(found.out()).contains("1 finding in 1 unit of 1 file");
    }

    @Test
    void takesDirectionFromOptionsAndSettings() throws IOException {
        String file = file("any.csv", "en-US,zh-CN,zh-TW\nIt has 15 layers.,它有5层。,它有15層。\n");
        assertThat(check(1, file).out()).startsWith(file + ":2:21: ").contains("in 2 units");
        assertThat(check(1, "--source-lang", "zh-CN", file).out()).startsWith(file + ":2:");
        assertThat(check(0, "--source-lang", "zh-TW", file).out()).isEqualTo("no findings in 1 unit of 1 file\n");
        String settings = file("duiqi.toml", "source-lang = \"zh-TW\"\n");
        assertThat(check(0, file).out()).isEqualTo("no findings in 1 unit of 1 file\n");
        write("duiqi.toml", "source-lang = \"en\"\ntarget-lang = \"de\"\n");
        assertThat(check(2, file).err())
                .isEqualTo("duiqi: " + settings + ":2:1: target-lang is \"de\", which is not Chinese or English; "
                        + "use one of zh-CN, zh-TW, en-US and similar tags, in quotation marks\n");
        write("duiqi.toml", "source-lang = \"en\"\ntarget-lang = \"en-GB\"\n");
        assertThat(check(2, file).err())
                .isEqualTo("duiqi: " + settings + ":2:1: source-lang and target-lang are the same language; "
                        + "give a Chinese and an English language, for example zh-CN and en-US\n");
    }

    @Test
    void reportsGlossaryErrorsAndUsesRest() throws IOException {
        String wrong = file("glossary/wrong.csv", "zh,en,stauts\n基础研究,basic researches,preferred\n");
        FakeConsole found = check(2);
        assertThat(found.err())
                .isEqualTo("duiqi: " + wrong + ":1:7: \"stauts\" is not a glossary column; did you mean 'status'?\n");
        assertThat(found.out()).contains("[term-forbidden]", "not checked: " + wrong);
        write("glossary/wrong.csv", "zh,en\n基础研究," + "a".repeat(10_000) + "\n");
        assertThat(check(2).err()).startsWith("duiqi: " + wrong + ":2:6: column en has 10000 characters");
        Files.write(Path.of(wrong), "zh,en\n水闸,sluice\n\u00E9".getBytes(Charset.forName("windows-1252")));
        assertThat(check(2).err()).startsWith("duiqi: " + wrong + ":");
    }

    @Test
    void reportsDamagedUnitAndChecksRest() throws IOException {
        assertThat(check(1).err()).isEmpty();
        write("tm/甲 a.tmx", tmx("zh-CN", "<tu><tuv xml:lang=\"zh\"><seg>水</tuv></tu>\n" + WRONG));
        FakeConsole found = check(2);
        assertThat(found.err()).startsWith("duiqi: " + memory + ":2:");
        assertThat(found.out())
                .contains(memory + ":3:", "error: \"subversive technology\" is a forbidden translation")
                .contains("[term-forbidden]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            check -o @tm/memory.tmx                 | tm/memory.tmx      | use a file name that ends in one of .txt .json .jsonl
            check -o @duiqi.toml                    | duiqi.toml         | use a file name that ends in one of .txt .json .jsonl
            check -o @glossary/terms.csv            | glossary/terms.csv | is both input and output; give another output file
            check -o @known.jsonl                   | known.jsonl        | is both input and output; give another output file
            check -o @a.zh.txt @a.zh.txt @a.en.txt    | a.zh.txt           | is both input and output
            check -o @a.en.txt @a.zh.txt @a.en.txt    | a.en.txt           | is both input and output
            baseline --baseline @tm/memory.tmx      | tm/memory.tmx      | is both input and output
            baseline --baseline @glossary/terms.csv | glossary/terms.csv | is both input and output
            baseline --baseline @duiqi.toml         | duiqi.toml         | is both input and output
            baseline --baseline @notes.txt          | notes.txt          | already exists and is not a baseline; give another file
            """)
    void neverReplacesInputOrOtherFile(String line, String file, String problem) throws IOException {
        write("tm/memory.tmx", tmx("zh-CN", WRONG));
        write("a.zh.txt", "水是软的。\n");
        write("a.en.txt", "Water is soft.\n");
        write("known.jsonl", "");
        write("notes.txt", "buy milk\n");
        write("duiqi.toml", "baseline = \"known.jsonl\"\n");
        String before = Files.readString(folder.resolve(file));
        assertThat(run(2, line).err()).startsWith("duiqi: ").contains(file + ": ", problem);
        assertThat(folder.resolve(file)).hasContent(before);
    }

    @Test
    void updatesBaseline() throws IOException {
        String known = folder.resolve("known.jsonl").toString();
        assertThat(run(0, "baseline", "--baseline", known).out()).isEqualTo(known + ": 1 finding listed, 0 removed\n");
        String first = Files.readString(Path.of(known));
        run(0, "baseline", "--baseline", known);
        assertThat(Path.of(known)).hasContent(first);
        assertThat(check(0, "--baseline", known).out()).startsWith("no findings in 2 units");

        write("glossary/terms.csv", TERMS.replace("forbidden", "forbiden"));
        assertThat(run(2, "baseline", "--baseline", known).err()).contains("terms.csv:3:", known + ": not updated");
        assertThat(Path.of(known)).hasContent(first);
        write("glossary/terms.csv", TERMS);
        Files.move(Path.of(memory), folder.resolve("tm/b.tmx"));
        FakeConsole moved = check(0, "--baseline", known);
        assertThat(moved.err()).contains("1 in the baseline").doesNotContain("no more");

        write("tm/b.tmx", tmx("zh-CN", unit("1", "这是颠覆性技术。", "This is a disruptive technology.")));
        assertThat(check(0, "--baseline", known).err())
                .isEqualTo(
                        "duiqi: the baseline lists 1 finding that no longer occurs; remove it with duiqi baseline\n");
        assertThat(check(0, "--baseline", known, folder.resolve("tm/b.tmx").toString())
                        .err())
                .as("of a file that is gone only the check of the whole project can tell")
                .isEmpty();
        assertThat(run(0, "baseline", "--baseline", known).out()).isEqualTo(known + ": 0 findings listed, 1 removed\n");
        assertThat(Path.of(known)).isEmptyFile();
    }

    @Test
    void appliesSeveralIgnoresOfUnit() throws IOException {
        write("tm/甲 a.tmx", tmx("zh-CN", """
                <tu tuid="1"><prop type="x-duiqi-ignore">term-forbidden: a quotation</prop>\
                <prop type="x-duiqi-ignore">number-mismatch: as the author has it</prop>\
                <tuv xml:lang="zh-CN"><seg>35项颠覆性技术。</seg></tuv><tuv xml:lang="en"><seg>There are 36 subversive technologies.</seg></tuv></tu>
                """));
        FakeConsole quiet = check(0);
        assertThat(quiet.out()).startsWith("no findings in 1 unit ");
        assertThat(quiet.err()).contains("2 ignored");
    }

    @ParameterizedTest
    @CsvSource({
        "github, GITHUB_WORKSPACE, file=译文 project/tm/甲 a.tmx",
        "github-review, GITHUB_WORKSPACE, '\"path\":\"译文 project/tm/甲 a.tmx\"'",
        "sarif, GITHUB_WORKSPACE, '\"uri\":\"%E8%AF%91%E6%96%87%20project/tm/%E7%94%B2%20a.tmx\"'",
        "gitlab, CI_PROJECT_DIR, '\"path\":\"译文 project/tm/甲 a.tmx\"'",
    })
    void aJobOnAHostGetsPathsFromItsClone(String form, String variable, String path) {
        FakeConsole host =
                new FakeConsole().variable(variable, folder.resolveSibling("").toString());
        assertThat(run(host, 1, "check --to " + form).out().replace("\" : \"", "\":\""))
                .contains(path);
        FakeConsole other = new FakeConsole().variable(variable, path("other"));
        assertThat(run(other, 1, "check --to " + form).out())
                .isEqualTo(check(1, "--to", form).out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--|''|\"\": the name is empty; give a file or folder; . is the current folder",
                "--baseline|none.jsonl|none.jsonl: there is no such baseline; check its name, or create it with duiqi baseline",
                "--fail-on|bad|unknown level; use one of",
                "--to|pdf|unknown format; use one of",
                "--to|checkstyle|use sarif, which Jenkins",
                "--select|term-mising|--select term-mising: unknown rule; did you mean 'term-missing'?",
                "--select|terms|did you mean 'term'?",
                "--ignore-rule|numbers|--ignore-rule numbers: unknown rule; did you mean 'number'?",
                "--ignore-rule|name-mismatch|is no longer a rule; remove it",
                "--config|none.toml|the settings file does not exist",
                "--changed-since|HEAD|not in a git repository"
            })
    void rejectsInvalidOptions(String option, String value, String said) {
        assertThat(check(2, option, value).err()).contains(said);
    }

    @Test
    void checksSelectedRulesOnly() throws IOException {
        write("tm/b.tmx", tmx("zh-CN", unit("3", "这是颠覆性技术 3。", "This is a subversive technology 4 .")));
        write("duiqi.toml", "[rules]\nterm-forbidden = \"off\"\nnumber-mismatch = \"note\"\n");
        assertThat(check(1).out())
                .contains("[punctuation]", "[number-mismatch]")
                .doesNotContain("[term-forbidden]");
        assertThat(check(1, "--select", "term").out())
                .contains("[term-forbidden]")
                .doesNotContain("[punctuation]", "[number-mismatch]");
        assertThat(check(0, "--select", "number-mismatch,Doubled").out())
                .contains("note", "[number-mismatch]")
                .doesNotContain("[term-forbidden]", "[punctuation]");
        assertThat(check(0, "--ignore-rule", "term,Punctuation").out())
                .contains("[number-mismatch]")
                .doesNotContain("[term-forbidden]", "[punctuation]");
        assertThat(check(0, "--select", "number,term", "--ignore-rule", "term").out())
                .contains("note", "[number-mismatch]")
                .doesNotContain("[term-forbidden]", "[punctuation]");
        assertThat(run(0, "rules", "--select", "number,term").out())
                .containsPattern("RULE +LEVEL +RIGHT +FINDS\n")
                .containsPattern("\nnumber-mismatch +note \\(default: error\\) +")
                .containsPattern("\nterm-missing +warning +\\d+ of")
                .containsPattern("\npattern +off \\(default: error\\) +the texts match");
    }

    @Test
    void countsAndAcceptsFindingsThatItDoesNotList() throws IOException {
        StringBuilder units = new StringBuilder();
        for (int i = 1; i <= 60; i++) {
            units.append(unit("a" + i, "我们重视基础研究 " + i + "。", "We value pure theory " + i + "."));
        }
        write("tm/甲 a.tmx", tmx("zh-CN", units.toString()));
        String[] term = {"--select", "term"};
        assertThat(check(1, term).out())
                .contains(memory + ": and 40 more [term-missing]; list them with --all\n")
                .endsWith("60 findings in 60 units of 1 file: 0 errors, 60 warnings, 0 notes (term-missing 60)\n");
        assertThat(check(1, "--select", "term", "--all").out()).doesNotContain(" more ");
        assertThat(check(1, "--select", "term", "--to", "jsonl").out().lines()).hasSize(60);
        write("duiqi.toml", "baseline = \"known.jsonl\"\n");
        assertThat(run(0, "baseline", "--select", "term").out()).contains("60 findings listed");
        assertThat(check(0, term).err()).contains("60 in the baseline");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "none.po:12|none.po:12: no unit and no rule; copy a location",
                "term-mising|term-mising: unknown rule; did you mean 'term-missing'?",
                "name-mismatch|name-mismatch: is no longer a rule; "
            })
    void rejectsRulesAndUnitsThatDoNotExist(String what, String said) {
        assertThat(run(2, "rules", what).err()).startsWith("duiqi: " + said);
    }
}
