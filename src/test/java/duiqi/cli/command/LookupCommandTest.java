package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@code duiqi lookup} and {@code duiqi concordance}. */
class LookupCommandTest {
    private static final String MEMORY = """
            <tmx version="1.4"><header srclang="zh-CN"/><body>
            <tu tuid="1" changeid="lin\u009B1m" changedate="20260102T000000Z"><tuv xml:lang="zh-CN"><prop type="x-context-pre">你好。</prop><prop type="x-context-post">再见。</prop><seg>基础研究是源头。</seg></tuv><tuv xml:lang="en-GB"><seg>Basic research is the source.</seg></tuv></tu>
            <tu tuid="2"><prop type="aligned">yes</prop><tuv xml:lang="zh-CN"><seg>基础研究是总机关。</seg></tuv><tuv xml:lang="en-GB"><seg>Basic research is the \u202Eswitch\u009B2J.</seg></tuv></tu>
            </body></tmx>
            """;

    @TempDir
    private Path folder;

    private Path tm = Path.of("");

    @BeforeEach
    void writeMemory() throws IOException {
        tm = Files.createDirectories(folder.resolve("tm"));
        Files.writeString(tm.resolve("a.tmx"), MEMORY);
    }

    private FakeConsole run(int exitCode, FakeConsole console, String command, String... args) {
        String[] all = Stream.concat(Stream.of(command, "--tm", tm.toString()), Stream.of(args))
                .toArray(String[]::new);
        assertThat(console.run(all)).as(console.out() + console.err()).isEqualTo(exitCode);
        assertThat(console.out() + console.err()).doesNotContain("\u009B", "\u202E", "internal error");
        return console;
    }

    private FakeConsole lookup(int exitCode, String... args) {
        return run(exitCode, new FakeConsole(), "lookup", args);
    }

    private FakeConsole concordance(int exitCode, String... args) {
        return run(exitCode, new FakeConsole(), "concordance", args);
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
    void sourceOfJsonIsInLanguageOfQuery() throws IOException {
        JsonNode match = new ObjectMapper()
                .readTree(lookup(0, "--json", "Basic research is the source.").out())
                .at("/matches/0");
        assertThat(match.path("source").asText()).isEqualTo("Basic research is the source.");
        assertThat(match.path("targetLanguage").asText()).isEqualTo("zh-CN");
        JsonNode hit = new ObjectMapper()
                .readTree(concordance(0, "--json", "--limit", "1", "basic").out());
        assertThat(hit.path("target").asText()).isEqualTo("基础研究是源头。");
        assertThat(hit.at("/sourceSpans/0").toString()).isEqualTo("[0,5]");
        assertThat(concordance(0, "基础研究").out()).containsSubsequence("基础研究是源头。", "Basic research");
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
        assertThat(run(1, new FakeConsole().in("你好。基础研究是源头。"), "lookup", "-").out())
                .contains("101%");
        assertThat(lookup(2, "--file", folder.resolve("none.txt").toString()).err())
                .contains("none.txt");
    }

    @Test
    void printsOneJsonObjectPerText() throws IOException {
        String[] lines = lookup(1, "--json", "基础研究是总机关。", "没有这样的句子").out().split("\n");
        assertThat(lines).hasSize(2);
        JsonNode first = new ObjectMapper().readTree(lines[0]);
        assertThat(first.path("text").asText()).isEqualTo("基础研究是总机关。");
        JsonNode match = first.path("matches").path(0);
        assertThat(match.path("sourceLanguage").asText()).isEqualTo("zh-CN");
        assertThat(match.path("score").asInt()).isEqualTo(99);
        assertThat(match.path("kind").asText()).isEqualTo("exact");
        assertThat(match.path("target").asText()).isEqualTo("Basic research is the \u202Eswitch\u009B2J.");
        assertThat(match.path("aligned").asBoolean()).isTrue();
        assertThat(new ObjectMapper().readTree(lines[1]).path("matches")).isEmpty();
    }

    @Test
    void coloursDifferencesOnTerminalOnly() {
        String[] args = {"--limit", "1", "--min", "50", "基础研究是源泉。"};
        String coloured = run(0, new FakeConsole().onTerminal(), "lookup", args).out();
        assertThat(coloured).contains("源\u001B[32m头\u001B[0m\u001B[31;9m泉\u001B[0m");
        assertThat(run(0, new FakeConsole().onTerminal().variable("NO_COLOR", "1"), "lookup", args)
                        .out())
                .doesNotContain("\u001B");
        assertThat(lookup(0, args).out()).doesNotContain("\u001B");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--limit 0 水",
                "--limit -1 水",
                "--min 500 水",
                "--min -1 水",
                "--min x 水",
                "--penalty-machine -1 水",
                "_",
                "水 _",
                "",
                "--file x 水",
                "--before 火 -",
                "--file a.zh.txt --after 火"
            })
    void rejectsInvalidInput(String line) {
        String[] words = Stream.of(line.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.replace('_', ' '))
                .toArray(String[]::new);
        assertThat(lookup(2, words).err()).startsWith("duiqi: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "--penalty-aligned -1 水|--penalty-aligned -1: must be 0 to 100",
                "--penalty-machine 101 水|--penalty-machine 101: must be 0 to 100",
                "--penalty-machine x 水|'x' is not a whole number",
                "--lang de 水|--lang de: duiqi supports Chinese and English only",
                "--file a.xlf|a.xlf: is not a document; fill it with: duiqi pretranslate a.xlf",
                "--file a.po|a.po: is not a document; fill it",
                "--file a.tmx|a.tmx: is not a document; convert it to text first: duiqi tm convert a.tmx -o NAME.zh",
            })
    void rejectsInvalidOptionValues(String line, String said) {
        assertThat(lookup(2, line.split(" ")).err()).contains(said);
    }

    @Test
    void concordanceRequiresPositiveLimit() {
        assertThat(concordance(2, "--limit", "0", "水").err()).startsWith("duiqi: --limit 0: must be at least 1");
        assertThat(concordance(2, "--in", "x", "水").err()).contains("--in x: unknown value; use one of zh, en");
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
    void concordanceFindsAllWordsInEitherSide() throws IOException {
        assertThat(concordance(0, "基础研究", "SOURCE").out()).isEqualTo("""
                %s:2
                  基础研究是源头。
                  Basic research is the source.
                """.formatted(tm.resolve("a.tmx")));
        assertThat(concordance(0, "--limit", "1", "基础").out())
                .endsWith("1 of 2 units shown; raise --limit to see more\n");
        assertThat(concordance(1, "--in", "en", "基础").err()).contains("not found in 2 units");
        assertThat(concordance(0, "--in", "EN", "research is").out()).contains("源头", "总机关");
        assertThat(concordance(2, "--limit", "-1", "基础").err()).contains("--limit");
        assertThat(concordance(2, " ").err()).contains("no word");
        assertThat(concordance(2, "--in", "fr", "水").err()).contains("--in");
        JsonNode hit =
                new ObjectMapper().readTree(concordance(0, "--json", "源头").out());
        assertThat(hit.path("sourceSpans").path(0).path(0).asInt()).isEqualTo(5);
        assertThat(hit.path("line").asInt()).isEqualTo(2);
        assertThat(run(0, new FakeConsole().onTerminal(), "concordance", "源头").out())
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
