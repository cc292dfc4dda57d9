package duiqi.cli.option;

import duiqi.app.AlignmentModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Holds the options of all commands that take an encoder. */
public final class EncoderOptions {
    @Option(
            names = "--encoder",
            paramLabel = "FOLDER|URL",
            order = OptionGroup.ALIGNMENT,
            description = "Use the encoder in this folder or on this server.")
    private @Nullable String encoder;

    @Option(
            names = "--encoder-model",
            paramLabel = "NAME",
            order = OptionGroup.ALIGNMENT,
            description = "Request this model from the encoder server.")
    private @Nullable String model;

    @Option(
            names = "--no-encoder-cache",
            order = OptionGroup.ALIGNMENT,
            description = "Encode all sentences again and keep no cache.")
    private boolean withoutCache;

    /** Returns the encoder given by the user. */
    public Optional<AlignmentModel.EncoderSpec> spec() {
        if (encoder == null && model != null) {
            throw new IllegalArgumentException("--encoder-model: has no effect without --encoder; add --encoder URL");
        }
        return Optional.ofNullable(encoder)
                .map(name -> new AlignmentModel.EncoderSpec(name, Optional.ofNullable(model), !withoutCache));
    }
}
