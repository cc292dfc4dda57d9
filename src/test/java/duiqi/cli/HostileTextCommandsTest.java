package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs commands on one sentence that is as long as a book. */
class HostileTextCommandsTest {
    private static final int TIMES = 2_500;

    @TempDir
    private Path folder;

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

    private String run(String... args) {
        FakeConsole console = new FakeConsole();
        int exitCode = console.run(args);
        assertThat(console.err()).doesNotContain("Exception", "out of memory", "stack");
        assertThat(exitCode).isBetween(0, 2);
        return console.out() + console.err();
    }

    private Path memory(String chinese, String english) throws IOException {
        return Files.writeString(
                folder.resolve("m.tmx"),
                "<tmx version=\"1.4\"><header srclang=\"zh\"/><body>" + unit(chinese, english)
                        + unit(chinese.substring(1) + "天气", english + " weather") + "</body></tmx>\n");
    }

    private static String unit(String chinese, String english) {
        return "<tu><tuv xml:lang=\"zh\"><seg>" + chinese + "</seg></tuv><tuv xml:lang=\"en\"><seg>" + english
                + "</seg></tuv></tu>\n";
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("texts")
    @Timeout(600)
    @Tag("hostile")
    void alignsLongSentence(String name, String other, String chinese, String english) throws IOException {
        Path source = Files.writeString(folder.resolve("a.zh.txt"), "天气" + chinese);
        Path target = Files.writeString(folder.resolve("a.en.txt"), "Weather " + english);
        run("segment", "--lang", "zh-CN", source.toString());
        run("segment", "--lang", "en-US", target.toString());
        String align = "align --source-lang zh-CN --target-lang en-US --allow-unrelated -o " + folder + "/a.tmx ";
        assertThat(run((align + source + " " + target).split(" "))).contains("a.tmx");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("texts")
    @Timeout(600)
    @Tag("hostile")
    void searchesAndChangesMemoryWithLongUnits(String name, String other, String chinese, String english)
            throws IOException {
        String memory = memory(chinese, english).toString();
        String text = Files.writeString(folder.resolve("a.txt"), english + " weathers")
                .toString();
        run("lookup", "--tm", memory, "--sentences", "--lang", "en-US", "-f", text);
        run("concordance", "--tm", memory, english);
        String filled = folder.resolve("a.xlf").toString();
        run("pretranslate", "--tm", memory, "--sentences", "--source-lang", "en-US", "--force", "-o", filled, text);
        run("tm", "stats", memory);
        run("tm", "dedupe", "--near", "-o", folder.resolve("b.tmx").toString(), memory);
        run("tm", "clean", "-o", folder.resolve("c.tmx").toString(), memory);
        String terms = run("glossary", "extract", memory);
        if (chinese.length() > 10_000) {
            assertThat(terms).contains("m.tmx:1", "unit is longer than 10,000 characters; skipped");
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
        Path source = Files.writeString(folder.resolve("a.zh.txt"), "天气很好。\n" + "天气".repeat(501) + "\n");
        Path target = Files.writeString(
                folder.resolve("a.en.txt"), "The weather is fine.\nWeather " + "weather ".repeat(998));
        String align = "align --allow-unrelated --replace-others -o " + folder + "/a.tmx ";
        assertThat(run((align + source + " " + target).split(" ")))
                .contains("a.zh.txt:2:1: 1 sentence has more than 1000 words; duiqi compares only the first ones")
                .doesNotContain("a.en.txt:2");
    }
}
