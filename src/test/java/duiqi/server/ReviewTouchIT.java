package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Scrolls and corrects pairs with a finger. */
@Tag("browser")
class ReviewTouchIT {
    private static final int STEPS = 8;

    @RegisterExtension
    static final ServedReviews REVIEWS = ServedReviews.ofSamples("swipe", "drag", "link", "hold");

    @BeforeAll
    static void beginTouch() {
        emulate(true);
    }

    @AfterAll
    static void endTouch() {
        emulate(false);
    }

    private static void emulate(boolean isOn) {
        REVIEWS.driver()
                .executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", isOn, "maxTouchPoints", 1));
    }

    @Test
    void swipesScrollAndChangeNothing() throws IOException {
        ReviewTab tab = REVIEWS.open("swipe");
        PageState before = tab.goTo(2, "source", 1);
        for (String start : List.of(
                ".row[aria-rowindex='8'] [data-grip=target]",
                ".row[aria-rowindex='8'] [data-grip=target] .pill",
                ".row[aria-rowindex='8'] .cell.target .port",
                ".row[aria-rowindex='2'] [data-grip=source]@0.1",
                ".row[aria-rowindex='6'] .cell.source .text")) {
            tab.evaluate("document.getElementById('grid').scrollTop = 0");
            tab.settle();
            swipe(tab, start, 0, -150);
            tab.await("the swipe from " + start + " scrolls", () -> scrolled(tab) > 60);
            PageState after = tab.settle();
            assertThat(after.version()).as(start).isEqualTo(before.version());
            assertThat(after.cursor()).as(start).isEqualTo(before.cursor());
        }
    }

    @Test
    void visibleHandleMovesSentences() throws IOException {
        ReviewTab tab = REVIEWS.open("drag");
        tab.goTo(3, "target", 1);
        swipe(tab, ".row[aria-rowindex='3'] [data-grip=target] .pill", 0, -40);
        PageState moved = tab.settle();
        assertThat(moved.pair(3)).isEqualTo("s3=t3");
        assertThat(moved.pair(4)).isEqualTo("s4=t4 t5");
        assertThat(tab.press("Ctrl", "Z").pair(3)).isEqualTo("s3=t3 t4");
    }

    @Test
    void visiblePortLinks() throws IOException {
        ReviewTab tab = REVIEWS.open("link");
        // A pair without an alternative, which would appear and move the rows.
        tab.goTo(8, "source", 1);
        List<Double> port = middle(tab, ".sentence.here .port");
        List<Double> goal = middle(tab, "[data-sentence=t7] .text");
        swipe(tab, ".sentence.here .port", (int) (goal.get(0) - port.get(0)), (int) (goal.get(1) - port.get(1)));
        PageState linked = tab.settle();
        assertThat(linked.undo()).isEqualTo("link");
        assertThat(linked.row(8).path("bead"))
                .as("the pair of t7")
                .isEqualTo(linked.row(6).path("bead"));
    }

    @Test
    void longPressOpensTheMenuOfThePair() throws IOException {
        ReviewTab tab = REVIEWS.open("hold");
        List<Double> place = middle(tab, "[data-sentence=s4] .text");
        touch(tab, "touchStart", List.of(Map.of("x", place.get(0), "y", place.get(1))));
        tab.find("#row-menu");
        touch(tab, "touchEnd", List.of());
        assertThat(tab.settle().cursor()).isEqualTo("4 source 1");
        tab.click("#row-menu [aria-label='Merge']");
        assertThat(tab.settle().pair(4)).isEqualTo("s4 s5 s6=t5 t6");
    }

    private static int scrolled(ReviewTab tab) {
        Object top = Objects.requireNonNull(tab.evaluate("return document.getElementById('grid').scrollTop"));
        return ((Number) top).intValue();
    }

    /** Returns the middle of an element, or a point at a share of its width after "@". */
    @SuppressWarnings("unchecked")
    private static List<Double> middle(ReviewTab tab, String place) {
        List<Number> point = (List<Number>) Objects.requireNonNull(tab.evaluate("""
                const [selector, share = 0.5] = arguments[0].split("@");
                const box = document.querySelector(selector).getBoundingClientRect();
                return [box.left + box.width * share, box.top + box.height / 2];
                """, place));
        return point.stream().map(Number::doubleValue).toList();
    }

    private static void swipe(ReviewTab tab, String start, int right, int down) {
        List<Double> place = middle(tab, start);
        for (int k = 0; k <= STEPS; k++) {
            Map<String, Double> finger = Map.of(
                    "x", place.get(0) + (double) right * k / STEPS, "y", place.get(1) + (double) down * k / STEPS);
            touch(tab, k == 0 ? "touchStart" : "touchMove", List.of(finger));
        }
        touch(tab, "touchEnd", List.of());
    }

    private static void touch(ReviewTab tab, String type, List<Map<String, Double>> fingers) {
        tab.driver().executeCdpCommand("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", fingers));
    }
}
