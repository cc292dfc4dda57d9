package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.lexicon.Lexicon;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that a check ends although a text is long or repeats itself. A binary file, or a book in one unit, must not
 * block a run. The limit is generous: only a run of minutes exceeds it.
 */
@Tag("hostile")
@Tag("soak")
class RunawayTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int REPETITIONS = 10_000;
    private static final Location PLACE = new Location("long.tmx", 1, 1);

    private static final Glossary GLOSSARY = new Glossary(List.of(
            term("研究", "research", TermStatus.PREFERRED),
            term("研究", "first half", TermStatus.FORBIDDEN),
            term("文件", "the file", TermStatus.PREFERRED)));

    private static TermEntry term(String chinese, String english, TermStatus status) {
        return new TermEntry(chinese, chinese, english, status, PLACE);
    }

    static Stream<Arguments> pairs() {
        String titles = "《甲》".repeat(4_000);
        return Stream.of(
                Arguments.of("titles beside A", titles, "A"),
                Arguments.of("titles beside titles", titles, "“A” ".repeat(4_000)),
                Arguments.of("quotations beside one title", "《甲》", "“A” ".repeat(20_000)),
                Arguments.of("numbers beside numbers", "研究1、".repeat(4_000), "2, ".repeat(4_000)));
    }

    /** Returns pieces that, repeated in both texts of a unit, kept a rule busy for minutes. */
    static Stream<Arguments> pieces() {
        return Stream.of(
                Arguments.of("三千五百万", "35 million "),
                Arguments.of("研究", "research "),
                Arguments.of("张伟说", "Zhang Wei said "),
                Arguments.of("A", "A "),
                Arguments.of("自立自强", "self-reliance and self-reliance "),
                Arguments.of("3月5日", "March 5, "),
                Arguments.of("和", "and "),
                Arguments.of("美国", "the United States "),
                Arguments.of("http://a.b/", "http://a.b/ "),
                Arguments.of("研究\r\n", "research\r\n"),
                Arguments.of("/usr/bin", "/usr/bin "),
                Arguments.of("）", ")"),
                Arguments.of("中国的", "China's "),
                Arguments.of("3-5", "3-5 "),
                Arguments.of("星期一", "Monday "));
    }

    /** Returns pieces with a number, so that all of them differ. */
    static Stream<Arguments> numberedPieces() {
        return Stream.of(
                Arguments.of("%d、", "%d, "),
                Arguments.of("http://a.b/%d ", "http://a.c/%d "),
                Arguments.of("《第%d题》", "“T%d” "),
                Arguments.of("a_%d ", "b_%d "),
                Arguments.of("{a%d} ", "{b%d} "),
                Arguments.of("第%d章", "chapter%d "));
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                Arguments.of("brackets", "(".repeat(12_000)),
                Arguments.of("brackets that close", "()".repeat(6_000) + ")".repeat(6_000)),
                Arguments.of("brackets inside", "(".repeat(6_000) + "[]".repeat(6_000) + ")".repeat(6_000)),
                Arguments.of("full-width marks", "，".repeat(20_000) + "a"),
                Arguments.of("marks before a word", "!".repeat(100_000) + "a"),
                Arguments.of("spaces", "a" + " ".repeat(100_000) + "a"),
                Arguments.of("digits", "7".repeat(200_000)),
                Arguments.of("figures", "7 ".repeat(10_000)),
                Arguments.of("half", "half ".repeat(20_000)),
                Arguments.of("first", "first ".repeat(20_000)),
                Arguments.of("names", "Wang ".repeat(20_000)),
                Arguments.of("function words", "a and ".repeat(20_000)),
                Arguments.of("articles", "the ".repeat(20_000)),
                Arguments.of("one letter", "a".repeat(100_000)),
                Arguments.of("Chinese", "研究".repeat(50_000)),
                Arguments.of("Chinese names", "王晓明".repeat(10_000)),
                Arguments.of("Chinese figures", "三".repeat(20_000)),
                Arguments.of("tags", "<b>".repeat(10_000)),
                Arguments.of("open tags", "<".repeat(50_000)),
                Arguments.of("addresses", "https://a.org/x ".repeat(5_000)),
                Arguments.of("one address", "https://" + "a.".repeat(50_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void handlesLongEnglish(String what, String text) {
        check(what, "这是3项研究的文件，见《甲》。", text);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void handlesLongChinese(String what, String text) {
        check(what, text, "This is research of 3 kinds; see “A”.");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void handlesLongTextOnBothSides(String what, String chinese, String english) {
        check(what, chinese, english);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("pieces")
    void handlesRepeatedPieces(String chinese, String english) {
        check(english, chinese.repeat(REPETITIONS), english.repeat(REPETITIONS));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("numberedPieces")
    void handlesDifferentPieces(String chinese, String english) {
        check(english, numbered(chinese), numbered(english));
    }

    private static String numbered(String piece) {
        return IntStream.range(0, REPETITIONS)
                .mapToObj(i -> piece.replace("%d", Integer.toString(i)))
                .collect(Collectors.joining());
    }

    /** Checks two units. The second one has the same Chinese or English as the first, so that they are compared too. */
    private static void check(String what, String chinese, String english) {
        for (Direction direction : List.of(Direction.INTO_ENGLISH, Direction.INTO_CHINESE)) {
            CheckRun run = CheckRun.of(
                    GLOSSARY,
                    Lexicon.standard(),
                    ExampleSettings.withAllRules(CheckSettings.defaults(Path.of(""))),
                    Baseline.none(Path.of("")),
                    Optional.empty());
            List<Finding> findings = assertTimeoutPreemptively(
                    LIMIT,
                    () -> {
                        run.add(unit("u1", direction, chinese, english));
                        run.add(unit("u2", direction, chinese, english + " It is."));
                        return run.finish().findings();
                    },
                    () -> what);
            assertThat(findings).hasSizeLessThan(2_000).allSatisfy(finding -> {
                assertThat(finding.location()).isEqualTo(PLACE);
                assertThat(finding.message()).hasSizeLessThan(3_000);
            });
        }
    }

    private static CheckedUnit unit(String id, Direction direction, String chinese, String english) {
        CheckedUnit.Passage one = CheckedUnit.Passage.of(chinese, PLACE);
        CheckedUnit.Passage other = CheckedUnit.Passage.of(english, PLACE);
        return CheckedUnit.of(
                id, direction, direction.isIntoChinese() ? other : one, direction.isIntoChinese() ? one : other);
    }
}
