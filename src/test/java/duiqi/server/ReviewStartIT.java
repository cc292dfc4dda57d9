package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** Tests the way from files to a saved memory in the browser, in a project without texts. */
@Tag("browser")
class ReviewStartIT {
    private static final String CHINESE = "春天的实验室\n\n去年，全国有3.5万名青年学者获得资助。没有人回答，屋里很安静。\n";
    private static final String ENGLISH =
            "The Laboratory in Spring\n\nLast year 35,000 young scholars across the country"
                    + " received grants. Nobody answered. The room was quiet.\n";

    @RegisterExtension
    static final ServedReviews REVIEWS = new ServedReviews();

    private static Path file(String name, String text) throws IOException {
        Path folder = Files.createDirectories(REVIEWS.file("outside"));
        return Files.writeString(folder.resolve(name), text).toAbsolutePath();
    }

    private static ReviewTab page() throws IOException {
        REVIEWS.process().requireAlive();
        ReviewTab tab = ReviewTab.at(REVIEWS.driver(), REVIEWS.process().address());
        tab.find("#new-files");
        return tab;
    }

    private static void choose(ReviewTab tab, int place, Path file) {
        // The page draws the places again when a file has arrived.
        tab.await("a file can be chosen", () -> {
            tab.driver().findElement(By.id("file-" + place)).sendKeys(file.toString());
            return true;
        });
    }

    private static void awaitText(ReviewTab tab, String selector, String text) {
        tab.await(selector + " shows " + text, () -> tab.text(selector).contains(text));
    }

    @Test
    void alignsChosenFilesAndContinuesAfterRestart() throws IOException {
        ReviewTab tab = page();
        assertThat(tab.text(".verdict:not(.bad)")).contains("Choose or drop a text and its translation");
        assertThat(tab.find("#align").isEnabled()).isFalse();
        choose(tab, 0, file("春天.en.txt", ENGLISH));
        awaitText(tab, "#place-0 .done", "English");
        choose(tab, 1, file("春天.zh.txt", CHINESE));
        awaitText(tab, "#place-1 .done", "Chinese");
        tab.click("#swap");
        awaitText(tab, "#place-0", "春天.zh.txt");
        tab.click("#align");
        tab.await("the rows are there", () -> !tab.all("#rows > .row").isEmpty());
        PageState aligned = tab.settle();
        assertThat(tab.text("#column-source")).isEqualTo("Source (Chinese)");
        assertThat(aligned.length()).isPositive();
        tab.goTo(1, "source", 1);
        tab.press("Space");
        tab.press("Ctrl", "S");
        tab.await("the memory is written", () -> Files.exists(REVIEWS.memory("春天")));
        REVIEWS.restart();
        String progress = "1 of " + aligned.length() + " confirmed";
        awaitText(page(), ".document .done", progress);
        ReviewTab again = ReviewTab.open(REVIEWS.driver(), REVIEWS.process(), "春天");
        assertThat(again.settle().isConfirmed(1)).isTrue();
        again.click("#back");
        awaitText(again, ".document .done", progress);
        assertThat(again.text(".document .files")).startsWith("春天.tmx · ");
    }

    @Test
    void opensDroppedFiles() throws IOException {
        ReviewTab tab = page();
        tab.evaluate("""
                const transfer = new DataTransfer();
                transfer.items.add(new File([arguments[0]], "dropped.zh.txt"));
                transfer.items.add(new File([arguments[1]], "dropped.en.txt"));
                document.getElementById("documents").dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
                """, CHINESE, ENGLISH);
        awaitText(tab, "#place-1 .done", "English");
        tab.click("#align");
        tab.await("the rows are there", () -> !tab.all("#rows > .row").isEmpty());
        tab.settle();
        assertThat(tab.text("#name")).isEqualTo("dropped");
    }

    @Test
    void staysUsableAfterUnusableFiles() throws IOException {
        ReviewTab tab = page();
        choose(tab, 0, file("empty.txt", ""));
        awaitText(tab, ".verdict.bad", "empty.txt: the file is empty. Choose another file.");
        choose(tab, 0, file("broken.docx", "no archive"));
        awaitText(tab, ".verdict.bad", "broken.docx: ");
        choose(tab, 0, file("job.xlf", "<xliff/>"));
        awaitText(tab, ".verdict.bad", "duiqi tm convert job.xlf");
        choose(tab, 0, file("bad.tmx", "<tmx"));
        awaitText(tab, ".verdict.bad", "bad.tmx");
        assertThat(REVIEWS.memory("bad")).doesNotExist();
        choose(tab, 0, file("one.txt", ENGLISH));
        awaitText(tab, "#place-0 .done", "English");
        choose(tab, 1, file("two.txt", ENGLISH + "The end.\n"));
        awaitText(tab, ".verdict.bad", "Both files are English. Choose a Chinese and an English text.");
        assertThat(tab.find("#align").isEnabled()).isFalse();
        choose(tab, 1, file("three.txt", CHINESE));
        awaitText(tab, "#place-1 .done", "Chinese");
        tab.await("the files can be aligned", () -> tab.find("#align").isEnabled());
    }

    /** Reads the provisional rows of a long text, and finds the same place in the final rows. */
    @Test
    void showsBeginningOfLongTextBeforeItIsAligned() throws IOException {
        String chinese = IntStream.rangeClosed(1, 4000)
                .mapToObj(k -> "第" + k + "号记录说，" + (1800 + k * 7 % 211) + "年的收成是" + k * 37 % 9973 + "吨。\n")
                .collect(Collectors.joining());
        String english = IntStream.rangeClosed(1, 4000)
                .mapToObj(k -> "Record " + k + " says that the harvest of " + (1800 + k * 7 % 211) + " was "
                        + k * 37 % 9973 + " tons.\n")
                .collect(Collectors.joining());
        ReviewTab tab = page();
        choose(tab, 0, file("long.zh.txt", chinese));
        choose(tab, 1, file("long.en.txt", english));
        awaitText(tab, "#place-0 .done", "Chinese");
        awaitText(tab, "#place-1 .done", "English");
        tab.click("#align");
        tab.await("the provisional rows are there", () -> tab.isShown("#opening") && tab.isShown("#rows > .row"));
        assertThat(tab.text("#opening")).contains("provisional");
        tab.strike("End");
        tab.strike("Space");
        String[] row = {""};
        tab.await("the cursor is in the last provisional row", () -> {
            row[0] = String.valueOf(
                    tab.evaluate("return document.querySelector('#rows .sentence.here')?.dataset.sentence ?? ''"));
            return row[0].length() > 3;
        });
        tab.await("the final rows are there", () -> !tab.isShown("#opening"));
        PageState done = tab.until(
                "all final rows",
                state -> state.length() > 3500 && state.faults().isEmpty());
        assertThat(done.version()).as("steps on provisional rows").isZero();
        assertThat(tab.isShown(".sentence[data-sentence='" + row[0] + "']"))
                .as("sentence %s is shown; the cursor is in row %d", row[0], done.cursorRow())
                .isTrue();
    }

    @Test
    void showsErrorOfDocumentOnStartPage() throws IOException {
        ReviewTab tab = page();
        choose(tab, 0, file("gone.zh.txt", CHINESE));
        choose(tab, 1, file("gone.en.txt", ENGLISH));
        awaitText(tab, "#place-0 .done", "Chinese");
        awaitText(tab, "#place-1 .done", "English");
        Files.delete(REVIEWS.file("tm/.review/texts/gone.zh.txt"));
        tab.click("#align");
        awaitText(tab, ".verdict.bad", "gone.zh.txt: there is no such file.");
        assertThat(tab.all(".document .done").stream().map(WebElement::getText)).contains("cannot be opened");
    }
}
