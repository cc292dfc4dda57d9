package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the checks before Spark starts. */
class CorpusPairCommandTest {
    @TempDir
    private Path folder;

    private final FakeConsole console = new FakeConsole();

    private void fails(String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "corpus";
        arguments[1] = "pair";
        arguments[2] = folder.toString();
        arguments[3] = folder.resolve("output").toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        assertThat(console.run(arguments)).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void rejectsProbabilityAboveOne() {
        fails("--min-probability", "2");
        assertThat(console.err()).startsWith("duiqi: --min-probability: ");
    }

    @Test
    void rejectsAddressOutsideTheWeb() {
        fails("--base-url", "ftp://example.org/");
        assertThat(console.err())
                .isEqualTo(
                        "duiqi: --base-url: ftp://example.org/ is not a web address; write it as https://host/path\n");
    }
}
