package duiqi.server;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Measures a review page in the browser, from an input event to the frame that shows its effect, in milliseconds.
 *
 * @param load times to the first row, with answers that take 400 ms; the first one with an empty cache
 * @param search times from a changed search field to the marked matches
 * @param merge times from the key to the merged row
 */
public record PageSpeed(List<Double> load, List<Double> search, List<Double> merge) {
    private static final Dimension SIZE = new Dimension(1280, 1000);
    private static final int ROUNDS = 11;

    private static final String MODULES = """
            const [number, done] = [arguments[0], arguments[arguments.length - 1]];
            Promise.all([import("/assets/state/model.js"), import("/assets/rows/list.js")]).then(([{ model }, { list }]) => {
              const until = (isSo, then) => requestAnimationFrame(() => (isSo() ? then() : until(isSo, then)));
            """;

    private static final String SEARCH = MODULES + """
              const field = document.getElementById("find-field");
              const count = document.getElementById("find-count");
              field.value = "";
              field.dispatchEvent(new Event("input"));
              until(() => count.textContent === "", () => {
                const begin = performance.now();
                field.value = ["的", "the", "research", "20"][number % 4];
                field.dispatchEvent(new Event("input"));
                until(() => count.textContent !== "", () => done(performance.now() - begin));
              });
            });
            """;

    private static final String MERGE = MODULES + """
              model.moveTo({ row: Math.floor(((number + 0.5) * model.rows.length) / 12), side: "source", sentence: 0 });
              list.reveal(model.cursor.row);
              list.scroller.focus({ preventScroll: true });
              setTimeout(() => {
                const { version } = model;
                const begin = performance.now();
                list.scroller.dispatchEvent(new KeyboardEvent("keydown", { key: "m", code: "KeyM", bubbles: true, cancelable: true }));
                until(() => model.version > version, () => done(performance.now() - begin));
              }, 500);
            });
            """;

    /**
     * Measures the only document of a server.
     *
     * @param address URL of the page
     * @throws IllegalStateException if there is no Chromium
     */
    public static PageSpeed of(String address) {
        ChromeDriver driver = Chromium.start(SIZE);
        try {
            Chromium.delayAnswers(driver, 400);
            List<Double> load = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                ReviewTab loaded = ReviewTab.at(driver, address);
                loaded.find("#rows > .row");
                load.add(((Number) requireNonNull(loaded.evaluate("return performance.now()"))).doubleValue());
            }
            Chromium.delayAnswers(driver, 0);
            ReviewTab tab = ReviewTab.at(driver, address);
            tab.find("#rows > .row");
            tab.settle();
            tab.press("Ctrl", "F");
            List<Double> search = times(tab, SEARCH);
            tab.press("Esc");
            return new PageSpeed(load, search, times(tab, MERGE));
        } finally {
            driver.quit();
        }
    }

    private static List<Double> times(ReviewTab tab, String script) {
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            times.add(((Number) requireNonNull(tab.script(script, round))).doubleValue());
        }
        Collections.sort(times);
        return times;
    }
}
