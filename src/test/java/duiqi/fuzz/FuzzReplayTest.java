package duiqi.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.text.FormatException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays to each target the inputs that once caused a failure, and the seeds of fuzzing. */
@Timeout(120)
class FuzzReplayTest {
    private static List<Target> targets() {
        return Targets.ALL;
    }

    @TestFactory
    Stream<DynamicNode> replaysKeptInputs() {
        return targets().stream().map(target -> DynamicContainer.dynamicContainer(target.name(), tests(target)));
    }

    private static Stream<DynamicTest> tests(Target target) {
        try {
            return KeptInputs.of(target.name()).stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(), () -> target.show(Files.readAllBytes(file))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fuzzing needs at least one valid seed; without one, it makes no progress. */
    @ParameterizedTest
    @MethodSource("targets")
    void acceptsAtLeastOneSeed(Target target) throws Exception {
        boolean isAccepted = false;
        for (Seed seed : target.seeds()) {
            try {
                target.body().take(seed.content().bytes());
                isAccepted = true;
            } catch (FormatException rejected) {
                Laws.requireHelp(rejected);
            }
        }
        assertThat(isAccepted).isTrue();
    }

    @Test
    void targetsHaveUniqueNames() {
        assertThat(targets()).extracting(Target::name).doesNotHaveDuplicates().doesNotContain(Fuzz.ANY);
    }

    /** An input in a folder without a target would never be replayed. */
    @Test
    void keptInputsBelongToTargets() throws IOException {
        try (Stream<Path> folders = Files.list(KeptInputs.FOLDER)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .isSubsetOf(targets().stream().map(Target::name).toList());
        }
    }
}
