package duiqi.cli.option;

import duiqi.app.AlignmentModel;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that can take an encoder. */
public final class EncoderOptions {
    @Option(
            names = "--encoder",
            paramLabel = "FOLDER|URL",
            description = "Ask an encoder too: a folder with model.onnx, tokenizer.json and encoder.properties, or the "
                    + "address of a server ending in /v1/embeddings (OpenAI), /embed (text-embeddings-inference) or "
                    + "/api/embed (Ollama). DUIQI_API_KEY has the key that a server wants.")
    private @Nullable String encoder;

    @Option(
            names = "--encoder-model",
            paramLabel = "NAME",
            description = "The model to ask the server for, where it has several.")
    private @Nullable String model;

    @Option(names = "--no-encoder-cache", description = "Encode anew, and keep no vectors in the folder for caches.")
    private boolean withoutCache;

    /** Returns the encoder that the user asks for. */
    public Optional<AlignmentModel.EncoderSpec> spec() {
        if (encoder == null && model != null) {
            throw new IllegalArgumentException("--encoder-model names no encoder; add --encoder URL");
        }
        return Optional.ofNullable(encoder)
                .map(name -> new AlignmentModel.EncoderSpec(name, Optional.ofNullable(model), !withoutCache));
    }
}
