package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.CommandFolder;
import duiqi.cli.FakeConsole;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateCommandTest extends CommandFolder {
    @BeforeEach
    void writeAlignments() throws IOException {
        write("gold/a.gold", "[0]:[0]\n[1]:[1,2]\n[2]:[]\n");
        write("test/a.align", "[0]:[0]\n[1]:[1]\n[]:[2]\n[2]:[]\n");
        write("gold/b.gold", "[0]:[0]\n");
        write("test/b.align", "[0]:[0]\n");
    }

    @Test
    void evaluatesFolders() {
        assertThat(run(0, "evaluate @gold @test").out())
                .isEqualTo("strict P 0.6000 R 0.6667 F1 0.6316 | lax P 0.8000 R 1.0000 F1 0.8889"
                        + " | test beads 5 gold non-null 3\n");
        assertThat(run(0, "evaluate --json --per-document @gold @test").out())
                .startsWith("{\"document\":\"a\",\"p_strict\":0.5,\"r_strict\":0.5")
                .hasLineCount(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            gold/c.gold  | [0]:[0]          | @gold @test                   | c.gold: has no alignment in         | strict
            test/a.align | [0]:[0]~[1]-[1]  | @gold @test                   | a.align:2:1:                        | strict
            test/a.align | no bead          | @gold/a.gold @test/a.align    | a.align:1:1:                        | ``
            test/a.align | [0]:[0]          | @test @gold                   | give the gold standard first        | ``
            empty/x      | ``               | @gold @empty                  | has no x.align for any x.gold       | ``
            """)
    void reportsFilesThatItCannotCompare(String file, String text, String folders, String problem, String figures)
            throws IOException {
        write(file, text.replace('~', '\n') + "\n");
        FakeConsole console = run(2, "evaluate " + folders);
        assertThat(console.err()).contains(problem);
        if (figures.isEmpty()) {
            assertThat(console.out()).isEmpty();
        } else {
            assertThat(console.out()).contains(figures);
        }
    }
}
