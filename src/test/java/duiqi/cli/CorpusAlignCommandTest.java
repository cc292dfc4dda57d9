package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the checks before Spark starts. */
class CorpusAlignCommandTest {
    @TempDir
    private Path folder;

    private final FakeConsole console = new FakeConsole();

    private void fails(String... options) throws IOException {
        Path input = Files.writeString(
                folder.resolve("a.jsonl"), "{\"id\": \"1\", \"zh\": \"春天来了。\", \"en\": \"Spring has come.\"}\n");
        String[] arguments = new String[options.length + 4];
        arguments[0] = "corpus";
        arguments[1] = "align";
        arguments[2] = input.toString();
        arguments[3] = folder.resolve("output").toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        assertThat(console.run(arguments)).isEqualTo(2);
        assertThat(folder.toFile().list()).doesNotContain("output", "output.work");
    }

    @Test
    void requiresThreeColumns() throws IOException {
        fails("--columns", "a,b");
        assertThat(console.err()).startsWith("duiqi: --columns: 'a,b' is not three columns; ");
    }

    @Test
    void rejectsUnknownFilter() throws IOException {
        fails("--filters", "identical,foo");
        assertThat(console.err()).startsWith("duiqi: there is no filter \"foo\"; give some of empty, one-sided, ");
    }

    @Test
    void rejectsSimilarityAboveOne() throws IOException {
        fails("--similarity", "3");
        assertThat(console.err()).contains("must be from 0.5 to 1, but is 3.0");
    }

    @Test
    void rejectsNegativeNumbers() throws IOException {
        fails("--tmx", "-1");
        assertThat(console.err()).startsWith("duiqi: lengths and numbers must be positive");
    }

    @Test
    void rejectsUnreadableGlossaryBeforeStart() throws IOException {
        Path glossary = Files.writeString(folder.resolve("terms.csv"), "春天\n");
        fails("--glossary", glossary.toString());
        assertThat(console.err())
                .startsWith("duiqi: " + glossary + ":1:1: ")
                .endsWith("duiqi: --glossary: cannot read all terms; correct the errors above, or remove the option\n");
    }
}
