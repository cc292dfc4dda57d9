package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the page without a mouse, for screen readers, in small windows and in forced colours. AxeIT checks contrast. */
@Tag("browser")
class ReviewAccessIT {
    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("roles", "keyboard", "contrast", "zoom");

    @Test
    void announcesToScreenReaders() throws IOException {
        ReviewTab tab = REVIEWS.open("roles");
        assertThat(tab.find("#grid").getDomAttribute("aria-rowcount")).isEqualTo("25");
        assertThat(tab.evaluate("return document.documentElement.lang")).isEqualTo("en");
        assertThat(tab.find(".cell.source").getDomAttribute("lang")).startsWith("zh");
        assertThat(tab.find(".cell.target").getDomAttribute("lang")).startsWith("en");
        tab.goTo(2, "target", 1);
        String active = tab.find("#grid").getDomAttribute("aria-activedescendant");
        assertThat(tab.find("#" + active).getText()).contains("2,140 meters");
        tab.press("C");
        assertThat(tab.said().lines()).contains("Confirmed the pair");
        tab.press("Ctrl", "Z");
        assertThat(tab.said().lines()).contains("Undone: confirm");
        tab.goTo(1, "source", 1);
        tab.press("Shift", "M");
        assertThat(tab.said() + tab.warned()).contains("There is no pair above.");
        assertThat(tab.evaluate("return document.getElementById('assertive').ariaAtomic"))
                .as("a new alert does not repeat those before it")
                .isEqualTo("false");
    }

    /** Moves through the page with Tab and makes a correction without a mouse. */
    @Test
    void worksWithoutMouse() throws IOException {
        ReviewTab tab = REVIEWS.open("keyboard");
        assertThat(tab.driver().switchTo().activeElement().getDomAttribute("id"))
                .isEqualTo("grid");
        StringBuilder stops = new StringBuilder();
        for (int k = 0; k < 20; k++) {
            tab.strike("Tab");
            stops.append(tab.evaluate(
                            "const at = document.activeElement; return at.getAttribute('aria-label') ?? at.id"))
                    .append('|');
        }
        assertThat(stops)
                .contains("Confirm|", "Save", "filter", "Find|", "Keys and help|", "More|", "Pairs of sentences|");
        tab.goTo(1, "source", 1);
        tab.press("D");
        tab.press("→");
        tab.press("↓");
        tab.press("Alt", "↓");
        tab.press("K");
        PageState done = tab.press("Space");
        assertThat(done.pair(3)).isEqualTo("s3=t3");
        assertThat(done.isConfirmed(3)).isTrue();
    }

    @AfterEach
    void reset() {
        REVIEWS.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        REVIEWS.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    private static void resize(int width, int height) {
        Chromium.resize(REVIEWS.driver(), width, height);
    }

    /** Checks that states differ by outlines, patterns or system colours in the high contrast mode of Windows. */
    @Test
    void showsStatesInForcedColours() throws IOException {
        ReviewTab tab = REVIEWS.open("contrast");
        tab.goTo(6, "source", 1);
        tab.press("C");
        tab.press("/");
        tab.type("the");
        tab.await("there are matches", () -> tab.isShown(".match"));
        tab.goTo(4, "source", 1);
        tab.press("P");
        tab.goTo(5, "source", 1);
        tab.driver()
                .executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "forced-colors", "value", "active"))));
        tab.settle();
        String plain = ".row:not(.selected) .sentence:not(.picked)";
        assertThat(style(tab, ".row.selected .cell", "backgroundColor"))
                .as("forced colours are active")
                .isEqualTo("rgb(255, 255, 255)");
        assertDiffer(tab, ".sentence.here", plain);
        assertDiffer(tab, ".sentence.picked", ".sentence.here", plain);
        assertDiffer(tab, ".row.selected .cell", ".row:not(.selected) .cell");
        assertDiffer(tab, ".dot.doubtful", ".dot.confirmed", ".dot:not(.doubtful, .confirmed)");
        assertDiffer(tab, "#ribbons .doubtful:not(.selected)", "#ribbons .confirmed", "#ribbons .selected");
        assertDiffer(tab, ".match.current", ".match:not(.current)", ".text");
        assertDiffer(tab, ".finding", ".text");
        assertDiffer(tab, ".nothing", plain);
        assertDiffer(tab, "#progress-bar", "#progress-track");
    }

    private static final String LOOK = "outlineStyle outlineWidth outlineColor backgroundColor backgroundImage color"
            + " borderTopStyle borderTopWidth borderTopColor textDecorationLine textDecorationStyle"
            + " textDecorationThickness stroke strokeWidth strokeDasharray";

    private static void assertDiffer(ReviewTab tab, String... selectors) {
        Map<String, String> seen = new HashMap<>();
        for (String selector : selectors) {
            assertThat(tab.all(selector)).as(selector).isNotEmpty();
            String look = style(tab, selector, LOOK);
            assertThat(seen.put(look, selector)).as("looks like " + selector).isNull();
        }
    }

    private static String style(ReviewTab tab, String selector, String properties) {
        return String.valueOf(tab.evaluate("""
                const style = getComputedStyle(document.querySelector(arguments[0]));
                return arguments[1].split(" ").map((property) => style[property]).join("; ");
                """, selector, properties));
    }

    /** Checks a zoom of 200% and 400% in a window of 1280 to 1024 pixels, and the window of a telephone. */
    @ParameterizedTest
    @CsvSource({"640, 512", "400, 800", "320, 256"})
    void fitsSmallWindows(int width, int height) throws IOException {
        ReviewTab tab = REVIEWS.open("zoom");
        tab.goTo(2, "source", 1);
        tab.press("C");
        resize(width, height);
        tab.settle();
        for (String shown : List.of("#count-doubtful", "#count-findings", "#progress-text", "#state", "#name")) {
            assertThat(tab.evaluate("""
                    const element = document.querySelector(arguments[0]);
                    const box = element.getBoundingClientRect();
                    return box.width > 8 && box.height > 8 && box.left >= 0 && box.right <= innerWidth
                      && element.scrollWidth <= element.clientWidth + 1;
                    """, shown))
                    .as("%s is shown in full", shown)
                    .isEqualTo(true);
        }
        assertThat(tab.evaluate("return document.getElementById('grid').clientHeight"))
                .asString()
                .satisfies(high -> assertThat(Integer.parseInt(high)).isGreaterThan(200));
        assertFits(tab, "#app");
        assertThat(tab.evaluate("""
                const rows = [...document.querySelectorAll("#rows > .row")].sort((a, b) => a.number - b.number);
                return rows.filter((row, i) => i > 0 && row.y < rows[i - 1].y + rows[i - 1].offsetHeight - 1).length;
                """)).as("rows that overlap the row above").isEqualTo(0L);
        tab.press("G");
        assertFits(tab, "#glossary");
        tab.press("G");
        tab.press("/");
        assertFits(tab, "#find");
        tab.press("Esc");
        tab.click("#more");
        assertFits(tab, "#menu");
        tab.strike("Esc");
        for (String[] dialog : new String[][] {{"?"}, {"Ctrl", "K"}}) {
            tab.strike(dialog);
            assertFits(tab, "#dialog");
            tab.strike("Esc");
        }
        tab.strike("Shift", "F10");
        assertFits(tab, "#row-menu");
        tab.strike("Esc");
        tab.click("#back");
        tab.find(".document");
        assertFits(tab, "#documents");
    }

    /** Checks success criteria 1.4.10 and 2.5.8: nothing needs scrolling to the side, and targets are large enough. */
    private static void assertFits(ReviewTab tab, String part) {
        assertThat(tab.strings("""
                const part = document.querySelector(arguments[0]);
                const all = [part, ...part.querySelectorAll("*")].filter((element) =>
                  element.checkVisibility({ visibilityProperty: true }) && !element.closest("svg, .unseen, #ribbons"));
                const name = (element) => element.outerHTML.slice(0, 100);
                const beyond = all.filter((element) => {
                  const { left, right } = element.getBoundingClientRect();
                  return left < -1 || right > innerWidth + 1;
                }).map((element) => `beyond the window: ${name(element)}`);
                const wide = all.filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX))
                  .filter((element) => element.scrollWidth > element.clientWidth + 1)
                  .map((element) => `scrolls to the side: ${name(element)}`);
                // A gap has an equivalent button in the toolbar.
                const targets = all.filter((element) => element.matches("button:not(.gap), select, input, textarea"));
                const small = targets.filter((element) => {
                  const { width, height } = element.getBoundingClientRect();
                  return width < 24 || height < 24;
                }).map((element) => `too small: ${name(element)}`);
                const page = document.scrollingElement;
                const sideways = page.scrollWidth > innerWidth ? ["the page scrolls to the side"] : [];
                return [...beyond, ...wide, ...small, ...sideways];
                """, part)).as(part).isEmpty();
    }
}
