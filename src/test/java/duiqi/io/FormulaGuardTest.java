package duiqi.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaGuardTest {
    private static final String STARTS = "=+-@＝＋－＠";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "=1+1 | '=1+1",
                "'=1 | ''=1",
                "a;=cmd | a;'=cmd",
                "a=b | a=b",
                "don't; a-b | don't; a-b",
                "- a | '- a",
            })
    void escapesFormulas(String text, String cell) {
        assertThat(FormulaGuard.guard(text)).isEqualTo(cell);
        assertThat(FormulaGuard.text(cell)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("a'=+-@;,\t\r\n＝\"").ofMaxLength(12);
    }

    @Property
    void restoresEveryText(@ForAll("texts") String text) {
        assertThat(FormulaGuard.text(FormulaGuard.guard(text))).isEqualTo(text);
    }

    /** Splits at all cell separators of spreadsheet programs except the comma, which is quoted. */
    @Property
    void leavesNoFormulaInCell(@ForAll("texts") String text) {
        assertThat(List.of(FormulaGuard.guard(text).split("[;\\t\\r\\n]")))
                .allSatisfy(cell -> assertThat(cell.isEmpty() || STARTS.indexOf(cell.charAt(0)) < 0)
                        .isTrue());
    }
}
