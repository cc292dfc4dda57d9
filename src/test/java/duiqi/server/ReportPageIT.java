package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
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
        double first = Double.parseDouble(
                pairs.findElement(By.cssSelector("tr[data-p]")).getDomAttribute("data-p"));
        assertThat(first).as("the lowest probability comes first").isLessThan(0.99);

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
