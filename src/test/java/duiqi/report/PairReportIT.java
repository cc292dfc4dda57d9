package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan.Side;
import duiqi.server.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Opens a report of 2,500 rows and 1,250 findings from disk in a browser and uses it. */
@Tag("browser")
class PairReportIT {
    @RegisterExtension
    static final Chromium BROWSER = new Chromium();

    @TempDir
    private static Path folder;

    private final ChromeDriver driver = BROWSER.driver();

    @BeforeAll
    static void write() throws IOException {
        List<PairReport.Pair> pairs = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        for (int line = 1; line <= 2500; line++) {
            double probability = line % 100 == 0 ? 0.45 - line / 10000.0 : 0.95;
            CheckedUnit unit = SamplePairs.aligned(
                    line,
                    "第" + line + "句“甲”。",
                    line == 7 ? "" : "No. " + line + " of many & more.",
                    line == 7 ? "1-0" : "1-1",
                    String.format(Locale.ROOT, "%.2f", probability));
            pairs.add(new PairReport.Pair(unit, line <= 1200 ? "one" : "<two>", line == 8));
            if (line % 2 == 0) {
                findings.add(SampleFindings.finding(
                        line % 50 == 0 ? SampleFindings.NUMBERS : SampleFindings.FORBIDDEN,
                        unit,
                        "wrong word",
                        "甲",
                        List.of(SampleFindings.span(Side.TARGET, unit, "many")),
                        "few"));
            }
        }
        Files.writeString(folder.resolve("页 report.html"), SamplePairs.written(pairs, SampleFindings.report(findings)));
    }

    @BeforeEach
    void open() {
        open("");
    }

    private void open(String fragment) {
        driver.manage().logs().get(LogType.BROWSER);
        driver.get("about:blank");
        driver.get(folder.resolve("页 report.html").toUri() + fragment);
    }

    @AfterEach
    void logsNoErrors() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
    }

    private WebElement in(String part, String selector) {
        return driver.findElement(By.cssSelector("#" + part + " " + selector));
    }

    private void choose(String name, String text) {
        new Select(in("pairs", "[name=" + name + "]")).selectByVisibleText(text);
    }

    private void shown(String part, String expected) {
        new WebDriverWait(driver, Duration.ofSeconds(60))
                .ignoring(StaleElementReferenceException.class)
                .until(any -> in(part, "output").getText().equals(expected));
    }

    private List<String> rows() {
        return ids("#pairs tbody tr[id]");
    }

    @SuppressWarnings("unchecked") // The script returns a list of strings.
    private List<String> ids(String selector) {
        return (List<String>) Objects.requireNonNull(driver.executeScript(
                "return [...document.querySelectorAll(arguments[0])].map(element => element.id)", selector));
    }

    @Test
    void turnsPages() {
        shown("pairs", "1 to 1000 of 2500");
        assertThat(rows()).hasSize(1000).startsWith("r1").endsWith("r1000");
        assertThat(in("pairs", "[name=before]").isEnabled()).isFalse();
        in("pairs", "[name=after]").click();
        shown("pairs", "1001 to 2000 of 2500");
        assertThat(driver.findElements(By.cssSelector("#pairs th.file")))
                .extracting(WebElement::getText)
                .containsExactly("one", "<two>");
        choose("page", "3 of 3");
        shown("pairs", "2001 to 2500 of 2500");
        assertThat(rows()).hasSize(500).startsWith("r2001").endsWith("r2500");
        assertThat(in("pairs", "[name=after]").isEnabled()).isFalse();
        in("pairs", "[name=before]").click();
        shown("pairs", "1001 to 2000 of 2500");
        choose("page", "all pages");
        shown("pairs", "1 to 2500 of 2500");
        assertThat(rows()).hasSize(2500).doesNotHaveDuplicates();
    }

    @Test
    void filtersRowsByKind() {
        choose("kind", "unpaired sentences");
        shown("pairs", "1 to 1 of 1 (2500 in total)");
        assertThat(rows()).containsExactly("r7");
        choose("kind", "crossing pairs");
        shown("pairs", "1 to 1 of 1 (2500 in total)");
        assertThat(rows()).containsExactly("r8");
        choose("kind", "doubtful pairs");
        shown("pairs", "1 to 25 of 25 (2500 in total)");
        choose("kind", "rows with findings");
        shown("pairs", "1 to 1000 of 1250 (2500 in total)");
        assertThat(rows()).startsWith("r2", "r4").endsWith("r2000");
    }

    private void first(String row) {
        new WebDriverWait(driver, Duration.ofSeconds(60))
                .until(any -> rows().get(0).equals(row));
    }

    @Test
    void sortsAndSearchesBothLanguagesAndAcrossMarks() {
        choose("order", "lowest probability first");
        first("r2500");
        assertThat(rows()).startsWith("r2500", "r2400").containsSubsequence("r100", "r1", "r2");
        List<Double> probabilities = driver.findElements(By.cssSelector("#pairs tr[id] b.p")).stream()
                .limit(40)
                .map(figure -> Double.valueOf(figure.getText().replace("%", "")))
                .toList();
        assertThat(probabilities).isSortedAccordingTo(Comparator.naturalOrder());
        choose("order", "as in the files");
        first("r1");
        WebElement field = in("pairs", "[name=text]");
        field.sendKeys("no. 2344 OF many & More");
        shown("pairs", "1 to 1 of 1 (2500 in total)");
        assertThat(rows()).containsExactly("r2344");
        field.clear();
        field.sendKeys("第100句“甲”");
        new WebDriverWait(driver, Duration.ofSeconds(60)).until(any -> !rows().contains("r2344"));
        first("r100");
        assertThat(rows()).containsExactly("r100");
        field.clear();
        field.sendKeys("<mark");
        shown("pairs", "no matching rows");
        assertThat(rows()).isEmpty();
    }

    @Test
    void filtersFindingsBySeverityAndRule() {
        shown("findings", "1 to 1000 of 1250");
        in("findings", "[value=error]").click();
        shown("findings", "1 to 50 of 50 (1250 in total)");
        in("findings", "[value=error]").click();
        new Select(in("findings", "[name=rule]")).selectByValue(SampleFindings.FORBIDDEN.id());
        shown("findings", "1 to 1000 of 1200 (1250 in total)");
        in("findings", "[name=after]").click();
        shown("findings", "1001 to 1200 of 1200 (1250 in total)");
    }

    @Test
    void linksFindingsToHiddenRows() {
        choose("kind", "unpaired sentences");
        shown("pairs", "1 to 1 of 1 (2500 in total)");
        in("findings", "[name=after]").click();
        shown("findings", "1001 to 1250 of 1250");
        WebElement link = in("findings", "a[href='#r2442']");
        link.click();
        shown("pairs", "2001 to 2500 of 2500");
        assertSeen("r2442");
        choose("page", "1 of 3");
        shown("pairs", "1 to 1000 of 2500");
        // The URL already contains this row.
        in("findings", "a[href='#r2442']").click();
        shown("pairs", "2001 to 2500 of 2500");
        assertSeen("r2442");
        open("#r1999");
        shown("pairs", "1001 to 2000 of 2500");
        assertSeen("r1999");
    }

    private void assertSeen(String row) {
        assertThat(ids(".here")).containsExactly(row);
        assertThat(driver.executeScript(
                        "const box = document.getElementById(arguments[0]).getBoundingClientRect();"
                                + "return box.top >= 0 && box.bottom <= innerHeight",
                        row))
                .isEqualTo(true);
    }

    @Test
    void printsTheRowsShown() throws IOException {
        choose("kind", "unpaired sentences");
        shown("pairs", "1 to 1 of 1 (2500 in total)");
        in("findings", "[value=error]").click();
        shown("findings", "1 to 50 of 50 (1250 in total)");
        String pdf =
                (String) driver.executeCdpCommand("Page.printToPDF", Map.of()).get("data");
        try (PDDocument paper = Loader.loadPDF(Base64.getDecoder().decode(pdf))) {
            String text = new PDFTextStripper().getText(paper);
            assertThat(text).contains("第7句", "Texts side by side", "Findings");
            assertThat(text).doesNotContain("第8句", "No. 8 of", "lowest probability first", "Previous");
            assertThat(paper.getNumberOfPages()).isLessThan(12);
        }
    }

    @Test
    void showsTheFirstPageWithoutScripts() {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            open("");
            // Without scripts, the browser shows the page while it reads the file.
            new WebDriverWait(driver, Duration.ofSeconds(60))
                    .until(ExpectedConditions.numberOfElementsToBe(By.cssSelector("#pairs tbody tr"), 1000));
            assertThat(in("pairs", "noscript").getText()).contains("it shows only the first page");
            assertThat(in("pairs", "form").isDisplayed()).isFalse();
        } finally {
            driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }
}
