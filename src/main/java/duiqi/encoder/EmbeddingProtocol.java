package duiqi.encoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.text.FormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The ways in which servers are asked for vectors, told apart by how the path of the address ends.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">the OpenAI form</a>
 * @see <a href="https://huggingface.github.io/text-embeddings-inference/">text-embeddings-inference</a>
 * @see <a href="https://github.com/ollama/ollama/blob/main/docs/api.md">Ollama</a>
 */
enum EmbeddingProtocol {
    /** OpenAI, and the many servers that answer like it. OpenAI takes 2,048 inputs of 300,000 tokens in all. */
    OPENAI("/v1/embeddings", 128, true) {
        @Override
        ObjectNode question(String model, List<String> sentences) {
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

    /** Ollama, which cuts long sentences off itself. */
    OLLAMA("/api/embed", 64, true) {
        @Override
        ObjectNode question(String model, List<String> sentences) {
            return JsonNodeFactory.instance.objectNode().put("model", model).set("input", array(sentences));
        }

        @Override
        List<JsonNode> vectors(JsonNode answer) {
            return list(answer.path("embeddings"));
        }
    },

    /** Hugging Face's text-embeddings-inference, which has one model and by default takes 32 sentences. */
    TEXT_EMBEDDINGS_INFERENCE("/embed", 32, false) {
        @Override
        ObjectNode question(String model, List<String> sentences) {
            return JsonNodeFactory.instance.objectNode().put("truncate", true).set("inputs", array(sentences));
        }

        @Override
        List<JsonNode> vectors(JsonNode answer) {
            return list(answer);
        }
    };

    private final String path;
    private final int batch;
    private final boolean namesModel;

    EmbeddingProtocol(String path, int batch, boolean namesModel) {
        this.path = path;
        this.batch = batch;
        this.namesModel = namesModel;
    }

    /** Returns the protocol that an address is made for. */
    static Optional<EmbeddingProtocol> of(String path) {
        String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        for (EmbeddingProtocol protocol : values()) {
            if (bare.endsWith(protocol.path)) {
                return Optional.of(protocol);
            }
        }
        return Optional.empty();
    }

    /** Returns how the path of an address ends. */
    String path() {
        return path;
    }

    /** Returns how many sentences to ask for at a time. */
    int batch() {
        return batch;
    }

    /** Returns whether a question names the model; otherwise the server has but one. */
    boolean namesModel() {
        return namesModel;
    }

    /** Returns the question to send. */
    abstract ObjectNode question(String model, List<String> sentences);

    /** Returns the vectors in an answer, in the order of the sentences; something that is no array where there is none. */
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

    /** Reads the vectors out of a server's answer, and takes nothing for a vector that is none. Thread-safe. */
    static final class VectorAnswer {
        private static final JsonMapper JSON = JsonMapper.builder()
                // Some servers write NaN, which JSON does not have; better to name it than to call the answer no JSON.
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();

        private final String place;
        private final EmbeddingProtocol protocol;

        /**
         * @param place what to call the server
         */
        VectorAnswer(String place, EmbeddingProtocol protocol) {
            this.place = place;
            this.protocol = protocol;
        }

        /**
         * Returns the vectors of an answer.
         *
         * @param body the answer
         * @param wanted number of sentences that were asked for
         * @throws FormatException if there are others than wanted, or their sizes differ, or a number is missing or not finite
         */
        List<float[]> read(String body, int wanted) throws FormatException {
            List<JsonNode> nodes = protocol.vectors(parse(body));
            if (nodes.size() != wanted) {
                throw wrong(
                        nodes.isEmpty()
                                ? "answers without vectors"
                                : "was asked for " + wanted + " vectors and gives " + nodes.size());
            }
            List<float[]> vectors = new ArrayList<>();
            for (JsonNode node : nodes) {
                float[] vector = vector(node);
                if (!vectors.isEmpty() && vector.length != vectors.get(0).length) {
                    throw changed(place, vectors.get(0).length, vector.length);
                }
                vectors.add(vector);
            }
            return vectors;
        }

        private JsonNode parse(String body) throws FormatException {
            String begin = body.stripLeading();
            if (begin.startsWith("<")) {
                throw wrong("answers with a web page");
            }
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw wrong("answers with something that is not JSON (\"" + Failure.excerpt(begin) + "\")");
            }
        }

        private float[] vector(JsonNode node) throws FormatException {
            if (!node.isArray() || node.isEmpty()) {
                throw wrong("gives no vector for a sentence");
            }
            float[] vector = new float[node.size()];
            for (int d = 0; d < vector.length; d++) {
                JsonNode number = node.get(d);
                vector[d] = number.isNumber() ? number.floatValue() : Float.NaN;
                if (!Float.isFinite(vector[d])) {
                    throw new FormatException(
                            place,
                            "gives a vector with "
                                    + Failure.excerpt(number.isValueNode() ? number.asText() : number.toString())
                                    + " in it",
                            "try another model, or the same in full precision");
                }
            }
            return vector;
        }

        private FormatException wrong(String problem) {
            return new FormatException(
                    place, problem, "check that the address is one of a server of embeddings, such as /v1/embeddings");
        }

        /** Returns the failure of a server whose vectors cannot be compared with each other. */
        static FormatException changed(String place, int before, int after) {
            return new FormatException(
                    place,
                    "gave vectors of " + before + " numbers and now gives some of " + after,
                    "see that it has one and the same model for all questions");
        }
    }
}
