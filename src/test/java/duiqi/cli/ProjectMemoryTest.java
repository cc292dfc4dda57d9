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
    private static final Path SAMPLES = Path.of("tm", "samples");
    private static final Path MEMORY = Path.of("tm", "basic-research.tmx");
    private static final String REMEDY = "renew it: ./duiqi align " + SAMPLES + " -o " + MEMORY;

    @TempDir
    private Path folder;

    /** Aligns a year later, so that a changed date would show. */
    private Path align(Path tmx) {
        FakeConsole console = new FakeConsole();
        console.pass(Duration.ofDays(365));
        assertThat(console.run("align", SAMPLES.toString(), "-o", tmx.toString()))
                .as(console.err())
                .isZero();
        return tmx;
    }

    @Test
    void aligningSamplesAgainChangesNothing() throws IOException {
        Path copy = Files.copy(MEMORY, folder.resolve("copy.tmx"));
        assertThat(align(copy)).as(REMEDY).hasSameTextualContentAs(MEMORY).hasSameBinaryContentAs(MEMORY);
    }

    @Test
    void aligningSamplesFromScratchGivesSameUnits() throws IOException {
        assertThat(undated(align(folder.resolve("new.tmx")))).as(REMEDY).isEqualTo(undated(MEMORY));
    }

    private static String undated(Path tmx) throws IOException {
        return Files.readString(tmx)
                .replaceAll(" creationdate=\"\\d{8}T\\d{6}Z\"", "")
                .replaceFirst(" creationtoolversion=\"[^\"]*\"", "");
    }
}
