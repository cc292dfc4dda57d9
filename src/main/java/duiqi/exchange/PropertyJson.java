package duiqi.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Properties as a JSON object from type to value; of a type that stands twice, to a list of values. Stateless.
 *
 * <pre>{"aligned":"yes","x-bead":"1-2","x-client":["A","B"]}</pre>
 */
final class PropertyJson {
    private PropertyJson() {}

    /** Writes properties; what is no property is passed over. */
    static ObjectNode of(List<Annotation> annotations) {
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

    /** Reads properties. */
    static List<Annotation> read(ObjectNode json) {
        List<Annotation> properties = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : json.properties()) {
            addTo(properties, field.getKey(), field.getValue());
        }
        return properties;
    }

    /** Adds what a field says: a text or texts letter by letter, anything else as JSON. */
    static void addTo(List<Annotation> properties, String type, JsonNode value) {
        if (value instanceof ArrayNode values && values.size() > 1 && areTexts(values)) {
            values.forEach(one -> properties.add(Annotation.property(type, one.textValue())));
        } else {
            properties.add(Annotation.property(type, value.isTextual() ? value.textValue() : value.toString()));
        }
    }

    private static boolean areTexts(ArrayNode values) {
        for (JsonNode value : values) {
            if (!value.isTextual()) {
                return false;
            }
        }
        return true;
    }
}
