package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the JavaScript tests of the page modules with Node.js. Skips them with a reason if the machine lacks it. */
class PageModulesTest {
    private static final Path TESTS = Path.of("src/test/javascript");
    private static final int OLDEST_NODE = 20;

    @TempDir
    private Path folder;

    /** Holds the exit code and the output of a finished program. */
    private record Run(int code, String output) {}

    @Test
    void passTheirTests() throws Exception {
        int version = nodeVersion();
        String reason = "tests of the page modules skipped: no node " + OLDEST_NODE + " on the PATH";
        if (version < OLDEST_NODE) {
            System.out.println(reason);
        }
        Assumptions.assumeTrue(version >= OLDEST_NODE, reason);
        Run run = node("--test", "--test-reporter=tap");
        assertThat(run.code()).as(run.output()).isZero();
        assertThat(run.output()).containsPattern("# tests [1-9]");
    }

    /** Returns the main version of Node.js, or 0 if it does not run. */
    private int nodeVersion() throws InterruptedException {
        try {
            Run run = node("--version");
            return run.code() == 0 ? Integer.parseInt(run.output().strip().replaceAll("^v|\\..*", "")) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /**
     * Runs Node.js in the folder of the tests for at most two minutes. Its output goes to a file, because a full pipe
     * would block the process.
     */
    private Run node(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output.log");
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("node"), Stream.of(arguments)).toList())
                .directory(TESTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return new Run(-1, "node does not end within two minutes: " + Files.readString(output));
        }
        return new Run(process.exitValue(), Files.readString(output));
    }
}
