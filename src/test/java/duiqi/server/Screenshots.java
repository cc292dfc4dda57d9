package duiqi.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Takes screenshots for the documentation of the review, with the sample of the project. Run it in the root of the
 * repository.
 */
final class Screenshots {
    private static final Path PICTURES = Path.of("src/docs");
    private static final Path SAMPLES = Path.of("tm/samples");
    private static final String TEXT = "mathematics-teaching";

    private Screenshots() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("duiqi-pictures");
        ChromeDriver driver = Chromium.start(new Dimension(1280, 940));
        try {
            for (String name : List.of(TEXT + ".zh.txt", TEXT + ".en.txt")) {
                Files.copy(SAMPLES.resolve(name), folder.resolve(name));
            }
            copyGlossary(folder.resolve("glossary"));
            Files.createDirectories(PICTURES);
            try (ReviewProcess server = ReviewProcess.start(folder, TEXT + ".zh.txt", TEXT + ".en.txt")) {
                take(driver, server.address());
            }
        } finally {
            driver.quit();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void copyGlossary(Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(Path.of("glossary"))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void take(ChromeDriver driver, String address) throws IOException {
        emulate(driver, 1280, "light");
        ReviewTab tab = ReviewTab.at(driver, address);
        tab.settle();
        tab.until(
                "the findings are there",
                state -> !state.json().path("checking").asBoolean());
        tab.evaluate("document.getElementById('hint-close').click()");
        // Shows the first doubtful pair. The pair below it contains a wrong number, so that a finding is visible.
        int number = number(tab, "comes down to three");
        tab.goTo(number, "target", 3);
        tab.press("Enter");
        tab.evaluate(
                "const field = document.querySelector('.editor textarea'); field.value = field.value.replace('30', '13')");
        tab.press("Enter");
        tab.until("the finding", state -> state.rules().contains("number-mismatch"));
        tab.goTo(number - 3, "source", 1);
        tab.press("Shift", "C");
        showAlternative(tab);
        save(driver, tab, "review-light.png");
        emulate(driver, 1280, "dark");
        tab.goTo(number(tab, "go on in basic research"), "source", 1);
        tab.press("G");
        tab.await("terms", () -> !tab.all("#terms .term").isEmpty());
        save(driver, tab, "review-dark.png");
        tab.press("G");
        emulate(driver, 390, "light");
        showAlternative(tab);
        save(driver, tab, "review-phone.png");
    }

    private static void showAlternative(ReviewTab tab) {
        tab.goTo(1, "source", 1);
        tab.press("D");
        tab.press("V");
        tab.await("the alternative", () -> tab.isShown(".remark.alternative"));
    }

    private static void emulate(ChromeDriver driver, int width, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        Chromium.resize(driver, width, 800);
    }

    private static int number(ReviewTab tab, String words) {
        PageState state = tab.settle();
        for (int row = 1; row <= state.length(); row++) {
            if (state.row(row).path("target").toString().contains(words)) {
                return row;
            }
        }
        throw new IllegalStateException("nowhere: " + words);
    }

    private static void save(ChromeDriver driver, ReviewTab tab, String name) throws IOException {
        tab.settle();
        // The last message would cover the texts.
        tab.evaluate("document.getElementById('toast').hidden = true");
        tab.settle();
        Files.write(PICTURES.resolve(name), driver.getScreenshotAs(OutputType.BYTES));
    }
}
