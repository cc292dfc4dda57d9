package duiqi.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Tests properties that hold for any text as an expression. */
class IcuExpressionLawsTest {
    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.of(
                        "[",
                        "]",
                        "[:",
                        ":]",
                        "[:alpha:]",
                        "^",
                        "$",
                        "-",
                        "--",
                        "&&",
                        "\\",
                        "\\p{",
                        "\\P{",
                        "}",
                        "{",
                        "{2,}",
                        "(",
                        ")",
                        "|",
                        "*",
                        "+",
                        "?",
                        "\\Q",
                        "\\E",
                        "\\U",
                        "0000004E",
                        "\\x{",
                        "\\A",
                        "\\z",
                        "L",
                        "Han",
                        "a",
                        "中",
                        "😀",
                        ".",
                        ",")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Property
    void compilesOrRejects(@ForAll("expressions") String expression) {
        SrxRule.IcuExpression compiled;
        try {
            compiled = new SrxRule.IcuExpression(expression);
        } catch (PatternSyntaxException refused) {
            assertThat(refused.getDescription()).isNotEmpty();
            return;
        }
        SrxRule.Lookback.Search search = new SrxRule.Lookback(compiled).in("a中L");
        assertThat(search.skipTo(0)).isBetween(0, 3);
    }
}
