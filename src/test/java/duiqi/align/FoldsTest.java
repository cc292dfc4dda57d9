package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private static List<GoldText> texts(String prefix, int number) {
        return IntStream.range(0, number)
                .mapToObj(k -> new GoldText(
                        prefix + k,
                        Segments.chinese(List.of("一")),
                        Segments.english(List.of("One")),
                        List.of(new Bead(List.of(0), List.of(0), 1))))
                .toList();
    }

    @Property(tries = 100)
    void holdsOutEveryTextOnce(
            @ForAll @IntRange(min = 2, max = 12) int number, @ForAll @IntRange(min = 2, max = 6) int folds) {
        CrossValidation.Folds dealt = CrossValidation.Folds.dealt(texts("x", number), folds);
        assertThat(dealt.number()).isEqualTo(Math.min(number, folds));
        List<GoldText> held = new ArrayList<>();
        for (int fold = 0; fold < dealt.number(); fold++) {
            assertThat(dealt.held(fold)).isNotEmpty().doesNotContainAnyElementsOf(dealt.training(fold));
            assertThat(dealt.training(fold)).hasSize(number - dealt.held(fold).size());
            held.addAll(dealt.held(fold));
        }
        assertThat(held).containsExactlyInAnyOrderElementsOf(dealt.texts());
    }

    @Test
    void makesEachSetAFold() {
        CrossValidation.Folds folds = CrossValidation.Folds.ofSets(
                List.of(new GoldText.Corpus("a", texts("a", 3)), new GoldText.Corpus("b", texts("b", 1))));
        assertThat(folds.names()).containsExactly("a", "b");
        assertThat(folds.training(1)).isEqualTo(texts("a", 3));
        assertThat(folds.held(1)).isEqualTo(texts("b", 1));
    }

    @Test
    void rejectsASingleTextAndASingleFolder() {
        assertThatThrownBy(() -> CrossValidation.Folds.dealt(texts("x", 1), 2))
                .hasMessageContaining("give two or more");
        assertThatThrownBy(() -> CrossValidation.Folds.dealt(texts("x", 0), 2))
                .hasMessageContaining("give two or more");
        assertThatThrownBy(() -> CrossValidation.Folds.dealt(texts("x", 4), 1))
                .hasMessageContaining("2 folds or more, not 1");
        assertThatThrownBy(() -> CrossValidation.Folds.ofSets(List.of(new GoldText.Corpus("a", texts("a", 3)))))
                .hasMessageContaining("a single folder");
    }
}
