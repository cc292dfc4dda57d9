package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** Edits sentences in the page, also with an input method. */
@Tag("browser")
class ReviewEditIT {
    private static final String STATION = "The station stands on a pass 2,140 meters above sea level.";

    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("keys", "escape", "composed", "cut", "open");

    @Test
    void savesWithEnterAndCancelsWithEscape() throws IOException {
        ReviewTab tab = REVIEWS.open("escape");
        tab.goTo(2, "target", 1);
        tab.press("Enter");
        tab.type(" Not kept");
        PageState left = tab.press("Esc");
        assertThat(left.text("t2")).isEqualTo(STATION);
        assertThat(left.version()).isZero();
        tab.press("F2");
        tab.type(" 不错");
        assertThat(tab.press("Ctrl", "Enter").text("t2")).isEqualTo(STATION + " 不错");
        assertThat(tab.sentence("t2").getText()).contains("edited");
        tab.press("Enter");
        tab.type("!");
        assertThat(tab.press("Ctrl", "Z").text("t2"))
                .as("undo applies to the field while typing")
                .isEqualTo(STATION + " 不错");
        tab.press("Esc");
        assertThat(tab.press("Ctrl", "Z").text("t2")).isEqualTo(STATION);
    }

    @Test
    void typingDoesNotRunCommands() throws IOException {
        ReviewTab tab = REVIEWS.open("keys");
        tab.goTo(2, "target", 1);
        tab.press("Enter");
        tab.type(" cmsxplg*?/.");
        assertThat(tab.all("dialog[open]")).isEmpty();
        PageState kept = tab.press("Enter");
        assertThat(kept.text("t2")).isEqualTo(STATION + " cmsxplg*?/.");
        assertThat(kept.version()).as("one step").isEqualTo(1);
        assertThat(kept.length()).isEqualTo(25);
    }

    /** Checks that Enter ends the composition of an input method but not the editing. */
    @Test
    void acceptsInputMethods() throws IOException {
        ReviewTab tab = REVIEWS.open("composed");
        tab.goTo(2, "source", 1);
        tab.press("Enter");
        tab.driver()
                .executeCdpCommand(
                        "Input.imeSetComposition", Map.of("text", "ni'hao", "selectionStart", 6, "selectionEnd", 6));
        for (String key : new String[] {"Enter", "Escape"}) {
            // A browser sends these events while an input method handles the key.
            tab.driver()
                    .executeCdpCommand(
                            "Input.dispatchKeyEvent",
                            Map.of("type", "rawKeyDown", "key", key, "windowsVirtualKeyCode", 229, "code", key));
        }
        assertThat(tab.settle().version()).isZero();
        assertThat(tab.all(".editor textarea")).hasSize(1);
        tab.driver().executeCdpCommand("Input.insertText", Map.of("text", "你好"));
        PageState kept = tab.press("Enter");
        assertThat(kept.text("s2")).isEqualTo("气象站建在海拔2,140米的山口。你好");
    }

    @Test
    void splitsSentencesAtTheCaret() throws IOException {
        ReviewTab tab = REVIEWS.open("cut");
        tab.goTo(5, "target", 1);
        tab.press("Enter");
        tab.type(Keys.HOME);
        tab.press("Alt", "Enter");
        assertThat(tab.warned()).as("nothing before the caret").contains("One part would be empty");
        tab.type(Keys.HOME);
        for (int k = 0; k < "The wind is strong,".length(); k++) {
            tab.type(Keys.ARROW_RIGHT);
        }
        PageState cut = tab.press("Alt", "Enter");
        assertThat(cut.row(5).path("target")).hasSize(2);
        assertThat(cut.row(5).at("/target/0/text").asText()).isEqualTo("The wind is strong,");
        assertThat(cut.row(5).at("/target/1/text").asText()).isEqualTo("and so is the snow.");
        assertThat(tab.press("Ctrl", "Z").text("t6")).isEqualTo("The wind is strong, and so is the snow.");
    }

    @Test
    void editsOneSentenceAtATime() throws IOException {
        ReviewTab tab = REVIEWS.open("open");
        tab.goTo(2, "target", 1);
        tab.press("Enter");
        tab.type(" More");
        tab.evaluate("document.querySelector('.sentence[data-sentence=t4] .text')"
                + ".dispatchEvent(new MouseEvent('dblclick', { bubbles: true }))");
        tab.settle();
        assertThat(tab.all(".editor textarea")).hasSize(1);
        assertThat(tab.evaluate("return document.querySelector('.editor textarea').value"))
                .isEqualTo(STATION + " More");
    }
}
