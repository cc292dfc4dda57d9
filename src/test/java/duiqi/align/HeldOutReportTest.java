package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Compares tables and lines of invented figures with the expected output. */
@Isolated
class HeldOutReportTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/figures");
    private static final Noise SWAPS = new Noise(Noise.Kind.SWAPS, 0.3);

    private static final Noise OMISSIONS = new Noise(Noise.Kind.OMISSIONS, 0.1);
    private static final Evaluation.Reliability RELIABILITY = Evaluation.Reliability.of(
            List.of(bead(0, 1), bead(1, 1)), List.of(bead(0, 0.9971), bead(1, 0.55), bead(2, 0.52)));

    private static Bead bead(int number, double probability) {
        return new Bead(List.of(number), List.of(number), probability);
    }

    private static CrossValidation.Result.Noisy noisy(int right) {
        return new CrossValidation.Result.Noisy(
                new Evaluation(right - 3, 8, 12, right - 3, 8, 9), new Evaluation.Unpaired(4, 6, 3), RELIABILITY);
    }

    private static Map<Noise, CrossValidation.Result.Noisy> noisyCopies(CrossValidation.Result.Noisy figures) {
        Map<Noise, CrossValidation.Result.Noisy> copies = new LinkedHashMap<>();
        copies.put(OMISSIONS, figures);
        copies.put(SWAPS, figures);
        return copies;
    }

    private static CrossValidation.Result result(String name, int right) {
        return new CrossValidation.Result(
                name,
                new Evaluation(right, 10, 10, right, 9, 9),
                new Evaluation.Unpaired(4, 2, 1),
                RELIABILITY,
                new Evaluation(right - 1, 9, 11, right - 1, 9, 9),
                Evaluation.Reliability.NONE,
                noisyCopies(noisy(right)),
                new TreeMap<>(
                        Map.of(0, new Evaluation.Recognition(1, 1, 1, 1), 5, new Evaluation.Recognition(1, 2, 2, 2))));
    }

    private static CrossValidation.HeldOut figures() {
        List<CrossValidation.Result> texts = List.of(result("a/x", 8), result("b/y", 7));
        return new CrossValidation.HeldOut(
                new CrossValidation.Plan(20, List.of(OMISSIONS, SWAPS), List.of(0, 5)),
                texts,
                List.of(
                        CrossValidation.Result.sum("a", texts.subList(0, 1)),
                        CrossValidation.Result.sum("b", texts.subList(1, 2))),
                CrossValidation.Result.sum("all", texts));
    }

    @Test
    void writesTheExpectedTables() throws IOException {
        assertThat(figures().toTables()).isEqualTo(Files.readString(GOLDEN.resolve("held-out.txt")));
    }

    @Test
    void writesTheExpectedJson() throws IOException {
        assertThat(figures().toJson()).isEqualTo(Files.readString(GOLDEN.resolve("held-out.jsonl")));
    }

    @Test
    void writesTheSameInEveryLocale() {
        String usual = figures().toTables();
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(figures().toTables()).isEqualTo(usual);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void omitsTablesOfTestsThatWereNotRun() {
        CrossValidation.Result bare = new CrossValidation.Result(
                "x",
                new Evaluation(1, 1, 1, 1, 1, 1),
                Evaluation.Unpaired.NONE,
                Evaluation.Reliability.NONE,
                Evaluation.NONE,
                Evaluation.Reliability.NONE,
                Map.of(),
                Map.of());
        CrossValidation.HeldOut figures = new CrossValidation.HeldOut(
                new CrossValidation.Plan(0, List.of(), List.of()),
                List.of(bare),
                List.of(),
                CrossValidation.Result.sum("all", List.of(bare)));
        assertThat(figures.toTables()).doesNotContain("noise", "pieces", "pairs");
    }
}
