package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Opens a report of two texts from disk, without a server. */
@Tag("browser")
class ReportPageIT {
    @RegisterExtension
    static final Chromium BROWSER = new Chromium();

    /** Returns the texts of table cells and labels that are wider than their boxes. */
    private static final String CUT = """
            return [...document.querySelectorAll('h1, h2, h3, th, td, dt, dd, figcaption, small')]
                .filter(e => e.clientWidth > 1 && e.scrollWidth > e.clientWidth + 1)
                .map(e => e.textContent);
            """;

    @Test
    void filtersWorkFromDisk(@TempDir Path folder) throws Exception {
        new ReviewProject(folder).withSamples("a");
        ReviewProcess.run(folder, "report", "a.zh.txt", "a.en.txt", "-o", "report.html");
        ChromeDriver driver = BROWSER.driver();
        driver.manage().logs().get("browser");
        driver.get(folder.resolve("report.html").toUri().toString());

        WebElement pairs = partWith(driver, "kind");
        int all = shown(pairs);
        assertThat(all).isGreaterThan(20);
        choose(pairs, "kind", 3);
        awaitShown(pairs, 4);
        choose(pairs, "kind", 2);
        awaitShown(pairs, 2);
        choose(pairs, "kind", 0);
        pairs.findElement(By.name("text")).sendKeys("尺子");
        awaitShown(pairs, 2);
        pairs.findElement(By.name("text")).clear();
        pairs.findElement(By.name("text")).sendKeys(" ");
        choose(pairs, "order", 1);
        awaitShown(pairs, all);
        // The page may replace the rows after it has shown all of them.
        new WebDriverWait(BROWSER.driver(), Duration.ofSeconds(60))
                .ignoring(StaleElementReferenceException.class)
                .until(any -> Double.parseDouble(
                                pairs.findElement(By.cssSelector("tr[data-p]")).getDomAttribute("data-p"))
                        < 0.99);

        WebElement findings = partWith(driver, "rule");
        awaitShown(findings, 5);
        choose(findings, "rule", 1);
        awaitShown(findings, 1);
        choose(findings, "rule", 0);
        findings.findElement(By.cssSelector("[name=severity][value=error]")).click();
        awaitShown(findings, 2);

        assertThat(driver.manage().logs().get("browser").getAll())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .extracting(LogEntry::getMessage)
                .isEmpty();
    }

    @Test
    void showsTheStateAtEachWidth(@TempDir Path folder) throws Exception {
        new ReviewProject(folder).withSamples("a");
        Path source = folder.resolve("关于进一步推动高质量发展若干问题的说明以及附件第一部分.zh.txt");
        Files.move(folder.resolve("a.zh.txt"), source);
        String review = "http://127.0.0.1:7737/#token=0123456789abcdef0123456789abcdef";
        ReviewProcess.run(folder, "report", source.toString(), "a.en.txt", "--review", review, "-o", "report.html");
        ChromeDriver driver = BROWSER.driver();
        for (int width : List.of(400, 640, 1280)) {
            Chromium.resize(driver, width, 800);
            driver.get(folder.resolve("report.html").toUri().toString());
            assertThat(driver.executeScript(
                            "return document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"))
                    .as("scrolls sideways at " + width)
                    .isEqualTo(0L);
            assertThat((List<?>) Objects.requireNonNull(driver.executeScript(CUT)))
                    .as("cut at " + width)
                    .isEmpty();
        }
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        assertThat(driver.getPageSource()).doesNotContain("0123456789abcdef");
        assertThat(driver.findElements(By.cssSelector("header, main, footer, nav[aria-label]")))
                .hasSize(4);
        List<String> levels = driver.findElements(By.cssSelector("h1, h2, h3")).stream()
                .map(WebElement::getTagName)
                .toList();
        assertThat(levels).startsWith("h1", "h2", "h3", "h3", "h2").containsOnlyOnce("h1");

        assertThat(driver.findElements(By.cssSelector("#pairs tr[data-kind] a.review")))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(link.getDomProperty("href"))
                        .matches("http://127\\.0\\.0\\.1:7737/#/d/[^/]+/row/\\d+"));

        WebElement rule = driver.findElement(By.cssSelector("#state a[data-show]"));
        int number = Integer.parseInt(rule.getText().split(" ")[0]);
        rule.sendKeys(Keys.ENTER);
        awaitShown(partWith(driver, "rule"), number);
    }

    private static WebElement partWith(ChromeDriver driver, String field) {
        return driver.findElement(By.xpath("//form[.//*[@name='" + field + "']]/.."));
    }

    /** Waits, because the page updates shortly after a choice. */
    private static void awaitShown(WebElement part, int rows) {
        new WebDriverWait(BROWSER.driver(), Duration.ofSeconds(60), Duration.ofMillis(25))
                .withMessage(() -> rows + " rows, not " + shown(part))
                .ignoring(StaleElementReferenceException.class)
                .until(any -> shown(part) == rows);
    }

    private static int shown(WebElement part) {
        return (int) part.findElements(By.cssSelector("tbody > tr:not(:has(th.file))")).stream()
                .filter(WebElement::isDisplayed)
                .count();
    }

    /** Chooses with keys, because mouse events differ between drivers. */
    private static void choose(WebElement part, String field, int choice) {
        part.findElement(By.name(field))
                .sendKeys(Keys.HOME.toString() + Keys.ARROW_DOWN.toString().repeat(choice));
    }
}
