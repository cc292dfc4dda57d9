package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermStatus;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that the time of a check does not grow with the square of the text length. A binary file, or a book in one
 * unit, must not block a run. The limit is generous: only a run of minutes exceeds it.
 */
@Tag("hostile")
class RunawayTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
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

    /** Checks two units. The second one has the same Chinese or English as the first, so that they are compared too. */
    private static void check(String what, String chinese, String english) {
        for (Direction direction : List.of(Direction.INTO_ENGLISH, Direction.INTO_CHINESE)) {
            List<CheckedUnit> units = List.of(
                    unit("u1", direction, chinese, english), unit("u2", direction, chinese, english + " It is."));
            List<Finding> findings =
                    assertTimeoutPreemptively(LIMIT, () -> EveryCheck.findings(GLOSSARY, units), () -> what);
            assertThat(findings)
                    .allSatisfy(finding -> assertThat(finding.location()).isEqualTo(PLACE));
        }
    }

    private static CheckedUnit unit(String id, Direction direction, String chinese, String english) {
        CheckedUnit.Passage one = CheckedUnit.Passage.of(chinese, PLACE);
        CheckedUnit.Passage other = CheckedUnit.Passage.of(english, PLACE);
        return CheckedUnit.of(
                id, direction, direction.isIntoChinese() ? other : one, direction.isIntoChinese() ? one : other);
    }
}
