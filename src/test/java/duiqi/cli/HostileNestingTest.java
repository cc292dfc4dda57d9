package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads deeply nested or repeated content in every format except XML. Each command ends soon, with success or an error,
 * and never runs out of stack or memory. For XML, see {@link HostileMarkupTest}.
 */
@Tag("hostile")
@Tag("soak")
class HostileNestingTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int MANY = 5_000;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("a.tsv"), "zh-CN\ten-US\n水。\tWater.\n");
    }

    private static Arguments of(String command, String file, String content) {
        String shown = content.substring(0, Math.min(12, content.length()));
        return Arguments.of(file + " " + shown.replace('\n', ' '), List.of(command.split(" ")), file, content);
    }

    static Stream<Arguments> texts() {
        String command = "segment --lang zh FILE";
        Stream<String> html = Stream.of("""
                <div> <b> <ul><li> <table><tr><td> <a~href=#> <p><i> <svg> <math><mi> <template> <select><option> <form> <dl><dd>
                <ruby> <!-- <![CDATA[ <script> </div> < & &# &lt <a~ <a~b='
                """.split("\\s+"));
        Stream<String> markdown = Stream.of("""
                >~ -~ 1.~ [ ![ [[a]( [a]( ]( * ** *a *a_b _a~ ` ``a` < <a> <a~ <!-- & \\ ~~~~ | |- # ( <http: a@ [^1] [^1]:~
                [a]:~< %> %-~a%~~ %```
                """.split("\\s+"));
        Stream<String> subtitles = Stream.of("<i>", "{\\i1}", "<c.a>", "&lt;", "<00:00>", "{", "♪", "(", "[", "- ");
        return Stream.of(
                        html.map(HostileNestingTest::piece)
                                .map(each -> of(command, "a.html", each.repeat(MANY) + "<p>水。</p>")),
                        markdown.map(HostileNestingTest::piece)
                                .map(each -> of(command, "a.md", each.repeat(MANY) + "水。\n")),
                        subtitles.map(each -> of(
                                command, "a.srt", "1\n00:00:01,000 --> 00:00:02,000\n" + each.repeat(MANY) + "水。\n")),
                        Stream.of("<v a>", "<c>", "STYLE\n", "\n\n")
                                .map(each -> of(
                                        command,
                                        "a.vtt",
                                        "WEBVTT\n\n00:01.000 --> 00:02.000\n" + each.repeat(MANY) + "水。\n")),
                        Stream.of(
                                of(command, "a.txt", "（".repeat(MANY) + "水。"),
                                of(command, "a.txt", "a ".repeat(MANY * 5)),
                                of(command, "a.txt", "。".repeat(MANY * 5)),
                                of(command, "a.txt", "\n".repeat(MANY * 5) + "水"),
                                of(command, "a.txt", " ".repeat(MANY * 5) + "水"),
                                of(command, "a.md", indented())))
                .flatMap(all -> all);
    }

    /** Returns a piece with spaces for tildes and line ends for percent signs. */
    private static String piece(String written) {
        return written.replace('~', ' ').replace('%', '\n');
    }

    /** Returns lists nested in lists. */
    private static String indented() {
        return IntStream.range(0, 2_000).mapToObj(i -> "  ".repeat(i) + "- 水\n").collect(Collectors.joining());
    }

    static Stream<Arguments> data() {
        Stream<String> json = Stream.of("[", "{\"a\":", "[{\"terms\":", "[[],", "\"", "9", "[\"\\", "{\"zh\":{\"", "-");
        String convert = "tm convert FILE -o OUT.tmx --force";
        String terms = "glossary convert FILE -o OUT.csv --force";
        return Stream.of(
                        json.flatMap(each -> Stream.of(
                                of(terms, "a.json", each.repeat(MANY)),
                                of(convert, "a.jsonl", each.repeat(MANY)),
                                of("check --baseline FILE TABLE", "b.jsonl", each.repeat(MANY)))),
                        Stream.of(
                                of(terms, "a.json", "[{\"concept\":" + "[".repeat(MANY) + "]".repeat(MANY) + "}]"),
                                of(convert, "a.jsonl", "{\"source\":" + "[".repeat(MANY) + "]".repeat(MANY) + "}"),
                                of(terms, "a.csv", "zh,en\n" + "\"".repeat(MANY)),
                                of(terms, "a.csv", "zh,en\n" + "\"\"\",\"".repeat(MANY)),
                                of(terms, "a.csv", "zh,en\n" + ",".repeat(MANY) + "\n"),
                                of(terms, "a.tsv", "zh\ten\n" + "\t".repeat(MANY) + "\n"),
                                of(convert, "a.csv", ",".repeat(MANY) + "\n" + "a,".repeat(MANY) + "\n"),
                                of(convert, "a.po", "msgid \"水" + "\\".repeat(MANY) + "\"\nmsgstr \"\"\n"),
                                of(convert, "a.po", "msgid \"水\"\n" + "\"a\"\n".repeat(MANY) + "msgstr \"b\"\n"),
                                of(
                                        convert,
                                        "a.po",
                                        "#, a\n".repeat(MANY) + "msgid \"水\"\nmsgstr \"%(".repeat(1) + "%(".repeat(MANY)
                                                + "\"\n")),
                        Stream.of("[", "{a=", "\"", "'''", "a.", "[a.", "[[a", "\\u", "1_", "#", "a=1\n")
                                .flatMap(each -> Stream.of(
                                        of("check --config FILE TABLE", "a.toml", "glossary = " + each.repeat(MANY)),
                                        of("check --config FILE TABLE", "a.toml", each.repeat(MANY) + "a=1\n"))))
                .flatMap(all -> all);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"texts", "data"})
    void endsSoon(String what, List<String> command, String file, String content) throws IOException {
        Path hostile = Files.writeString(folder.resolve(file), content);
        String[] arguments = command.stream()
                .map(word -> word.equals("FILE") ? hostile.toString() : word)
                .map(word -> word.equals("TABLE") ? folder.resolve("a.tsv").toString() : word)
                .map(word -> word.startsWith("OUT") ? folder.resolve(word).toString() : word)
                .toArray(String[]::new);
        assertTimeoutPreemptively(LIMIT, () -> {
            FakeConsole console = new FakeConsole();
            assertThat(console.run(arguments)).as(console.err()).isBetween(0, 2);
            assertThat(console.err()).doesNotContain("internal error", "out of memory", "--help");
        });
    }
}
