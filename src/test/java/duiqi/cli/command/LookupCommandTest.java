package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code duiqi lookup} and {@code duiqi concordance}. */
class LookupCommandTest extends CommandFolder {
    private static final String MEMORY = """
            <tmx version="1.4"><header srclang="zh-CN"/><body>
            <tu tuid="1" changeid="lin\u009B1m" changedate="20260102T000000Z"><tuv xml:lang="zh-CN"><prop type="x-context-pre">你好。</prop><prop type="x-context-post">再见。</prop><seg>基础研究是源头。</seg></tuv><tuv xml:lang="en-GB"><seg>Basic research is the source.</seg></tuv></tu>
            <tu tuid="2"><prop type="aligned">yes</prop><tuv xml:lang="zh-CN"><seg>基础研究是总机关。</seg></tuv><tuv xml:lang="en-GB"><seg>Basic research is the \u202Eswitch\u009B2J.</seg></tuv></tu>
            </body></tmx>
            """;

    private Path tm = Path.of("");

    @BeforeEach
    void writeMemory() throws IOException {
        write("tm/a.tmx", MEMORY);
        tm = folder.resolve("tm");
    }

    private FakeConsole ask(int exitCode, FakeConsole console, String command, String... args) {
        String[] all =
                Stream.concat(Stream.of("--tm", tm.toString()), Stream.of(args)).toArray(String[]::new);
        run(console, exitCode, command, all);
        assertThat(console.out() + console.err()).doesNotContain("\u009B", "\u202E");
        return console;
    }

    private FakeConsole lookup(int exitCode, String... args) {
        return ask(exitCode, new FakeConsole(), "lookup", args);
    }

    private FakeConsole concordance(int exitCode, String... args) {
        return ask(exitCode, new FakeConsole(), "concordance", args);
    }

    @Test
    void listsBestMatchesFirstWithPenalties() {
        assertThat(lookup(0, "基础研究是源头。").out()).isEqualTo("""
                100%%  %1$s:2  exact, lin\uFFFD1m, 2026-01-02
                      zh-CN  基础研究是源头。
                      en-GB  Basic research is the source.
                """.formatted(tm.resolve("a.tmx")));
        assertThat(lookup(0, "--min", "60", "--limit", "1", "基础研究是总机关。").out())
                .startsWith(" 99%  " + tm.resolve("a.tmx") + ":3  exact, 100% less 1 because aligned by software\n")
                .doesNotContain("源头");
        assertThat(lookup(0, "--penalty-aligned", "0", "基础研究是总机关。").out()).startsWith("100%");
    }

    @Test
    void usesNeighbours() {
        assertThat(lookup(0, "--before", "你好。", "基础研究是源头。").out())
                .startsWith("101%")
                .contains("in context");
        assertThat(lookup(0, "--before", "你好。", "--after", "再见。", "基础研究是源头。").out())
                .startsWith("102%");
    }

    @Test
    void looksUpEnglishToo() {
        assertThat(lookup(0, "basic research is the source.").out())
                .startsWith(" 99%")
                .contains("exact except for case")
                .containsSubsequence("en-GB  Basic research", "zh-CN  基础研究");
        assertThat(lookup(1, "nothing of the kind").err()).contains("no match with a score of 70 or more in 2 units");
        assertThat(lookup(1, "nothing of the kind").out()).isEmpty();
    }

    @Test
    void sourceOfJsonIsInLanguageOfQuery() {
        assertThat(lookup(0, "--json", "Basic research is the source.").out())
                .contains("\"source\":\"Basic research is the source.\"", "\"targetLanguage\":\"zh-CN\"");
        assertThat(concordance(0, "--json", "--limit", "1", "basic").out())
                .contains("\"target\":\"基础研究是源头。\"", "\"sourceSpans\":[[0,5]]");
        assertThat(concordance(0, "--json", "源头").out()).contains("\"sourceSpans\":[[5,", "\"line\":2");
        assertThat(concordance(0, "basic").out()).containsSubsequence("Basic research", "基础研究是源头。");
    }

    @Test
    void separatesSeveralTexts() {
        FakeConsole console = lookup(1, "基础研究是源头。", "没有这样的句子");
        assertThat(console.out()).startsWith("基础研究是源头。\n100%").endsWith("没有这样的句子\n  no match\n\n");
    }

    @Test
    void looksUpDocumentWithNeighbours() throws IOException {
        Path text = Files.writeString(folder.resolve("x.zh.txt"), "你好。基础研究是源头。再见。\n");
        assertThat(lookup(1, "--file", text.toString()).out()).contains("102%").contains("你好。\n  no match");
        assertThat(ask(1, new FakeConsole().in("你好。基础研究是源头。"), "lookup", "-").out())
                .contains("101%");
    }

    @Test
    void printsOneJsonObjectPerText() {
        String[] lines = lookup(1, "--json", "基础研究是总机关。", "没有这样的句子").out().split("\n");
        assertThat(lines).hasSize(2);
        assertThat(lines[0])
                .startsWith("{\"text\":\"基础研究是总机关。\"")
                .contains("\"sourceLanguage\":\"zh-CN\"", "\"score\":99", "\"kind\":\"exact\"", "\"aligned\":true")
                .contains("\"target\":\"Basic research is the \\u202eswitch\\u009b2J.\"");
        assertThat(lines[1]).contains("\"matches\":[]");
    }

    @Test
    void coloursDifferencesOnTerminalOnly() {
        String[] args = {"--limit", "1", "--min", "50", "基础研究是源泉。"};
        String coloured = ask(0, new FakeConsole().onTerminal(), "lookup", args).out();
        assertThat(coloured).contains("源\u001B[32m头\u001B[0m\u001B[31;9m泉\u001B[0m");
        assertThat(ask(0, new FakeConsole().onTerminal().variable("NO_COLOR", "1"), "lookup", args)
                        .out())
                .doesNotContain("\u001B");
        assertThat(lookup(0, args).out()).doesNotContain("\u001B");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "lookup|--limit 0 水|must be at least 1",
                "lookup|--min 500 水|must be 0 to 102",
                "lookup|--min x 水|'x' is not a whole number",
                "lookup|--penalty-aligned -1 水|--penalty-aligned -1: must be 0 to 100",
                "lookup|--penalty-machine 101 水|--penalty-machine 101: must be 0 to 100",
                "lookup|_|duiqi: ",
                "lookup|水 _|duiqi: ",
                "lookup|\"\"|duiqi: ",
                "lookup|--file x 水|duiqi: ",
                "lookup|--before 火 -|duiqi: ",
                "lookup|--file a.zh.txt --after 火|duiqi: ",
                "lookup|--lang de 水|--lang de: duiqi supports Chinese and English only",
                "lookup|--file none.txt|none.txt",
                "lookup|--file a.xlf|a.xlf: is not a document; fill it with: duiqi pretranslate a.xlf",
                "lookup|--file a.po|a.po: is not a document; fill it",
                "lookup|--file a.tmx|a.tmx: is not a document; convert it to text first: duiqi tm convert a.tmx -o NAME.zh",
                "concordance|--limit 0 水|duiqi: --limit 0: must be at least 1",
                "concordance|--limit -1 水|--limit",
                "concordance|--in x 水|--in x: unknown value; use one of zh, en",
                "concordance|_|no word",
            })
    void rejectsInvalidInput(String command, String line, String said) {
        String[] words = Stream.of(line.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.replace('_', ' '))
                .toArray(String[]::new);
        assertThat(ask(2, new FakeConsole(), command, words).err())
                .startsWith("duiqi: ")
                .contains(said);
    }

    @Test
    void rejectsMemoryInAnotherFormat() throws IOException {
        Path other = tm.resolveSibling("a.sdltm");
        try (InputStream in = LookupCommandTest.class.getResourceAsStream("/golden/exchange/trados.sdltm")) {
            Files.write(other, Objects.requireNonNull(in).readAllBytes());
        }
        assertThat(lookup(2, "--tm", other.toString(), "水").err())
                .isEqualTo("duiqi: " + other + ": is not a TMX file; convert it first: duiqi tm convert " + other
                        + " -o FILE.tmx\n");
    }

    @Test
    void reportsFilesOfOtherFormatsInTheFolder() throws IOException {
        Path other = Files.writeString(tm.resolve("legal.xml"), "<xliff version=\"1.2\"/>");
        Files.writeString(tm.resolve("notes.txt"), "buy milk\n");
        String skipped = "legal.xml: is not a memory; skipped; convert it with: duiqi tm convert " + other;
        assertThat(lookup(1, "水").err()).contains(skipped).doesNotContain("notes.txt");
        Files.writeString(tm.resolve("z.po"), "msgid \"a\"\nmsgstr \"b\"\n");
        assertThat(lookup(1, "水").err()).contains("legal.xml: is not a memory, like 1 other file; skipped; ");
    }

    @Test
    void reportsEmptyFolderAndOtherLanguages() throws IOException {
        Files.delete(tm.resolve("a.tmx"));
        assertThat(lookup(2, "水").err()).startsWith("duiqi: " + tm + ": contains no memory; ");
        assertThat(concordance(2, "水").err()).startsWith("duiqi: " + tm + ": contains no memory; ");
        Files.writeString(tm.resolve("a.tmx"), MEMORY.replace("en-GB", "fr").replace("zh-CN", "ja"));
        String refused =
                "duiqi: " + tm.resolve("a.tmx") + ":2:1: has no unit in Chinese and English: the first one is in "
                        + "ja and fr; give a file in Chinese and English, or correct its language codes\n";
        assertThat(lookup(2, "水").err()).endsWith(refused);
        assertThat(concordance(2, "水").err()).isEqualTo(refused);
        Files.delete(tm.resolve("a.tmx"));
        tm = folder.resolve("none");
        assertThat(lookup(2, "水").err()).startsWith("duiqi: " + tm + ": there is no such memory");
    }

    @Test
    void searchesOtherMemoriesAfterDamagedMemory() throws IOException {
        Files.writeString(tm.resolve("b.tmx"), "no TMX");
        FakeConsole console = lookup(2, "基础研究是源头。");
        assertThat(console.out()).startsWith("100%");
        assertThat(console.err())
                .startsWith("duiqi: " + tm.resolve("b.tmx") + ":")
                .containsOnlyOnce("\n");
    }

    @Test
    void concordanceFindsAllWordsInEitherSide() {
        assertThat(concordance(0, "基础研究", "SOURCE").out()).isEqualTo("""
                %s:2
                  基础研究是源头。
                  Basic research is the source.
                """.formatted(tm.resolve("a.tmx")));
        assertThat(concordance(0, "--limit", "1", "基础").out())
                .endsWith("1 of 2 units shown; raise --limit to see more\n");
        assertThat(concordance(1, "--in", "en", "基础").err()).contains("not found in 2 units");
        assertThat(concordance(0, "--in", "EN", "research is").out()).contains("源头", "总机关");
        assertThat(ask(0, new FakeConsole().onTerminal(), "concordance", "源头").out())
                .contains("\u001B[1;31m源头\u001B[0m");
    }

    @Test
    void appliesLimitToAllMemories() throws IOException {
        Files.writeString(tm.resolve("b.tmx"), MEMORY);
        assertThat(concordance(0, "--limit", "2", "基础").out())
                .endsWith("2 of 4 units shown; raise --limit to see more\n");
        assertThat(lookup(0, "--min", "0", "--limit", "3", "基础").out().split("%  ", -1))
                .hasSize(4);
    }
}
