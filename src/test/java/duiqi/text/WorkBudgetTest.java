package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WorkBudgetTest {
    private static long spend(long steps) {
        WorkBudget.spend(steps);
        return steps;
    }

    @Test
    void allowsWorkWithinItsSteps() {
        assertThat(WorkBudget.<Long>within(10, () -> spend(4) + spend(6))).isEqualTo(10);
    }

    @Test
    void stopsWorkBeyondItsSteps() {
        assertThatThrownBy(() -> WorkBudget.within(10, () -> spend(4) + spend(7)))
                .isInstanceOf(WorkBudget.SpentException.class)
                .hasMessage("needs more than 10 steps");
    }

    @Test
    void limitsNothingOutsideBudget() {
        assertThat(WorkBudget.<Long>within(10, () -> spend(10))).isEqualTo(10);
        assertThat(spend(Long.MAX_VALUE)).isPositive();
        assertThat(WorkBudget.counted("a".repeat(10_000))).isInstanceOf(String.class);
    }

    @Test
    void countsInnerWorkForOuterBudget() {
        assertThatThrownBy(() -> WorkBudget.within(10, () -> WorkBudget.<Long>within(8, () -> spend(8)) + spend(3)))
                .isInstanceOf(WorkBudget.SpentException.class)
                .hasMessage("needs more than 10 steps");
    }

    @Test
    void stopsExpressionThatBacktracks() {
        Pattern quadratic = Pattern.compile("a*b");
        assertThatThrownBy(() -> WorkBudget.<Boolean>within(
                        1_000_000,
                        () -> quadratic
                                .matcher(WorkBudget.counted("a".repeat(30_000)))
                                .find()))
                .isInstanceOf(WorkBudget.SpentException.class);
    }

    @Test
    void givesInnerBudgetOnlyStepsLeft() {
        assertThat(WorkBudget.left()).isEqualTo(Long.MAX_VALUE);
        assertThat(WorkBudget.<Long>within(10, () -> {
                    spend(4);
                    return WorkBudget.within(8, WorkBudget::left);
                }))
                .isEqualTo(6);
        assertThatThrownBy(() -> WorkBudget.<Integer>within(10, () -> {
                    WorkBudget.spendAll();
                    return 0;
                }))
                .isInstanceOf(WorkBudget.SpentException.class);
    }
}
