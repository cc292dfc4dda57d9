package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads deeply nested or repeated content in every format except XML. Each command ends soon, with success or an error,
 * and never runs out of stack or memory. For XML, see {@link HostileMarkupTest}.
 */
@Tag("hostile")
@Tag("soak")
class HostileNestingTest extends CommandFolder {
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int MANY = 5_000;

    /**
     * Lists a file, the text before and after the repeated pieces, and the pieces, with {@code ~} for a space, {@code %}
     * for a line end, and {@code …} before a piece that repeats at the other side.
     */
    private static final String CONTENTS = """
            a.html ¦¦<p>水。</p>¦<div> <b> <ul><li> <table><tr><td> <a~href=#> <p><i> <svg> <math><mi> <template> <form> <dl><dd>
            a.html ¦¦<p>水。</p>¦<select><option> <ruby> <!-- <![CDATA[ <script> </div> < & &# &lt <a~ <a~b='
            a.md   ¦¦水。%¦>~ -~ 1.~ [ ![ [[a]( [a]( ]( * ** *a *a_b _a~ ` ``a` < <a> <a~ <!-- & \\ ~~~~ | |- # ( <http: a@
            a.md   ¦¦水。%¦[^1] [^1]:~ [a]:~< %> %-~a%~~ %```
            a.srt  ¦1%00:00:01,000 --> 00:00:02,000%¦水。%¦<i> {\\i1} <c.a> &lt; <00:00> { ♪ ( [ -~
            a.vtt  ¦WEBVTT%%00:01.000 --> 00:02.000%¦水。%¦<v~a> <c> STYLE% %%
            a.txt  ¦¦水¦（ a~ 。 % ~
            a.json ¦¦¦[ {"a": [{"terms": [[], " 9 ["\\ {"zh":{" -
            a.json ¦[{"concept":¦}]¦[…]
            a.jsonl¦¦¦[ {"a": [{"terms": [[], " 9 ["\\ {"zh":{" -
            a.jsonl¦{"source":¦}¦[…]
            a.csv  ¦zh,en%¦%¦" ""," ,
            a.tsv  ¦zh~en%¦%¦,
            a.po   ¦msgid "水¦"%msgstr ""%¦\\
            a.po   ¦msgid "水"%¦msgstr "b"%¦"a"%
            a.po   ¦¦msgid "水"%msgstr "%("%¦#,~a%
            b.jsonl¦¦¦[ {"a": [{"terms": [[], " 9 ["\\ {"zh":{" -
            a.toml ¦glossary = ¦¦[ {a= " ''' a. [a. [[a \\u 1_ # a=1%
            a.toml ¦¦a=1%¦[ {a= " ''' a. [a. [[a \\u 1_ # a=1%
            """;

    static Stream<Arguments> contents() {
        Stream<Arguments> listed = CONTENTS.lines()
                .map(line -> line.split("¦", -1))
                .flatMap(row -> Stream.of(row[3].split(" ")).map(piece -> {
                    String[] sides = (piece + "…").split("…", -1);
                    return Arguments.of(
                            row[0].strip(),
                            piece,
                            text(row[1])
                                    + text(sides[0]).repeat(MANY)
                                    + text(sides[1]).repeat(MANY)
                                    + text(row[2]));
                }));
        String nested = IntStream.range(0, 2_000)
                .mapToObj(i -> "  ".repeat(i) + "- 水\n")
                .collect(Collectors.joining());
        return Stream.concat(listed, Stream.of(Arguments.of("a.md", "nested list", nested)));
    }

    private static String text(String written) {
        return written.replace('~', ' ').replace('%', '\n');
    }

    private static String command(String file) {
        return switch (file.replaceFirst(".*\\.", file.startsWith("b") ? "b." : "")) {
            case "json", "csv", "tsv" -> "glossary convert --force -o @out.csv @" + file;
            case "jsonl", "po" -> "tm convert --force -o @out.tmx @" + file;
            case "b.jsonl" -> "check @t.tsv --baseline @" + file;
            case "toml" -> "check @t.tsv --config @" + file;
            default -> "segment --lang zh @" + file;
        };
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("contents")
    void endsSoon(String file, String piece, String content) throws IOException {
        write("t.tsv", "zh-CN\ten-US\n水。\tWater.\n");
        write(file, content);
        assertTimeoutPreemptively(LIMIT, () -> {
            FakeConsole console = new FakeConsole();
            assertThat(runs(console, command(file))).as(console.err()).isBetween(0, 2);
            assertThat(console.err()).doesNotContain("internal error", "out of memory", "--help");
        });
    }
}
