package duiqi.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests the page without a mouse, for screen readers, and in dark mode. */
@Tag("browser")
class ReviewAccessIT {
    /** Minimum contrast: Web Content Accessibility Guidelines 2.2, success criterion 1.4.3. */
    private static final double LEAST_CONTRAST = 4.5;

    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("roles", "colours", "keyboard");

    @Test
    void announcesToScreenReaders() throws IOException {
        ReviewTab tab = REVIEWS.open("roles");
        tab.press("G");
        assertThat(strings(tab, """
                return [...document.querySelectorAll("button, input, select, textarea, [role=scrollbar], [role=grid], [role=toolbar], aside")]
                  .filter((element) => {
                    const label = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
                    return !label || label.trim() === "" || /^[^\\p{L}\\p{N}]*$/u.test(label);
                  }).map((element) => element.outerHTML.slice(0, 90));
                """)).as("without a name").isEmpty();
        assertThat(tab.find("#grid").getDomAttribute("aria-rowcount")).isEqualTo("25");
        assertThat(tab.evaluate("return document.documentElement.lang")).isEqualTo("en");
        assertThat(tab.find(".cell.source").getDomAttribute("lang")).startsWith("zh");
        assertThat(tab.find(".cell.target").getDomAttribute("lang")).startsWith("en");
        assertThat(strings(tab, """
                const all = [...document.querySelectorAll("#rows > .row")];
                return all.filter((row) => row.getAttribute("role") !== "row"
                  || [...row.children].some((cell) => !/^(gridcell|rowheader)$/.test(cell.getAttribute("role"))))
                  .map((row) => row.outerHTML.slice(0, 90));
                """)).as("rows of other roles").isEmpty();
        assertThat(strings(tab, "return [...document.querySelectorAll('[id]')].map(({ id }) => id)"))
                .doesNotHaveDuplicates();
        tab.press("G");
        tab.goTo(2, "target", 1);
        String active = tab.find("#grid").getDomAttribute("aria-activedescendant");
        assertThat(tab.find("#" + active).getText()).contains("2,140 meters");
        tab.press("C");
        assertThat(tab.said().lines()).contains("Confirmed the pair");
        tab.press("Ctrl", "Z");
        assertThat(tab.said().lines()).contains("Undone: confirm");
        tab.goTo(1, "source", 1);
        tab.press("Shift", "M");
        assertThat(tab.said() + tab.warned()).contains("not possible here");
        assertThat(tab.evaluate("return document.getElementById('assertive').ariaAtomic"))
                .as("a new alert does not repeat those before it")
                .isEqualTo("false");
    }

    @Test
    void hasEnoughContrast() throws IOException {
        ReviewTab tab = REVIEWS.open("colours");
        tab.goTo(4, "source", 1);
        tab.press("Space");
        for (String scheme : List.of("light", "dark")) {
            tab.driver()
                    .executeCdpCommand(
                            "Emulation.setEmulatedMedia",
                            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            tab.await(
                    "the theme is " + scheme,
                    () -> scheme.equals(tab.evaluate("return document.documentElement.dataset.theme")));
            assertThat(tab.settle().faults()).isEmpty();
            for (String place : List.of(
                    ".row:not(.selected) .sentence",
                    ".row.selected .sentence",
                    ".remark .said",
                    ".rule",
                    ".tag",
                    ".number",
                    "#about",
                    "#progress-text",
                    "#state",
                    "#name",
                    "#actions button.primary span",
                    "#filter",
                    "kbd",
                    "#hint span")) {
                assertThat(contrast(tab, place)).as("%s in %s", place, scheme).isGreaterThanOrEqualTo(LEAST_CONTRAST);
            }
        }
        tab.driver().executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
    }

    /** Computes the contrast of a text with its background by the formula of the guidelines. */
    private static double contrast(ReviewTab tab, String place) {
        Object contrast = tab.evaluate("""
                const element = document.querySelector(arguments[0]);
                const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
                const over = (colour) => { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); };
                const behind = [];
                for (let at = element; at; at = at.parentElement) behind.unshift(getComputedStyle(at).backgroundColor);
                over("white");
                behind.forEach(over);
                const read = () => [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
                const ground = read();
                over(getComputedStyle(element).color);
                const text = read();
                const light = (rgb) => rgb.map((value) => value / 255)
                  .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
                  .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
                const [high, low] = [light(ground), light(text)].sort((a, b) => b - a);
                return (high + 0.05) / (low + 0.05);
                """, place);
        return ((Number) requireNonNull(contrast)).doubleValue();
    }

    @SuppressWarnings("unchecked")
    private static List<String> strings(ReviewTab tab, String script) {
        return (List<String>) requireNonNull(tab.evaluate(script));
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
}
