package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import duiqi.cli.print.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PretranslateCommandTest {
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

    @TempDir
    private Path folder;

    @BeforeEach
    void writeMemory() throws IOException {
        Files.createDirectories(folder.resolve("tm"));
        Files.writeString(folder.resolve("tm/main.tmx"), MEMORY);
        Files.writeString(folder.resolve("new.zh.txt"), TEXT);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private FakeConsole run(int exitCode, String... arguments) {
        List<String> all = new ArrayList<>(List.of("pretranslate", "--tm", path("tm")));
        all.addAll(List.of(arguments));
        FakeConsole console = new FakeConsole();
        assertThat(console.run(all.toArray(String[]::new)))
                .as(console.out() + console.err())
                .isEqualTo(exitCode);
        return console;
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void createsXliffFromDocument() throws IOException {
        FakeConsole console = run(ExitCode.DONE, path("new.zh.txt"), "-o", path("new.xlf"));
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
        run(ExitCode.DONE, path("new.zh.txt"), "-o", path("new.tsv"), "--penalty-aligned", "0");
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
        Files.writeString(folder.resolve("tw.txt"), "沒有人說話。\n");
        run(ExitCode.DONE, path("tw.txt"), "-o", path("a.tsv"));
        assertThat(read("a.tsv")).contains("Nobody spoke.");
        run(ExitCode.DONE, path("tw.txt"), "-o", path("b.tsv"), "--source-lang", "zh-CN");
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
        Files.writeString(folder.resolve("a.xlf"), xliff);
        assertThat(run(ExitCode.DONE, "--dry-run", path("a.xlf")).out()).startsWith("dry run: ");
        assertThat(read("a.xlf")).isEqualTo(xliff);
        assertThat(run(ExitCode.DONE, path("a.xlf")).out()).contains("1 exact", "1 unchanged");
        String filled = read("a.xlf");
        assertThat(filled)
                .contains("<!-- kept -->", "original='a.txt'", "<target>Mine.</target>", "The rain stopped")
                .hasSizeGreaterThan(xliff.length());
        assertThat(run(ExitCode.DONE, path("a.xlf")).out()).contains("2 unchanged");
        assertThat(read("a.xlf")).isEqualTo(filled);
        run(ExitCode.DONE, "--overwrite", path("a.xlf"));
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
        Files.writeString(folder.resolve("a.po"), po);
        assertThat(run(ExitCode.DONE, path("a.po"), "-o", path("b.po")).out()).contains("1 exact", "1 without match");
        assertThat(read("b.po")).isEqualTo(po.replaceFirst("door.\"\nmsgstr \"\"", "door.\"\nmsgstr \"门外站着三个人。\""));
        assertThat(read("a.po")).isEqualTo(po);
    }

    @Test
    void fillsOnlyLanguageOfFile() throws IOException {
        String xliff = """
                <xliff version="1.2"><file original="a" source-language="%s" target-language="%s" datatype="plaintext"><body>
                <trans-unit id="1"><source>%s</source></trans-unit></body></file></xliff>
                """;
        String english = "Three people stood at the door.";
        for (String[] languages : new String[][] {{"de", "fr"}, {"en-US", "de"}}) {
            Files.writeString(
                    folder.resolve("a.xlf"), String.format(Locale.ROOT, xliff, languages[0], languages[1], english));
            assertThat(run(ExitCode.FAILED, path("a.xlf")).err()).contains("has no unit in Chinese and English");
        }
        Files.writeString(folder.resolve("a.xlf"), String.format(Locale.ROOT, xliff, "en-US", "zh-TW", english));
        assertThat(run(ExitCode.DONE, path("a.xlf")).out()).contains("0 exact, 0 fuzzy", "1 without match");
        Files.writeString(folder.resolve("a.xlf"), String.format(Locale.ROOT, xliff, "en-GB", "zh-SG", english));
        assertThat(run(ExitCode.DONE, path("a.xlf")).out()).contains("1 exact");
        Files.writeString(
                folder.resolve("a.po"),
                "msgid \"\"\nmsgstr \"\"\n\"Language: de\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
                        + "msgid \"" + english + "\"\nmsgstr \"\"\n");
        assertThat(run(ExitCode.FAILED, path("a.po")).err()).contains("has no unit in Chinese and English");
        assertThat(run(ExitCode.FAILED, path("new.zh.txt"), "-o", path("x.xlf"), "--target-lang", "de")
                        .err())
                .contains("from zh-CN to de: duiqi supports Chinese and English only");
    }

    @Test
    void keepsLockedUnit() throws IOException {
        Files.writeString(folder.resolve("a.xlf"), """
                <xliff version="1.2" xmlns:mq="MQXliff"><file original="a" source-language="zh-CN" target-language="en-US" \
                datatype="plaintext"><body><trans-unit id="1" mq:locked="locked"><source>门外站着三个人。</source>\
                </trans-unit></body></file></xliff>
                """);
        assertThat(run(ExitCode.DONE, path("a.xlf")).out()).contains("0 exact", "1 unchanged");
    }

    @Test
    void reportsUnreadableMemoryAndFillsFromRest() throws IOException {
        Files.writeString(folder.resolve("tm/bad.tmx"), "<html/>");
        FakeConsole console = run(ExitCode.FAILED, path("new.zh.txt"), "-o", path("new.xlf"));
        assertThat(console.err()).startsWith("duiqi: " + path("tm/bad.tmx")).hasLineCount(1);
        assertThat(console.out()).contains("1 exact");
        assertThat(read("new.xlf")).contains("The rain stopped");
    }

    @Test
    void rejectsMemoryAsInput() {
        assertThat(run(ExitCode.FAILED, path("tm/main.tmx")).err())
                .isEqualTo("duiqi: " + path("tm/main.tmx")
                        + ": is a memory, not a file to fill; give it with --tm, or convert it to .xlf first\n");
    }

    @Test
    void succeedsWithoutMatches() throws IOException {
        Files.writeString(folder.resolve("other.zh.txt"), "完全是另一回事。\n");
        assertThat(run(ExitCode.DONE, path("other.zh.txt"), "-o", path("other.xlf"))
                        .out())
                .contains("0 exact, 0 fuzzy", "1 without match");
    }

    @Test
    void neverOverwritesOtherFile() throws IOException {
        Files.writeString(folder.resolve("new.xlf"), "somebody's work");
        assertThat(run(ExitCode.FAILED, path("new.zh.txt"), "-o", path("new.xlf"))
                        .err())
                .isEqualTo("duiqi: " + path("new.xlf") + ": already exists; give another file, or add --force\n");
        assertThat(read("new.xlf")).isEqualTo("somebody's work");
        run(ExitCode.DONE, "--force", path("new.zh.txt"), "-o", path("new.xlf"));
    }

    @Test
    void reportsBadInput() throws IOException {
        Files.write(folder.resolve("bad.xlf"), "<xliff version=\"1.2\"><file>".getBytes(StandardCharsets.UTF_8));
        for (String[] arguments : new String[][] {
            {path("missing.xlf")},
            {path("tm")},
            {path("tm/main.tmx")},
            {path("bad.xlf")},
            {path("new.zh.txt"), "-o", path("new.unknown")},
            {path("new.zh.txt"), "-o", path("new.zh")},
            {path("bad.xlf"), "-o", path("new.po")},
            {"--min", "500", path("new.zh.txt")},
            {"--overwrite", path("a.po")},
        }) {
            FakeConsole console = run(ExitCode.FAILED, arguments);
            assertThat(console.err()).startsWith("duiqi: ").hasLineCount(1).doesNotContain("internal error");
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("tm", "new.zh.txt", "bad.xlf");
    }
}
