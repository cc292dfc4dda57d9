package duiqi.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * Provides one headless browser for all page tests of a run. Uses the browser installed on the PATH and never downloads
 * one. If there is none, the tests are skipped with a message.
 */
public final class Chromium implements BeforeAllCallback {
    private static final Namespace RUN = Namespace.create(Chromium.class);
    private static final Dimension SIZE = new Dimension(1280, 1000);

    private Started started = new Started(Optional.empty(), "no test has started");

    /**
     * Holds the browser.
     *
     * @param reason the reason if there is no browser
     */
    private record Started(Optional<ChromeDriver> driver, String reason) implements AutoCloseable {
        @Override
        public void close() {
            driver.ifPresent(ChromeDriver::quit);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        started = context.getRoot().getStore(RUN).getOrComputeIfAbsent("browser", key -> start(), Started.class);
        Assumptions.assumeTrue(started.driver().isPresent(), started.reason());
        Tabs.closeOthers(driver());
    }

    /** Returns the browser, with one tab for the test. */
    public ChromeDriver driver() {
        return started.driver().orElseThrow();
    }

    private static Started start() {
        Optional<Path> browser = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> onPath(name).stream())
                .findFirst();
        Optional<Path> driver = onPath("chromedriver");
        if (browser.isEmpty() || driver.isEmpty()) {
            String reason =
                    "browser tests skipped: no " + (browser.isEmpty() ? "chromium" : "chromedriver") + " on the PATH";
            System.out.println(reason);
            return new Started(Optional.empty(), reason);
        }
        return new Started(Optional.of(start(browser.get(), driver.get(), SIZE)), "");
    }

    static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Gives the page another size in pixels. */
    static void resize(ChromeDriver driver, int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Delays all answers of servers by a number of milliseconds, like a slow network. */
    static void delayAnswers(ChromeDriver driver, int delay) {
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", false, "latency", delay, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Starts a separate browser for screenshots. */
    static ChromeDriver start(Dimension size) {
        return start(onPath("chromium").orElseThrow(), onPath("chromedriver").orElseThrow(), size);
    }

    private static ChromeDriver start(Path browser, Path driver, Dimension size) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments(
                "--headless=new",
                "--window-size=" + size.getWidth() + "," + size.getHeight(),
                "--force-device-scale-factor=1",
                "--lang=en",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run");
        if ("root".equals(System.getProperty("user.name"))) {
            // Chromium does not run as root in its sandbox.
            options.addArguments("--no-sandbox");
        }
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL", "performance", "ALL"));
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .build();
        ChromeDriver chromium = new ChromeDriver(service, options);
        chromium.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        return chromium;
    }
}
