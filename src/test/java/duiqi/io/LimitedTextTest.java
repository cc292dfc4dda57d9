package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitedTextTest {
    private static LimitedText limited(String text, long looks) {
        return new LimitedText(text, looks, () -> new FormatException("a.srx", "is endless", "end it"));
    }

    @Test
    void allowsReadsUpToLimit() {
        assertThat(Pattern.compile("b").matcher(limited("aab", 3)).find()).isTrue();
        assertThat(limited("aab", 0)).hasToString("aab").hasSize(3);
        assertThat(limited("aab", 1).subSequence(1, 3)).hasToString("ab");
    }

    @Test
    void limitsReadsOfAllTexts() {
        LimitedText.Allowance allowance = new LimitedText.Allowance(100_000, 10);
        Pattern pattern = Pattern.compile("(?s).*.*x");
        Runnable search = () -> pattern.matcher(allowance.next(
                        "a".repeat(50), 1_000_000, () -> new FormatException("a.srx", "is endless", "end it")))
                .find();
        search.run();
        assertThat(allowance.isSpent()).isFalse();
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10; i++) {
                        search.run();
                    }
                })
                .isInstanceOf(UncheckedIOException.class);
        assertThat(allowance.isSpent()).isTrue();
    }

    @Test
    void neverSwitchesOffExpressionThatReadsEachCharacterTwice() {
        LimitedText.Allowance allowance = new LimitedText.Allowance(0, 0);
        for (int i = 0; i < 1_000; i++) {
            Pattern.compile("ab")
                    .matcher(allowance.next("a".repeat(500), 1_000_000, () -> new FormatException("a", "b", "c")))
                    .find();
        }
        assertThat(allowance.isSpent()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(|){60}",
                "(?:^|^){40}(?!)",
                "(){1000000000}",
                "((?:){1000000}){1000000}",
                "(?:(?!x)|(?!y)){40}z",
                "(?:a?|b?){40}x",
                "(?=(|){60}x)",
                "(?>(|){60}x)",
                "(?:(|){60}x)?+",
                "(?x) # [\n (|){60}",
                "(?x: # )[\n (|){60})",
                "[]a](|){60}",
                "[^]a](|){60}",
                "[a&&[b]](|){60}",
                "\\Q(\\E(|){60}",
                "(?<=^.{0,100000})x",
                "(?<!^[a-c]{0,2000})x",
                "(a)(|\\1){60}b",
                "()()(\\1|\\2){60}"
            })
    void rejectsExpressionThatWorksWithoutReading(String expression) {
        assertThatThrownBy(() -> LimitedText.compile(expression, 0))
                .isInstanceOf(PatternSyntaxException.class)
                .extracting(e -> ((PatternSyntaxException) e).getDescription())
                .asString()
                .startsWith("has ");
    }

    @Test
    void rejectsExpressionThatIsTooLongOrTooDeep() {
        for (String expression : List.of(
                "(".repeat(9_000) + ")".repeat(9_000),
                "[".repeat(10_000) + "]".repeat(10_000),
                "(()".repeat(200_000))) {
            assertThatThrownBy(() -> LimitedText.compile(expression, 0)).isInstanceOf(PatternSyntaxException.class);
        }
        // Sequences of 1,000 groups have steps without reads too.
        assertThatThrownBy(() -> LimitedText.compile("()".repeat(3_000), 0)).isInstanceOf(PatternSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:^|\\s)(?:Mr|Mrs|Dr)\\.$",
                "(?<=^|\\W)[A-Z]\\.\\s?(?=\\p{Lu}|$)",
                "\\b(\\w+)(?:\\s+\\1\\b)+",
                "(?i)(?:\\d{1,3}(?:,\\d{3})*|\\d+)(?:\\.\\d+)?\\s*(?:%|per\\s?cent)",
                "(?:a?){50}a{50}",
                "((a{100}){100}){100}",
                "a{1000000}",
                "(a|aa)+$",
                "(.*,){20}x",
                "(?<year>\\d{4})-(?:0[1-9]|1[0-2])",
                "(?x) \\d+ # digits ( of [ a number \n \\s* %",
                "[\\[\\](){}]|[^]a-z&&[^b]]+",
                "\\Q(|){60}\\E",
                "(?:(?:\\s*|,)*(?:\\s?))*x",
                "(?<=\\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )(?!of)"
            })
    void acceptsUsualExpression(String expression) {
        assertThat(LimitedText.compile(expression, 0).pattern()).isEqualTo(expression);
    }

    @Test
    void acceptsLongListOfWords() {
        String words = String.join("|", Collections.nCopies(500, "(?:(?<=^|\\s)word\\b)"));
        assertThat(LimitedText.compile(words, 0).pattern()).isEqualTo(words);
    }

    @Test
    void throwsAfterLimit() {
        assertThatThrownBy(() -> Pattern.compile("b").matcher(limited("aab", 2)).find())
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseInstanceOf(FormatException.class)
                .hasRootCauseMessage("a.srx: is endless; end it");
        CharSequence part = limited("aab", 1).subSequence(1, 3);
        assertThat(part.charAt(0)).isEqualTo('a');
        assertThatThrownBy(() -> part.charAt(1)).isInstanceOf(UncheckedIOException.class);
    }
}
