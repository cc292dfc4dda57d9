package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Checks all pages with axe-core against the Web Content Accessibility Guidelines 2.2, levels A and AA: in light and dark
 * mode and in a narrow window.
 */
@Tag("browser")
class AxeIT {
    private static final String PAIRS = """
            98 气象站建在海拔2,140米的山口。 = The station stands on a pass 2,140 meters above sea level.
            60 去年有3.5万人读了他们的报告。 = Last year 36,000 people read their reports. | They liked the the reports.
            96 他们用的是颠覆性技术。 = What they use is a subversive technology.
            55 读者也许会问，这值得吗？ =
            50 = Nobody told her to.
            97 小林记录天上的云。 = Xiao Lin records the clouds in the sky.
            """;

    @RegisterExtension
    static final ServedReviews REVIEWS = new ServedReviews()
            .with(project ->
                    project.with("doubtful", PAIRS + ReviewWordsIT.PASSWORDS).withSamples("other"));

    private final List<String> violations = new ArrayList<>();

    @AfterEach
    void resetWindow() {
        emulate("", 0);
        REVIEWS.driver().executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }

    @Test
    void editorFollowsTheGuidelines() throws IOException {
        ReviewTab tab = REVIEWS.open("doubtful");
        tab.goTo(1, "source", 1);
        tab.press("C");
        tab.goTo(6, "source", 1);
        tab.press("*");
        tab.goTo(2, "target", 1);
        check("editor");
        tab.press("Enter");
        check("open sentence");
        tab.press("Esc");
        tab.press("G");
        tab.await("there are terms", () -> tab.isShown("#terms > li"));
        tab.press("Y");
        tab.await("there are variants", () -> tab.isShown("#variants .odd"));
        check("glossary");
        tab.press("G");
        tab.press("/");
        tab.type("the");
        tab.await("there are matches", () -> tab.isShown(".match"));
        check("find");
        tab.click("#find-replace");
        tab.click("#replace-all");
        tab.find("dialog .changes del");
        check("replace all");
        tab.strike("Esc");
        tab.click("#find-close");
        tab.click("#more");
        check("menu");
        tab.strike("Esc");
        tab.click("#colours");
        check("legend");
        tab.press("Esc");
        assertThat(tab.isShown("#legend")).isFalse();
        tab.strike("Shift", "F10");
        check("menu of the pair");
        tab.strike("Esc");
        tab.evaluate("for (const id of ['offline', 'changed']) document.getElementById(id).hidden = false;");
        check("notices");
        assertThat(violations).isEmpty();
    }

    @Test
    void dialogsFollowTheGuidelines() throws IOException {
        ReviewTab tab = REVIEWS.open("doubtful");
        tab.goTo(2, "target", 1);
        String texts = "{ source: '云', target: 'cloud' }";
        for (String dialog : List.of(
                "edit/actions.js: perform('note')",
                "edit/actions.js: perform('ignore')",
                "edit/actions.js: perform('confirm-sure')",
                "edit/actions.js: perform('realign')",
                "edit/actions.js: perform('go-to-row')",
                "edit/actions.js: perform('name')",
                "edit/actions.js: perform('palette')",
                "dom/dialogs.js: showText('The sentence no longer exists', 'You typed this text:', 'text')",
                "dom/dialogs.js: askStop({ unsaved: 2, memory: 'tm/a.tmx' })",
                "dom/conflicts.js: askMerge({ problem: 'the memory has changed', conflicts: 1 }, async () => ({ from: 0, total: 1,"
                        + " conflicts: [{ id: 'b1', before: " + texts + ", mine: " + texts + ", theirs: null }] }))")) {
            String[] parts = dialog.split(": ", 2);
            tab.evaluate("import('/assets/" + parts[0] + "').then((module) => module." + parts[1] + ")");
            tab.find("dialog[open]");
            check(dialog);
            tab.evaluate("document.getElementById('dialog').close()");
            tab.await("it is closed", () -> tab.all("dialog[open]").isEmpty());
        }
        tab.press("?");
        check("help");
        tab.strike("Esc");
        assertThat(violations).isEmpty();
    }

    @Test
    void listAndMessagesFollowTheGuidelines() {
        ReviewTab list = ReviewTab.at(REVIEWS.driver(), REVIEWS.process().address());
        list.find(".document");
        check("list of documents");
        list.all("#file-0").get(0).sendKeys(REVIEWS.file("other.zh.txt").toString());
        list.find("#place-0.ready");
        check("chosen files");
        String address = REVIEWS.process().address().replaceAll("#.*", "");
        list.evaluate("sessionStorage.clear()");
        ReviewTab.at(REVIEWS.driver(), address).find("#instead h1");
        check("message");
        assertThat(violations).isEmpty();
    }

    /** Checks the order that Tab and screen readers follow, and a window as at a zoom of 400 %. */
    @Test
    void rowsAreInOrderAndInSight() throws IOException {
        ReviewTab tab = REVIEWS.open("other");
        Chromium.resize(REVIEWS.driver(), 320, 256);
        for (int row : List.of(12, 11, 10, 4)) {
            tab.goTo(row, "source", 1);
            assertThat(tab.evaluate("return [...document.querySelectorAll('#rows > .row')]"
                            + ".every((row, i, all) => i === 0 || row.y > all[i - 1].y)"))
                    .isEqualTo(true);
            assertThat(tab.evaluate(
                            "const { top, bottom } = document.querySelector('.sentence.here').getBoundingClientRect();"
                                    + "return top >= 0 && bottom <= innerHeight"))
                    .as("sentence in row %d", row)
                    .isEqualTo(true);
        }
    }

    @Test
    void searchPageFollowsTheGuidelines(@TempDir Path folder) throws IOException {
        try (ServedProject served = new ServedProject(folder, ServerPlace.LOCAL, true)) {
            for (String query : List.of("", "基础研究", "running water", "none")) {
                String encoded = URLEncoder.encode(query, StandardCharsets.UTF_8);
                REVIEWS.driver().get(served.server.address() + "search?q=" + encoded);
                check("search page " + query);
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void reportsFollowTheGuidelines(@TempDir Path folder) throws IOException, InterruptedException {
        new ReviewProject(folder).withSamples("a");
        ReviewProcess.run(folder, "report", "a.zh.txt", "a.en.txt", "-o", "report.html");
        ReviewProcess.run(folder, "align", "-q", "a.zh.txt", "a.en.txt");
        ReviewProcess.run(folder, "check", "--fail-on", "never", "--to", "html", "-o", "findings.html");
        for (String file : List.of("report.html", "findings.html")) {
            REVIEWS.driver().get(folder.resolve(file).toUri().toString());
            check(file);
        }
        assertThat(violations).isEmpty();
    }

    private static void emulate(String scheme, int width) {
        ChromeDriver driver = REVIEWS.driver();
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", scheme),
                                // A message that fades has little contrast for a moment.
                                Map.of("name", "prefers-reduced-motion", "value", scheme.isEmpty() ? "" : "reduce"))));
        Chromium.resize(driver, width, width == 0 ? 0 : 900);
    }

    /** Checks the page in four windows and collects the violations. */
    private void check(String what) {
        check(what + ", light", "light", 0);
        check(what + ", dark", "dark", 0);
        check(what + ", narrow", "light", 400);
        check(what + ", dark and narrow", "dark", 400);
    }

    @SuppressWarnings("unchecked")
    private void check(String what, String scheme, int width) {
        emulate(scheme, width);
        ChromeDriver driver = REVIEWS.driver();
        driver.executeScript(script());
        List<String> found = (List<String>) Objects.requireNonNull(driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                const values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
                const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
                frame().then(frame)
                  .then(() => axe.run({ runOnly: { type: "tag", values }, resultTypes: ["violations"],
                    rules: { "label-content-name-mismatch": { enabled: true } } }))
                  .then(({ violations }) => done(violations.flatMap(({ id, nodes }) => nodes.map(
                    ({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary.replace(/\\s+/g, " ")}`))))
                  .catch((error) => done([`axe: ${error}`]));
                """));
        found.forEach(one -> violations.add(what + ": " + one));
    }

    private static String script() {
        try (InputStream in = AxeIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
