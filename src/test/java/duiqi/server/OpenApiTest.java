package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Checks that the OpenAPI description matches the server: calls all described operations and validates all responses.
 */
class OpenApiTest extends ServedProjectCase {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final int TOO_LONG = 5_001;

    private JsonNode description = MAPPER.nullNode();

    /** Holds a method of a path. */
    private record Operation(String path, String method, JsonNode node) {
        boolean isWriting() {
            return node.has("requestBody");
        }

        JsonNode content() {
            return node.at("/requestBody/content/application~1json");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void read() throws IOException {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.json")) {
            description = MAPPER.readTree(Objects.requireNonNull(in));
        }
    }

    private List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : description.path("paths").properties()) {
            path.getValue()
                    .properties()
                    .forEach(method -> all.add(
                            new Operation(path.getKey(), method.getKey().toUpperCase(Locale.ROOT), method.getValue())));
        }
        return all;
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? description.at(node.path("$ref").asText().substring(1)) : node;
    }

    private List<JsonNode> parameters(Operation operation, String in) {
        List<JsonNode> all = new ArrayList<>();
        operation.node.path("parameters").forEach(each -> all.add(resolved(each)));
        return all.stream().filter(each -> each.path("in").asText().equals(in)).toList();
    }

    /** Returns the path with the examples of its parameters, or with another text. */
    private String path(Operation operation, String text) {
        String path = operation.path;
        for (JsonNode parameter : parameters(operation, "path")) {
            String name = parameter.path("name").asText();
            String value = name.equals("text") && !text.isEmpty()
                    ? text
                    : parameter.path("example").asText();
            path = path.replace("{" + name + "}", ServedProject.encoded(value));
        }
        return path;
    }

    /** Returns the examples of parameters as the query of a URL; each value of a list is a parameter. */
    private static String query(List<JsonNode> parameters) {
        StringBuilder query = new StringBuilder("?");
        for (JsonNode each : parameters) {
            JsonNode example = each.path("example");
            for (JsonNode value : example.isArray() ? example : List.of(example)) {
                query.append(each.path("name").asText() + "=" + ServedProject.encoded(value.asText()) + "&");
            }
        }
        return query.substring(0, query.length() - 1);
    }

    private RawClient.Answer send(Operation operation, String target) throws IOException {
        return send(
                operation,
                target,
                operation.isWriting() ? operation.content().path("example").toString() : "");
    }

    private RawClient.Answer send(Operation operation, String target, String body) throws IOException {
        return served.send(
                operation.method + " " + target + " HTTP/1.1", body, served.bearer(), "Content-Type: application/json");
    }

    /** Sends a request that causes a status. */
    private RawClient.Answer answer(Operation operation, String status, ServedProject everywhere) throws IOException {
        List<JsonNode> all = parameters(operation, "query");
        String target = path(operation, "") + query(all);
        String line = operation.method + " " + target + " HTTP/1.1";
        String example = operation.content().path("example").toString();
        return switch (status) {
            case "200", "201" -> send(operation, target);
            case "401" -> everywhere.send(line, example);
            case "403" -> served.send(line, example, served.bearer(), "Origin: http://127.0.0.1.example.com");
            case "400" ->
                operation.isWriting()
                        ? send(operation, target.replace("/zh/", "/fr/"), "{\"source\": 1}")
                        : send(
                                operation,
                                path(operation, " ") + (operation.path.startsWith("/tmserver") ? "" : "?x=1"));
            case "413" -> tooLong(operation, target, all);
            case "415" -> served.send(line, example, served.bearer(), "Content-Type: text/plain");
            case "422" -> send(operation, target, "{\"source\": \"one\", \"target\": \"two\"}");
            default -> throw new AssertionError("no request is known that causes " + status);
        };
    }

    private RawClient.Answer tooLong(Operation operation, String target, List<JsonNode> all) throws IOException {
        if (operation.path.endsWith("{file}")) {
            return served.send(
                    operation.method + " " + target + " HTTP/1.1", "", served.bearer(), "Content-Length: 104857600");
        }
        if (operation.isWriting()) {
            ObjectNode body = operation.content().path("example").deepCopy();
            return send(
                    operation, target, body.put("source", "水".repeat(TOO_LONG)).toString());
        }
        return send(
                operation,
                path(operation, "a".repeat(TOO_LONG))
                        + all.stream()
                                .map(each -> each.path("name").asText())
                                .filter(name ->
                                        List.of("q", "text", "word", "source").contains(name))
                                .map(name -> "?" + name + "=" + "a".repeat(TOO_LONG))
                                .collect(Collectors.joining()));
    }

    private List<Error> faults(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", description.path("components"));
        return SCHEMAS.getSchema(whole).validate(value);
    }

    @Test
    void respondsAsDescribed() throws IOException {
        int calls = 0;
        // Reachable from other machines, so that all paths need the token.
        try (ServedProject everywhere =
                new ServedProject(folder.resolve("everywhere"), new ServerPlace("0.0.0.0", 0), true)) {
            for (Operation operation : operations()) {
                List<String> statuses = new ArrayList<>();
                operation.node.path("responses").fieldNames().forEachRemaining(statuses::add);
                // The first request adds the pair, the second finds it.
                statuses.sort((one, other) -> one.equals("201") ? -1 : other.equals("201") ? 1 : one.compareTo(other));
                for (String status : statuses) {
                    RawClient.Answer answer = answer(operation, status, everywhere);
                    String what = operation + " " + status + ": " + answer.body();
                    assertThat(answer.status()).as(what).isEqualTo(Integer.parseInt(status));
                    JsonNode response =
                            resolved(operation.node.path("responses").path(status));
                    assertThat(response.path("description").asText()).as(what).isNotBlank();
                    Map.Entry<String, JsonNode> content =
                            response.path("content").properties().iterator().next();
                    assertThat(answer.header("Content-Type").split(";")[0]).isEqualTo(content.getKey());
                    JsonNode value = content.getKey().startsWith("text/")
                            ? MAPPER.getNodeFactory().textNode(answer.body())
                            : MAPPER.readTree(answer.body());
                    assertThat(faults(content.getValue().path("schema"), value))
                            .as(what)
                            .isEmpty();
                    calls++;
                }
            }
        }
        assertThat(calls).isGreaterThan(50);
        assertThat(served.reported).isEmpty();
    }

    @Test
    void rejectsUndescribedParameters() throws IOException {
        for (Operation operation : operations()) {
            List<JsonNode> all = parameters(operation, "query");
            List<JsonNode> required = all.stream()
                    .filter(each -> each.path("required").asBoolean())
                    .toList();
            List<String> wrong = new ArrayList<>();
            for (JsonNode left : required) {
                wrong.add(query(
                        required.stream().filter(each -> !each.equals(left)).toList()));
            }
            for (JsonNode each : all) {
                JsonNode schema = resolved(each.path("schema"));
                assertThat(each.has("example")).as("%s %s", operation, each).isTrue();
                if (schema.has("maximum")) {
                    String name = query(required) + "&" + each.path("name").asText() + "=";
                    wrong.add(name + (schema.path("minimum").asInt() - 1));
                    wrong.add(name + (schema.path("maximum").asInt() + 1));
                }
            }
            if (operation.path.startsWith("/api/v1/")
                    && !operation.path.endsWith("openapi.json")
                    && !operation.isWriting()) {
                wrong.add(query(all) + "&unknown=1");
            }
            for (String query : wrong) {
                assertThat(send(operation, path(operation, "") + query.replaceFirst("^&", "?"))
                                .status())
                        .as(operation + query)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void rejectsUndescribedFields() throws IOException {
        for (Operation operation : operations()) {
            if (!operation.isWriting() || operation.path.endsWith("{file}")) {
                continue;
            }
            JsonNode schema = resolved(operation.content().path("schema"));
            ObjectNode example = operation.content().path("example").deepCopy();
            assertThat(faults(schema, example)).as(operation.toString()).isEmpty();
            assertThat(example.fieldNames())
                    .toIterable()
                    .as(operation.toString())
                    .containsExactlyInAnyOrderElementsOf(
                            () -> schema.path("properties").fieldNames());
            int expected = schema.path("additionalProperties").asBoolean() ? 200 : 400;
            String more = example.put("unknown", "x").toString();
            assertThat(send(operation, path(operation, ""), more).status())
                    .as(operation.toString())
                    .isEqualTo(expected);
        }
    }

    @Test
    void describesAllRoutes() throws IOException {
        assertThat(operations())
                .extracting(Operation::toString)
                .containsExactlyInAnyOrderElementsOf(MemoryServer.routes(served.project).stream()
                        .map(route -> route.method() + " " + route.path())
                        .toList());
        assertThat(served.json("/api/v1/openapi.json").equals(description)).isTrue();
        assertThat(description.path("openapi").asText()).startsWith("3.1");
        for (JsonNode reference : description.findValues("$ref")) {
            assertThat(description.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
        for (Operation operation : operations()) {
            assertThat(operation.node.path("summary").asText())
                    .as(operation.toString())
                    .isNotBlank();
        }
    }
}
