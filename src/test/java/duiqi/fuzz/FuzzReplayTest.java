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

/** Shows each target again what once broke something, and what fuzzing begins with. */
@Timeout(120)
class FuzzReplayTest {
    private static List<Target> targets() {
        return Targets.ALL;
    }

    @TestFactory
    Stream<DynamicNode> nothingBreaksATargetTwice() {
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

    /** Fuzzing from nothing gets nowhere, nor does it from what is refused at once. */
    @ParameterizedTest
    @MethodSource("targets")
    void beginsWithSomethingThatIsTakenIn(Target target) throws Exception {
        boolean isTakenIn = false;
        for (Seed seed : target.seeds()) {
            try {
                target.body().take(seed.content().bytes());
                isTakenIn = true;
            } catch (FormatException refused) {
                Laws.requireHelp(refused);
            }
        }
        assertThat(isTakenIn).isTrue();
    }

    @Test
    void targetsHaveNamesOfTheirOwn() {
        assertThat(targets()).extracting(Target::name).doesNotHaveDuplicates().doesNotContain(Fuzz.ANY);
    }

    /** What is kept would never be shown if its target were called otherwise. */
    @Test
    void whatIsKeptBelongsToATarget() throws IOException {
        try (Stream<Path> folders = Files.list(KeptInputs.FOLDER)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .isSubsetOf(targets().stream().map(Target::name).toList());
        }
    }
}
