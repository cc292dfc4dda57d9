package duiqi.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Uses the menus with mouse and keys, and the setting of the single-letter keys. */
@Tag("browser")
class ReviewMenuIT {
    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("menu", "keys");

    @Test
    void menusWorkWithMouseAndKeys() throws IOException {
        ReviewTab tab = REVIEWS.open("menu");
        long version = tab.goTo(2, "source", 1).version();
        tab.click("#more");
        List<String> entries = strings(tab, """
                return [...document.querySelectorAll("#menu button:enabled")].map((entry) => entry.ariaLabel ?? entry.textContent);
                """);
        assertThat(entries).contains("Realign unconfirmed pairs …").endsWith("On", "With Alt", "Off");
        assertThat(focus(tab)).as("opened with the mouse").isEqualTo(entries.get(0));
        assertThat(tab.find("#more").getDomAttribute("aria-expanded")).isEqualTo("true");
        tab.strike("↓");
        assertThat(focus(tab)).isEqualTo(entries.get(1));
        tab.strike("End");
        assertThat(focus(tab)).isEqualTo("Off");
        tab.strike("↓");
        assertThat(focus(tab)).isEqualTo(entries.get(0));
        tab.strike("↑");
        assertThat(focus(tab)).isEqualTo("Off");
        tab.strike("Home");
        assertThat(focus(tab)).isEqualTo(entries.get(0));
        tab.strike("C");
        assertThat(tab.settle().version()).as("keys are no commands in a menu").isEqualTo(version);
        tab.strike("Esc");
        assertClosed(tab, "More");
        tab.strike("Enter");
        assertThat(tab.isShown("#menu")).as("opened with the keyboard").isTrue();
        tab.strike("Tab");
        assertThat(tab.isShown("#menu")).isFalse();
        assertThat(focus(tab))
                .as("Tab goes on after the button")
                .isNotEqualTo("More")
                .isNotEmpty();
        tab.click("#more");
        tab.sentence("s4").click();
        assertThat(tab.isShown("#menu")).as("a click elsewhere closes it").isFalse();
        tab.click("#more");
        tab.click("#more");
        assertThat(tab.isShown("#menu")).as("a second click closes it").isFalse();
        tab.goTo(2, "source", 1);
        tab.click("#more");
        tab.click("#menu [aria-label='Confirm all pairs up to here']");
        assertThat(tab.settle().confirmed()).isEqualTo(2);
        assertThat(focus(tab)).as("back to the texts").isEqualTo("Pairs of sentences");
    }

    private static void assertClosed(ReviewTab tab, String focus) {
        assertThat(tab.isShown("#menu")).isFalse();
        assertThat(tab.find("#more").getDomAttribute("aria-expanded")).isEqualTo("false");
        assertThat(focus(tab)).isEqualTo(focus);
    }

    private static String focus(ReviewTab tab) {
        return String.valueOf(tab.evaluate(
                "const at = document.activeElement; return at.getAttribute('aria-label') ?? at.textContent"));
    }

    /** Checks success criterion 2.1.4 of the Web Content Accessibility Guidelines 2.2. */
    @Test
    void singleLetterKeysCanNeedAltOrBeOff() throws IOException {
        ReviewTab tab = REVIEWS.open("keys");
        tab.goTo(2, "source", 1);
        try {
            assertThat(shortcuts(tab))
                    .contains("Space C", "M", "Alt+ArrowUp", "Control+Z", "Control+Shift+Z Control+Y", "Shift+R");
            choose(tab, "With Alt");
            assertThat(shortcuts(tab)).contains("Space Alt+C", "Alt+M", "Alt+ArrowUp", "Control+F Alt+/");
            assertThat(tab.text("#hint-doubtful kbd")).isEqualTo("Alt D");
            assertThat(tab.find("#actions button[aria-label=Merge]").getDomAttribute("title"))
                    .endsWith("(Alt+M)");
            assertThat(tab.press("M").version()).as("M alone").isZero();
            assertThat(tab.press("Alt", "M").pair(2)).isEqualTo("s2 s3=t2 t3 t4");
            tab.press("Ctrl", "Z");
            tab.press("Alt", "?");
            assertThat(tab.find("dialog[open] dl").getText()).contains("Alt");
            tab.strike("Esc");
            choose(tab, "Off");
            assertThat(shortcuts(tab)).contains("Space", "Enter F2").doesNotContain("M", "Alt+M");
            assertThat(tab.find("#actions button[aria-label=Merge]").getText()).isEqualTo("Merge");
            long version = tab.settle().version();
            assertThat(tab.press("M").version()).isEqualTo(version);
            assertThat(tab.press("Alt", "M").version()).isEqualTo(version);
            tab.driver().navigate().refresh();
            tab.settle();
            assertThat(tab.press("M").version()).as("also after a reload").isEqualTo(version);
            choose(tab, "On");
            assertThat(tab.press("M").version()).isEqualTo(version + 1);
        } finally {
            tab.evaluate("localStorage.removeItem('duiqi.keys')");
        }
    }

    private static void choose(ReviewTab tab, String setting) {
        tab.click("#more");
        tab.click("//div[@id='menu']//button[text()='" + setting + "']");
        assertThat(tab.find("#menu [aria-checked=true]").getText()).isEqualTo(setting);
        new Actions(tab.driver()).sendKeys(Keys.ESCAPE).perform();
        tab.evaluate("document.getElementById('grid').focus()");
    }

    private static List<String> shortcuts(ReviewTab tab) {
        return strings(tab, """
                const name = "aria-keyshortcuts";
                return [...document.querySelectorAll(`[${name}]`)].map((element) => element.getAttribute(name));
                """);
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(ReviewTab tab, String script) {
        return (List<String>) requireNonNull(tab.evaluate(script));
    }
}
