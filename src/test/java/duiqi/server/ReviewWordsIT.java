package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.Select;

/** Tests search, filters, findings, the glossary and alternatives. */
@Tag("browser")
class ReviewWordsIT {
    private static final String DOUBLED = """
            97 站长是老赵。 = The the head is Old Zhao.
            97 雪化了。 = The the snow melts.
            97 风大了。 = And and the wind is strong.
            97 他们用颠覆性技术。 = They use subversive technology.
            """;

    private static final String PAIRS = """
            97 旧书店 = The Old Bookshop
            97 去年，全国有3.5万名青年学者获得资助。 = Last year 35,000 young scholars across the country received grants.
            60 没有人回答，屋里很安静，窗外下着雨。 = Nobody answered.
            62 第二天，实验室重新开放。 = The room was quiet, and it was raining outside the window. | The laboratory opened again the next day.
            97 他们买了12台仪器。 = They bought 12 instruments.
            """;

    static final String PASSWORDS = """
            97 密码太短。 = The password is too short.
            97 请输入密码。 = Enter the password.
            97 忘记密码了吗？ = Did you forget your password?
            97 每个月更改一次密码。 = Change your password once a month.
            97 新密码很长。 = The new passcode is long.
            97 门禁需要代码。 = The door needs a passcode.
            """;

    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("find", "filter", "findings", "terms", "links", "row")
            .with(project -> project.with("invisible", """
                    97 气象\u200B站很\u00A0高。 = The\u200F station is high. | It is\u00AD old.
                    96 花开了。 = Flowers bloom.
                    """).withEnglishSource("into-chinese", """
                    97 The station has 15 lamps. = 气象站有51盏灯。
                    96 What they use is a disruptive technology. = 他们用的是颠覆性技术。
                    """))
            .with(project -> project.with("ignore", DOUBLED))
            .with(project -> project.with("variants", PASSWORDS))
            .with(project -> project.with("shown", PAIRS));

    /** Checks that Enter in the search field goes to the next match and does not open an editor. */
    @Test
    void searchesBothTexts() throws IOException {
        ReviewTab tab = REVIEWS.open("find");
        tab.press("Ctrl", "F");
        tab.type("孩子");
        tab.until("the first is found", state -> state.cursorRow() == 17);
        assertThat(tab.text("#find-count")).isEqualTo("1 of 3");
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
        assertThat(tab.all("#rows > .row:not(.context)")).hasSizeBetween(6, 8);
        assertThat(tab.find("#filter").getText())
                .contains("Doubtful (7)", "With findings (4)", "Not 1–1 (4)", "All (24)");
        PageState here = tab.goTo(3, "source", 1);
        assertThat(here.cursorRow()).isEqualTo(3);
        PageState confirmed = tab.press("Space");
        assertThat(confirmed.cursorRow()).as("the next that is shown").isEqualTo(5);
        // It is no longer doubtful, but stays.
        tab.find(".row[aria-rowindex='3']:not(.context)");
        tab.press("End");
        assertThat(tab.text(".fold")).matches("\\d+ certain pairs");
        tab.click(".fold");
        tab.find(".row.context.selected");
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
    void forbidsAnOddTranslationWithOneKey() throws IOException {
        ReviewTab tab = REVIEWS.open("variants");
        tab.press("Y");
        tab.await("the term", () -> tab.text("#variants").contains("密码"));
        assertThat(tab.text("#variants")).contains("password", "4", "usual", "passcode", "1", "odd");
        tab.strike("F");
        tab.until("the finding", state -> state.rules().contains("term-forbidden"));
        assertThat(Files.readString(REVIEWS.file("glossary/terms.csv"))).contains("密码,passcode,forbidden");
        tab.strike("Enter");
        assertThat(tab.settle().cursorRow()).isEqualTo(5);
        tab.strike("R");
        assertThat(tab.find("#replace-field").getDomProperty("value")).isEqualTo("password");
        tab.await("only the pair with the term", () -> tab.text("#find-count").equals("1 of 1"));
        tab.press("Esc");
        tab.press("Ctrl", "F");
        tab.await("all pairs", () -> tab.text("#find-count").equals("1 of 2"));
    }

    @Test
    void showsEnglishAsSource() throws IOException {
        ReviewTab tab = REVIEWS.open("into-chinese");
        assertThat(tab.text("#column-source")).isEqualTo("Source (English)");
        assertThat(tab.text("#column-target")).isEqualTo("Target (Chinese)");
        assertThat(tab.find(".cell.source").getDomAttribute("lang")).isEqualTo("en-US");
        tab.until("the finding", state -> state.rules().contains("number-mismatch"));
        tab.goTo(1, "source", 1);
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
    }

    /** Checks that the words light up without new elements, so that selected words stay selected. */
    @Test
    void lightsUpWordsUnderThePointer() throws IOException {
        ReviewTab tab = REVIEWS.open("links");
        tab.goTo(4, "source", 1);
        tab.evaluate("""
                document.querySelector('[data-sentence=s2]').isSame = true;
                const text = document.querySelector('[data-sentence=t3] .text').firstChild;
                getSelection().setBaseAndExtent(text, 0, text, 5);
                """);
        point(tab, "s2", "气象站");
        tab.await("the term is lit", () -> lit(tab, "term").equals(List.of("气象站", "station")));
        point(tab, "t2", "2,140");
        tab.await("the number is lit", () -> lit(tab, "number").size() == 2);
        assertThat(lit(tab, "number")).allMatch(text -> text.startsWith("2,140"));
        assertThat(lit(tab, "term")).isEmpty();
        point(tab, "t2", "pass");
        tab.await("the word is lit", () -> lit(tab, "word").equals(List.of("山口", "pass")));
        assertThat(tab.evaluate("return String(getSelection())")).isEqualTo("There");
        assertThat(tab.evaluate("return document.querySelector('[data-sentence=s2]').isSame"))
                .isEqualTo(true);
        assertThat(lit(tab, "unlinked")).as("dotted words").isEmpty();
        tab.press("Q");
        tab.await("words are dotted", () -> !lit(tab, "unlinked").isEmpty());
    }

    @Test
    void removesInvisibleCharactersInOneStep() throws IOException {
        ReviewTab tab = REVIEWS.open("invisible");
        assertThat(tab.all(".invisible").stream().map(sign -> sign.getDomAttribute("data-sign")))
                .containsExactly("ZWSP", "NBSP", "RLM", "SHY");
        assertThat(tab.find(".invisible").getDomAttribute("title")).isEqualTo("zero width space (U+200B)");
        tab.goTo(1, "source", 1);
        tab.press("Enter");
        assertThat(tab.text(".invisible-list"))
                .isEqualTo("Invisible characters: zero width space (U+200B), no-break space (U+00A0)");
        tab.press("Esc");
        tab.click("#more");
        tab.click("//button[span='Remove invisible characters']");
        PageState one =
                tab.until("one sentence is clean", state -> state.text("s1").equals("气象站很 高。"));
        assertThat(one.text("t1")).isEqualTo("The\u200F station is high.");
        tab.click("#more");
        tab.click("//button[span='Remove invisible characters in all sentences']");
        PageState all = tab.until("all are clean", state -> state.text("t2").equals("It is old."));
        assertThat(all.text("t1")).isEqualTo("The station is high.");
        assertThat(tab.said()).contains("2 sentences");
        assertThat(all.undo()).isEqualTo("edit of 2 sentences");
        PageState undone = tab.press("Ctrl", "Z");
        assertThat(undone.text("t1")).isEqualTo("The\u200F station is high.");
        assertThat(undone.text("t2")).isEqualTo("It is\u00AD old.");
    }

    /** Moves the pointer to words of a sentence. */
    private static void point(ReviewTab tab, String sentence, String words) {
        Object place = tab.evaluate("""
                const text = document.querySelector(`[data-sentence=${arguments[0]}] .text`);
                const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
                const range = document.createRange();
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    const at = node.data.indexOf(arguments[1]);
                    if (at >= 0) {
                        range.setStart(node, at);
                        range.setEnd(node, at + arguments[1].length);
                    }
                }
                const box = range.getBoundingClientRect();
                return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
                """, sentence, words);
        List<?> point = (List<?>) Objects.requireNonNull(place);
        new Actions(tab.driver())
                .moveToLocation(((Number) point.get(0)).intValue(), ((Number) point.get(1)).intValue())
                .perform();
    }

    /** Returns the highlighted words of a kind, source first. */
    private static List<String> lit(ReviewTab tab, String kind) {
        return tab.strings("return [...(CSS.highlights.get('linked-' + arguments[0]) ?? [])].map(String)", kind);
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

    @Test
    void goesToARow() throws IOException {
        ReviewTab tab = REVIEWS.open("row");
        new Select(tab.find("#filter")).selectByValue("doubtful");
        tab.settle();
        tab.press(":");
        tab.type("99");
        tab.strike("Enter");
        assertThat(tab.evaluate("return document.querySelector('dialog input').validationMessage"))
                .isEqualTo("The document has pairs 1 to 25");
        tab.strike("Ctrl", "A");
        tab.type("2");
        assertThat(tab.press("Enter").cursorRow()).isEqualTo(2);
        assertThat(tab.find("#filter").getDomProperty("value")).isEqualTo("doubtful");
    }

    @Test
    void ignoresTheSameFindingAndAllOfARule() throws IOException {
        ReviewTab tab = REVIEWS.open("ignore");
        tab.goTo(1, "source", 1);
        tab.click(".row[aria-rowindex='1'] .ignore");
        assertThat(tab.all(".scopes label"))
                .extracting(WebElement::getText)
                .satisfiesExactly(
                        pair -> assertThat(pair).isEqualTo("In this pair"),
                        same -> assertThat(same).startsWith("In 2 pairs with the same finding: "),
                        rule -> assertThat(rule).isEqualTo("In 3 pairs with the finding “Doubled word”"));
        ignore(tab, "message", "so said");
        PageState ignored = tab.until("two pairs", state -> state.undo().equals("note on 2 pairs"));
        assertThat(ignored.row(2).path("note").asText()).isEqualTo("duiqi-ignore: doubled-word: so said");
        assertThat(ignored.row(3).path("note").asText()).isEmpty();
        tab.until(
                "the third remains",
                state -> state.rules().stream().filter("doubled-word"::equals).count() == 1);
        tab.press("Ctrl", "Z");
        tab.until(
                "all findings are there again",
                state -> state.rules().stream().filter("doubled-word"::equals).count() == 3);
        tab.goTo(3, "target", 1);
        tab.strike("I");
        ignore(tab, "rule", "poem");
        PageState all = tab.until("three pairs", state -> state.undo().equals("note on 3 pairs"));
        assertThat(all.row(1).path("note").asText()).isEqualTo("duiqi-ignore: doubled-word: poem");
        tab.until("none remains", state -> !state.rules().contains("doubled-word"));
        assertThat(tab.settle().rules()).as("other rules").contains("term-forbidden");
    }

    private static void ignore(ReviewTab tab, String scope, String reason) {
        tab.click(".scopes input[value=" + scope + "]");
        tab.click("dialog input:not([type=radio])");
        tab.type(reason);
        tab.strike("Enter");
    }

    private static void awaitAlternative(ReviewTab tab) {
        tab.await(
                "the alternative appears", () -> !tab.all(".remark.alternative").isEmpty());
    }

    @Test
    void showsTheRivalOfADoubtfulPair() throws IOException {
        ReviewTab tab = REVIEWS.open("shown");
        tab.goTo(2, "source", 1);
        assertThat(tab.all("#ribbons .ghost")).isEmpty();
        tab.goTo(3, "source", 1);
        tab.press("Shift", "Z");
        awaitAlternative(tab);
        assertThat(tab.text(".remark.alternative")).matches("Alternative\\s+\\d+%\\s+Take it\\s+T");
        assertThat(tab.all("#ribbons .ghost")).as("both pairs change").hasSize(2);
        assertThat(tab.said())
                .as("the alternative does not replace the answer to a key")
                .contains("0 of 5 confirmed; ", "Press T to take it");
        tab.goTo(4, "target", 1);
        awaitAlternative(tab);
        assertThat(tab.evaluate("return document.querySelectorAll('.row:has(.remark.alternative)').length"))
                .as("below the last replaced row only")
                .isEqualTo(1L);
        tab.goTo(5, "target", 1);
        tab.await("it disappears", () -> tab.all(".remark.alternative, .ghost").isEmpty());
        tab.goTo(3, "target", 1);
        awaitAlternative(tab);
        tab.click(".remark.alternative button");
        PageState taken = tab.until("it is taken", state -> state.undo().equals("regroup"));
        assertThat(taken.pairs()).contains("s3=t3 t4", "s4=t5");
        assertThat(taken.cursor()).isEqualTo("3 target 1");
    }
}
