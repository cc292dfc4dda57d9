package duiqi.encoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.io.InputFile;
import duiqi.text.FormatException;
import duiqi.text.Plurals;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Lists the protocols of embedding servers. The end of the address's path determines the protocol.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">the OpenAI format</a>
 * @see <a href="https://huggingface.github.io/text-embeddings-inference/">text-embeddings-inference</a>
 * @see <a href="https://github.com/ollama/ollama/blob/main/docs/api.md">Ollama</a>
 */
enum EmbeddingProtocol {
    /** OpenAI and compatible servers. OpenAI accepts 2,048 inputs with 300,000 tokens in total. */
    OPENAI("/v1/embeddings", 128, true) {
        @Override
        ObjectNode request(String model, List<String> sentences) {
            return JsonNodeFactory.instance.objectNode().put("model", model).set("input", array(sentences));
        }

        @Override
        List<JsonNode> vectors(JsonNode answer) {
            List<JsonNode> vectors =
                    new ArrayList<>(Collections.nCopies(answer.path("data").size(), absent()));
            for (JsonNode entry : answer.path("data")) {
                int index = entry.path("index").asInt(-1);
                if (index >= 0 && index < vectors.size()) {
                    vectors.set(index, entry.path("embedding"));
                }
            }
            return vectors;
        }
    },

    /** Ollama, which truncates long sentences itself. */
    OLLAMA("/api/embed", 64, true) {
        @Override
        ObjectNode request(String model, List<String> sentences) {
            return JsonNodeFactory.instance.objectNode().put("model", model).set("input", array(sentences));
        }

        @Override
        List<JsonNode> vectors(JsonNode answer) {
            return list(answer.path("embeddings"));
        }
    },

    /** Hugging Face's text-embeddings-inference, which has one model and accepts 32 sentences by default. */
    TEXT_EMBEDDINGS_INFERENCE("/embed", 32, false) {
        @Override
        ObjectNode request(String model, List<String> sentences) {
            return JsonNodeFactory.instance.objectNode().put("truncate", true).set("inputs", array(sentences));
        }

        @Override
        List<JsonNode> vectors(JsonNode answer) {
            return list(answer);
        }
    };

    private final String path;
    private final int batch;
    private final boolean needsModel;

    EmbeddingProtocol(String path, int batch, boolean needsModel) {
        this.path = path;
        this.batch = batch;
        this.needsModel = needsModel;
    }

    /** Returns the protocol of an address by its path. */
    static Optional<EmbeddingProtocol> of(String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        for (EmbeddingProtocol protocol : values()) {
            if (bare.endsWith(protocol.path)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }

    /** Returns the end of the path of an address. */
    String path() {
        return path;
    }

    /** Returns the maximum number of sentences in a request. */
    int batch() {
        return batch;
    }

    /** Returns whether a request contains the model name. If not, the server has only one model. */
    boolean needsModel() {
        return needsModel;
    }

    /** Returns the request to send. */
    abstract ObjectNode request(String model, List<String> sentences);

    /**
     * Returns the vectors of an answer in the order of the sentences, with a node that is not an array for each missing
     * vector.
     */
    abstract List<JsonNode> vectors(JsonNode answer);

    private static ArrayNode array(List<String> sentences) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        sentences.forEach(array::add);
        return array;
    }

    private static List<JsonNode> list(JsonNode node) {
        List<JsonNode> list = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(list::add);
        }
        return list;
    }

    private static JsonNode absent() {
        return JsonNodeFactory.instance.missingNode();
    }

    /** Reads and checks the vectors of a server's answer. Thread-safe. */
    static final class VectorAnswer {
        private static final JsonMapper JSON = JsonMapper.builder()
                // Some servers write NaN, which is not JSON. Parsing it gives a more precise error.
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();

        private final String server;
        private final EmbeddingProtocol protocol;

        /**
         * Creates a reader.
         *
         * @param server name of the server in messages
         */
        VectorAnswer(String server, EmbeddingProtocol protocol) {
            this.server = server;
            this.protocol = protocol;
        }

        /**
         * Returns the vectors of an answer.
         *
         * @param body the answer
         * @param wanted number of requested sentences
         * @throws FormatException if the number of vectors is wrong, their sizes differ, or a number is missing or not
         *     finite
         */
        List<float[]> read(String body, int wanted) throws FormatException {
            List<JsonNode> nodes = protocol.vectors(parse(body));
            if (nodes.size() != wanted) {
                throw invalid(
                        nodes.isEmpty()
                                ? "the answer has no vectors"
                                : "the answer has " + Plurals.of(nodes.size(), "vector") + ", expected " + wanted);
            }
            List<float[]> vectors = new ArrayList<>();
            for (JsonNode node : nodes) {
                float[] vector = vector(node);
                if (!vectors.isEmpty() && vector.length != vectors.get(0).length) {
                    throw sizeChanged(server, vectors.get(0).length, vector.length);
                }
                vectors.add(vector);
            }
            return vectors;
        }

        private JsonNode parse(String body) throws FormatException {
            String begin = body.stripLeading();
            if (begin.startsWith("<")) {
                throw invalid("the answer is a web page");
            }
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw invalid("the answer is not JSON (\"" + HttpExchange.Failure.excerpt(begin) + "\")");
            }
        }

        private float[] vector(JsonNode node) throws FormatException {
            if (!node.isArray() || node.isEmpty()) {
                throw invalid("the answer has no vector for a sentence");
            }
            float[] vector = new float[node.size()];
            for (int d = 0; d < vector.length; d++) {
                JsonNode number = node.get(d);
                vector[d] = number.isNumber() ? number.floatValue() : Float.NaN;
                if (!Float.isFinite(vector[d])) {
                    throw new FormatException(
                            server,
                            "a vector contains "
                                    + HttpExchange.Failure.excerpt(
                                            number.isValueNode() ? number.asText() : number.toString()),
                            "use another model, or the same model in full precision");
                }
            }
            return vector;
        }

        private FormatException invalid(String problem) {
            return new FormatException(
                    server, problem, "check that the address belongs to an embedding server, such as /v1/embeddings");
        }

        /** Returns the error for a server whose vectors have different sizes and cannot be compared. */
        static FormatException sizeChanged(String server, int before, int after) {
            return new FormatException(
                    server,
                    "the size of the vectors changed from " + before + " to " + after,
                    "check that the server uses one model for all requests");
        }
    }

    /** Identifies contents by their SHA-256 (FIPS 180-4). */
    static final class Digest {
        private Digest() {}

        static byte[] of(String text) {
            return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Returns the digest of the files in a folder whose names match. */
        static String ofFolder(Path folder, Predicate<String> names) throws IOException {
            List<Path> files;
            try (Stream<Path> listed = Files.list(folder)) {
                files = listed.filter(Files::isRegularFile)
                        .filter(file -> names.test(String.valueOf(file.getFileName())))
                        .sorted()
                        .toList();
            }
            MessageDigest all = sha256();
            for (Path file : files) {
                all.update(of(String.valueOf(file.getFileName())));
                all.update(ofFile(file));
            }
            return HexFormat.of().formatHex(all.digest());
        }

        private static byte[] ofFile(Path file) throws IOException {
            MessageDigest digest = sha256();
            byte[] part = new byte[1 << 16];
            try (InputStream in = InputFile.open(file)) {
                for (int read = in.read(part); read >= 0; read = in.read(part)) {
                    digest.update(part, 0, read);
                }
            }
            return digest.digest();
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }
}
