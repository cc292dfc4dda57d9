package duiqi.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A segment with its inline codes as a JSON array of texts and objects. Stateless.
 *
 * <pre>["press ",{"element":"ph","attributes":{"x":"1"},"content":["&lt;br/&gt;"]}," twice"]</pre>
 */
final class ContentJson {
    private ContentJson() {}

    static ArrayNode of(Content content) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Piece piece : content.pieces()) {
            if (piece instanceof Text text) {
                json.add(text.text());
            } else if (piece instanceof Code code) {
                ObjectNode object = json.addObject().put("element", code.element());
                if (!code.attributes().isEmpty()) {
                    object.set("attributes", attributes(code.attributes()));
                }
                if (!code.content().pieces().isEmpty()) {
                    object.set("content", of(code.content()));
                }
            }
        }
        return json;
    }

    /** A map as an object. */
    static ObjectNode attributes(Map<String, String> attributes) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        attributes.forEach(json::put);
        return json;
    }

    /** Reads a segment; empty when it has another form. */
    static Optional<Content> read(JsonNode json) {
        if (!json.isArray()) {
            return Optional.empty();
        }
        List<Piece> pieces = new ArrayList<>();
        for (JsonNode node : json) {
            Optional<Piece> piece = piece(node);
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            pieces.add(piece.get());
        }
        return Optional.of(new Content(pieces));
    }

    private static Optional<Piece> piece(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(new Text(node.textValue()));
        }
        if (!node.path("element").isTextual()) {
            return Optional.empty();
        }
        Optional<Content> content =
                node.has("content") ? read(node.path("content")) : Optional.of(new Content(List.of()));
        Optional<Map<String, String>> attributes = attributes(node.path("attributes"));
        return content.isEmpty() || attributes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Code(node.path("element").textValue(), attributes.get(), content.get()));
    }

    /** Reads an object of texts; empty when it has another form. */
    static Optional<Map<String, String>> attributes(JsonNode json) {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (json.isMissingNode()) {
            return Optional.of(attributes);
        }
        if (!json.isObject()) {
            return Optional.empty();
        }
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            if (!field.getValue().isTextual()) {
                return Optional.empty();
            }
            attributes.put(field.getKey(), field.getValue().textValue());
        }
        return Optional.of(attributes);
    }
}
