package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that the memory of the sample articles is up to date. After an intended change of the alignment, run
 * {@code ./duiqi align tm/samples -o tm/basic-research.tmx}.
 */
class ProjectMemoryTest {
    /** Aligns a year later, so that a changed date would show. */
    @Test
    void aligningSamplesAgainChangesNothing(@TempDir Path folder) throws IOException {
        Path memory = Path.of("tm/basic-research.tmx");
        Path copy = Files.copy(memory, folder.resolve("copy.tmx"));
        FakeConsole console = new FakeConsole();
        console.pass(Duration.ofDays(365));
        assertThat(console.run("align", "tm/samples", "-o", copy.toString()))
                .as(console.err())
                .isZero();
        assertThat(copy)
                .as("renew it: ./duiqi align tm/samples -o " + memory)
                .hasSameTextualContentAs(memory)
                .hasSameBinaryContentAs(memory);
    }
}
