package duiqi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes one memory from several processes, like a build that aligns many texts in parallel. */
class RunsAtOnceIT {
    private static final int RUNS = 5;

    @TempDir
    private Path folder;

    @Test
    void parallelRunsKeepAllUnits() throws Exception {
        Sandbox sandbox = new Sandbox(folder);
        Path launcher = sandbox.install("program");
        for (int k = 1; k <= RUNS; k++) {
            Files.writeString(folder.resolve("text" + k + ".zh"), "春天来了。\n我们去公园散步。\n");
            Files.writeString(folder.resolve("text" + k + ".en"), "Spring has come.\nWe take a walk in the park.\n");
        }
        sandbox.run(launcher, "--version");
        Sandbox.Result result = sandbox.shell(
                "for k in 1 2 3 4 5; do \"$0\" align -q text$k.zh text$k.en -o all.tmx & done; wait", launcher);
        assertThat(result.err()).isEmpty();
        assertThat(Files.readString(folder.resolve("all.tmx")).split("<tu ", -1))
                .hasSize(1 + 2 * RUNS);
        assertThat(folder.toFile().list()).noneMatch(name -> name.endsWith(".lock") || name.endsWith(".tmp"));
    }
}
