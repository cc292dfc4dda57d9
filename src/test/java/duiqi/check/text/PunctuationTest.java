package duiqi.check.text;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PunctuationTest {
    private static List<Finding> findings(String chinese, String english) {
        Location place = new Location("a.tmx", 1, 1);
        Punctuation check = new Punctuation();
        CheckedUnit unit = CheckedUnit.of(
                "u",
                Direction.INTO_ENGLISH,
                CheckedUnit.Passage.of(chinese, place),
                CheckedUnit.Passage.of(english, place));
        return Stream.concat(check.check(unit).stream(), check.finish().stream())
                .toList();
    }

    /** Returns the English with all suggestions applied. */
    private static String corrected(String chinese, String english) {
        StringBuilder text = new StringBuilder(english);
        findings(chinese, english).stream()
                .filter(finding -> !finding.suggestions().isEmpty())
                .sorted(Comparator.comparingInt((Finding finding) ->
                                finding.span(TextSpan.Side.TARGET).orElseThrow().start())
                        .reversed())
                .forEach(finding -> {
                    TextSpan span = finding.span(TextSpan.Side.TARGET).orElseThrow();
                    text.replace(span.start(), span.end(), finding.suggestions().get(0));
                });
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "He came，and so did I。|He came, and so did I.",
                "China‘s scientists and China ’s engineers.|China’s scientists and China’s engineers.",
                "He has read 《Dream of the Red Chamber》.|He has read “Dream of the Red Chamber”.",
                "He reads ,and she writes .|He reads, and she writes.",
                "Karl·Marx（1818–1883）was here……|Karl Marx(1818–1883) was here…",
                "The end.The beginning,,|The end. The beginning,",
                "A space ( see below ) too many.|A space (see below) too many.",
            })
    void suggestsCorrectText(String wrong, String right) {
        assertThat(corrected("他来了。", wrong)).isEqualTo(right);
    }

    @Property
    void reportsValidSpansAndSuggestionsForAnyText(@ForAll("texts") String english) {
        String once = corrected("他来了。", english);
        assertThat(once.chars().filter(c -> "，。；：？！（）".indexOf(c) >= 0).count())
                .isLessThanOrEqualTo(
                        english.chars().filter(c -> "，。；：？！（）".indexOf(c) >= 0).count());
    }

    @Property
    void acceptsPlainWords(@ForAll("words") List<String> words) {
        assertThat(findings("他来了。", String.join(" ", words) + ".")).isEmpty();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("ab AB,.;:?!()[]“”\"'‘’，。、《》（）—…·中 \u00A0\u30003")
                .ofMaxLength(30);
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings()
                .alpha()
                .ofMinLength(1)
                .ofMaxLength(8)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }
}
