package duiqi.exchange.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.exchange.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Converts properties to a JSON object from type to value. A repeated type has a list of values. Stateless.
 *
 * <pre>{"aligned":"yes","x-bead":"1-2","x-client":["A","B"]}</pre>
 */
public final class PropertyJson {
    private PropertyJson() {}

    /** Returns the properties as an object and ignores notes. */
    public static ObjectNode of(List<Annotation> annotations) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Annotation annotation : annotations) {
            if (!annotation.isProperty()) {
                continue;
            }
            String type = annotation.type();
            if (!json.has(type)) {
                json.put(type, annotation.text());
            } else if (json.get(type) instanceof ArrayNode values) {
                values.add(annotation.text());
            } else {
                String first = json.get(type).textValue();
                json.putArray(type).add(first).add(annotation.text());
            }
        }
        return json;
    }

    /** Returns the properties in an object. */
    public static List<Annotation> read(ObjectNode json) {
        List<Annotation> properties = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            addTo(properties, field.getKey(), field.getValue());
        }
        return properties;
    }

    /** Adds the value of a field: a text or a list of texts unchanged, any other value as JSON. */
    public static void addTo(List<Annotation> properties, String type, JsonNode value) {
        texts(value)
                .filter(texts -> texts.size() > 1)
                .orElse(List.of(value.isTextual() ? value.textValue() : value.toString()))
                .forEach(text -> properties.add(Annotation.property(type, text)));
    }

    /** Returns the texts of a list; empty if the JSON is not a list of texts only. */
    public static Optional<List<String>> texts(JsonNode json) {
        List<String> texts = new ArrayList<>();
        for (JsonNode text : json) {
            if (text.isTextual()) {
                texts.add(text.textValue());
            }
        }
        return Optional.of(texts).filter(all -> json.isArray() && all.size() == json.size());
    }
}
