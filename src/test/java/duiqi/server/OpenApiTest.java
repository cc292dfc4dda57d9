package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that the OpenAPI description matches the server: calls all described operations and validates all responses.
 */
class OpenApiTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final int TOO_LONG = 5_001;

    @TempDir
    private Path folder;

    private ServedProject served;

    private JsonNode description;

    /** Holds a method of a path. */
    private record Operation(String path, String method, JsonNode node) {
        List<String> statuses() {
            List<String> statuses = new ArrayList<>();
            node.path("responses").fieldNames().forEachRemaining(statuses::add);
            return statuses;
        }

        boolean isWriting() {
            return node.has("requestBody");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** Holds a request. */
    private record Sent(String line, String body, List<String> headers) {}

    @BeforeEach
    void start() throws IOException {
        served = new ServedProject(folder, ServerPlace.LOCAL, true);
        description = description();
    }

    @AfterEach
    void stop() throws IOException {
        served.close();
    }

    private static JsonNode description() throws IOException {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("openapi.json")) {
            return MAPPER.readTree(Objects.requireNonNull(in));
        }
    }

    private List<Operation> operations() {
        List<Operation> all = new ArrayList<>();
        description
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method -> all.add(new Operation(
                                path.getKey(), method.getKey().toUpperCase(Locale.ROOT), method.getValue()))));
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

    private static List<String> examples(JsonNode parameter) {
        JsonNode example = parameter.path("example");
        List<String> texts = new ArrayList<>();
        if (example.isArray()) {
            example.forEach(each -> texts.add(each.asText()));
        } else {
            texts.add(example.asText());
        }
        return texts;
    }

    private String path(Operation operation, String text) {
        String path = operation.path;
        for (JsonNode parameter : parameters(operation, "path")) {
            String name = parameter.path("name").asText();
            String value = name.equals("text") && !text.isEmpty()
                    ? text
                    : examples(parameter).get(0);
            path = path.replace("{" + name + "}", ServedProject.encoded(value));
        }
        return path;
    }

    private String query(List<JsonNode> parameters) {
        return parameters.stream()
                .flatMap(each -> examples(each).stream()
                        .map(value -> each.path("name").asText() + "=" + ServedProject.encoded(value)))
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }

    private Sent sent(Operation operation, String target, String body) {
        List<String> headers = new ArrayList<>(List.of(served.bearer()));
        if (operation.isWriting()) {
            headers.add("Content-Type: application/json");
        }
        return new Sent(operation.method + " " + target + " HTTP/1.1", body, headers);
    }

    private static String body(Operation operation) {
        JsonNode example = content(operation).path("example");
        return operation.isWriting() ? (example.isTextual() ? example.asText() : example.toString()) : "";
    }

    private static JsonNode content(Operation operation) {
        JsonNode content = operation.node.at("/requestBody/content");
        return content.isEmpty() ? content : content.iterator().next();
    }

    private static boolean isForFile(Operation operation) {
        return operation.path.endsWith("{file}");
    }

    /** Returns a request that causes a status. */
    private Sent request(Operation operation, String status) {
        List<JsonNode> all = parameters(operation, "query");
        String plain = path(operation, "") + query(all);
        ObjectNode example = content(operation).path("example").deepCopy().isObject()
                ? content(operation).path("example").deepCopy()
                : MAPPER.createObjectNode();
        Sent good = sent(operation, plain, body(operation));
        return switch (status) {
            case "200", "201" -> good;
            case "401" -> new Sent(good.line, good.body, good.headers.subList(1, good.headers.size()));
            case "403" -> {
                List<String> headers = new ArrayList<>(good.headers);
                headers.add("Origin: http://127.0.0.1.example.com");
                yield new Sent(good.line, good.body, headers);
            }
            case "400" ->
                operation.isWriting()
                        ? sent(operation, plain.replace("/zh/", "/fr/"), "{\"source\": 1}")
                        : sent(
                                operation,
                                path(operation, " ") + (operation.path.startsWith("/tmserver") ? "" : "?x=1"),
                                "");
            case "413" -> {
                if (isForFile(operation)) {
                    yield new Sent(good.line, "", List.of(served.bearer(), "Content-Length: 104857600"));
                }
                example.put("source", "水".repeat(TOO_LONG));
                yield operation.isWriting()
                        ? sent(operation, plain, example.toString())
                        : sent(operation, path(operation, "a".repeat(TOO_LONG)) + tooLong(all), "");
            }
            case "415" -> new Sent(good.line, good.body, List.of(served.bearer(), "Content-Type: text/plain"));
            case "422" ->
                sent(
                        operation,
                        plain,
                        MAPPER.createObjectNode()
                                .put("source", "one")
                                .put("target", "two")
                                .toString());
            default -> throw new AssertionError("no request is known that brings about " + status);
        };
    }

    private static String tooLong(List<JsonNode> parameters) {
        return parameters.stream()
                .filter(each -> each.path("required").asBoolean()
                        || each.path("name").asText().equals("q"))
                .map(each -> "?" + each.path("name").asText() + "=" + "a".repeat(TOO_LONG))
                .collect(Collectors.joining());
    }

    private RawClient.Answer answer(Sent sent) throws IOException {
        return answer(served, sent);
    }

    private static RawClient.Answer answer(ServedProject project, Sent sent) throws IOException {
        return project.send(sent.line, sent.body, sent.headers.toArray(new String[0]));
    }

    private void requireAsDescribed(Operation operation, String status, RawClient.Answer answer) throws IOException {
        assertThat(answer.status())
                .as("%s %s: %s", operation, status, answer.body())
                .isEqualTo(Integer.parseInt(status));
        JsonNode response = resolved(operation.node.path("responses").path(status));
        assertThat(response.path("description").asText())
                .as(operation + " " + status)
                .isNotBlank();
        Map.Entry<String, JsonNode> content =
                response.path("content").properties().iterator().next();
        assertThat(answer.header("Content-Type").split(";")[0]).isEqualTo(content.getKey());
        JsonNode value = content.getKey().startsWith("text/")
                ? MAPPER.getNodeFactory().textNode(answer.body())
                : MAPPER.readTree(answer.body());
        assertThat(faults(content.getValue().path("schema"), value))
                .as("%s %s: %s", operation, status, answer.body())
                .isEmpty();
    }

    private List<Error> faults(JsonNode schema, JsonNode value) {
        ObjectNode whole = schema.deepCopy();
        whole.set("components", description.path("components"));
        Schema compiled = SCHEMAS.getSchema(whole);
        return compiled.validate(value);
    }

    @Test
    void respondsAsDescribed() throws IOException {
        int calls = 0;
        // Reachable from other machines, so that all paths need the token.
        try (ServedProject everywhere =
                new ServedProject(folder.resolve("everywhere"), new ServerPlace("0.0.0.0", 0), true)) {
            for (Operation operation : operations()) {
                List<String> statuses = new ArrayList<>(operation.statuses());
                // The first request adds the pair, the second finds it.
                statuses.sort((one, other) -> one.equals("201") ? -1 : other.equals("201") ? 1 : one.compareTo(other));
                for (String status : statuses) {
                    ServedProject project = status.equals("401") ? everywhere : served;
                    requireAsDescribed(operation, status, answer(project, request(operation, status)));
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
            String body = body(operation);
            for (JsonNode left : required) {
                List<JsonNode> rest =
                        required.stream().filter(each -> !each.equals(left)).toList();
                Sent sent = sent(operation, path(operation, "") + query(rest), body);
                assertThat(answer(sent).status())
                        .as("%s without %s", operation, left)
                        .isEqualTo(400);
            }
            for (JsonNode each : all) {
                assertThat(each.has("example")).as("%s %s", operation, each).isTrue();
                JsonNode schema = resolved(each.path("schema"));
                if (schema.has("maximum")) {
                    String name = each.path("name").asText();
                    for (int wrong : new int[] {
                        schema.path("minimum").asInt() - 1,
                        schema.path("maximum").asInt() + 1
                    }) {
                        String target = path(operation, "") + query(required);
                        String limited = target + (target.contains("?") ? "&" : "?") + name + "=" + wrong;
                        Sent sent = sent(operation, limited, body);
                        assertThat(answer(sent).status())
                                .as("%s %s=%s", operation, name, wrong)
                                .isEqualTo(400);
                    }
                }
            }
            if (operation.path.startsWith("/api/v1/")
                    && !operation.path.endsWith("openapi.json")
                    && !operation.isWriting()) {
                String target = path(operation, "") + query(all);
                Sent sent = sent(operation, target + (target.contains("?") ? "&" : "?") + "unknown=1", body);
                assertThat(answer(sent).status()).as("%s unknown", operation).isEqualTo(400);
            }
        }
    }

    @Test
    void rejectsUndescribedFields() throws IOException {
        for (Operation operation : operations()) {
            if (!operation.isWriting() || isForFile(operation)) {
                continue;
            }
            JsonNode schema = resolved(content(operation).path("schema"));
            JsonNode example = content(operation).path("example");
            assertThat(faults(schema, example)).as(operation.toString()).isEmpty();
            Set<String> fields = new TreeSet<>();
            schema.path("properties").fieldNames().forEachRemaining(fields::add);
            Set<String> shown = new TreeSet<>();
            example.fieldNames().forEachRemaining(shown::add);
            assertThat(shown).as(operation.toString()).isEqualTo(fields);
            ObjectNode more = example.deepCopy();
            more.put("unknown", "x");
            int expected = schema.path("additionalProperties").asBoolean() ? 200 : 400;
            Sent sent = sent(operation, path(operation, ""), more.toString());
            assertThat(answer(sent).status()).as(operation.toString()).isEqualTo(expected);
        }
    }

    @Test
    void describesAllRoutes() {
        Set<String> described =
                operations().stream().map(Operation::toString).collect(Collectors.toCollection(TreeSet::new));
        Set<String> served = MemoryServer.routes(this.served.project).stream()
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(described).isEqualTo(served);
    }

    @Test
    void servesTheDescription() throws IOException {
        boolean isTheSame =
                MAPPER.readTree(served.get("/api/v1/openapi.json").body()).equals(description);
        assertThat(isTheSame).isTrue();
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
