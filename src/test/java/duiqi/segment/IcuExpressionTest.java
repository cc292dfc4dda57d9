package duiqi.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcuExpressionTest {
    private static boolean matches(String expression, String text) {
        return new SrxRule.IcuExpression(expression).compile("%s").matcher(text).matches();
    }

    @ParameterizedTest
    @CsvSource({
        "\\p{Han}, 中, a",
        "\\p{Uppercase_Letter}, A, a",
        "\\p{Letter}, 中, 1",
        "\\P{Lu}, a, A",
        "\\p{script=Han}, 中, a",
        "[[:alpha:]], é, 1",
        "[[:^alpha:]], 1, a",
        "[[a-z]--[aeiou]], b, a",
        "[\\p{L}-[a-z]], A, a",
        "[a-z--[^aeiou]], a, b",
        "[[:upper:]0-9], 7, a",
        "\\x{4E2D}, 中, a",
        "\\U00004E2D, 中, a",
        "\\u4e2d, 中, a",
        "\\Qa.b\\E, a.b, axb",
        "\\Qa.b, a.b, axb",
        "[\\Q^]\\E], ], a",
        "\\h, '\u00a0', a",
        "\\s, '\u3000', a",
        "\\w, 中, ！",
        "\\d, ５, a",
        "[$^], $, a",
        "\\$, $, a",
    })
    void translatesIcuSyntax(String expression, String matching, String other) {
        assertThat(matches(expression, matching))
                .as("%s on %s", expression, matching)
                .isTrue();
        assertThat(matches(expression, other)).as("%s on %s", expression, other).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"^a", "\\Aa"})
    void matchesStartAnchorOnlyAtStartOfWholeText(String expression) {
        assertThat(new SrxRule.IcuExpression(expression)
                        .compile("%s")
                        .matcher("aa")
                        .region(1, 2)
                        .useTransparentBounds(true)
                        .find())
                .isFalse();
        assertThat(matches(expression, "a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a$", "a\\z", "a\\Z"})
    void matchesEndAnchorOnlyAtEndOfWholeText(String expression) {
        assertThat(new SrxRule.IcuExpression(expression)
                        .compile("%s")
                        .matcher("aa")
                        .region(0, 1)
                        .useTransparentBounds(true)
                        .find())
                .isFalse();
        assertThat(matches(expression, "a")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*", "a+", "a{2,}", "(a)\\1", "^[^x]*x", "(?:a?b){0,4}"})
    void recognisesUnlimitedExpressions(String expression) {
        assertThat(new SrxRule.IcuExpression(expression).isBounded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a?", "a{2,4}", "[*+]{0,3}", "\\*\\+", "\\Q*+\\E", "^a|bc"})
    void recognisesLimitedExpressions(String expression) {
        assertThat(new SrxRule.IcuExpression(expression).isBounded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a)", "[a", "*", "\\", "\\p{NoSuchThing}", "[[:nosuch:]]", "(?<n"})
    void rejectsInvalidExpression(String expression) {
        assertThatThrownBy(() -> new SrxRule.IcuExpression(expression)).isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void keepsQuotesInFrame() {
        assertThat(new SrxRule.IcuExpression("\\Q(")
                        .compile("(?:%s)x")
                        .matcher("(x")
                        .matches())
                .isTrue();
    }
}
