package duiqi.cli;

import duiqi.check.Baseline;
import duiqi.check.CheckSettings;
import duiqi.text.FormatException;
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
     * @throws FormatException if it is to be written anew and is another file
     */
    Baseline read(CheckSettings settings, Consumer<FormatException> problems) throws IOException {
        Optional<Path> file = file(settings);
        if (update && file.isEmpty()) {
            throw new IllegalArgumentException("--update-baseline has no file to write; name one with --baseline FILE");
        }
        if (file.isEmpty() || (update && !Files.exists(file.get()))) {
            return Baseline.none(file.map(BaselineOptions::folder).orElse(settings.folder()));
        }
        if (!Files.exists(file.get())) {
            problems.accept(new FormatException(
                    file.get().toString(),
                    "there is no such baseline",
                    "check its name, or write it with --update-baseline"));
            return Baseline.none(folder(file.get()));
        }
        Baseline.Reading reading = Baseline.read(file.get());
        boolean isOther =
                reading.baseline().entries().isEmpty() && !reading.problems().isEmpty();
        if (update && isOther) {
            throw new FormatException(
                    file.get().toString(), "is no baseline, and is not replaced by one", "name another file");
        }
        reading.problems().forEach(problems);
        return reading.baseline();
    }

    private static Path folder(Path file) {
        return Optional.ofNullable(file.toAbsolutePath().normalize().getParent())
                .orElse(file);
    }
}
