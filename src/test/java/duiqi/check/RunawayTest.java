package duiqi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** Each piece is repeated in both texts of a unit; #, where there is one, is the number of the repetition. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
              三千五百万   | `35 million `
              研究         | `research `
              张伟说       | `Zhang Wei said `
              A            | `A `
              自立自强     | `self-reliance and self-reliance `
              3月5日       | `March 5, `
              和           | `and `
              美国         | `the United States `
              http://a.b/  | `http://a.b/ `
              `研究\r\n`   | `research\r\n`
              /usr/bin     | `/usr/bin `
              ）           | )
              中国的       | `China's `
              3-5          | `3-5 `
              星期一       | `Monday `
              《甲》       | A
              《甲》       | `“A” `
              研究1、      | `2, `
              #、          | `#, `
              `http://a.b/# ` | `http://a.c/# `
              《第#题》    | `“T#” `
              `a_# `       | `b_# `
              `{a#} `      | `{b#} `
              第#章        | `chapter# `
            """)
    void handlesRepeatedPieces(String chinese, String english) {
        check(numbered(chinese), numbered(english));
    }

    private static String numbered(String piece) {
        return IntStream.range(0, REPETITIONS)
                .mapToObj(i -> piece.replace("#", Integer.toString(i)))
                .collect(Collectors.joining());
    }

    /** Checks two units. The second one has the same Chinese or English as the first, so that they are compared too. */
    private static void check(String chinese, String english) {
        for (Direction direction : List.of(Direction.INTO_ENGLISH, Direction.INTO_CHINESE)) {
            List<CheckedUnit> units = List.of(
                    unit("u1", direction, chinese, english), unit("u2", direction, chinese, english + " It is."));
            CheckSettings settings = ExampleSettings.withAllRules(CheckSettings.defaults(Path.of("")));
            List<Finding> findings = assertTimeoutPreemptively(
                    LIMIT, () -> EveryCheck.run(GLOSSARY, settings, units).findings());
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
