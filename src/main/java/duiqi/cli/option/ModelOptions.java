package duiqi.cli.option;

import duiqi.app.AlignmentModel;
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

    @Option(names = "--encoder", paramLabel = "FOLDER|URL", description = "Use this encoder: a folder or a URL.")
    private @Nullable String encoder;

    public AlignmentModel model(Optional<Path> weights) {
        return new AlignmentModel(
                Optional.ofNullable(lexicon),
                weights,
                Optional.ofNullable(encoder).map(name -> new AlignmentModel.EncoderSpec(name, Optional.empty())));
    }
}
