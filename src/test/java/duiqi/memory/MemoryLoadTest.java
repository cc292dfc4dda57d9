package duiqi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Quadruples the size of memories whose units have something in common, and compares the processor times. Four times the
 * size takes about four times the time; if a step compares each unit with all others, it takes sixteen times as long.
 */
@Tag("soak")
class MemoryLoadTest {
    private static final int UNITS = 5_000;
    private static final int FACTOR = 4;
    private static final double MAX_RATIO = 6;
    private static final int TRIES = 3;

    @TempDir
    private Path folder;

    /** Lists the properties that all units have in common. */
    private enum Common {
        SOURCE,
        TEXTS,
        ID;

        String unit(int number) {
            return switch (this) {
                case SOURCE -> TestMemories.unit("水是软的。", "Water is soft, number " + number + ".");
                case TEXTS -> TestMemories.unit("", "<note>" + number + "</note>", "水是软的。", "Water is soft.");
                case ID ->
                    TestMemories.unit(
                            " tuid=\"1\"", "", "水是软的" + number + "。", "Water is soft, number " + number + ".");
            };
        }
    }

    private Path memory(Common common, int first, int units) {
        return TestMemories.write(
                folder.resolve(first + ".tmx"),
                IntStream.range(first, first + units).mapToObj(common::unit).toArray(String[]::new));
    }

    private interface Step {
        void run(Path first, Path second) throws IOException;
    }

    private double seconds(Common common, int units, Step step) throws IOException {
        Path first = memory(common, 0, units);
        Path second = memory(common, units, units);
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        step.run(first, second);
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e9;
    }

    private void assertLinear(Common common, Step step) throws IOException {
        seconds(common, UNITS / 2, step);
        double ratio = Double.MAX_VALUE;
        for (int i = 0; i < TRIES && ratio > MAX_RATIO; i++) {
            ratio = seconds(common, FACTOR * UNITS, step) / seconds(common, UNITS, step);
        }
        assertThat(ratio).isLessThan(MAX_RATIO);
    }

    @ParameterizedTest
    @EnumSource
    void mergesDedupesAndComparesInLinearTime(Common common) throws IOException {
        Path result = folder.resolve("result.tmx");
        for (MemoryMerge.Policy policy : MemoryMerge.Policy.values()) {
            assertLinear(common, (first, second) -> TestMemories.merge(policy, result, first, second));
        }
        for (boolean folds : new boolean[] {false, true}) {
            assertLinear(common, (first, second) -> TestMemories.dedupe(folds, first, result));
        }
        assertLinear(common, (first, second) -> {
            MemoryDiff.of(TestMemories.source(first), TestMemories.source(second), damage -> {});
            MemoryOrder order = new MemoryOrder(TestMemories.source(first), MemoryOrder.By.TARGET, true, damage -> {});
            TestMemories.rewrite(first, order, result);
            MemoryDiff.of(TestMemories.source(first), TestMemories.source(result), damage -> {});
        });
    }
}
