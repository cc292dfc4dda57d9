package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the addresses of documents and rows, and the return to them after a reload and a restart. */
@Tag("browser")
class ReviewAddressIT {
    /** Height of a line in pixels. Rows are measured again when the fonts are loaded, so the place may differ by less. */
    private static final double LINE = 20;

    @RegisterExtension
    static final ServedReviews REVIEWS =
            ServedReviews.ofSamples("first", "second", "later", "others", "token", "people");

    private static String fragment(ReviewTab tab) {
        return String.valueOf(tab.driver().getCurrentUrl()).replaceFirst("^[^#]*", "");
    }

    private static void awaitFragment(ReviewTab tab, String wanted) {
        tab.await("the address is " + wanted, () -> fragment(tab).equals(wanted));
    }

    private static void awaitRow(ReviewTab tab, String document, int row) {
        tab.until(
                "row " + row + " of " + document,
                state -> tab.text("#name").equals(document) && state.cursorRow() == row);
    }

    private static double firstRowTop(ReviewTab tab) {
        Object top = tab.evaluate("return document.querySelector('#rows > .row[aria-rowindex=\"12\"]')"
                + "?.getBoundingClientRect().top - document.getElementById('grid').getBoundingClientRect().top");
        return ((Number) Objects.requireNonNull(top)).doubleValue();
    }

    @Test
    void eachDocumentAndRowHasAnAddress() throws IOException {
        ReviewTab tab = REVIEWS.open("first");
        tab.goTo(5, "target", 1);
        awaitFragment(tab, "#/d/first/row/5");
        tab.click("#back");
        tab.click("//button[contains(@class,'document')][span[@class='title']='second']");
        awaitRow(tab, "second", 1);
        awaitFragment(tab, "#/d/second/row/1");
        tab.driver().navigate().back();
        tab.await("the list of documents", () -> tab.isShown("#documents"));
        tab.driver().navigate().back();
        awaitRow(tab, "first", 5);
        tab.evaluate("location.hash = '#/d/second/row/9'");
        awaitRow(tab, "second", 9);
        tab.evaluate("location.hash = '#/d/second/row/3'");
        awaitRow(tab, "second", 3);
        tab.evaluate("location.hash = '#/d/none/row/3'");
        tab.await("the list of documents", () -> tab.isShown("#documents"));
        assertThat(tab.text("#documents")).contains("none", "does not exist");
    }

    @Test
    void returnsToTheRowAndScrollPlace() throws IOException {
        ReviewTab tab = REVIEWS.open("later");
        tab.goTo(14, "target", 1);
        tab.script("""
                const done = arguments[arguments.length - 1];
                import("/assets/rows/list.js").then(({ list }) => { list.scrollTo(list.top + 37); setTimeout(done, 700); });
                """);
        double top = firstRowTop(tab);
        tab.driver().navigate().refresh();
        awaitRow(tab, "later", 14);
        tab.await("the scroll place after a reload", () -> Math.abs(firstRowTop(tab) - top) < LINE);
        REVIEWS.restart();
        ReviewTab again = ReviewTab.at(REVIEWS.driver(), REVIEWS.process().address());
        again.click("//button[contains(@class,'document')][span[@class='title']='later']");
        awaitRow(again, "later", 14);
        again.await("the scroll place after a restart", () -> Math.abs(firstRowTop(again) - top) < LINE);
    }

    @Test
    void goesOnByItselfWhenTheTokenStays() throws IOException {
        REVIEWS.restart("--token-file", "token.txt");
        ReviewTab tab = REVIEWS.open("token");
        tab.goTo(6, "source", 1);
        REVIEWS.restart("--token-file", "token.txt");
        tab.await("the page goes on", () -> tab.said().contains("responds again"));
        tab.press("C");
        tab.until("the step after the restart", state -> state.isConfirmed(6));
        assertThat(tab.isShown("#connect") || tab.isShown("#instead")).isFalse();
    }

    @Test
    void passesTheTokenOfANewTabToOpenTabs() throws IOException {
        ReviewTab tab = REVIEWS.open("others");
        tab.goTo(3, "source", 1);
        String first = tab.driver().getWindowHandle();
        REVIEWS.restart();
        tab.await("the page asks for the address", () -> tab.isShown("#connect input"));
        Tabs.open(tab.driver());
        ReviewTab other = ReviewTab.at(REVIEWS.driver(), REVIEWS.process().address());
        other.await("the list", () -> other.isShown("#documents"));
        other.driver().close();
        tab.driver().switchTo().window(first);
        tab.await("the page goes on", () -> !tab.isShown("#connect"));
        awaitRow(tab, "others", 3);
    }

    @Test
    void showsTheRowOfAnotherPerson() throws IOException {
        ReviewTab one = REVIEWS.open("people");
        String first = one.driver().getWindowHandle();
        Tabs.open(one.driver());
        ReviewTab other = REVIEWS.open("people");
        other.evaluate("localStorage.setItem('duiqi.name', '李雷')");
        other.goTo(4, "source", 1);
        other.evaluate("return new Promise((done) => setTimeout(done, 600))");
        one.driver().switchTo().window(first);
        one.await(
                "the name",
                () -> one.text("#rows > .row[aria-rowindex='4'] .people").equals("李雷"));
        one.goTo(2, "source", 1);
        one.evaluate("return new Promise((done) => setTimeout(done, 600))");
        one.driver().navigate().refresh();
        one.await("the name after a reload", () -> one.isShown("#rows .people:not(:empty)"));
        assertThat(one.all("#rows .people:not(:empty)"))
                .as("not this page itself")
                .hasSize(1);
        one.evaluate("localStorage.removeItem('duiqi.name')");
    }
}
