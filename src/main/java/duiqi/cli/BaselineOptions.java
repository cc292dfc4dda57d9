package duiqi.cli;

import java.nio.file.Path;
import java.util.Optional;
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

    /** Returns the file that the user names. */
    Optional<Path> file() {
        return Optional.ofNullable(baseline);
    }
}
