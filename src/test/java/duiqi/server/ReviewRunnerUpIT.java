package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the runner-up of a doubtful pair in the page. */
@Tag("browser")
class ReviewRunnerUpIT {
    private static final String PAIRS = """
            97 旧书店 = The Old Bookshop
            97 去年，全国有3.5万名青年学者获得资助。 = Last year 35,000 young scholars across the country received grants.
            60 没有人回答，屋里很安静，窗外下着雨。 = Nobody answered.
            62 第二天，实验室重新开放。 = The room was quiet, and it was raining outside the window. | The laboratory opened again the next day.
            97 他们买了12台仪器。 = They bought 12 instruments.
            """;

    private static final String WRONG = "s3=t3";
    private static final String RIGHT = "s3=t3 t4";

    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples()
            .with(project -> project.with("shown", PAIRS))
            .with(project -> project.with("taken", PAIRS))
            .with(project -> project.with("dark", PAIRS));

    private static void awaitRunnerUp(ReviewTab tab) {
        tab.await("the runner-up appears", () -> !tab.all(".remark.runner-up").isEmpty());
    }

    @Test
    void showsTheRunnerUpOfADoubtfulPairWithItsReasons() throws IOException {
        ReviewTab tab = REVIEWS.open("shown");
        tab.goTo(2, "source", 1);
        assertThat(tab.all("#ribbons .ghost")).isEmpty();
        tab.goTo(3, "source", 1);
        tab.press("Shift", "Z");
        awaitRunnerUp(tab);
        assertThat(tab.text(".remark.runner-up"))
                .containsPattern("(\\d+%|unknown) now, \\d+% runner-up")
                .containsPattern("Now: .*left over: .*room")
                .containsPattern("Runner-up: \\d+ words match \\(.*(安静|屋|雨) = ");
        assertThat(tab.all("#ribbons .ghost")).as("both pairs change").hasSize(2);
        assertThat(tab.said())
                .as("the runner-up does not replace the answer to a key")
                .contains("0 of 5 confirmed; ", "Press T to take the runner-up");
        tab.goTo(4, "target", 1);
        awaitRunnerUp(tab);
        assertThat(tab.evaluate("return document.querySelectorAll('.row:has(.remark.runner-up)').length"))
                .as("below the last replaced row only")
                .isEqualTo(1L);
        tab.goTo(5, "target", 1);
        tab.await("it disappears", () -> tab.all(".remark.runner-up, .ghost").isEmpty());
    }

    @Test
    void takesTheRunnerUpInOneStep() throws IOException {
        ReviewTab tab = REVIEWS.open("taken");
        tab.goTo(3, "target", 1);
        awaitRunnerUp(tab);
        List<String> before = tab.settle().pairs();
        assertThat(before).contains(WRONG);
        PageState taken = tab.press("T");
        assertThat(taken.pairs()).contains(RIGHT, "s4=t5").doesNotContain(WRONG);
        assertThat(taken.cursor()).isEqualTo("3 target 1");
        assertThat(taken.confirmed()).isZero();
        assertThat(tab.said().lines()).contains("Took the runner-up");
        assertThat(tab.press("Ctrl", "Z").pairs()).isEqualTo(before);

        tab.goTo(3, "target", 1);
        awaitRunnerUp(tab);
        tab.click(".remark.runner-up button");
        assertThat(tab.until("the click takes it", state -> state.pairs().contains(RIGHT))
                        .undo())
                .isEqualTo("regroup");
    }

    /** Checks that the dashed outline has enough contrast to the paper in both themes. */
    @Test
    void drawsAnOutlineInBothThemes() throws IOException {
        ReviewTab tab = REVIEWS.open("dark");
        tab.goTo(3, "source", 1);
        awaitRunnerUp(tab);
        for (String theme : List.of("light", "dark")) {
            tab.evaluate("document.documentElement.dataset.theme = arguments[0]", theme);
            assertThat(
                            tab.evaluate(
                                    "const s = getComputedStyle(document.querySelector('#ribbons .ghost'));"
                                            + "return s.fill + ' ' + (s.strokeDasharray !== 'none') + ' ' + (s.stroke !== getComputedStyle(document.body).backgroundColor)"))
                    .isEqualTo("none true true");
        }
    }
}
