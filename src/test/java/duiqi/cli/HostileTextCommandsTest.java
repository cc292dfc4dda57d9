package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs commands on one sentence that is as long as a book. */
class HostileTextCommandsTest extends CommandFolder {
    private static final int TIMES = 2_500;

    private static Arguments text(String chinese, String english) {
        return Arguments.of(chinese, english, chinese.repeat(TIMES), english.repeat(TIMES));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                text("颠覆性技术", "disruptive technology "),
                text("的", "a"),
                text("（", "("),
                text("1,000", ",000"),
                text("\u0327\u0301", "\u0301\u0327"),
                Arguments.of("different characters", "different words", differentCharacters(), differentWords()));
    }

    private static String differentCharacters() {
        return IntStream.range(0, TIMES)
                .mapToObj(k -> Character.toString('一' + k))
                .collect(Collectors.joining());
    }

    private static String differentWords() {
        return IntStream.range(0, TIMES)
                .mapToObj(k -> Integer.toString(k, 26)
                        .chars()
                        .mapToObj(c -> Character.toString(Character.isDigit(c) ? c - '0' + 'q' : c))
                        .collect(Collectors.joining()))
                .collect(Collectors.joining(" "));
    }

    private String runs(String line, String... more) {
        FakeConsole console = new FakeConsole();
        assertThat(runs(console, line, more)).isBetween(0, 2);
        assertThat(console.err()).doesNotContain("Exception", "out of memory", "stack", "internal error");
        return console.out() + console.err();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("texts")
    @Timeout(600)
    @Tag("hostile")
    void alignsLongSentence(String name, String other, String chinese, String english) throws IOException {
        write("a.zh.txt", "天气" + chinese);
        write("a.en.txt", "Weather " + english);
        runs("segment --lang zh-CN @a.zh.txt");
        runs("segment --lang en-US @a.en.txt");
        String align = "align --source-lang zh-CN --target-lang en-US --allow-unrelated -o @a.tmx @a.zh.txt @a.en.txt";
        assertThat(runs(align)).contains("a.tmx");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("texts")
    @Timeout(600)
    @Tag("hostile")
    void searchesAndChangesMemoryWithLongUnits(String name, String other, String chinese, String english)
            throws IOException {
        writeMemory("m.tmx", unit(chinese, english), unit(chinese.substring(1) + "天气", english + " weather"));
        write("a.txt", english + " weathers");
        runs("lookup --tm @m.tmx --sentences --lang en-US -f @a.txt");
        runs("concordance --tm @m.tmx", english);
        runs("pretranslate --tm @m.tmx --sentences --source-lang en-US --force -o @a.xlf @a.txt");
        runs("tm stats @m.tmx");
        runs("tm dedupe --near -o @b.tmx @m.tmx");
        runs("tm clean -o @c.tmx @m.tmx");
        String terms = runs("glossary extract @m.tmx");
        if (chinese.length() > 10_000) {
            assertThat(terms).contains("m.tmx:", "unit is longer than 10,000 characters; skipped");
        }
    }

    @Test
    void acceptsSentenceOfOneThousandTerms() throws IOException {
        String chinese = "颠覆性技术".repeat(1_000);
        String english = "disruptive technology ".repeat(1_000);
        alignsLongSentence("", "", chinese, english);
        searchesAndChangesMemoryWithLongUnits("", "", chinese, english);
    }

    @Test
    void warnsOfSentenceThatIsTooLongToCompare() throws IOException {
        write("a.zh.txt", "天气很好。\n" + "天气".repeat(501) + "\n");
        write("a.en.txt", "The weather is fine.\nWeather " + "weather ".repeat(998));
        assertThat(runs("align --allow-unrelated --replace-others -o @a.tmx @a.zh.txt @a.en.txt"))
                .contains("a.zh.txt:2:1: 1 sentence has more than 1000 words; duiqi compares only the first ones")
                .doesNotContain("a.en.txt:2");
    }
}
