package duiqi.protocol.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Validates the arguments of a tool with the part of JSON Schema 2020-12 that the catalogue uses. A message names the
 * argument and the valid values, so that an assistant can correct its call. Thread-safe.
 */
public final class ArgumentSchema implements JsonSchemaValidator {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public ValidationResponse validate(Map<String, Object> schema, Object arguments) {
        return problem("arguments", JSON.valueToTree(schema), JSON.valueToTree(arguments))
                .map(ValidationResponse::asInvalid)
                .orElseGet(() -> ValidationResponse.asValid("{}"));
    }

    private static Optional<String> problem(String name, JsonNode schema, JsonNode value) {
        return switch (schema.path("type").asText()) {
            case "object" -> inObject(name, schema, value);
            case "array" -> inArray(name, schema, value);
            case "integer" -> {
                int least = schema.path("minimum").asInt();
                int most = schema.path("maximum").asInt();
                boolean isInside = value.isIntegralNumber() && value.asLong() >= least && value.asLong() <= most;
                yield wrong(isInside, name + " must be an integer from " + least + " to " + most);
            }
            default -> inText(name, schema, value);
        };
    }

    private static Optional<String> wrong(boolean isRight, String problem) {
        return isRight ? Optional.empty() : Optional.of(problem);
    }

    private static Optional<String> inText(String name, JsonNode schema, JsonNode value) {
        if (!value.isTextual() || value.asText().isBlank()) {
            return Optional.of(name + " must be a text that is not empty");
        }
        List<String> known = new ArrayList<>();
        schema.path("enum").forEach(one -> known.add(one.asText()));
        if (!known.isEmpty()) {
            return wrong(known.contains(value.asText()), name + " must be one of " + String.join(", ", known));
        }
        int most = schema.path("maxLength").asInt();
        return wrong(value.asText().length() <= most, name + " has more than " + most + " characters; send less text");
    }

    private static Optional<String> inArray(String name, JsonNode schema, JsonNode value) {
        int most = schema.path("maxItems").asInt();
        if (!value.isArray() || value.isEmpty() || value.size() > most) {
            return Optional.of(name + " must be a list of 1 to " + most + " elements");
        }
        return Stream.iterate(0, i -> i < value.size(), i -> i + 1)
                .flatMap(i -> problem(name + "[" + i + "]", schema.path("items"), value.get(i)).stream())
                .findFirst();
    }

    private static Optional<String> inObject(String name, JsonNode schema, JsonNode value) {
        if (!value.isObject()) {
            return Optional.of(name + " must be an object");
        }
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                return Optional.of(name + ": " + required.asText() + " is missing");
            }
        }
        TreeSet<String> known = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(known::add);
        return value.properties().stream()
                .flatMap(field -> (known.contains(field.getKey())
                                ? problem(
                                        field.getKey(),
                                        schema.path("properties").path(field.getKey()),
                                        field.getValue())
                                : Optional.of(name + ": " + field.getKey() + " is unknown; use only "
                                        + String.join(", ", known)))
                        .stream())
                .findFirst();
    }
}
