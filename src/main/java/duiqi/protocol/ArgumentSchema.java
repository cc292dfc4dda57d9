package duiqi.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Validates the arguments of a tool with the part of JSON Schema 2020-12 that the catalogue uses. A message names the
 * argument and the valid values, so that an assistant can correct its call. Thread-safe.
 */
final class ArgumentSchema implements JsonSchemaValidator {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public ValidationResponse validate(Map<String, Object> schema, Object arguments) {
        List<String> problems = new ArrayList<>();
        validate("arguments", JSON.valueToTree(schema), JSON.valueToTree(arguments), problems);
        return problems.isEmpty() ? ValidationResponse.asValid("{}") : ValidationResponse.asInvalid(problems.get(0));
    }

    private static void validate(String name, JsonNode schema, JsonNode value, List<String> problems) {
        String valid = expected(schema, value);
        if (!valid.isEmpty()) {
            problems.add(name + " must be " + valid);
            return;
        }
        schema.path("required").forEach(field -> {
            if (!value.has(field.asText())) {
                problems.add(name + ": " + field.asText() + " is missing");
            }
        });
        JsonNode fields = schema.path("properties");
        value.properties()
                .forEach(field -> validate(field.getKey(), fields.path(field.getKey()), field.getValue(), problems));
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            validate(name + "[" + i + "]", schema.path("items"), value.get(i), problems);
        }
    }

    /** Returns the valid values, or an empty text for a valid value. */
    private static String expected(JsonNode schema, JsonNode value) {
        int most = schema.path("maxLength")
                .asInt(schema.path("maxItems").asInt(schema.path("maximum").asInt()));
        int least = schema.path("minimum").asInt(1);
        List<String> known = new ArrayList<>();
        schema.path("enum").forEach(one -> known.add(one.asText()));
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        return switch (schema.path("type").asText()) {
            case "object" -> {
                boolean isKnown = value.properties().stream().allMatch(field -> known.contains(field.getKey()));
                yield value.isObject() && isKnown ? "" : "an object with no fields except " + String.join(", ", known);
            }
            case "array" ->
                value.isArray() && isWithin(value.size(), least, most) ? "" : "a list of 1 to " + most + " elements";
            case "integer" ->
                value.isIntegralNumber() && isWithin(value.asLong(), least, most)
                        ? ""
                        : "an integer from " + least + " to " + most;
            default -> {
                String text = value.isTextual() ? value.asText() : "";
                yield known.isEmpty()
                        ? isWithin(text.isBlank() ? 0 : text.length(), least, most)
                                ? ""
                                : "a text of 1 to " + most + " characters"
                        : known.contains(text) ? "" : "one of " + String.join(", ", known);
            }
        };
    }

    private static boolean isWithin(long number, int least, int most) {
        return least <= number && number <= most;
    }
}
