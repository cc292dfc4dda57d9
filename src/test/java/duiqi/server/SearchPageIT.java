package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Searches in a browser without scripts. */
@Tag("browser")
class SearchPageIT {
    @RegisterExtension
    static final Chromium BROWSER = new Chromium();

    private static List<String> texts(ChromeDriver driver, String selector) {
        return driver.findElements(By.cssSelector(selector)).stream()
                .map(element -> element.getText())
                .toList();
    }

    private static void awaitTitle(ChromeDriver driver, String title) {
        new WebDriverWait(driver, Duration.ofSeconds(60)).until(ExpectedConditions.titleIs(title));
    }

    @Test
    void searchesAndCopiesCleanTexts(@TempDir Path folder) throws Exception {
        ChromeDriver driver = BROWSER.driver();
        driver.manage().logs().get("browser");
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try (ServedProject served = new ServedProject(folder, ServerPlace.LOCAL, true)) {
            driver.get(served.server.address());
            assertThat(driver.switchTo().activeElement().getDomAttribute("name"))
                    .isEqualTo("q");
            driver.findElement(By.name("q")).sendKeys("Running water never ever turns stale." + Keys.ENTER);
            awaitTitle(driver, "Running water never ever turns stale. - duiqi");
            assertThat(texts(driver, "h2")).startsWith("Matches");
            assertThat(texts(driver, ".text"))
                    .as("without the sign for missing words")
                    .startsWith("Running water never turns stale.", "流水不腐，户枢不蠹。");
            driver.findElement(By.name("q")).clear();
            driver.findElement(By.name("q")).sendKeys("基础研究");
            new Select(driver.findElement(By.name("lang"))).selectByValue("zh");
            driver.findElement(By.cssSelector("button")).click();
            awaitTitle(driver, "基础研究 - duiqi");
            assertThat(texts(driver, "tr.forbidden td"))
                    .containsExactly("基础研究", "foundational research", "forbidden", "not this");
            assertThat(new Select(driver.findElement(By.name("lang")))
                            .getFirstSelectedOption()
                            .getText())
                    .isEqualTo("Chinese");
        } finally {
            driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
        assertThat(driver.manage().logs().get("browser").getAll())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .extracting(LogEntry::getMessage)
                .isEmpty();
    }
}
