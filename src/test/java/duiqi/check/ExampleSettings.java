package duiqi.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the settings of an example, which are lines of duiqi.toml. */
final class ExampleSettings {
    private ExampleSettings() {}

    /**
     * Returns the settings.
     *
     * @throws IllegalArgumentException if a setting is invalid
     */
    static CheckSettings of(List<String> lines) {
        if (lines.isEmpty()) {
            return CheckSettings.defaults(Path.of(""));
        }
        try {
            Path file = Files.createTempFile("duiqi", ".toml");
            try {
                Files.write(file, lines);
                CheckSettings.Reading reading = CheckSettings.read(file, Checks.rules(), Optional.empty());
                if (!reading.problems().isEmpty()) {
                    throw new IllegalArgumentException(reading.problems().toString());
                }
                return reading.settings();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns settings in which all rules are on. */
    static CheckSettings withAllRules(CheckSettings settings) {
        return new CheckSettings(
                settings.failOn(),
                settings.files(),
                settings.glossaries(),
                settings.baseline(),
                Map.of(CheckSettings.PathSettings.ALL, CheckSettings.SeveritySetting.ON),
                settings.paths(),
                Path.of(""),
                settings.direction(),
                settings.srx(),
                settings.house());
    }
}
