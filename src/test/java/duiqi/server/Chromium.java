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
 * The browser that the tests of the pages share: one for all classes of a run, without a window. It is what is installed, found on
 * the PATH; nothing is ever downloaded. Where there is none, the tests are skipped, and it is said why.
 */
public final class Chromium implements BeforeAllCallback {
    private static final Namespace RUN = Namespace.create(Chromium.class);
    private static final Dimension SIZE = new Dimension(1280, 1000);

    private Started started = new Started(Optional.empty(), "no test has begun");

    /** @param reason why there is none */
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

    /** The browser, with one tab that belongs to the test. */
    public ChromeDriver driver() {
        return started.driver().orElseThrow();
    }

    private static Started start() {
        Optional<Path> browser = Stream.of("chromium", "chromium-browser", "google-chrome")
                .flatMap(name -> onPath(name).stream())
                .findFirst();
        Optional<Path> driver = onPath("chromedriver");
        if (browser.isEmpty() || driver.isEmpty()) {
            String reason = "skipped, the tests of the pages in a browser: no "
                    + (browser.isEmpty() ? "chromium" : "chromedriver") + " on the PATH";
            System.out.println(reason);
            return new Started(Optional.empty(), reason);
        }
        return new Started(Optional.of(start(browser.get(), driver.get(), SIZE)), "");
    }

    private static Optional<Path> onPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A browser of its own, for pictures. */
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
            // Chromium refuses to run as root in its sandbox.
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
