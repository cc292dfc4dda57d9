package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PretranslateCommandTest extends CommandFolder {
    private static final String MEMORY = """
            <tmx version="1.4"><header srclang="zh-CN"/><body>
            <tu tuid="1"><tuv xml:lang="zh-CN"><prop type="x-context-pre">天亮了。</prop><seg>雨停了，天晴了。</seg></tuv>\
            <tuv xml:lang="en-US"><seg>The rain stopped and the sky cleared.</seg></tuv></tu>
            <tu tuid="2"><tuv xml:lang="zh-CN"><seg>门外站着三个人。</seg></tuv>\
            <tuv xml:lang="en-US"><seg>Three people stood at the door.</seg></tuv></tu>
            <tu tuid="3"><prop type="aligned">yes</prop><tuv xml:lang="zh-CN"><seg>他们等了很久。</seg></tuv>\
            <tuv xml:lang="en-US"><seg>They had waited a long time.</seg></tuv></tu>
            <tu tuid="4"><tuv xml:lang="zh-TW"><seg>沒有人說話。</seg></tuv>\
            <tuv xml:lang="en-US"><seg>Nobody spoke.</seg></tuv></tu>
            </body></tmx>
            """;
    private static final String TEXT = """
            天亮了。

            雨停了，天晴了。

            门外站着五个人。

            他们等了很久。

            没有人说话。
            """;

    @BeforeEach
    void writeMemory() throws IOException {
        write("tm/main.tmx", MEMORY);
        write("new.zh.txt", TEXT);
    }

    private FakeConsole fill(int exitCode, String line) {
        return run(exitCode, "pretranslate --tm @tm " + line);
    }

    @Test
    void createsXliffFromDocument() throws IOException {
        FakeConsole console = fill(0, "@new.zh.txt -o @new.xlf");
        assertThat(console.out())
                .isEqualTo(path("new.xlf") + ": 1 exact, 2 fuzzy, 0 machine, 0 unchanged, 2 without match\n");
        assertThat(read("new.xlf"))
                .contains("<target state=\"needs-review-translation\" state-qualifier=\"exact-match\">The rain stopped")
                .contains("match-quality=\"87%\" origin=\"main.tmx 2\"")
                .contains("match-quality=\"99%\" origin=\"main.tmx 3\"")
                .contains("<source>没有人说话。</source>\n      </trans-unit>");
    }

    @Test
    void tableContainsOriginOfTranslations() throws IOException {
        fill(0, "@new.zh.txt -o @new.tsv --penalty-aligned 0");
        assertThat(read("new.tsv").lines())
                .hasSize(6)
                .anyMatch(line -> line.contains("雨停了，天晴了。\tThe rain stopped and the sky cleared.")
                        && line.contains("101%")
                        && line.contains("main.tmx 1"))
                .anyMatch(line -> line.contains("他们等了很久。\tThey had waited a long time.") && line.contains("100%"))
                .anyMatch(line -> line.contains("没有人说话。\t\t"));
    }

    @Test
    void skipsOtherScript() throws IOException {
        write("tw.txt", "沒有人說話。\n");
        fill(0, "@tw.txt -o @a.tsv");
        assertThat(read("a.tsv")).contains("Nobody spoke.");
        fill(0, "@tw.txt -o @b.tsv --source-lang zh-CN");
        assertThat(read("b.tsv")).doesNotContain("Nobody spoke.");
    }

    @Test
    void fillsEmptyTargetsOfXliffInPlace() throws IOException {
        String xliff = """
                <?xml version="1.0" encoding="UTF-8"?>
                <xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><!-- kept -->
                <file original='a.txt' source-language="zh-CN" target-language="en-US" datatype="plaintext"><body>
                <trans-unit id="1"><source>雨停了，天晴了。</source></trans-unit>
                <trans-unit id="2"><source>门外站着三个人。</source><target>Mine.</target></trans-unit>
                </body></file></xliff>
                """;
        write("a.xlf", xliff);
        assertThat(fill(0, "--dry-run @a.xlf").out()).startsWith("dry run: ");
        assertThat(read("a.xlf")).isEqualTo(xliff);
        assertThat(fill(0, "@a.xlf").out()).contains("1 exact", "1 unchanged");
        String filled = read("a.xlf");
        assertThat(filled)
                .contains("<!-- kept -->", "original='a.txt'", "<target>Mine.</target>", "The rain stopped")
                .hasSizeGreaterThan(xliff.length());
        assertThat(fill(0, "@a.xlf").out()).contains("2 unchanged");
        assertThat(read("a.xlf")).isEqualTo(filled);
        fill(0, "--overwrite @a.xlf");
        assertThat(read("a.xlf")).contains("Three people stood at the door.").doesNotContain("Mine.");
    }

    @Test
    void fillsPoFromBothSides() throws IOException {
        String po = """
                msgid ""
                msgstr ""
                "Language: zh_CN\\n"
                "Content-Type: text/plain; charset=UTF-8\\n"

                msgid "Three people stood at the door."
                msgstr ""

                msgid "Something else."
                msgstr ""
                """;
        write("de.po", po.replace("zh_CN", "de"));
        assertThat(fill(2, "@de.po").err()).contains("has no unit in Chinese and English");
        write("a.po", po);
        assertThat(fill(0, "@a.po -o @b.po").out()).contains("1 exact", "1 without match");
        assertThat(read("b.po")).isEqualTo(po.replaceFirst("door.\"\nmsgstr \"\"", "door.\"\nmsgstr \"门外站着三个人。\""));
        assertThat(read("a.po")).isEqualTo(po);
    }

    @ParameterizedTest
    @CsvSource({
        "de, fr, 2, has no unit in Chinese and English",
        "en-US, de, 2, has no unit in Chinese and English",
        "en-US, zh-TW, 0, '0 exact, 0 fuzzy'",
        "en-GB, zh-SG, 0, 1 exact"
    })
    void fillsOnlyLanguageOfFile(String source, String target, int code, String said) throws IOException {
        write("a.xlf", """
                <xliff version="1.2"><file original="a" source-language="%s" target-language="%s" datatype="plaintext"><body>
                <trans-unit id="1"><source>Three people stood at the door.</source></trans-unit></body></file></xliff>
                """.formatted(source, target));
        FakeConsole console = fill(code, "@a.xlf");
        assertThat(console.out() + console.err()).contains(said);
    }

    @Test
    void keepsLockedUnit() throws IOException {
        write("a.xlf", """
                <xliff version="1.2" xmlns:mq="MQXliff"><file original="a" source-language="zh-CN" target-language="en-US" \
                datatype="plaintext"><body><trans-unit id="1" mq:locked="locked"><source>门外站着三个人。</source>\
                </trans-unit></body></file></xliff>
                """);
        assertThat(fill(0, "@a.xlf").out()).contains("0 exact", "1 unchanged");
    }

    @Test
    void reportsUnreadableMemoryAndFillsFromRest() throws IOException {
        write("tm/bad.tmx", "<html/>");
        FakeConsole console = fill(2, "@new.zh.txt -o @new.xlf");
        assertThat(console.err()).startsWith("duiqi: " + path("tm/bad.tmx")).hasLineCount(1);
        assertThat(console.out()).contains("1 exact");
        assertThat(read("new.xlf")).contains("The rain stopped");
    }

    @Test
    void neverOverwritesOtherFile() throws IOException {
        write("new.xlf", "somebody's work");
        assertThat(fill(2, "@new.zh.txt -o @new.xlf").err())
                .isEqualTo("duiqi: " + path("new.xlf") + ": already exists; give another file, or add --force\n");
        assertThat(read("new.xlf")).isEqualTo("somebody's work");
        fill(0, "--force @new.zh.txt -o @new.xlf");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            @missing.xlf                            | missing.xlf: there is no such file
            @tm                                     | tm: is a folder, not a file; use a file in it
            @tm/main.tmx                            | is a memory, not a file to fill; give it with --tm, or convert it to .xlf first
            @bad.xlf                                | bad.xlf:
            @new.zh.txt -o @new.unknown             | new.unknown:
            @new.zh.txt -o @new.zh                  | new.zh:
            @bad.xlf -o @new.po                     | new.po:
            @new.zh.txt -o @x.xlf --target-lang de  | from zh-CN to de: duiqi supports Chinese and English only
            --min 500 @new.zh.txt                   | --min 500: must be
            --overwrite @a.po                       | a.po:
            """)
    void reportsBadInput(String line, String problem) throws IOException {
        write("bad.xlf", "<xliff version=\"1.2\"><file>");
        assertThat(fill(2, line).err()).startsWith("duiqi: ").contains(problem).hasLineCount(1);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("tm", "new.zh.txt", "bad.xlf");
    }
}
