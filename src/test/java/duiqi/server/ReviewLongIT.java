package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests 50,000 pairs: all of them appear during scrolling, and the page stays small. */
@Tag("browser")
class ReviewLongIT {
    private static final int ROWS = 50_000;
    private static final int MOST_ROWS_IN_PAGE = 60;

    @RegisterExtension
    static final ServedReviews REVIEWS =
            new ServedReviews().with(project -> project.with("long", pairs())).serving("tm/long.tmx");

    private static String pairs() {
        StringBuilder pairs = new StringBuilder();
        for (int k = 1; k <= ROWS; k++) {
            pairs.append(k % 10 == 0 ? 70 : 97)
                    .append(" 第")
                    .append(k)
                    .append("句。")
                    .append("话".repeat(k % 97));
            pairs.append(" = Sentence ")
                    .append(k)
                    .append('.')
                    .append(" And more.".repeat(k % 29))
                    .append('\n');
        }
        return pairs.toString();
    }

    /**
     * Scrolls in steps smaller than the window. Records the visible rows, blank rows and the number of row elements.
     */
    private static final String SCROLL = """
            const done = arguments[arguments.length - 1];
            const [steps, from] = arguments;
            Promise.all([import("/assets/rows/list.js"), import("/assets/state/model.js")]).then(async ([{ list }, { model }]) => {
              const seen = new Set();
              const faults = [];
              let most = 0;
              const frame = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
              const look = () => {
                const box = list.scroller.getBoundingClientRect();
                const rows = [...document.querySelectorAll("#rows > .row")];
                most = Math.max(most, rows.length);
                const inSight = rows.map((row) => [Number(row.getAttribute("aria-rowindex")), row.getBoundingClientRect(), row])
                  .filter(([, { top, bottom }]) => bottom > box.top && top < box.bottom).sort((a, b) => a[0] - b[0]);
                let y = Math.min(box.top, inSight[0]?.[1].top ?? Infinity);
                inSight.forEach(([number, { top, bottom }, row], i) => {
                  seen.add(number);
                  if (Math.abs(top - y) > 2 && i > 0) faults.push(`a gap of ${top - y} above row ${number}`);
                  if (i > 0 && number !== inSight[i - 1][0] + 1) faults.push(`row ${number} after ${inSight[i - 1][0]}`);
                  if (!row.textContent.includes(`第${number}句`)) faults.push(`row ${number} has another text`);
                  y = bottom;
                });
                if (inSight.length === 0) faults.push(`nothing in sight at ${list.top}`);
                else if (y < box.bottom - 2 && inSight.at(-1)[0] < model.rows.length) faults.push(`blank below row ${inSight.at(-1)[0]}`);
              };
              list.scrollTo(from);
              await frame();
              for (let i = 0; i < steps && faults.length < 5; i++) {
                look();
                list.scroller.scrollTop += list.height * 0.8;
                await frame();
              }
              const numbers = [...seen].sort((a, b) => a - b);
              const holes = numbers.filter((number, i) => i > 0 && number !== numbers[i - 1] + 1).length;
              done(JSON.stringify({ faults, most, holes, first: numbers[0], last: numbers.at(-1), count: numbers.length, elements: document.querySelectorAll("*").length }));
            }).catch((error) => done(JSON.stringify({ faults: [String(error)] })));
            """;

    private static JsonNode scroll(ReviewTab tab, int steps, double from) throws IOException {
        return new ObjectMapper().readTree(String.valueOf(tab.script(SCROLL, steps, from)));
    }

    @Test
    void showsAllRowsInASmallPage() throws IOException {
        REVIEWS.process().requireAlive();
        long begin = System.nanoTime();
        ReviewTab tab = ReviewTab.at(REVIEWS.driver(), REVIEWS.process().address());
        tab.find(".row[aria-rowindex='1'] .sentence");
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("until the first rows")
                .isLessThan(Duration.ofSeconds(60));
        assertThat(tab.settle().length()).isEqualTo(ROWS);
        for (double from : new double[] {0, 1_000_000, 1_900_000}) {
            JsonNode wheel = scroll(tab, 40, from);
            assertThat(wheel.path("faults")).as("%s", wheel).isEmpty();
            assertThat(wheel.path("holes").asInt())
                    .as("rows that were skipped: %s", wheel)
                    .isZero();
            assertThat(wheel.path("count").asInt()).isGreaterThan(100);
            assertThat(wheel.path("most").asInt()).isLessThan(MOST_ROWS_IN_PAGE);
            assertThat(wheel.path("elements").asInt())
                    .as("elements in the page")
                    .isLessThan(3000);
        }
        tab.strike("End");
        tab.find(".row[aria-rowindex='" + ROWS + "'] .sentence");
        PageState last = tab.press("Space");
        assertThat(last.cursorRow()).isEqualTo(ROWS);
        assertThat(tab.text("#progress-text")).isEqualTo("1 of 50000 confirmed");
        tab.strike("Home");
        tab.find(".row[aria-rowindex='1'] .sentence");
        assertThat(tab.press("D").cursorRow()).isEqualTo(10);
    }
}
