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
 * Runs an ONNX model of the BERT family on this machine: a folder with {@code model.onnx}, {@code tokenizer.json} and
 * {@code encoder.properties}. Inputs of the model are {@code input_ids} and optionally the attention mask and token
 * types. Its output is a vector for each token, or one for the sentence.
 *
 * <p>The model processes each sentence separately, and several sentences in parallel on all processors. A sentence
 * therefore has the same vector in every text and on any number of processors. Some models compute the range of their
 * int8 values at run time over the whole tensor (DynamicQuantizeLinear of ONNX), so batches would change their vectors.
 * Batches also gain little without a GPU, since short sentences are padded to the longest one. Thread-safe.
 *
 * <p>The jar lacks the libraries that this class needs. Without them, its first use throws a {@link LinkageError}.
 */
public final class OnnxEncoder implements Encoder {
    private static final String TOKENS = "input_ids";
    private static final String MASK = "attention_mask";
    private static final String TYPES = "token_type_ids";
    private static final Set<String> INPUTS = Set.of(TOKENS, MASK, TYPES);
    private static final Set<OnnxJavaType> FLOATS =
            Set.of(OnnxJavaType.FLOAT, OnnxJavaType.FLOAT16, OnnxJavaType.BFLOAT16);

    private final Path file;
    private final EncoderProperties properties;
    private final OrtSession session;
    private final String output;
    private final HuggingFaceTokenizer tokenizer;

    private OnnxEncoder(
            Path file,
            EncoderProperties properties,
            OrtSession session,
            String output,
            HuggingFaceTokenizer tokenizer) {
        this.file = file;
        this.properties = properties;
        this.session = session;
        this.output = output;
        this.tokenizer = tokenizer;
    }

    /**
     * Opens the encoder of a folder.
     *
     * @param nativeFolder folder for the native library of the tokenizer; created if missing
     * @throws FormatException if a file is missing or not suitable
     */
    public static OnnxEncoder open(Path folder, Path nativeFolder) throws IOException {
        EncoderProperties properties = EncoderProperties.in(folder);
        Path file = folder.resolve(EncoderProperties.MODEL);
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "duiqi");
            environment.setTelemetry(false);
            // Sentences run in parallel, so each needs one thread.
            options.setIntraOpNumThreads(1);
            OrtSession session = environment.createSession(file.toString(), options);
            try {
                requireInputs(file, session);
                String output = output(file, session, properties.output());
                Path tokenizer = folder.resolve(EncoderProperties.TOKENIZER);
                return new OnnxEncoder(
                        file,
                        properties,
                        session,
                        output,
                        tokenizer(tokenizer, properties.maximumLength(), nativeFolder));
            } catch (IOException | LinkageError rejected) {
                session.close();
                throw rejected;
            }
        } catch (OrtException e) {
            throw new FormatException(
                    file.toString(),
                    "is not a model that ONNX Runtime can run (" + HttpEncoder.excerpt(e) + ")",
                    "export or download it again",
                    e);
        }
    }

    private static HuggingFaceTokenizer tokenizer(Path file, int maximumLength, Path nativeFolder) throws IOException {
        // Only system properties can configure the library. By default it sends usage data to Amazon, downloads
        // missing files, and unpacks itself into the user's home.
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ENGINE_CACHE_DIR", nativeFolder.toString());
        Map<String, String> options =
                Map.of("truncation", "true", "padding", "false", "maxLength", String.valueOf(maximumLength));
        try (InputStream in = InputFile.open(file)) {
            return HuggingFaceTokenizer.newInstance(in, options);
        } catch (RuntimeException e) {
            throw new FormatException(
                    file.toString(),
                    "is not a usable tokenizer (" + HttpEncoder.excerpt(e) + ")",
                    "use the tokenizer.json published with the model",
                    e);
        }
    }

    private static void requireInputs(Path file, OrtSession session) throws FormatException {
        Set<String> inputs = session.getInputNames();
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
        String name = wanted.orElse(outputs.size() == 1 ? outputs.iterator().next() : "last_hidden_state");
        if (!outputs.contains(name)) {
            throw new FormatException(
                    file.toString(),
                    "has no output \"" + name + "\" with vectors",
                    outputs.isEmpty()
                            ? "use an encoder model"
                            : "set output= in " + EncoderProperties.NAME + " to one of " + String.join(", ", outputs));
        }
        return name;
    }

    private static boolean isVectors(TensorInfo tensor) {
        int rank = tensor.getShape().length;
        return FLOATS.contains(tensor.type) && (rank == 2 || rank == 3);
    }

    @Override
    public String identity() {
        return "onnx " + file.toAbsolutePath().normalize().resolveSibling("").getFileName();
    }

    @Override
    public List<float[]> encode(Language language, List<String> sentences) throws IOException {
        try {
            return sentences.parallelStream()
                    .map(sentence -> vector(properties.prefix(language) + sentence))
                    .toList();
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private float[] vector(String sentence) {
        try {
            float[] vector = run(sentence);
            double squares = 0;
            for (float value : vector) {
                squares += (double) value * value;
            }
            if (!Double.isFinite(squares)) {
                throw new FormatException(
                        file.toString(),
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

    /** Returns the output of the model for a sentence. */
    private float[] run(String sentence) throws FormatException {
        long[] tokens = tokenizer.encode(sentence).getIds();
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try {
            long[] shape = {1, tokens.length};
            for (String name : session.getInputNames()) {
                long[] values = tokens;
                if (!name.equals(TOKENS)) {
                    values = new long[tokens.length];
                    Arrays.fill(values, name.equals(MASK) ? 1 : 0);
                }
                inputs.put(
                        name, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), LongBuffer.wrap(values), shape));
            }
            try (OrtSession.Result result = session.run(inputs, Set.of(output))) {
                OnnxTensor tensor = (OnnxTensor) result.get(0);
                long[] sizes = tensor.getInfo().getShape();
                int count = properties.isMean() && sizes.length == 3 ? (int) sizes[1] : 1;
                return mean(tensor.getFloatBuffer(), count, (int) sizes[sizes.length - 1]);
            }
        } catch (OrtException e) {
            throw new FormatException(
                    file.toString(),
                    "fails on a sentence of " + tokens.length + " tokens (" + HttpEncoder.excerpt(e) + ")",
                    "use the tokenizer.json of the model, and set max-length to its maximum length in "
                            + EncoderProperties.NAME,
                    e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    /** Returns the mean of the first vectors. */
    static float[] mean(FloatBuffer vectors, int count, int size) {
        float[] mean = new float[size];
        for (int t = 0; t < count; t++) {
            for (int d = 0; d < size; d++) {
                mean[d] += vectors.get(t * size + d);
            }
        }
        for (int d = 0; d < size; d++) {
            mean[d] /= count;
        }
        return mean;
    }

    @Override
    public void close() throws IOException {
        tokenizer.close();
        try {
            session.close();
        } catch (OrtException e) {
            throw new IOException(e);
        }
    }
}
