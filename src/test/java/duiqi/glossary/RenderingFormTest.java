package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.text.FormatException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenderingFormTest {
    private static void require(String english) throws FormatException {
        RenderingForm.requireSound(english, SampleGlossaries.NOWHERE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "research|",
                "technolog|y",
                "basic research|",
                "and/or",
                "/",
                "//",
                "input/output",
                "(a+)+",
                "/self-relian(ce|t)/",
                "/colou?rs?/",
                "/(?:scien|technolog)[a-z]*/",
                "/a{2,5}b+c*/",
                "/[]+*]x/",
                "/\\(a\\)+/",
                "/\\Q(a+)+\\E/",
                "/(a|b)?c/",
                "/(?i)GATE/",
                "/[a-z[0-9]&&[^x]]+/"
            })
    void acceptsSafeExpressions(String english) {
        assertThatCode(() -> require(english)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '~',
            value = {
                "/(a+)+/ ~\"(a+)+\" has nested repetitions~",
                "/(a*b)*c/ ~has nested repetitions~",
                "/((ab+))*c/ ~has nested repetitions~",
                "/(a?){20}a/ ~has nested repetitions~",
                "/(?:a+){2,}/ ~has nested repetitions~",
                "/(a|ab)+c/ ~repeats alternatives~",
                "/a.*b.*c.*d/ ~has too many repetitions~",
                "/a?b?c?d?e?f?g?h?i?j/ ~has too many repetitions~",
                "/a{1,1000}b/ ~repeats more than 20 times~",
                "/a{2000000000}/ ~repeats more than 20 times~",
                "/(a)\\1/ ~has a back-reference~",
                "/(?<x>a)\\k<x>/ ~has a back-reference~",
                "~/(?x)(a+) +/~ ~contains comments~",
                "/(a/ ~is not a valid regular expression: Unclosed group~",
                "/a*/ ~matches empty text~",
                "/a|/ ~matches empty text~",
                "|research ~has a misplaced stem mark~",
                "r| ~has a misplaced stem mark~",
                "research|| ~has a misplaced stem mark~",
                "~basic | research~ ~has a misplaced stem mark~"
            })
    void rejectsUnsafeExpressionsWithReason(String english, String problem) {
        assertThatThrownBy(() -> require(english))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("terms.csv:1:1: \"")
                .hasMessageContaining(problem);
    }

    @Test
    void distinguishesForms() {
        assertThat(RenderingForm.isExpression("/a/")).isTrue();
        assertThat(RenderingForm.expression("/a/b/")).isEqualTo("a/b");
        assertThat(List.of("/a", "a/", "//", "/")).noneMatch(RenderingForm::isExpression);
        assertThat(RenderingForm.hasStemMark("research|")).isTrue();
        assertThat(RenderingForm.hasStemMark("/a|b/")).isFalse();
        assertThatThrownBy(() -> RenderingForm.expression("a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.of(
                        "a", "b", "(", ")", "(?:", "|", "*", "+", "?", "{2,}", "{1,9}", "[ab]", ".", "\\w", "??", "*+")
                .list()
                .ofMinSize(3)
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    /** Tests that accepted expressions match quickly, even on a text that nearly matches everywhere. */
    @Property(tries = 2000)
    void matchesAcceptedExpressionsQuickly(@ForAll("expressions") String expression) {
        String form = "/(" + expression + ")c/";
        try {
            require(form);
        } catch (FormatException refused) {
            return;
        }
        Pattern pattern = Pattern.compile(RenderingForm.expression(form));
        String text = "ab".repeat(20) + "a".repeat(160) + "b".repeat(20);
        assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> pattern.matcher(text).find());
    }
}
