package duiqi.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.cli.FakeConsole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandTest {
    @TempDir
    private Path folder;

    private final FakeConsole console = new FakeConsole();

    @BeforeEach
    void writeAlignments() throws IOException {
        write("gold/a.gold", "[0]:[0]\n[1]:[1,2]\n[2]:[]\n");
        write("test/a.align", "[0]:[0]\n[1]:[1]\n[]:[2]\n[2]:[]\n");
        write("gold/b.gold", "[0]:[0]\n");
        write("test/b.align", "[0]:[0]\n");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void evaluatesFolders() {
        assertThat(console.run("evaluate", path("gold"), path("test"))).isZero();
        assertThat(console.out())
                .isEqualTo("strict P 0.6000 R 0.6667 F1 0.6316 | lax P 0.8000 R 1.0000 F1 0.8889"
                        + " | test beads 5 gold non-null 3\n");
    }

    @Test
    void evaluatesEachDocumentAsJson() {
        assertThat(console.run("evaluate", "--json", "--per-document", path("gold"), path("test")))
                .isZero();
        assertThat(console.out().lines())
                .hasSize(3)
                .first()
                .asString()
                .startsWith("{\"document\":\"a\",\"p_strict\":0.5,\"r_strict\":0.5");
    }

    @Test
    void reportsMissingFiles() throws IOException {
        write("gold/c.gold", "[0]:[0]\n");
        assertThat(console.run("evaluate", path("gold"), path("test"))).isEqualTo(2);
        assertThat(console.err()).contains("c.gold: has no alignment in ");
        assertThat(console.out()).contains("strict");
    }

    @Test
    void reportsLineWithoutBead() throws IOException {
        write("test/a.align", "[0]:[0]\n[1]-[1]\n");
        assertThat(console.run("evaluate", path("gold"), path("test"))).isEqualTo(2);
        assertThat(console.err()).contains("a.align:2:1: ");
    }

    @Test
    void printsNoFiguresForUnreadableFiles() throws IOException {
        write("test/a.align", "no bead\n");
        assertThat(console.run("evaluate", path("gold/a.gold"), path("test/a.align")))
                .isEqualTo(2);
        assertThat(console.err()).contains("a.align:1:1: ");
        assertThat(console.out()).isEmpty();
    }

    @Test
    void rejectsFoldersInWrongOrder() {
        assertThat(console.run("evaluate", path("test"), path("gold"))).isEqualTo(2);
        assertThat(console.err()).contains("give the gold standard first").hasLineCount(1);
        assertThat(console.out()).isEmpty();
    }

    @Test
    void failsWithoutDocuments() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        assertThat(console.run("evaluate", path("gold"), path("empty"))).isEqualTo(2);
        assertThat(console.err()).contains("has no x.align for any x.gold").hasLineCount(1);
    }
}
