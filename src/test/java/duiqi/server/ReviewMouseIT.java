package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Corrects pairs with the mouse. */
@Tag("browser")
class ReviewMouseIT {
    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("boundary", "link", "click", "all", "run");

    @Test
    void dragsBoundaries() throws IOException {
        ReviewTab tab = REVIEWS.open("boundary");
        tab.goTo(3, "target", 1);
        tab.drag(tab.find(".row[aria-rowindex='3'] [data-grip=target]"), 0, -40);
        PageState moved = tab.settle();
        assertThat(moved.pair(3)).isEqualTo("s3=t3");
        assertThat(moved.pair(4)).isEqualTo("s4=t4 t5");
        tab.drag(tab.find(".row[aria-rowindex='3'] [data-grip=target]"), 0, 40);
        assertThat(tab.settle().pairs()).contains("s3=t3 t4", "s4=t5");
        tab.press("Ctrl", "Z");
        PageState back = tab.press("Ctrl", "Z");
        assertThat(back.pair(3)).isEqualTo("s3=t3 t4");
        assertThat(back.undo()).isEqualTo("null");
    }

    /** Checks that Escape cancels a drag. */
    @Test
    void linksByDraggingAndCancelsWithEscape() throws IOException {
        ReviewTab tab = REVIEWS.open("link");
        PageState before = tab.goTo(8, "source", 1);
        assertThat(before.pairs()).as("the sample crosses").contains("s9=t8", "=t9", "s10=t10", "s11=");
        tab.goTo(7, "source", 1);
        new Actions(tab.driver())
                .moveToElement(tab.find("[data-sentence=s8] .port"))
                .clickAndHold()
                .moveToElement(tab.sentence("t8"))
                .sendKeys(Keys.ESCAPE)
                .release()
                .perform();
        assertThat(tab.settle().version()).as("cancelled").isZero();
        tab.drag(tab.find("[data-sentence=s8] .port"), tab.sentence("t8"));
        PageState linked = tab.settle();
        assertThat(linked.undo()).isEqualTo("link");
        assertThat(linked.pairs()).as("joins the pair of the goal").contains("s8 s9=t8");
        assertThat(tab.press("Ctrl", "Z").pairs()).isEqualTo(before.pairs());
        new Actions(tab.driver())
                .moveToElement(tab.find("[data-sentence=s8] .port"))
                .clickAndHold()
                .moveToElement(tab.sentence("t8"))
                .keyDown(Keys.ALT)
                .release()
                .keyUp(Keys.ALT)
                .perform();
        assertThat(tab.settle().pairs()).as("replaces with Alt").contains("s8=t8", "s9=");
        assertThat(tab.press("Ctrl", "Z").pairs()).isEqualTo(before.pairs());
    }

    @Test
    void confirmsSplitsSelectsAndEditsByClick() throws IOException {
        ReviewTab tab = REVIEWS.open("click");
        tab.click(".row[aria-rowindex='2'] .dot");
        assertThat(tab.settle().isConfirmed(2)).isTrue();
        tab.click(".row[aria-rowindex='2'] .dot");
        assertThat(tab.settle().isConfirmed(2)).isFalse();
        tab.click(".row[aria-rowindex='5'] .gap");
        assertThat(tab.settle().pairs()).doesNotContain("s5 s6=t6");
        tab.press("Ctrl", "Z");
        tab.sentence("t2").click();
        assertThat(tab.settle().cursor()).isEqualTo("2 target 1");
        new Actions(tab.driver())
                .keyDown(Keys.SHIFT)
                .click(tab.sentence("t5"))
                .keyUp(Keys.SHIFT)
                .perform();
        assertThat(tab.settle().selected()).isEqualTo(3);
        tab.click("//div[@id='actions']/button[@aria-label='Merge']");
        assertThat(tab.settle().pair(2)).isEqualTo("s2 s3 s4=t2 t3 t4 t5");
        tab.click("#tool-undo button");
        assertThat(tab.settle().pair(2)).isEqualTo("s2=t2");
        new Actions(tab.driver())
                .doubleClick(tab.find("[data-sentence=t2] .text"))
                .perform();
        tab.find(".editor textarea");
        tab.click(".editor .buttons button:last-child");
        assertThat(tab.settle().undo()).as("the last step that is not undone").isEqualTo("unconfirm");
    }

    @Test
    void undoesAndRedoesAfterAReload() throws IOException {
        ReviewTab tab = REVIEWS.open("all");
        List<List<String>> stages = new ArrayList<>(List.of(tab.settle().pairs()));
        Runnable[] steps = {
            () -> step(tab, 1, "source", "M"),
            () -> step(tab, 2, "target", "S"),
            () -> step(tab, 5, "source", "X"),
            () -> step(tab, 4, "source", "C"),
            () -> step(tab, 8, "source", "*"),
            () -> step(tab, 13, "source", "Alt", "↑"),
            () -> step(tab, 6, "source", "Shift", "M"),
        };
        for (Runnable one : steps) {
            one.run();
            stages.add(tab.settle().pairs());
        }
        for (int k = steps.length - 1; k >= 0; k--) {
            if (k == 3) {
                tab.driver().navigate().refresh();
                tab.settle();
            }
            assertThat(tab.press("Ctrl", "Z").pairs())
                    .as("before step %s", k + 1)
                    .isEqualTo(stages.get(k));
        }
        assertThat(tab.settle().undo()).isEqualTo("null");
        assertThat(tab.press("Ctrl", "Z").pairs()).as("one undo too many").isEqualTo(stages.get(0));
        for (int k = 1; k <= steps.length; k++) {
            assertThat(tab.press("Ctrl", "Shift", "Z").pairs())
                    .as("after step %s", k)
                    .isEqualTo(stages.get(k));
        }
        assertThat(tab.settle().redo()).isEqualTo("null");
    }

    private static void step(ReviewTab tab, int row, String side, String... stroke) {
        long before = tab.goTo(row, side, row == 2 ? 2 : 1).version();
        assertThat(tab.press(stroke).version())
                .as("%s has an effect", (Object) stroke)
                .isEqualTo(before + 1);
    }

    /** Completes a review with keys: confirms all pairs and unlinks the doubtful ones. */
    @Test
    void confirmsAllPairsWithKeys() throws IOException {
        ReviewTab tab = REVIEWS.open("run");
        PageState state = tab.goTo(1, "source", 1);
        for (int k = 0; k < 40 && state.confirmed() < state.length(); k++) {
            state = tab.press("Space");
        }
        assertThat(state.confirmed()).isEqualTo(state.length());
        assertThat(tab.text("#progress-text")).isEqualTo("24 of 24 confirmed");
        tab.press("U");
        assertThat(tab.said().lines()).contains("No other pair: unconfirmed");
    }
}
