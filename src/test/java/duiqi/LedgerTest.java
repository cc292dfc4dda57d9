package duiqi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the lines of code with the limits in {@code .ci/ledger}, which only go down. */
class LedgerTest {
    /** Lines below a limit that need no lower limit. */
    private static final int MARGIN = 1_000;

    @ParameterizedTest
    @ValueSource(strings = {Ledger.MAIN, Ledger.TESTS})
    void linesOfCodeOnlyGoDown(String total) throws IOException {
        Ledger ledger = Ledger.read();
        assertThat(ledger.code(total))
                .as(
                        "lines of code of %s: if there are more than the limit, delete as many elsewhere; "
                                + "if there are over %d fewer, run .ci/house --lower",
                        total, MARGIN)
                .isBetween(ledger.limit(total) - MARGIN, ledger.limit(total));
    }

    @Test
    void countsCodeApart() {
        assertThat(Ledger.Count.of("""
                package a; // imports and the package
                import java.util.List;

                /** Comment
                 * import nothing;

                 */ // more
                /* comment */ class A { /* begins
                   and ends */ int x; // code
                    String a = "/* no comment";
                    char b = '"'; /* a comment
                    */
                    String c = "\\\\\\""; // "
                    String text = \"""
                        // text

                        import text; \\\""" " /*
                        \"""; // end
                }
                """)).isEqualTo(new Ledger.Count(1, 11, 4, 2, 2));
    }
}
