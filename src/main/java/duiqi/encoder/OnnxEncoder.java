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
 * An encoder that runs here: a folder with {@code model.onnx}, {@code tokenizer.json} and {@code encoder.properties}.
 *
 * <p>Every sentence goes through the model alone, several beside each other on as many processors as there are. Batches gain
 * little without a GPU, since short sentences are padded to the longest; and where the model finds the range of its int8
 * values at run time (DynamicQuantizeLinear of ONNX, over the whole tensor), the other sentences of a batch would change the
 * vector. So a sentence has the same vector in every text and on any number of processors. Thread-safe.
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
     * @param nativeFolder where the native part of the tokenizer is unpacked; made when it is not there
     * @throws FormatException if a file is missing or wrong, or the libraries that run models are not at hand
     */
    public static OnnxEncoder open(Path folder, Path nativeFolder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new FormatException(
                    folder.toString(), "is no folder", "name one with an encoder, or the address of a server");
        }
        for (String name : List.of(EncoderProperties.NAME, MODEL, TOKENIZER)) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new FormatException(
                        folder.resolve(name).toString(),
                        "is missing",
                        "an encoder is a folder with " + MODEL + ", " + TOKENIZER + " and " + EncoderProperties.NAME);
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
                    "needs ONNX Runtime and DJL's tokenizers, which are not in the jar of duiqi",
                    "start duiqi by its script in a clone, which fetches them into target/encoder; an installed duiqi"
                            + " finds that folder beside script and jar, or in the folder that DUIQI_LIBRARIES names",
                    e);
        } catch (LinkageError e) {
            throw new FormatException(
                    folder.toString(),
                    "ONNX Runtime or DJL's tokenizers do not run on this machine (" + Failure.oneLine(e) + ")",
                    "give the address of a server instead",
                    e);
        }
    }

    @Override
    public String identity() throws IOException {
        // A large model has its weights in files beside it, which begin with its name.
        return "onnx "
                + Digest.ofFolder(
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
                        "the model gives numbers that are not finite",
                        "take another export of it, in full or int8 precision");
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

    /** Cuts sentences into the tokens that a model was trained on, as its {@code tokenizer.json} says. Thread-safe. */
    private static final class ModelTokenizer implements AutoCloseable {
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
            // The library is set up by properties alone. Otherwise it would call home from machines of Amazon, load
            // what it
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

        /** Returns the numbers of a sentence's tokens, with those that mark its beginning and end. */
        long[] tokens(String sentence) {
            return tokenizer.encode(sentence).getIds();
        }

        @Override
        public void close() {
            tokenizer.close();
        }
    }
}
