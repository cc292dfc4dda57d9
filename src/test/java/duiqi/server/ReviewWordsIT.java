package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.Select;

/** Tests search, filters, findings and the glossary of the page. */
@Tag("browser")
class ReviewWordsIT {
    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("find", "filter", "findings", "terms")
            .with(project -> project.withEnglishSource("into-chinese", """
                    97 The station has 15 lamps. = 气象站有51盏灯。
                    96 What they use is a disruptive technology. = 他们用的是颠覆性技术。
                    """));

    /** Checks that Enter in the search field goes to the next match and does not open an editor. */
    @Test
    void searchesBothTexts() throws IOException {
        ReviewTab tab = REVIEWS.open("find");
        tab.press("Ctrl", "F");
        tab.type("孩子");
        tab.until("the first is found", state -> state.cursorRow() == 17);
        assertThat(tab.text("#find-count")).isEqualTo("1 of 3");
        assertThat(tab.all(".match")).isNotEmpty();
        tab.strike("Enter");
        assertThat(tab.until("the next", state -> state.cursorRow() > 17).cursor())
                .isEqualTo("18 source 1");
        tab.strike("Shift", "Enter");
        assertThat(tab.until("back", state -> state.cursorRow() == 17).version())
                .isZero();
        assertThat(tab.all(".editor")).isEmpty();
        assertThat(tab.driver().switchTo().activeElement().getDomAttribute("id"))
                .isEqualTo("find-field");
        tab.press("Ctrl", "A");
        tab.type("(no such text");
        tab.await("there are no matches", () -> tab.text("#find-count").equals("No matches"));
        tab.press("Esc");
        assertThat(tab.isShown("#find")).isFalse();
        assertThat(tab.all(".match")).isEmpty();
    }

    @Test
    void filtersRowsButKeepsChangedOnes() throws IOException {
        ReviewTab tab = REVIEWS.open("filter");
        new Select(tab.find("#filter")).selectByValue("doubtful");
        tab.settle();
        assertThat(tab.all("#rows > .row")).hasSize(8);
        assertThat(tab.find("#filter").getText())
                .contains("Doubtful (7)", "With findings (4)", "Not 1–1 (4)", "All (24)");
        PageState here = tab.goTo(3, "source", 1);
        assertThat(here.cursorRow()).isEqualTo(3);
        PageState confirmed = tab.press("Space");
        assertThat(confirmed.cursorRow()).as("the next that is shown").isEqualTo(5);
        assertThat(tab.all("#rows > .row"))
                .as("it stays although it is no longer doubtful")
                .hasSize(8);
        new Select(tab.find("#filter")).selectByValue("marked");
        tab.settle();
        assertThat(tab.text("#empty")).contains("No pair matches the filter");
        new Select(tab.find("#filter")).selectByValue("all");
        assertThat(tab.settle().cursorRow()).isPositive();
        assertThat(tab.all("#rows > .row").size()).isGreaterThan(8);
    }

    @Test
    void marksFindingsAndAppliesSuggestions() throws IOException {
        ReviewTab tab = REVIEWS.open("findings");
        assertThat(tab.settle().rules())
                .containsExactlyInAnyOrder("number-mismatch", "term-forbidden", "doubled-word", "omitted-sentence");
        tab.goTo(4, "source", 1);
        assertThat(tab.sentence("t5").findElement(By.cssSelector(".finding")).getText())
                .isEqualTo("36,000");
        tab.click(".row[aria-rowindex='4'] .suggestion");
        PageState corrected =
                tab.until("the finding disappears", state -> !state.rules().contains("number-mismatch"));
        assertThat(corrected.text("t5")).isEqualTo("Last year 35,000 people read their reports.");
        assertThat(tab.all(".row[aria-rowindex='4'] .remark")).isEmpty();
        tab.press("Ctrl", "Z");
        tab.until("it comes back", state -> state.rules().contains("number-mismatch"));
    }

    @Test
    void addsTermsFromSelectedWords() throws IOException {
        ReviewTab tab = REVIEWS.open("terms");
        tab.goTo(6, "source", 1);
        tab.press("G");
        tab.await("terms of the pair", () -> tab.text("#terms").contains("颠覆性技术"));
        assertThat(tab.text("#terms")).contains("disruptive technology", "subversive technology", "forbidden");
        tab.goTo(24, "source", 1);
        select(tab, "s23", "尺子");
        select(tab, "t23", "ruler");
        assertThat(tab.find("#term-zh").getDomProperty("value")).isEqualTo("尺子");
        assertThat(tab.find("#term-en").getDomProperty("value")).isEqualTo("ruler");
        tab.click("#term-en");
        tab.strike("Ctrl", "A");
        tab.type("yardstick");
        tab.click("#term-add");
        tab.until("the finding", state -> state.rules().contains("term-missing"));
        assertThat(Files.readString(REVIEWS.file("glossary/terms.csv"))).contains("尺子,yardstick,preferred");
        tab.click("#term-status-line button");
        tab.until("the term is removed", state -> !state.rules().contains("term-missing"));
        assertThat(Files.readString(REVIEWS.file("glossary/terms.csv"))).doesNotContain("yardstick");
    }

    @Test
    void showsEnglishAsSource() throws IOException {
        ReviewTab tab = REVIEWS.open("into-chinese");
        assertThat(tab.text("#column-source")).isEqualTo("Source (English)");
        assertThat(tab.text("#column-target")).isEqualTo("Target (Chinese)");
        assertThat(tab.find(".cell.source").getDomAttribute("lang")).isEqualTo("en-US");
        assertThat(tab.find(".cell.target").getDomAttribute("lang")).isEqualTo("zh-CN");
        tab.until("the finding", state -> state.rules().contains("number-mismatch"));
        tab.goTo(1, "source", 1);
        assertThat(tab.sentence("t1").findElement(By.cssSelector(".finding")).getText())
                .isEqualTo("51");
        tab.click(".row[aria-rowindex='1'] .suggestion");
        assertThat(tab.until("the number is corrected", state -> state.rules().isEmpty())
                        .text("t1"))
                .isEqualTo("气象站有15盏灯。");
        tab.goTo(2, "source", 1);
        tab.press("G");
        tab.await("terms of the pair", () -> tab.text("#terms").contains("颠覆性技术"));
        assertThat(tab.find(".term").getDomAttribute("lang")).isEqualTo("en-US");
        assertThat(tab.text(".term")).isEqualTo("disruptive technology");
        assertThat(tab.text("#term-words").strip()).startsWith("English");
        tab.press("Ctrl", "S");
        tab.await("the memory is written", () -> Files.exists(REVIEWS.memory("into-chinese")));
        assertThat(Files.readString(REVIEWS.memory("into-chinese")))
                .contains("srclang=\"en-US\"")
                .containsSubsequence("The station has 15 lamps.", "气象站有15盏灯。");
    }

    private static void select(ReviewTab tab, String sentence, String words) {
        tab.find("[data-sentence=" + sentence + "] .text");
        // The page may draw the row again between two commands.
        tab.await("the form contains the selection", () -> {
            tab.evaluate("""
                    const text = document.querySelector(`[data-sentence=${arguments[0]}] .text`)?.firstChild;
                    const at = text ? text.data.indexOf(arguments[1]) : -1;
                    if (at >= 0) {
                        getSelection().setBaseAndExtent(text, at, text, at + arguments[1].length);
                    }
                    """, sentence, words);
            return taken(tab).contains(words);
        });
    }

    private static String taken(ReviewTab tab) {
        return tab.find("#term-zh").getDomProperty("value")
                + tab.find("#term-en").getDomProperty("value");
    }
}
