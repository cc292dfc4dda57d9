package duiqi.memory;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares memories whose units have a source, all texts or an id in common. A step that is not linear takes minutes. */
@Tag("soak")
class MemoryLoadTest {
    private static final int UNITS = 100_000;

    @TempDir
    private Path folder;

    private Path memory(String unit, int first) {
        return TestMemories.write(
                folder.resolve(first + ".tmx"),
                IntStream.range(first, first + UNITS)
                        .mapToObj(number -> unit.replace("#", String.valueOf(number)))
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<tu>%s水是软的。%sWater is soft, number #.%s",
                "<tu><note>#</note>%s水是软的。%sWater is soft.%s",
                "<tu tuid=\"1\">%s水是软的#。%sWater is soft, number #.%s"
            })
    void mergesDedupesAndComparesInLinearTime(String unit) throws IOException {
        String whole = unit.formatted(
                "<tuv xml:lang=\"zh\"><seg>", "</seg></tuv><tuv xml:lang=\"en\"><seg>", "</seg></tuv></tu>\n");
        Path first = memory(whole, 0);
        Path second = memory(whole, UNITS);
        Path result = folder.resolve("result.tmx");
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (MemoryMerge.Policy policy : MemoryMerge.Policy.values()) {
                TestMemories.merge(policy, result, first, second);
            }
            TestMemories.dedupe(false, first, result);
            TestMemories.dedupe(true, first, result);
            MemoryDiff.of(TestMemories.source(first), TestMemories.source(second), damage -> {});
            MemoryOrder order = new MemoryOrder(TestMemories.source(first), MemoryOrder.By.TARGET, true, damage -> {});
            TestMemories.rewrite(first, order, result);
            MemoryDiff.of(TestMemories.source(first), TestMemories.source(result), damage -> {});
        });
    }
}
