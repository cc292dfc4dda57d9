package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** Tests the order of work, the way to a row, and findings that are ignored together. */
@Tag("browser")
class ReviewOrderIT {
    private static final String DOUBLED = """
            97 站长是老赵。 = The the head is Old Zhao.
            97 雪化了。 = The the snow melts.
            97 风大了。 = And and the wind is strong.
            97 他们用颠覆性技术。 = They use subversive technology.
            """;

    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("order", "row")
            .with(project -> project.with("ignore", DOUBLED).with("kind", DOUBLED));

    @Test
    void goesThroughPairsLeastCertainFirst() throws IOException {
        ReviewTab tab = REVIEWS.open("order");
        tab.goTo(20, "source", 1);
        tab.click("#order");
        PageState first = tab.settle();
        assertThat(tab.text("#left")).isEqualTo("24 of 24 left");
        assertThat(tab.text("#estimate")).matches("about \\d errors left");
        double errors = errors(tab);
        assertThat(probability(first)).isEqualTo(0.5);
        assertThat(tab.driver().switchTo().activeElement().getDomAttribute("id"))
                .isEqualTo("grid");
        assertThat(probability(tab.press("Space"))).isEqualTo(0.55);
        assertThat(tab.text("#left")).isEqualTo("23 of 24 left");
        assertThat(errors(tab)).isBetween(errors - 1, errors);
        assertThat(probability(tab.press("D"))).isEqualTo(0.61);
        assertThat(probability(tab.press("Shift", "D"))).isEqualTo(0.55);
        assertThat(tab.find(".row[aria-selected=true] .number").getText())
                .as("rows keep their numbers")
                .isEqualTo(String.valueOf(tab.settle().cursorRow()));
        assertThat(tab.said()).as("no announcement at each step").doesNotContain("23 of 24 left");
        tab.press("Shift", "Z");
        assertThat(tab.said()).containsPattern("(?m)^Least certain first: 23 of 24 left; about \\d errors left$");
        tab.press("Z");
        assertThat(tab.isShown("#left")).isFalse();
    }

    private static double probability(PageState state) {
        return state.row(state.cursorRow()).path("probability").asDouble();
    }

    private static double errors(ReviewTab tab) {
        return Double.parseDouble(tab.text("#estimate").replaceAll("[^0-9.]", ""));
    }

    @Test
    void goesToARow() throws IOException {
        ReviewTab tab = REVIEWS.open("row");
        tab.press(":");
        tab.type("99");
        tab.strike("Enter");
        assertThat(tab.isShown("dialog")).as("there is no row 99").isTrue();
        assertThat(tab.evaluate("return document.querySelector('dialog input').validationMessage"))
                .isEqualTo("The document has rows 1 to " + tab.settle().length());
        tab.strike("Ctrl", "A");
        tab.type("7");
        assertThat(tab.press("Enter").cursorRow()).isEqualTo(7);
        new Select(tab.find("#filter")).selectByValue("doubtful");
        tab.settle();
        tab.press(":");
        tab.type("2");
        assertThat(tab.press("Enter").cursorRow()).isEqualTo(2);
        assertThat(tab.said().lines()).contains("Row 2 does not match the filter, so all pairs are shown");
        assertThat(tab.find("#filter").getDomProperty("value")).isEqualTo("all");
    }

    @Test
    void ignoresTheSameFindingInAllPairs() throws IOException {
        ReviewTab tab = REVIEWS.open("ignore");
        tab.goTo(1, "source", 1);
        tab.click(".row[aria-rowindex='1'] .ignore");
        assertThat(tab.all(".scopes label"))
                .extracting(WebElement::getText)
                .satisfiesExactly(
                        pair -> assertThat(pair).isEqualTo("In this pair"),
                        same -> assertThat(same).startsWith("In 2 pairs with the same finding: "),
                        rule -> assertThat(rule).isEqualTo("In 3 pairs with a finding of doubled-word"));
        ignore(tab, "message", "so said");
        PageState ignored = tab.until("two pairs", state -> state.undo().equals("note on 2 pairs"));
        assertThat(ignored.row(2).path("note").asText()).isEqualTo("duiqi-ignore: doubled-word: so said");
        assertThat(ignored.row(3).path("note").asText()).isEmpty();
        tab.until(
                "the third remains",
                state -> state.rules().stream().filter("doubled-word"::equals).count() == 1);
        assertThat(tab.press("Ctrl", "Z").row(2).path("note").asText()).isEmpty();
        tab.until(
                "all findings are there again",
                state -> state.rules().stream().filter("doubled-word"::equals).count() == 3);
    }

    @Test
    void ignoresAllFindingsOfARule() throws IOException {
        ReviewTab tab = REVIEWS.open("kind");
        tab.goTo(3, "target", 1);
        tab.strike("I");
        ignore(tab, "rule", "poem");
        PageState ignored = tab.until("three pairs", state -> state.undo().equals("note on 3 pairs"));
        assertThat(ignored.row(1).path("note").asText()).isEqualTo("duiqi-ignore: doubled-word: poem");
        tab.until("none remains", state -> !state.rules().contains("doubled-word"));
        assertThat(tab.settle().rules()).as("other rules").contains("term-forbidden");
    }

    private static void ignore(ReviewTab tab, String scope, String reason) {
        tab.click(".scopes input[value=" + scope + "]");
        tab.click("dialog input:not([type=radio])");
        tab.type(reason);
        tab.strike("Enter");
    }
}
