package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.io.LockedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Saves from the page, reads the files on disk, and changes files while the page is open. */
@Tag("browser")
class ReviewSavingIT {
    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("save", "texts", "slow", "decide");

    @Test
    void savesTheStateOfThePage() throws IOException {
        ReviewTab tab = REVIEWS.open("save");
        tab.goTo(2, "target", 1);
        tab.press("Enter");
        tab.type(" <&> “好”");
        tab.press("Enter");
        tab.press("C");
        tab.goTo(3, "source", 1);
        tab.press("A");
        tab.type("to be asked");
        tab.press("Ctrl", "Enter");
        tab.goTo(4, "source", 1);
        tab.press("X");
        assertThat(tab.settle().unsaved()).isEqualTo(4);
        tab.press("Ctrl", "S");
        tab.until("it is saved", state -> state.unsaved() == 0);
        assertThat(tab.said()).contains("Saved to", "save.tmx");
        assertThat(Files.readString(REVIEWS.memory("save")))
                .containsOnlyOnce("x-reviewed")
                .containsSubsequence(
                        "<seg>气象站建在海拔2,140米的山口。</seg>",
                        "<seg>The station stands on a pass 2,140 meters above sea level. &lt;&amp;&gt; “好”</seg>")
                .containsSubsequence(
                        "<note>to be asked</note>",
                        "<seg>There are only three people at the station. They take turns on duty and never stop.</seg>")
                .doesNotContain("<seg>去年有");
    }

    @Test
    void showsTheProgressAlsoAfterAReload() throws IOException {
        ReviewTab tab = REVIEWS.open("slow");
        tab.goTo(2, "target", 1);
        tab.press("C");
        LockedFile other = LockedFile.toUpdate(REVIEWS.memory("slow"));
        try {
            tab.strike("Ctrl", "S");
            tab.await("it says that it saves", () -> tab.said().contains("Saving the memory …"));
            tab.await("it shows the progress", () -> tab.text("#state").equals("Saving … 0%"));
            tab.goTo(3, "target", 1);
            assertThat(tab.press("C").isConfirmed(3)).as("editing continues").isTrue();
            tab.driver().navigate().refresh();
            ReviewTab again = REVIEWS.open("slow");
            again.await(
                    "the progress after a reload", () -> again.text("#state").startsWith("Saving … "));
        } finally {
            other.close();
        }
        tab.await("the result after a reload", () -> tab.said().contains("Saved to"));
        assertThat(tab.settle().unsaved()).as("the step during the save").isEqualTo(1);
        assertThat(Files.readString(REVIEWS.memory("slow"))).containsOnlyOnce("x-reviewed");
    }

    @Test
    void decidesConflictsWithTheKeyboard() throws IOException {
        ReviewTab tab = REVIEWS.open("decide");
        tab.press("Ctrl", "S");
        tab.await("it is saved", () -> tab.said().contains("Saved to"));
        Path memory = REVIEWS.memory("decide");
        Files.writeString(
                memory,
                Files.readString(memory)
                        .replace("Old Zhao is the head of the station.", "Mr. Zhao heads the station.")
                        .replace("above sea level.", "over the sea.")
                        .replace("Everybody at the station laughed.", "They all had a good laugh."));
        tab.goTo(2, "target", 1);
        tab.press("C");
        tab.goTo(8, "target", 1);
        tab.press("C");
        tab.await("the page reports the change", () -> tab.isShown("#changed"));
        String theirs = Files.readString(memory);
        tab.strike("Ctrl", "S");
        tab.find("dialog fieldset");
        tab.strike("Esc");
        tab.settle();
        assertThat(Files.readString(memory)).as("Cancel").isEqualTo(theirs);
        tab.strike("Ctrl", "S");
        tab.await("the conflicts are shown", () -> tab.all("dialog fieldset").size() == 2);
        assertThat(tab.text("dialog"))
                .contains("1 pair that you did not change will be merged", "1 to 2 of 2", "over the sea.")
                .doesNotContain("They all had a good laugh.");
        assertThat(tab.evaluate("return document.activeElement.type")).isEqualTo("radio");
        // The first choice of each pair is "both". The arrow keys move to "theirs", and then to "mine".
        tab.strike("↑");
        tab.strike("Tab");
        tab.strike("↑");
        tab.strike("↑");
        tab.strike("Enter");
        tab.until("it is saved", state -> state.unsaved() == 0);
        assertThat(Files.readString(memory))
                .contains("over the sea.", "Old Zhao is the head of the station.", "They all had a good laugh.")
                .doesNotContain("above sea level.", "Mr. Zhao heads the station.");
    }

    @Test
    void loadsChangedTextsAndKeepsConfirmedPairs() throws IOException {
        ReviewTab tab = REVIEWS.open("texts");
        tab.goTo(3, "source", 1);
        tab.press("C");
        Path english = REVIEWS.file("texts.en.txt");
        Files.writeString(
                english,
                Files.readString(english).replace("Everybody at the station laughed.", "They all had a good laugh."));
        tab.await("the page reports the change", () -> tab.isShown("#changed"));
        assertThat(tab.text("#changed")).contains("texts.en.txt");
        tab.click("#changed-reload");
        PageState taken = tab.until(
                "the changed text is loaded", state -> state.json().toString().contains("They all had a good laugh."));
        assertThat(taken.json().toString()).doesNotContain("Everybody at the station laughed.");
        assertThat(taken.isConfirmed(3)).isTrue();
        assertThat(taken.row(3).path("target")).hasSize(2);
        tab.await("the notice disappears", () -> !tab.isShown("#changed"));
    }
}
