package duiqi.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads request bodies and writes responses as JSON. */
public final class Json {
    /** Maximum size of a request body in bytes. The review page has its own. */
    public static final int BODY_LIMIT = 4 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .build();

    private Json() {}

    /**
     * Returns a JSON object.
     *
     * @param fields alternating names and values; an empty {@link Optional} becomes null
     */
    public static Map<String, Object> object(Object... fields) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            Object value = fields[i + 1] instanceof Optional<?> optional
                    ? optional.<Object>map(present -> present).orElse(NullNode.getInstance())
                    : fields[i + 1];
            object.put((String) fields[i], value);
        }
        return object;
    }

    /** Responds with a value: an {@link #object}, a record, a list, a text or a number. */
    public static void answer(Context request, Object value) throws IOException {
        request.contentType("application/json; charset=utf-8").result(MAPPER.writeValueAsBytes(value));
    }

    /** Responds with a problem. */
    public static void answer(Context request, int status, Problem problem) throws IOException {
        answer(request.status(status), problem);
    }

    /**
     * Returns the request body, a JSON object. Rejects all other content types, because an HTML form on another site
     * can send them.
     */
    public static JsonNode body(Context request) throws IOException {
        requireType(request, "application/json", "the request is not JSON");
        return parse(bytes(request));
    }

    /**
     * Returns the request body of a client that sends JSON without a content type. Use this only if a token or an
     * origin check excludes forms of other sites.
     */
    public static JsonNode bodyOfAnyType(Context request) throws IOException {
        return parse(bytes(request));
    }

    /** Returns the list in a request body of a client that sends JSON without a content type. */
    public static List<JsonNode> listOfAnyType(Context request) throws IOException {
        JsonNode body = tree(bytes(request));
        if (!body.isArray()) {
            throw Problem.malformed("the request is not a JSON list", "send a JSON list");
        }
        List<JsonNode> all = new ArrayList<>();
        body.forEach(all::add);
        return all;
    }

    /**
     * Returns the bytes of a request body. Rejects all other content types, because an HTML form on another site can
     * send them.
     */
    public static byte[] octets(Context request) throws IOException {
        requireType(request, "application/octet-stream", "the request is not a part of a file");
        return bytes(request);
    }

    private static void requireType(Context request, String type, String problem) {
        if (RequestGuard.sent(request, "Content-Type")
                .filter(sent -> sent.split(";", 2)[0].strip().equalsIgnoreCase(type))
                .isEmpty()) {
            throw Problem.refusal(415, problem, "send it with Content-Type: " + type);
        }
    }

    /** Returns the request body of any type. {@link PatientHandler} has received it. */
    public static byte[] bytes(Context request) throws IOException {
        if (request.attribute(PatientHandler.PROBLEM) instanceof HttpResponseException problem) {
            request.header("Connection", "close");
            throw problem.getStatus() == 503 ? Problem.busy(request) : problem;
        }
        try (InputStream in = request.bodyInputStream()) {
            return in.readAllBytes();
        }
    }

    private static JsonNode parse(byte[] bytes) throws IOException {
        JsonNode body = tree(bytes);
        if (!body.isObject()) {
            throw Problem.malformed("the request is not a JSON object", "send a JSON object");
        }
        return body;
    }

    private static JsonNode tree(byte[] bytes) throws IOException {
        try {
            return MAPPER.readTree(bytes);
        } catch (JsonProcessingException | CharConversionException wrong) {
            throw Problem.malformed("the request is not valid JSON", "send a JSON object without deep nesting");
        }
    }
}
