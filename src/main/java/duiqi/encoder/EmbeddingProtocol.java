package duiqi.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * Lists the protocols of embedding servers. The end of the address's path determines the protocol.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/embeddings">the OpenAI format</a>
 * @see <a href="https://huggingface.github.io/text-embeddings-inference/">text-embeddings-inference</a>
 * @see <a href="https://github.com/ollama/ollama/blob/main/docs/api.md">Ollama</a>
 */
enum EmbeddingProtocol {
    /** OpenAI and compatible servers. OpenAI accepts 2,048 inputs with 300,000 tokens in total. */
    OPENAI("/v1/embeddings", 128),

    /** Ollama, which truncates long sentences itself. */
    OLLAMA("/api/embed", 64),

    /** Hugging Face's text-embeddings-inference, which has one model and accepts 32 sentences by default. */
    TEXT_EMBEDDINGS_INFERENCE("/embed", 32);

    /** End of the path of an address. */
    final String path;

    /** Maximum number of sentences in a request. */
    final int batch;

    EmbeddingProtocol(String path, int batch) {
        this.path = path;
        this.batch = batch;
    }

    /** Returns whether a request contains the model name. If not, the server has only one model. */
    boolean needsModel() {
        return this != TEXT_EMBEDDINGS_INFERENCE;
    }

    /** Returns the request to send. */
    ObjectNode request(String model, List<String> sentences) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ArrayNode inputs = needsModel()
                ? request.put("model", model).putArray("input")
                : request.put("truncate", true).putArray("inputs");
        sentences.forEach(inputs::add);
        return request;
    }

    /**
     * Returns the vectors of an answer in the order of the sentences, with a node that is not an array for each missing
     * vector.
     */
    List<JsonNode> vectors(JsonNode answer) {
        JsonNode entries = switch (this) {
            case OPENAI -> answer.path("data");
            case OLLAMA -> answer.path("embeddings");
            case TEXT_EMBEDDINGS_INFERENCE -> answer;
        };
        JsonNode[] vectors = new JsonNode[entries.isArray() ? entries.size() : 0];
        Arrays.fill(vectors, MissingNode.getInstance());
        for (int k = 0; k < vectors.length; k++) {
            JsonNode entry = entries.get(k);
            int at = this == OPENAI ? entry.path("index").asInt(-1) : k;
            if (at >= 0 && at < vectors.length) {
                vectors[at] = this == OPENAI ? entry.path("embedding") : entry;
            }
        }
        return List.of(vectors);
    }
}
