package duiqi.encoder;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Runs an ONNX model on this machine: a folder with {@code model.onnx}, {@code tokenizer.json} and
 * {@code encoder.properties}.
 *
 * <p>The model processes each sentence separately, and several sentences in parallel on all processors. A sentence
 * therefore has the same vector in every text and on any number of processors. Some models compute the range of their
 * int8 values at run time over the whole tensor (DynamicQuantizeLinear of ONNX), so batches would change their vectors.
 * Batches also gain little without a GPU, since short sentences are padded to the longest one. Thread-safe.
 */
public final class OnnxEncoder implements Encoder {
    private static final String MODEL = "model.onnx";
    private static final String TOKENIZER = "tokenizer.json";

    private final Path folder;
    private final EncoderProperties properties;
    private final ModelTokenizer tokenizer;
    private final OnnxModel model;

    private OnnxEncoder(Path folder, EncoderProperties properties, ModelTokenizer tokenizer, OnnxModel model) {
        this.folder = folder;
        this.properties = properties;
        this.tokenizer = tokenizer;
        this.model = model;
    }

    /**
     * Opens the encoder of a folder.
     *
     * @param nativeFolder folder for the native library of the tokenizer; created if missing
     * @throws FormatException if a file is missing or invalid, or the libraries that run models are missing
     */
    public static OnnxEncoder open(Path folder, Path nativeFolder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FormatException(
                    folder.toString(), "is not a folder", "give an encoder folder or a server address");
        }
        for (String name : List.of(EncoderProperties.NAME, MODEL, TOKENIZER)) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new FormatException(
                        folder.resolve(name).toString(),
                        "is missing",
                        "put " + MODEL + ", " + TOKENIZER + " and " + EncoderProperties.NAME + " into the folder");
            }
        }
        EncoderProperties properties = EncoderProperties.in(folder);
        try {
            OnnxModel model = OnnxModel.open(folder.resolve(MODEL), properties.output());
            try {
                ModelTokenizer tokenizer =
                        ModelTokenizer.open(folder.resolve(TOKENIZER), properties.maximumLength(), nativeFolder);
                return new OnnxEncoder(folder, properties, tokenizer, model);
            } catch (IOException | LinkageError failure) {
                model.close();
                throw failure;
            }
        } catch (NoClassDefFoundError e) {
            throw new FormatException(
                    folder.toString(),
                    "needs ONNX Runtime and the DJL tokenizers, which duiqi.jar does not contain",
                    "run duiqi from a clone to download them to target/encoder; then copy that folder beside"
                            + " the script of an installed duiqi, or set DUIQI_LIBRARIES to it",
                    e);
        } catch (LinkageError e) {
            throw new FormatException(
                    folder.toString(),
                    "ONNX Runtime or the DJL tokenizers cannot run on this machine (" + HttpExchange.Failure.oneLine(e)
                            + ")",
                    "use a server address instead",
                    e);
        }
    }

    @Override
    public String identity() throws IOException {
        // A large model has its weights in files beside it, whose names begin with the model's name.
        return "onnx "
                + EmbeddingProtocol.Digest.ofFolder(
                        folder,
                        name -> name.startsWith(MODEL)
                                || name.equals(TOKENIZER)
                                || name.equals(EncoderProperties.NAME));
    }

    @Override
    public List<float[]> encode(Language language, List<String> sentences) throws IOException {
        String prefix = properties.prefix(language);
        try {
            return sentences.parallelStream()
                    .map(sentence -> vector(prefix + sentence))
                    .toList();
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private float[] vector(String sentence) {
        try {
            float[] vector = model.run(tokenizer.tokens(sentence), properties.pooling());
            double squares = 0;
            for (float value : vector) {
                squares += (double) value * value;
            }
            if (!Double.isFinite(squares)) {
                throw new FormatException(
                        folder.toString(),
                        "the model returns numbers that are not finite",
                        "use another export of the model, in full or int8 precision");
            }
            if (properties.normalized() && squares > 0) {
                double length = Math.sqrt(squares);
                for (int d = 0; d < vector.length; d++) {
                    vector[d] = (float) (vector[d] / length);
                }
            }
            return vector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try (model) {
            tokenizer.close();
        }
    }

    /** Splits sentences into the tokens of a model by its {@code tokenizer.json}. Thread-safe. */
    private static final class ModelTokenizer implements AutoCloseable {
        private final HuggingFaceTokenizer tokenizer;

        private ModelTokenizer(HuggingFaceTokenizer tokenizer) {
            this.tokenizer = tokenizer;
        }

        /**
         * Opens a {@code tokenizer.json}.
         *
         * @param maximumLength maximum number of tokens of a sentence; longer sentences are truncated
         * @param nativeFolder folder for the native part of the library
         * @throws FormatException if the file is not a tokenizer
         */
        static ModelTokenizer open(Path file, int maximumLength, Path nativeFolder) throws IOException {
            // Only system properties can configure the library. By default it sends usage data to Amazon, downloads
            // missing files, and unpacks itself into the user's home.
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
                        "is not a usable tokenizer (" + HttpExchange.Failure.oneLine(e) + ")",
                        "use the tokenizer.json published with the model",
                        e);
            }
        }

        /** Returns the token numbers of a sentence, including the start and end tokens. */
        long[] tokens(String sentence) {
            return tokenizer.encode(sentence).getIds();
        }

        @Override
        public void close() {
            tokenizer.close();
        }
    }
}
