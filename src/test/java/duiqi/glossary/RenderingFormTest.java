package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenderingFormTest {
    private static void require(String english) throws FormatException {
        RenderingForm.requireSound(english, SampleGlossaries.NOWHERE);
    }

    @Test
    void acceptsExpressionsAndStems() {
        assertThat("""
                        research| technolog|y and/or / // input/output (a+)+ /self-relian(ce|t)/ /colou?rs?/
                        /(?:scien|technolog)[a-z]*/ /a{2,5}b+c*/ /[]+*]x/ /\\(a\\)+/ /\\Q(a+)+\\E/ /(a|b)?c/ /(?i)GATE/
                        """.split("\\s+"))
                .contains("/colou?rs?/")
                .allSatisfy(english -> assertThatCode(() -> require(english)).doesNotThrowAnyException());
        assertThatCode(() -> require("basic research|")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '~',
            value = {
                "/(a/ ~is not a valid regular expression: missing closing )~",
                "/(?<!b)a/ ~is not a valid regular expression: look-around~",
                "/(a)\\1/ ~use the syntax of RE2, which has no look-around and no back references~",
                "/[a-z&&[^x]]+/ ~is not a valid regular expression: class in a class~",
                "/a*/ ~matches empty text~",
                "/a|/ ~matches empty text~",
                "|research ~has a misplaced stem mark~",
                "r| ~has a misplaced stem mark~",
                "research|| ~has a misplaced stem mark~",
                "~basic | research~ ~has a misplaced stem mark~"
            })
    void rejectsWrongFormsWithReason(String english, String problem) {
        assertThatThrownBy(() -> require(english))
                .hasMessageStartingWith("terms.csv:1:1: \"")
                .hasMessageContaining(problem);
    }
}
