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
 * A model of the BERT family in ONNX form: tokens in, a vector out. It takes {@code input_ids}, and the attention mask and token
 * types if it likes; its output is a vector for each token, or one for the sentence. Thread-safe.
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
     * @param wanted the output to read; empty for the last layer, or for the only output there is
     * @throws FormatException if it is no such model
     */
    static OnnxModel open(Path file, Optional<String> wanted) throws IOException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            OrtEnvironment environment =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "duiqi");
            environment.setTelemetry(false);
            // Sentences run beside each other; a thread for each is all that there is work for.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            OrtSession session = environment.createSession(file.toString(), options);
            try {
                requireInputs(file, session);
                return new OnnxModel(file, environment, session, output(file, session, wanted));
            } catch (IOException refused) {
                session.close();
                throw refused;
            }
        } catch (OrtException e) {
            throw new FormatException(
                    file.toString(),
                    "is no model that ONNX Runtime can run (" + Failure.oneLine(e) + ")",
                    "export or download it again",
                    e);
        }
    }

    private static void requireInputs(Path file, OrtSession session) throws FormatException {
        Set<String> inputs = new TreeSet<>(session.getInputNames());
        if (!inputs.contains(TOKENS) || !INPUTS.containsAll(inputs)) {
            throw new FormatException(
                    file.toString(),
                    "takes " + String.join(", ", inputs) + ", which are not the inputs of an encoder",
                    "give a model that takes " + TOKENS + ", and " + MASK + " and " + TYPES + " if it likes");
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
        Optional<String> meant = wanted.or(
                () -> Optional.of(outputs.size() == 1 ? outputs.iterator().next() : LAST_LAYER));
        return meant.filter(outputs::contains)
                .orElseThrow(() -> new FormatException(
                        file.toString(),
                        "has no output \"" + meant.orElseThrow() + "\" with vectors",
                        outputs.isEmpty()
                                ? "give a model that is an encoder"
                                : "write output= and one of " + String.join(", ", outputs) + " into "
                                        + EncoderProperties.NAME));
    }

    private static boolean isVectors(TensorInfo tensor) {
        int rank = tensor.getShape().length;
        return FLOATS.contains(tensor.type) && (rank == 2 || rank == 3);
    }

    /**
     * Runs the model on one sentence.
     *
     * @param tokens numbers of its tokens
     * @param pooling makes one vector of those of the tokens, if that is what the model gives
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
                    "fails on a sentence of " + tokens.length + " tokens (" + Failure.oneLine(e) + ")",
                    "take the tokenizer.json that belongs to it, and give its greatest length as max-length in "
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
