package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** Tests search with expressions, and replacement. */
@Tag("browser")
class ReviewReplaceIT {
    /** A text on which an expression with nested repetitions takes years. */
    private static final String HOSTILE = "97 啊。 = " + "a".repeat(60) + "b\n97 好。 = Fine.\n";

    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("all", "one", "options", "filter", "blank")
            .with(project -> project.with("slow", HOSTILE));

    private static ReviewTab replacing(String document, String find, String replacement) throws IOException {
        ReviewTab tab = REVIEWS.open(document);
        tab.press("Ctrl", "H");
        tab.type(find);
        tab.click("#replace-field");
        tab.type(replacement);
        return tab;
    }

    private static void expects(ReviewTab tab, String count) {
        tab.await("the count is " + count, () -> tab.text("#find-count").equals(count));
    }

    @Test
    void showsChangesAndMakesThemInOneStep() throws IOException {
        ReviewTab tab = replacing("all", "(\\w+) (of|in|on) (\\w+)", "$3 [$2] $1");
        tab.click("#find-expression");
        expects(tab, "1 of 7");
        PageState before = tab.settle();
        tab.click("#replace-all");
        assertThat(tab.text("dialog .large")).isEqualTo("Replaces 7 matches in 7 sentences");
        List<WebElement> changes = tab.all(".changes li");
        assertThat(changes).hasSize(7);
        assertThat(tab.all(".changes del")).extracting(WebElement::getText).contains("clouds in the", "head of the");
        assertThat(tab.all(".changes ins")).extracting(WebElement::getText).contains("the [in] clouds");
        changes.get(0).findElement(By.tagName("input")).click();
        assertThat(tab.text("dialog .large")).endsWith("in 6 sentences");
        assertThat(tab.settle().version()).as("nothing happens before").isEqualTo(before.version());
        tab.click("dialog button.primary");
        PageState after = tab.until("one step", state -> state.undo().equals("edit of 6 sentences"));
        assertThat(after.version()).isEqualTo(before.version() + 1);
        assertThat(after.text("t11")).isEqualTo("Xiao Lin records the the [in] clouds sky.");
        assertThat(after.text("t1")).as("not chosen").isEqualTo(before.text("t1"));
        assertThat(tab.said().lines()).contains("Replaced 6 matches in 6 sentences");
        tab.press("Esc");
        PageState undone = tab.press("Ctrl", "Z");
        assertThat(undone.text("t11")).isEqualTo(before.text("t11"));
        assertThat(undone.undo()).isEqualTo("null");
    }

    @Test
    void replacesOneMatchAndGoesToTheNext() throws IOException {
        ReviewTab tab = replacing("one", "孩子", "小孩子");
        expects(tab, "1 of 3");
        tab.strike("Enter");
        PageState first =
                tab.until("the first is replaced", state -> state.undo().equals("edit"));
        assertThat(first.text("s16")).isEqualTo("信里常有小孩子们的问题。");
        // The replacement contains the words, but the search continues after it.
        expects(tab, "2 of 3");
        tab.strike("Enter");
        tab.until("the second", state -> state.text("s17").contains("小孩子"));
        expects(tab, "3 of 3");
        assertThat(tab.settle().text("s16")).doesNotContain("小小");
        assertThat(tab.driver().switchTo().activeElement().getDomAttribute("id"))
                .isEqualTo("replace-field");
    }

    @Test
    void searchesWithOptions() throws IOException {
        ReviewTab tab = REVIEWS.open("options");
        tab.press("Ctrl", "F");
        tab.type("the");
        tab.until("the field is read", state -> tab.text("#find-count").startsWith("1 of"));
        int all = count(tab);
        tab.click("#find-words");
        tab.await("fewer: not in “they”", () -> count(tab) < all);
        int words = count(tab);
        tab.click("#find-case");
        tab.await("fewer: not “The”", () -> count(tab) < words);
        new Select(tab.find("#find-side")).selectByValue("source");
        expects(tab, "No matches");
        tab.click("#find-expression");
        tab.click("#find-field");
        tab.strike("Ctrl", "A");
        tab.type("[的");
        tab.await("the expression is invalid", () -> tab.isShown("#find-problem"));
        assertThat(tab.text("#find-problem")).startsWith("The expression is invalid: ");
        tab.type("]");
        tab.await("it is valid", () -> !tab.isShown("#find-problem") && count(tab) > 3);
        assertThat(tab.all(".match.current")).hasSize(1);
    }

    private static int count(ReviewTab tab) {
        String text = tab.text("#find-count");
        return text.contains(" of ") ? Integer.parseInt(text.substring(text.indexOf(" of ") + 4)) : 0;
    }

    /** Checks that an expression that takes years neither blocks the page nor later searches. */
    @Test
    void endsASlowSearch() throws IOException {
        ReviewTab tab = replacing("slow", "^(a+)+$", "x");
        tab.click("#find-expression");
        tab.goTo(2, "source", 1);
        tab.await("the search ends", () -> tab.isShown("#find-problem"));
        assertThat(tab.text("#find-problem")).startsWith("The search takes too long; ");
        tab.click("#replace-all");
        tab.settle();
        assertThat(tab.isShown("dialog")).isFalse();
        tab.click("#find-field");
        tab.strike("Ctrl", "A");
        tab.type("F[a-z]+");
        expects(tab, "1 of 1");
    }

    @Test
    void replacesOnlyWhatTheFilterShows() throws IOException {
        ReviewTab tab = REVIEWS.open("filter");
        new Select(tab.find("#filter")).selectByValue("doubtful");
        tab.settle();
        tab.press("Ctrl", "H");
        tab.type("snow");
        tab.click("#replace-field");
        tab.type("rain");
        expects(tab, "1 of 1");
        tab.click("#replace-all");
        assertThat(tab.text("dialog")).contains("“Doubtful”", "in 1 sentence");
        tab.click("dialog button.primary");
        PageState after = tab.until("it is replaced", state -> state.undo().equals("edit"));
        assertThat(after.text("t6")).isEqualTo("The wind is strong, and so is the rain.");
        assertThat(after.text("t14")).isEqualTo("In spring the snow on the road melts.");
    }

    @Test
    void emptiesNoSentence() throws IOException {
        ReviewTab tab = replacing("blank", "^(.*noodles.*|He )", " ");
        tab.click("#find-expression");
        expects(tab, "1 of 2");
        tab.click("#replace-all");
        assertThat(tab.text("dialog")).contains("1 sentence would be empty and stays unchanged");
        tab.click("dialog button.primary");
        PageState after = tab.until("it is replaced", state -> state.undo().startsWith("edit"));
        assertThat(after.text("t9")).contains("noodles");
    }
}
