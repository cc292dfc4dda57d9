package duiqi.encoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.text.FormatException;
import java.util.ArrayList;
import java.util.List;

/** Reads the vectors out of a server's answer, and takes nothing for a vector that is none. Thread-safe. */
final class VectorAnswer {
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
     * The vectors of an answer.
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

    /** The failure of a server whose vectors cannot be compared with each other. */
    static FormatException changed(String place, int before, int after) {
        return new FormatException(
                place,
                "gave vectors of " + before + " numbers and now gives some of " + after,
                "see that it has one and the same model for all questions");
    }
}
