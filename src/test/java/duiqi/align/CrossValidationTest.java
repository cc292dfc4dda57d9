package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
    private static final Path GOLD = Path.of("src/test/resources/gold");

    private static CrossValidation.HeldOut evaluate(CrossValidation.Folds folds, int threads) throws Exception {
        CrossValidation.Plan examination =
                new CrossValidation.Plan(10, List.of(new Noise(Noise.Kind.ONE_SIDED_OMISSIONS, 0.3)), List.of(10, 0));
        CrossValidation validation =
                new CrossValidation(new Trainer(Lexicon.standard(), Trainer.Augmentation.NONE), examination, false);
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            return pool.submit(() -> validation.evaluate(folds)).get();
        } finally {
            pool.shutdown();
        }
    }

    private static CrossValidation.Folds folds() throws IOException {
        return CrossValidation.Folds.dealt(GoldText.in(GOLD), 3);
    }

    @Test
    void computesTheSameFiguresOnAnyNumberOfThreads() throws Exception {
        assertThat(evaluate(folds(), 4)).isEqualTo(evaluate(folds(), 1));
    }

    @Test
    void evaluatesTextsPiecesCopiesAndUnrelatedTexts() throws Exception {
        CrossValidation.HeldOut figures = evaluate(folds(), 2);
        assertThat(figures.texts())
                .extracting(text -> Path.of(text.name()).getFileName().toString())
                .containsExactly("essay", "news", "fiction", "noisy", "manual", "speech");
        CrossValidation.Result all = figures.all();
        assertThat(all.whole().strict().f1()).isGreaterThan(0.8);
        assertThat(all.pieces().strict().f1()).isGreaterThan(0.7);
        assertThat(all.pieces().goldBeads()).isEqualTo(all.whole().goldBeads()).isEqualTo(178);
        assertThat(all.reliability().bins().stream()
                        .mapToInt(Evaluation.Reliability.Bin::beads)
                        .sum())
                .isEqualTo(all.whole().testBeads());
        CrossValidation.Result.Noisy noisy = all.noisy().values().iterator().next();
        assertThat(noisy.unpaired().gold()).isGreaterThan(all.unpaired().gold() + 30);
        assertThat(noisy.unpaired().recall()).isGreaterThan(0.3);
        assertThat(noisy.evaluation().goldBeads()).isLessThan(CrossValidation.Plan.COPIES.size() * 178);
        assertThat(all.recognition())
                .containsEntry(0, new Evaluation.Recognition(6, 6, 6, 6))
                .hasSize(2);
        assertThat(all.recognition().values())
                .allSatisfy(pairs -> assertThat(pairs.wrong()).isEqualTo(pairs.right()));
        assertThat(figures.sets()).isEmpty();
    }
}
