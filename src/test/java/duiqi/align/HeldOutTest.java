package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.align.gold.Reliability;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeldOutTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/figures/held-out.txt");
    private static final Path GOLD = Path.of("src/test/resources/gold");
    private static final Reliability RELIABILITY =
            Reliability.of(List.of(bead(0, 1), bead(1, 1)), List.of(bead(0, 0.9971), bead(1, 0.55), bead(2, 0.52)));

    private static Bead bead(int number, double probability) {
        return new Bead(List.of(number), List.of(number), probability);
    }

    private static List<GoldText> texts(String prefix, int number) {
        return IntStream.range(0, number)
                .mapToObj(k -> new GoldText(
                        prefix + k,
                        Segments.chinese(List.of("一")),
                        Segments.english(List.of("One")),
                        List.of(bead(0, 1))))
                .toList();
    }

    private static HeldOut evaluate(List<GoldText> texts, int threads) throws Exception {
        List<Noise> noises = List.of(new Noise(Noise.Kind.OMISSIONS, 0.3));
        Trainer trainer = new Trainer(Lexicon.standard(), 6, noises, feature -> false, true);
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> HeldOut.of(trainer, HeldOut.Fold.dealt(texts, 2)))
                    .get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void evaluatesEveryConditionOnAnyNumberOfThreads() throws Exception {
        List<GoldText> texts = GoldText.in(GOLD).subList(0, 3).stream()
                .map(text -> text.pieces(9).get(0))
                .toList();
        HeldOut figures = evaluate(texts, 1);
        assertThat(evaluate(texts, 4)).isEqualTo(figures);
        assertThat(figures.texts())
                .extracting(HeldOut.Result::name)
                .containsExactly(
                        texts.get(0).name(), texts.get(2).name(), texts.get(1).name());
        assertThat(figures.sets()).isEmpty();
        long pairs = texts.stream()
                .flatMap(text -> text.beads().stream())
                .filter(bead -> !bead.isNull())
                .count();
        Map<String, HeldOut.Score> scores = figures.all().scores();
        assertThat(scores.keySet()).containsExactly("whole texts", "pieces of 6", "omissions=0.3");
        assertThat(scores).allSatisfy((condition, score) -> {
            assertThat(score.beads().strict().f1()).isGreaterThan(0.8);
            assertThat(score.reliability().bins().stream()
                            .mapToInt(Reliability.Bin::beads)
                            .sum())
                    .isEqualTo(score.beads().testBeads());
            if (condition.startsWith("omissions")) {
                assertThat(score.beads().goldBeads()).isPositive().isLessThan(3 * (int) pairs);
            } else {
                assertThat(score.beads().goldBeads()).isEqualTo((int) pairs);
            }
        });
    }

    @Property(tries = 100)
    void holdsOutEveryTextOnce(
            @ForAll @IntRange(min = 2, max = 12) int number, @ForAll @IntRange(min = 2, max = 6) int folds) {
        List<GoldText> texts = texts("x", number);
        List<HeldOut.Fold> dealt = HeldOut.Fold.dealt(texts, folds);
        assertThat(dealt).hasSize(Math.min(number, folds));
        List<GoldText> held = new ArrayList<>();
        for (HeldOut.Fold fold : dealt) {
            assertThat(fold.held()).isNotEmpty().doesNotContainAnyElementsOf(fold.training());
            assertThat(fold.training()).hasSize(number - fold.held().size());
            held.addAll(fold.held());
        }
        assertThat(held).containsExactlyInAnyOrderElementsOf(texts);
    }

    @Test
    void makesEachSetAFoldAndRejectsASingleOne() {
        Map<String, List<GoldText>> sets = new LinkedHashMap<>();
        sets.put("b", texts("b", 3));
        sets.put("a", texts("a", 1));
        assertThat(HeldOut.Fold.ofSets(sets))
                .containsExactly(
                        new HeldOut.Fold("b", texts("a", 1), texts("b", 3)),
                        new HeldOut.Fold("a", texts("b", 3), texts("a", 1)));
        assertThatThrownBy(() -> HeldOut.Fold.dealt(texts("x", 1), 2)).hasMessageContaining("give two or more");
        assertThatThrownBy(() -> HeldOut.Fold.dealt(texts("x", 4), 1)).hasMessageContaining("2 folds or more, not 1");
        assertThatThrownBy(() -> HeldOut.Fold.ofSets(Map.of("a", texts("a", 3))))
                .hasMessageContaining("a single folder");
    }

    private static HeldOut.Result result(String name, int right) {
        Map<String, HeldOut.Score> scores = new LinkedHashMap<>();
        scores.put("whole texts", new HeldOut.Score(new Evaluation(right, 10, 10, right, 9, 9), RELIABILITY));
        scores.put(
                "pieces of 20", new HeldOut.Score(new Evaluation(right - 1, 9, 11, right - 1, 9, 9), Reliability.NONE));
        scores.put("omissions=0.1", new HeldOut.Score(new Evaluation(right - 3, 8, 12, right - 3, 8, 9), RELIABILITY));
        return new HeldOut.Result(name, scores);
    }

    /** Compares tables of invented figures with the expected output. */
    @Test
    void writesTheExpectedTables() throws IOException {
        List<HeldOut.Result> texts = List.of(result("a/x", 8), result("b/y", 7));
        HeldOut figures = new HeldOut(
                texts,
                List.of(HeldOut.Result.sum("a", texts.subList(0, 1)), HeldOut.Result.sum("b", texts.subList(1, 2))),
                HeldOut.Result.sum("all", texts));
        assertThat(figures.toTables()).isEqualTo(Files.readString(GOLDEN));
    }
}
