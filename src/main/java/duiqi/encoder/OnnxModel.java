package duiqi.encoder;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs a model of the BERT family in ONNX format, which converts tokens to a vector. Its inputs are {@code input_ids}
 * and optionally the attention mask and token types. Its output is a vector for each token, or one for the sentence.
 * Thread-safe.
 */
final class OnnxModel implements AutoCloseable {
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
