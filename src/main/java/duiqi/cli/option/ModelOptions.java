package duiqi.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

public final class ModelOptions {
    @Option(
            names = "--lexicon",
            paramLabel = "FILE",
            description = "Use this lexicon, or permissive (built-in), instead of the standard one.")
    private @Nullable Path lexicon;

    public Optional<Path> lexicon() {
        return Optional.ofNullable(lexicon);
    }
}
