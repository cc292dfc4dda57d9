package duiqi.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Uses a review page in the browser. */
final class ReviewTab {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String STATE = withModules(resource("/browser/state.js"));

    private final ChromeDriver driver;

    private ReviewTab(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens a document from the list. */
    static ReviewTab open(ChromeDriver driver, ReviewProcess server, String document) {
        ReviewTab tab = at(driver, server.address());
        tab.click("//button[contains(@class,'document')][span[@class='title']='" + document + "']");
        tab.settle();
        tab.until(
                "the findings are there",
                state -> !state.json().path("checking").asBoolean());
        return tab;
    }

    /** Opens a URL, even if only the part after its # differs. */
    static ReviewTab at(ChromeDriver driver, String address) {
        driver.get("about:blank");
        driver.get(address);
        return new ReviewTab(driver);
    }

    private static String resource(String name) {
        try (InputStream in = ReviewTab.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until the page is idle, and checks that it has no errors. */
    PageState settle() {
        PageState state = look();
        assertThat(state.faults()).as("errors of the page").isEmpty();
        return state;
    }

    private PageState look() {
        try {
            return new PageState(JSON.readTree(String.valueOf(script(STATE))));
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(noJson);
        }
    }

    PageState until(String what, Predicate<PageState> isSo) {
        PageState[] last = {look()};
        await(what, () -> {
            last[0] = look();
            return isSo.test(last[0]);
        });
        assertThat(last[0].faults()).as("errors of the page").isEmpty();
        return last[0];
    }

    void await(String what, BooleanSupplier isSo) {
        try {
            new WebDriverWait(driver, PATIENCE, Duration.ofMillis(25))
                    .ignoring(StaleElementReferenceException.class, NoSuchElementException.class)
                    .until(any -> isSo.getAsBoolean());
        } catch (TimeoutException late) {
            String shown = String.valueOf(evaluate("return document.body.innerText"));
            throw new AssertionError(
                    "not within " + PATIENCE.toSeconds() + " s: " + what + "\nsaid: " + said() + "\nwarned: " + warned()
                            + "\nshown: " + shown.substring(0, Math.min(700, shown.length())),
                    late);
        }
    }

    /** Types a key by its name in the help, for example {@code press("Ctrl", "Z")}, and waits for the effect. */
    PageState press(String... stroke) {
        strike(stroke);
        return settle();
    }

    void strike(String... stroke) {
        Keyboard.press(driver, List.of(stroke));
    }

    /** Types text into the focused element. */
    void type(CharSequence text) {
        new Actions(driver).sendKeys(text).perform();
    }

    /** Moves the cursor to a sentence, counted from 1. */
    PageState goTo(int row, String side, int sentence) {
        script("""
                const done = arguments[arguments.length - 1];
                const [row, side, sentence] = arguments;
                Promise.all([import("/assets/state/model.js"), import("/assets/rows/list.js")]).then(([{ model }, { list }]) => {
                  model.moveTo({ row: row - 1, side, sentence: sentence - 1 });
                  list.reveal(row - 1);
                  list.scroller.focus({ preventScroll: true });
                  done();
                });
                """, row, side, sentence);
        PageState there = settle();
        // Rows above it may be measured again and move it out of view.
        await("row " + row + " is in the page", () -> Boolean.TRUE.equals(evaluate("""
                const isThere = document.querySelector(`#rows > .row[aria-rowindex="${arguments[0]}"]`) !== null;
                if (!isThere) {
                  import("/assets/rows/list.js").then(({ list }) => list.reveal(arguments[0] - 1));
                }
                return isThere;
                """, row)));
        return there;
    }

    /** Takes imported modules from the script that the page loaded, which contains all of them. */
    private static String withModules(String script) {
        return script.replaceAll(
                "import\\(['\"]/assets/([^'\"]+)['\"]\\)",
                "import(document.scripts[0].src).then((page) => page.modules['$1'])");
    }

    @Nullable
    Object script(String asynchronous, Object... arguments) {
        return driver.executeAsyncScript(withModules(asynchronous), arguments);
    }

    @Nullable
    Object evaluate(String script, Object... arguments) {
        return driver.executeScript(withModules(script), arguments);
    }

    /** Returns the texts that a script returns. */
    @SuppressWarnings("unchecked")
    List<String> strings(String script, Object... arguments) {
        return (List<String>) requireNonNull(evaluate(script, arguments));
    }

    WebElement find(String selector) {
        By by = selector.startsWith("/") ? By.xpath(selector) : By.cssSelector(selector);
        WebElement[] found = new WebElement[1];
        await("there is " + selector, () -> {
            found[0] = driver.findElement(by);
            return found[0].isDisplayed();
        });
        return found[0];
    }

    List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    boolean isShown(String selector) {
        return all(selector).stream().anyMatch(WebElement::isDisplayed);
    }

    void click(String selector) {
        await(selector + " can be clicked", () -> {
            WebElement element = find(selector);
            if (!element.isEnabled()) {
                return false;
            }
            element.click();
            return true;
        });
    }

    /** Moves an element with the mouse by a number of pixels. */
    void drag(WebElement from, int right, int down) {
        new Actions(driver)
                .moveToElement(from)
                .clickAndHold()
                .moveByOffset(right / 2, down / 2)
                .moveByOffset(right - right / 2, down - down / 2)
                .release()
                .perform();
    }

    void drag(WebElement from, WebElement to) {
        new Actions(driver)
                .moveToElement(from)
                .clickAndHold()
                .moveToElement(to)
                .release()
                .perform();
    }

    WebElement sentence(String id) {
        return find(".sentence[data-sentence='" + id + "']");
    }

    String text(String selector) {
        return find(selector).getText();
    }

    /**
     * Returns the last messages as announced to screen readers, one to a line. The last line need not be the answer to
     * the last key: the page also announces the alternative, which arrives at any time.
     */
    String said() {
        return announced("polite");
    }

    String warned() {
        return announced("assertive");
    }

    private String announced(String region) {
        return String.valueOf(evaluate(
                "return [...document.getElementById(arguments[0]).children].map((p) => p.textContent).join('\\n')",
                region));
    }

    PageState undoAll() {
        PageState state = settle();
        while (!state.undo().equals("null")) {
            state = press("Ctrl", "Z");
        }
        return state;
    }

    ChromeDriver driver() {
        return driver;
    }
}
