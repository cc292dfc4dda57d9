package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.align.gold.Reliability;
import duiqi.align.gold.Score;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private static final Path GOLD = Path.of("src/test/resources/gold");
    private static final Noise OMISSIONS = new Noise(Noise.Kind.OMISSIONS, 0.3);

    private static List<GoldText> texts(String prefix, int number) {
        return IntStream.range(0, number)
                .mapToObj(k -> new GoldText(
                        prefix + k,
                        Segments.chinese(List.of("一")),
                        Segments.english(List.of("One")),
                        List.of(new Bead(List.of(0), List.of(0), 1))))
                .toList();
    }

    /** Returns the beginnings of three texts. */
    private static List<GoldText> beginnings() throws IOException {
        return GoldText.in(GOLD).subList(0, 3).stream()
                .map(text -> text.pieces(9).get(0))
                .toList();
    }

    private static HeldOut evaluate(List<GoldText> texts, int threads) throws Exception {
        Trainer trainer = new Trainer(Lexicon.standard(), 6, List.of(), feature -> false, true, Optional.empty());
        CrossValidation validation = new CrossValidation(trainer, List.of(OMISSIONS), List.of(6, 0));
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> validation.evaluate(texts, CrossValidation.Fold.dealt(texts, 2)))
                    .get();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void evaluatesEveryConditionOnAnyNumberOfThreads() throws Exception {
        List<GoldText> texts = beginnings();
        HeldOut figures = evaluate(texts, 1);
        assertThat(evaluate(texts, 4)).isEqualTo(figures);
        assertThat(figures.texts())
                .extracting(HeldOut.Result::name)
                .containsExactly(
                        texts.get(0).name(), texts.get(2).name(), texts.get(1).name());
        assertThat(figures.sets()).isEmpty();
        HeldOut.Result all = figures.all();
        int pairs = (int) texts.stream()
                .flatMap(text -> text.beads().stream())
                .filter(bead -> !bead.isNull())
                .count();
        assertThat(all.clean().keySet()).containsExactly("whole texts", "pieces of 6");
        assertThat(all.clean().values()).allSatisfy(score -> {
            assertThat(score.beads().goldBeads()).isEqualTo(pairs);
            assertThat(score.beads().strict().f1()).isGreaterThan(0.8);
            assertThat(score.reliability().bins().stream()
                            .mapToInt(Reliability.Bin::beads)
                            .sum())
                    .isEqualTo(score.beads().testBeads());
        });
        Score noisy = all.noisy().getOrDefault(OMISSIONS, Score.NONE);
        assertThat(noisy.beads().goldBeads()).isPositive().isLessThan(CrossValidation.COPIES.size() * pairs);
        assertThat(noisy.unpaired().gold()).isGreaterThan(20);
        assertThat(noisy.unpaired().recall()).isGreaterThan(0.3);
        assertThat(all.recognition()).containsEntry("whole texts", new HeldOut.Recognition(3, 3, 3));
        assertThat(all.recognition().keySet()).containsExactly("pieces of 6", "whole texts");
    }

    @Property(tries = 100)
    void holdsOutEveryTextOnce(
            @ForAll @IntRange(min = 2, max = 12) int number, @ForAll @IntRange(min = 2, max = 6) int folds) {
        List<GoldText> texts = texts("x", number);
        List<CrossValidation.Fold> dealt = CrossValidation.Fold.dealt(texts, folds);
        assertThat(dealt).hasSize(Math.min(number, folds));
        List<GoldText> held = new ArrayList<>();
        for (CrossValidation.Fold fold : dealt) {
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
        assertThat(CrossValidation.Fold.ofSets(sets))
                .containsExactly(
                        new CrossValidation.Fold("b", texts("a", 1), texts("b", 3)),
                        new CrossValidation.Fold("a", texts("b", 3), texts("a", 1)));
        assertThatThrownBy(() -> CrossValidation.Fold.dealt(texts("x", 1), 2)).hasMessageContaining("give two or more");
        assertThatThrownBy(() -> CrossValidation.Fold.dealt(texts("x", 4), 1))
                .hasMessageContaining("2 folds or more, not 1");
        assertThatThrownBy(() -> CrossValidation.Fold.ofSets(Map.of("a", texts("a", 3))))
                .hasMessageContaining("a single folder");
    }
}
