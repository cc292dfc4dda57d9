package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** Kills duiqi, and opens several pages of the same document. No step may be lost. */
@Tag("browser")
class ReviewSafetyIT {
    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("kill", "typed", "tabs", "stale", "notes");

    @Test
    void keepsAllStepsAfterAKill() throws IOException {
        ReviewTab tab = REVIEWS.open("kill");
        tab.goTo(1, "source", 1);
        tab.press("Space");
        tab.press("Space");
        tab.goTo(5, "source", 2);
        tab.press("S");
        tab.goTo(8, "source", 1);
        PageState before = tab.press("*");
        // Does not wait for the response to the last step.
        tab.strike("J");
        tab.strike("Space");
        REVIEWS.process().kill();
        tab.await("the page reports that duiqi does not respond", () -> tab.isShown("#offline"));
        tab.strike("Space");
        tab.await("and rejects the step", () -> tab.warned().contains("does not respond"));
        REVIEWS.restart();
        tab.await("an old page has no access to a new process", () -> tab.isShown("#connect"));
        assertThat(tab.text("#connect")).contains("no access", "duiqi review");
        PageState after = REVIEWS.open("kill").settle();
        assertThat(after.pairs()).isEqualTo(before.pairs());
        assertThat(after.isConfirmed(1) && after.isConfirmed(2)).isTrue();
        assertThat(after.version()).isBetween(before.version(), before.version() + 1);
        assertThat(tab.undoAll().pairs()).contains("s5 s6=t6");
    }

    @Test
    void keepsTypedTextWhenTheServerStops() throws IOException {
        ReviewTab tab = REVIEWS.open("typed");
        tab.goTo(2, "target", 1);
        tab.press("Enter");
        tab.type(" Long thoughts");
        REVIEWS.process().kill();
        tab.await("the page reports that duiqi does not respond", () -> tab.isShown("#offline"));
        tab.strike("Enter");
        tab.await("it reports the problem", () -> tab.warned().contains("Cannot save the text now"));
        assertThat(typed(tab)).endsWith(" Long thoughts");
        REVIEWS.restart();
        tab.find("#connect input").sendKeys("http://127.0.0.1:1/" + Keys.ENTER);
        tab.await("a wrong address", () -> tab.warned().contains("not the URL of the review page"));
        tab.find("#connect input").clear();
        tab.find("#connect input").sendKeys(REVIEWS.process().address() + Keys.ENTER);
        tab.await("the page has access", () -> tab.said().contains("responds again") && !tab.isShown("#connect"));
        assertThat(typed(tab)).endsWith(" Long thoughts");
        tab.find(".editor textarea").sendKeys(Keys.ENTER);
        tab.until("the text is saved", state -> state.text("t2").endsWith("Long thoughts"));
    }

    private static String typed(ReviewTab tab) {
        return String.valueOf(tab.evaluate("return document.querySelector('.editor textarea').value"));
    }

    @Test
    void synchronisesTabs() throws IOException {
        ReviewTab one = REVIEWS.open("tabs");
        String first = one.driver().getWindowHandle();
        String second = Tabs.open(one.driver());
        ReviewTab other = REVIEWS.open("tabs");
        other.goTo(2, "source", 1);
        other.press("C");
        one.driver().switchTo().window(first);
        one.until("the change of the other tab", state -> state.isConfirmed(2));
        one.goTo(4, "target", 1);
        one.press("Enter");
        one.type(" Mine");
        one.driver().switchTo().window(second);
        other.goTo(4, "target", 1);
        other.press("X");
        one.driver().switchTo().window(first);
        PageState kept = one.press("Enter");
        assertThat(kept.text("t5")).endsWith("Mine");
        assertThat(kept.pairs()).as("the change of the other tab is there").contains("s4=", "=t5");
        one.driver().switchTo().window(second);
        PageState there = other.until(
                "what was typed in the first", state -> state.text("t5").endsWith("Mine"));
        assertThat(there.pairs()).isEqualTo(kept.pairs());
        other.driver().close();
        one.driver().switchTo().window(first);
    }

    @Test
    void asksWhenTwoTabsEditOneSentence() throws IOException {
        ReviewTab one = REVIEWS.open("stale");
        String first = one.driver().getWindowHandle();
        edit(one, " Mine");
        String second = Tabs.open(one.driver());
        ReviewTab other = REVIEWS.open("stale");
        edit(other, " Theirs");
        other.press("Enter");
        one.driver().switchTo().window(first);
        one.until("the text of the other tab", state -> state.text("t5").endsWith("Theirs"));

        one.strike("Enter");
        assertThat(one.text("#dialog .mine")).endsWith("Mine");
        assertThat(one.text("#dialog .theirs")).endsWith("Theirs");
        one.strike("Esc");
        one.await("the dialog is closed", () -> !one.isShown("#dialog"));
        assertThat(typed(one)).endsWith(" Mine");
        one.strike("Enter");
        one.click("//dialog//button[text()='Keep mine']");
        PageState kept = one.until("what was typed", state -> state.text("t5").endsWith("Mine"));
        assertThat(kept.undo()).isEqualTo("edit");
        assertThat(one.isShown(".editor")).isFalse();

        one.driver().switchTo().window(second);
        other.until("what the first tab kept", state -> state.text("t5").endsWith("Mine"));
        other.strike("Ctrl", "Z");
        assertThat(other.text("#dialog")).contains("another tab");
        other.click("//dialog//button[text()='Undo']");
        other.until("undone", state -> state.text("t5").endsWith("Theirs"));
        other.driver().close();
        one.driver().switchTo().window(first);
    }

    @Test
    void asksWhenTwoTabsWriteOneNote() throws IOException {
        ReviewTab one = REVIEWS.open("notes");
        String first = one.driver().getWindowHandle();
        one.goTo(3, "source", 1);
        one.strike("A");
        one.find("#dialog textarea");
        one.type("mine");
        Tabs.open(one.driver());
        ReviewTab other = REVIEWS.open("notes");
        other.goTo(3, "source", 1);
        other.strike("A");
        other.find("#dialog textarea");
        other.type("theirs");
        other.click("//dialog//button[text()='Save']");
        other.until("the note", state -> state.row(3).path("note").asText().equals("theirs"));
        other.driver().close();
        one.driver().switchTo().window(first);
        one.until(
                "the note of the other tab",
                state -> state.row(3).path("note").asText().equals("theirs"));
        one.click("//dialog//button[text()='Save']");
        one.click("//dialog//button[text()='Continue editing']");
        assertThat(one.find("#dialog textarea").getDomProperty("value")).isEqualTo("mine");
        one.type(" and theirs");
        one.click("//dialog//button[text()='Save']");
        one.click("//dialog//button[text()='Keep mine']");
        one.until("both notes", state -> state.row(3).path("note").asText().equals("mine and theirs"));
    }

    /** Opens the editor of a sentence and types at its end. */
    private static void edit(ReviewTab tab, String text) {
        tab.goTo(4, "target", 1);
        tab.press("Enter");
        tab.type(text);
    }
}
