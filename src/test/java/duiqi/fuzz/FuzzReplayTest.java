package duiqi.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays to each target the inputs that once caused a failure, and the seeds of fuzzing. */
@Timeout(120)
class FuzzReplayTest {
    private static List<Target> targets() {
        return Target.ALL;
    }

    @ParameterizedTest
    @MethodSource("targets")
    void replaysKeptInputs(Target target) throws IOException {
        assertThat(target.kept())
                .allSatisfy(file -> assertThatCode(() -> target.show(Files.readAllBytes(file)))
                        .as(file.toString())
                        .doesNotThrowAnyException());
    }

    /** Fuzzing needs at least one valid seed; without one, it makes no progress. */
    @ParameterizedTest
    @MethodSource("targets")
    void acceptsAtLeastOneSeed(Target target) throws Exception {
        for (Seed seed : target.seeds()) {
            try {
                target.body().take(seed.content().bytes());
                return;
            } catch (FormatException rejected) {
                Laws.requireHelp(rejected);
            }
        }
        throw new AssertionError("rejects all seeds");
    }

    @Test
    void targetsHaveUniqueNames() {
        assertThat(targets()).extracting(Target::name).doesNotHaveDuplicates();
    }

    /** An input in a folder without a target would never be replayed. */
    @Test
    void keptInputsBelongToTargets() throws IOException {
        try (Stream<Path> folders = Files.list(Target.KEPT)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .isSubsetOf(targets().stream().map(Target::name).toList());
        }
    }
}
