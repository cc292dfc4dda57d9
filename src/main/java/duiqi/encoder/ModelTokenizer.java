package duiqi.encoder;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Cuts sentences into the tokens that a model was trained on, as its {@code tokenizer.json} says. Thread-safe. */
final class ModelTokenizer implements AutoCloseable {
    private final HuggingFaceTokenizer tokenizer;

    private ModelTokenizer(HuggingFaceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    /**
     * Opens a {@code tokenizer.json}.
     *
     * @param maximumLength tokens after which a sentence is cut off
     * @param nativeFolder where the native part of the library is unpacked
     * @throws FormatException if the file is no tokenizer
     */
    static ModelTokenizer open(Path file, int maximumLength, Path nativeFolder) throws IOException {
        // The library is set up by properties alone. Otherwise it would call home from machines of Amazon, load what it
        // misses from the network, and unpack itself into the user's home.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ENGINE_CACHE_DIR", nativeFolder.toString());
        Map<String, String> options =
                Map.of("truncation", "true", "padding", "false", "maxLength", String.valueOf(maximumLength));
        try (InputStream in = Files.newInputStream(file)) {
            return new ModelTokenizer(HuggingFaceTokenizer.newInstance(in, options));
        } catch (RuntimeException e) {
            throw new FormatException(
                    file.toString(),
                    "is no tokenizer that can be used (" + Failure.oneLine(e) + ")",
                    "take the tokenizer.json that was published with the model",
                    e);
        }
    }

    /** The numbers of a sentence's tokens, with those that mark its beginning and end. */
    long[] tokens(String sentence) {
        return tokenizer.encode(sentence).getIds();
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
