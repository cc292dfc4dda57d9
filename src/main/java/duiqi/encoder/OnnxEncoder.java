package duiqi.encoder;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

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
    private final Optional<EncoderProperties.DenseLayer> dense;

    private OnnxEncoder(
            Path folder,
            EncoderProperties properties,
            ModelTokenizer tokenizer,
            OnnxModel model,
            Optional<EncoderProperties.DenseLayer> dense) {
        this.folder = folder;
        this.properties = properties;
        this.tokenizer = tokenizer;
        this.model = model;
        this.dense = dense;
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
                    folder.toString(),
                    "is not a folder",
                    "give an encoder folder, a server address or a name from duiqi encoder list");
        }
        for (String name : List.of(EncoderProperties.NAME, MODEL, TOKENIZER)) {
            requireFile(
                    folder.resolve(name),
                    "put " + MODEL + ", " + TOKENIZER + " and " + EncoderProperties.NAME + " into the folder");
        }
        EncoderProperties properties = EncoderProperties.in(folder);
        Optional<EncoderProperties.DenseLayer> dense = Optional.empty();
        if (properties.dense().isPresent()) {
            Path file = folder.resolve(properties.dense().get());
            requireFile(file, "put the file into the folder, or remove dense= from " + EncoderProperties.NAME);
            dense = Optional.of(EncoderProperties.DenseLayer.read(file));
        }
        try {
            OnnxModel model = OnnxModel.open(folder.resolve(MODEL), properties.output());
            try {
                ModelTokenizer tokenizer =
                        ModelTokenizer.open(folder.resolve(TOKENIZER), properties.maximumLength(), nativeFolder);
                return new OnnxEncoder(folder, properties, tokenizer, model, dense);
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

    private static void requireFile(Path file, String remedy) throws FormatException {
        if (!Files.isRegularFile(file)) {
            throw new FormatException(file.toString(), "is missing", remedy);
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
                                || name.equals(properties.dense().orElse(TOKENIZER))
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
            if (dense.isPresent()) {
                vector = dense.get()
                        .apply(vector, folder.resolve(properties.dense().orElseThrow()));
            }
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
            try (InputStream in = InputFile.open(file)) {
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

    /**
     * Runs a model of the BERT family in ONNX format, which converts tokens to a vector. Its inputs are {@code input_ids}
     * and optionally the attention mask and token types. Its output is a vector for each token, or one for the sentence.
     * Thread-safe.
     */
    private static final class OnnxModel implements AutoCloseable {
        private static final String TOKENS = "input_ids";
        private static final String MASK = "attention_mask";
        private static final String TYPES = "token_type_ids";
        private static final Set<String> INPUTS = Set.of(TOKENS, MASK, TYPES);
        private static final String LAST_LAYER = "last_hidden_state";
        private static final Set<OnnxJavaType> FLOATS =
                Set.of(OnnxJavaType.FLOAT, OnnxJavaType.FLOAT16, OnnxJavaType.BFLOAT16);

        private final Path file;
        private final OrtEnvironment environment;
        private final OrtSession session;
        private final String output;

        private OnnxModel(Path file, OrtEnvironment environment, OrtSession session, String output) {
            this.file = file;
            this.environment = environment;
            this.session = session;
            this.output = output;
        }

        /**
         * Opens a model.
         *
         * @param wanted name of the output to read; empty for the last layer, or for the only output
         * @throws FormatException if the file is not a suitable model
         */
        static OnnxModel open(Path file, Optional<String> wanted) throws IOException {
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                OrtEnvironment environment =
                        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "duiqi");
                environment.setTelemetry(false);
                // Sentences run in parallel, so each needs only one thread.
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                OrtSession session = environment.createSession(file.toString(), options);
                try {
                    requireInputs(file, session);
                    return new OnnxModel(file, environment, session, output(file, session, wanted));
                } catch (IOException rejected) {
                    session.close();
                    throw rejected;
                }
            } catch (OrtException e) {
                throw new FormatException(
                        file.toString(),
                        "is not a model that ONNX Runtime can run (" + HttpExchange.Failure.oneLine(e) + ")",
                        "export or download it again",
                        e);
            }
        }

        private static void requireInputs(Path file, OrtSession session) throws FormatException {
            Set<String> inputs = new TreeSet<>(session.getInputNames());
            if (!inputs.contains(TOKENS) || !INPUTS.containsAll(inputs)) {
                throw new FormatException(
                        file.toString(),
                        "has the inputs " + String.join(", ", inputs) + ", which are not those of an encoder",
                        "use a model with " + TOKENS + " and optionally " + MASK + " and " + TYPES);
            }
        }

        private static String output(Path file, OrtSession session, Optional<String> wanted)
                throws FormatException, OrtException {
            Set<String> outputs = new TreeSet<>();
            for (NodeInfo node : session.getOutputInfo().values()) {
                if (node.getInfo() instanceof TensorInfo tensor && isVectors(tensor)) {
                    outputs.add(node.getName());
                }
            }
            Optional<String> name = wanted.or(
                    () -> Optional.of(outputs.size() == 1 ? outputs.iterator().next() : LAST_LAYER));
            return name.filter(outputs::contains)
                    .orElseThrow(() -> new FormatException(
                            file.toString(),
                            "has no output \"" + name.orElseThrow() + "\" with vectors",
                            outputs.isEmpty()
                                    ? "use an encoder model"
                                    : "set output= in " + EncoderProperties.NAME + " to one of "
                                            + String.join(", ", outputs)));
        }

        private static boolean isVectors(TensorInfo tensor) {
            int rank = tensor.getShape().length;
            return FLOATS.contains(tensor.type) && (rank == 2 || rank == 3);
        }

        /**
         * Runs the model on one sentence.
         *
         * @param tokens numbers of its tokens
         * @param pooling method of combining the vectors of tokens, if the model returns these
         */
        float[] run(long[] tokens, EncoderProperties.Pooling pooling) throws FormatException {
            Map<String, OnnxTensor> inputs = new HashMap<>();
            try {
                long[] shape = {1, tokens.length};
                for (String name : session.getInputNames()) {
                    long[] values = tokens;
                    if (!name.equals(TOKENS)) {
                        values = new long[tokens.length];
                        Arrays.fill(values, name.equals(MASK) ? 1 : 0);
                    }
                    inputs.put(name, OnnxTensor.createTensor(environment, LongBuffer.wrap(values), shape));
                }
                try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
                    return vector((OnnxTensor) result.get(0), pooling);
                }
            } catch (OrtException e) {
                throw new FormatException(
                        file.toString(),
                        "fails on a sentence of " + tokens.length + " tokens (" + HttpExchange.Failure.oneLine(e) + ")",
                        "use the tokenizer.json of the model, and set max-length to its maximum length in "
                                + EncoderProperties.NAME,
                        e);
            } finally {
                inputs.values().forEach(OnnxTensor::close);
            }
        }

        private static float[] vector(OnnxTensor tensor, EncoderProperties.Pooling pooling) {
            long[] shape = tensor.getInfo().getShape();
            FloatBuffer values = tensor.getFloatBuffer();
            int size = (int) shape[shape.length - 1];
            return pooling.pool(values, shape.length == 3 ? (int) shape[1] : 1, size);
        }

        @Override
        public void close() throws IOException {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IOException(e);
            }
        }
    }
}
