package duiqi.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * Serves the reviews of a project with {@code duiqi review} for the tests of a class, and opens them in the browser.
 */
final class ServedReviews implements BeforeAllCallback, AfterAllCallback {
    private final Chromium chromium = new Chromium();
    private final List<Setup> setups = new ArrayList<>();
    private final List<ReviewProcess> processes = new ArrayList<>();
    private List<String> arguments = List.of();
    private Path folder = Path.of(".");

    /** Prepares the project before it is served. */
    @FunctionalInterface
    interface Setup {
        void of(ReviewProject project) throws IOException;
    }

    /** Returns reviews of the sample, one for each test, so that tests do not influence each other. */
    static ServedReviews ofSamples(String... names) {
        return new ServedReviews().with(project -> project.withSamples(names));
    }

    ServedReviews with(Setup setup) {
        setups.add(setup);
        return this;
    }

    /** Selects the reviews that the command shows. By default it shows all reviews of the project. */
    ServedReviews serving(String... words) {
        arguments = List.of(words);
        return this;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        chromium.beforeAll(context);
        folder = Files.createTempDirectory("duiqi-review");
        ReviewProject project = new ReviewProject(folder);
        for (Setup setup : setups) {
            setup.of(project);
        }
        // The default port may be taken by another test while this one restarts the server.
        serve(Stream.concat(Stream.of("--port", "0"), arguments.stream()).toList());
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        processes.forEach(ReviewProcess::close);
        processes.clear();
        if (!folder.equals(Path.of("."))) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private void serve(List<String> words) throws IOException {
        processes.add(ReviewProcess.start(folder, words.toArray(new String[0])));
    }

    ReviewProcess process() {
        return processes.get(processes.size() - 1);
    }

    /** Starts the command again in the same folder, like a user after a power failure. */
    void restart(String... words) throws IOException {
        String port = process().port();
        process().kill();
        serve(Stream.concat(Stream.of("--port", port), Stream.of(words)).toList());
    }

    ReviewTab open(String document) throws IOException {
        process().requireAlive();
        return ReviewTab.open(driver(), process(), document);
    }

    ChromeDriver driver() {
        return chromium.driver();
    }

    Path memory(String name) {
        return folder.resolve("tm").resolve(name + ".tmx");
    }

    Path file(String name) {
        return folder.resolve(name);
    }
}
