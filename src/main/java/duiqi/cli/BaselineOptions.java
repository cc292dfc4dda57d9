package duiqi.cli;

import duiqi.bitext.FormatException;
import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about findings that are known. */
final class BaselineOptions {
    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "Do not report what this file knows. Default: what the settings name.")
    private @Nullable Path baseline;

    @Option(
            names = "--update-baseline",
            description = "Write what is found now into the baseline, and take out what is no more. Reports nothing.")
    private boolean update;

    /** Whether findings are to be written down instead of reported. */
    boolean isUpdate() {
        return update;
    }

    /** The file; empty when there is none. */
    Optional<Path> file(CheckSettings settings) {
        return Optional.ofNullable(baseline).or(settings::baseline);
    }

    /**
     * What is known.
     *
     * @param problems takes what is wrong in the file
     */
    Baseline read(CheckSettings settings, Consumer<FormatException> problems) throws IOException {
        Optional<Path> file = file(settings);
        if (update && file.isEmpty()) {
            throw new IllegalArgumentException("--update-baseline has no file to write; name one with --baseline FILE");
        }
        if (file.isEmpty() || (update && !Files.exists(file.get()))) {
            return Baseline.none(
                    file.map(path -> path.toAbsolutePath().normalize().getParent())
                            .orElse(settings.folder()));
        }
        Baseline.Reading reading = Baseline.read(file.get());
        reading.problems().forEach(problems);
        return reading.baseline();
    }
}
