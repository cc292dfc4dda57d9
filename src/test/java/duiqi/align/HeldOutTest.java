package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.gold.Reliability;
import duiqi.align.gold.Score;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compares tables of invented figures with the expected output. */
class HeldOutTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/figures/held-out.txt");
    private static final Noise PARAGRAPHS = new Noise(Noise.Kind.PARAGRAPHS, 0.3);
    private static final Noise OMISSIONS = new Noise(Noise.Kind.OMISSIONS, 0.1);
    private static final Reliability RELIABILITY =
            Reliability.of(List.of(bead(0, 1), bead(1, 1)), List.of(bead(0, 0.9971), bead(1, 0.55), bead(2, 0.52)));

    private static Bead bead(int number, double probability) {
        return new Bead(List.of(number), List.of(number), probability);
    }

    private static <K, V> Map<K, V> inOrder(K first, V value, K second, V other) {
        Map<K, V> map = new LinkedHashMap<>();
        map.put(first, value);
        map.put(second, other);
        return map;
    }

    private static HeldOut.Result result(String name, int right) {
        Score whole = new Score(new Evaluation(right, 10, 10, right, 9, 9), new Score.Unpaired(4, 2, 1), RELIABILITY);
        Score pieces =
                new Score(new Evaluation(right - 1, 9, 11, right - 1, 9, 9), Score.Unpaired.NONE, Reliability.NONE);
        Score noisy =
                new Score(new Evaluation(right - 3, 8, 12, right - 3, 8, 9), new Score.Unpaired(4, 6, 3), RELIABILITY);
        return new HeldOut.Result(
                name,
                inOrder("whole texts", whole, "pieces of 20", pieces),
                inOrder(OMISSIONS, noisy, PARAGRAPHS, noisy),
                inOrder(
                        "whole texts",
                        new HeldOut.Recognition(1, 1, 1),
                        "pieces of 5",
                        new HeldOut.Recognition(1, 2, 2)));
    }

    private static HeldOut figures() {
        List<HeldOut.Result> texts = List.of(result("a/x", 8), result("b/y", 7));
        return new HeldOut(
                texts,
                List.of(HeldOut.Result.sum("a", texts.subList(0, 1)), HeldOut.Result.sum("b", texts.subList(1, 2))),
                HeldOut.Result.sum("all", texts));
    }

    @Test
    void writesTheExpectedTables() throws IOException {
        assertThat(figures().toTables()).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void omitsTablesOfTestsThatWereNotRun() {
        Score score = new Score(new Evaluation(1, 1, 1, 1, 1, 1), Score.Unpaired.NONE, Reliability.NONE);
        HeldOut.Result bare = new HeldOut.Result("x", Map.of("whole texts", score), Map.of(), Map.of());
        HeldOut figures = new HeldOut(List.of(bare), List.of(), HeldOut.Result.sum("all", List.of(bare)));
        assertThat(figures.toTables()).doesNotContain("noise", "pieces", "pairs");
    }
}
