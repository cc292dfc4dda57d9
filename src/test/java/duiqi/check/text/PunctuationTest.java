package duiqi.check.text;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.check.Units;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PunctuationTest {
    private static final String CHINESE = "他们都来了。";

    private static List<Finding> findings(String... english) {
        CheckedUnit[] units = IntStream.range(0, english.length)
                .mapToObj(i -> Units.unit("a.tmx", i + 1, CHINESE, english[i]))
                .toArray(CheckedUnit[]::new);
        return Units.findings(new Punctuation(), units);
    }

    /** Returns the English with all suggestions applied. */
    private static String corrected(String english) {
        StringBuilder text = new StringBuilder(english);
        findings(english).stream()
                .filter(finding -> !finding.suggestions().isEmpty())
                .sorted(Comparator.comparingInt(
                        (Finding finding) -> -target(finding).start()))
                .forEach(finding -> text.replace(
                        target(finding).start(),
                        target(finding).end(),
                        finding.suggestions().get(0)));
        return text.toString();
    }

    private static TextSpan target(Finding finding) {
        return finding.span(TextSpan.Side.TARGET).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
              He came，and so did I。|He came, and so did I.
              China‘s scientists and China ’s engineers.|China’s scientists and China’s engineers.
              He has read 《Dream of the Red Chamber》.|He has read “Dream of the Red Chamber”.
              He reads ,and she writes .|He reads, and she writes.
              Karl·Marx（1818–1883）was here……|Karl Marx(1818–1883) was here…
              The end.The beginning,,|The end. The beginning,
              A space ( see below ) too many.|A space (see below) too many.
            """)
    void suggestsCorrectText(String wrong, String right) {
        assertThat(corrected(wrong)).isEqualTo(right);
    }

    @Property
    void addsNoFullWidthMarks(@ForAll("texts") String english) {
        assertThat(fullWidth(corrected(english))).isLessThanOrEqualTo(fullWidth(english));
    }

    private static long fullWidth(String text) {
        return text.chars().filter(c -> "，。；：？！（）".indexOf(c) >= 0).count();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("ab AB,.;:?!()[]“”\"'‘’，。、《》（）—…·中 \u00A0\u30003")
                .ofMaxLength(30);
    }

    /** Units are separated by /; quotations and brackets may end in a later one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
              He said, “I will come./They waited for him./But not today.” He left. |
              (The river is wide./The bridge is new.) |
              He said, “I will come./They waited for him. | "“" is not closed
            """)
    void reportsMarksThatAreNeverClosed(String units, @Nullable String message) {
        assertThat(findings(units.split("/")).stream().map(Finding::message))
                .containsExactlyElementsOf(message == null ? List.of() : List.of(message));
    }

    @Test
    void reportsDistantMarks() {
        List<String> units = new ArrayList<>(Collections.nCopies(50, "They waited for him."));
        units.add(0, "He said, “I will come.");
        units.add("But not today.” He left.");
        assertThat(findings(units.toArray(String[]::new))).hasSize(2);
    }

    @Test
    void reportsStyleOfFileOnce() {
        String[] units =
                Collections.nCopies(30, "The river is wide , and deep .").toArray(String[]::new);
        assertThat(findings(units)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.message()).isEqualTo("a space precedes a mark, here and in 59 other places of the file");
            assertThat(finding.unit().location(0).line()).isEqualTo(2);
        });
        assertThat(findings("The river is wide , and deep.", "The bridge is new , and safe."))
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
    }
}
