package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.io.LockedFile;
import duiqi.text.ReadProblem;
import duiqi.text.TranslationUnit;
import duiqi.text.TranslationUnit.UnitProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Saves from the page, reads the files on disk, and changes files while the page is open. */
@Tag("browser")
class ReviewSavingIT {
    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("save", "merge", "texts", "slow", "decide");

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
        List<TranslationUnit> units = units(REVIEWS.memory("save"));
        assertThat(units).hasSize(21);
        TranslationUnit edited = unit(units, "气象站建在海拔2,140米的山口。");
        assertThat(edited.target().text())
                .isEqualTo("The station stands on a pass 2,140 meters above sea level. <&> “好”");
        assertThat(unit(units, "站里只有三个人，他们轮流值班，从不间断。").target().text())
                .isEqualTo("There are only three people at the station. They take turns on duty and never stop.");
        assertThat(units).noneMatch(unit -> unit.source().text().startsWith("去年有"));
        assertThat(edited.properties())
                .containsEntry(UnitProperties.REVIEWED, UnitProperties.YES)
                .containsKey(UnitProperties.EDITED);
        assertThat(Files.readString(REVIEWS.memory("save"))).contains("<note>to be asked</note>");
    }

    private static TranslationUnit unit(List<TranslationUnit> units, String source) {
        return units.stream()
                .filter(unit -> unit.source().text().equals(source))
                .findFirst()
                .orElseThrow();
    }

    private static List<TranslationUnit> units(Path memory) throws IOException {
        List<TranslationUnit> units = new ArrayList<>();
        Pairs pairs = new Pairs(memory.toString());
        try (UnitReader reader = UnitReader.tmx(memory, ReadProblem.Listener.STRICT)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                units.addAll(pairs.of(unit.get()));
            }
        }
        return units;
    }

    @Test
    void mergesExternalChanges() throws IOException {
        ReviewTab tab = REVIEWS.open("merge");
        tab.press("Ctrl", "S");
        tab.await("it is saved", () -> tab.said().contains("Saved to"));
        Path memory = REVIEWS.memory("merge");
        String theirs =
                Files.readString(memory).replace("Old Zhao is the head of the station.", "Mr. Zhao heads the station.");
        Files.writeString(memory, theirs);
        tab.goTo(2, "target", 1);
        tab.press("Enter");
        tab.type(" Mine.");
        tab.press("Enter");
        tab.await("the page reports the change", () -> tab.isShown("#changed"));
        tab.strike("Ctrl", "S");
        assertThat(tab.text("dialog")).contains("The memory has changed", "Mr. Zhao heads the station.");
        tab.strike("Esc");
        tab.settle();
        assertThat(Files.readString(memory)).as("Cancel").isEqualTo(theirs);
        tab.strike("Ctrl", "S");
        tab.click("dialog button.primary");
        tab.until("it is saved", state -> state.unsaved() == 0);
        assertThat(Files.readString(memory)).contains("Mr. Zhao heads the station.", "above sea level. Mine.");
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
            tab.await("it shows the progress", () -> tab.text("#state").equals("Saving … 0 %"));
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
        int zhao = rowOf(tab, "Old Zhao is the head of the station.");
        tab.goTo(zhao, "target", 1);
        tab.press("C");
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

    private static int rowOf(ReviewTab tab, String target) {
        PageState state = tab.settle();
        int row = 1;
        while (!state.row(row).toString().contains(target)) {
            row++;
        }
        return row;
    }

    @Test
    void writesTheNameOfThePage() throws IOException {
        ReviewTab tab = REVIEWS.open("save");
        tab.click("#more");
        tab.click("#menu button[aria-label^='Your name']");
        tab.type("李 Ann");
        tab.strike("Enter");
        tab.goTo(6, "source", 1);
        tab.press("C");
        tab.press("Ctrl", "S");
        tab.until("it is saved", state -> state.unsaved() == 0);
        assertThat(Files.readString(REVIEWS.memory("save"))).contains("changeid=\"李 Ann\" changedate=\"20");
        tab.evaluate("localStorage.removeItem('duiqi.name')");
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
