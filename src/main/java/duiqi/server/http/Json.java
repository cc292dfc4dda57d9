package duiqi.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads and writes JSON. */
public final class Json {
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
    public static void answer(Context request, Object value) {
        request.contentType("application/json; charset=utf-8").result(bytes(value));
    }

    /** Makes the value of a response. */
    @FunctionalInterface
    public interface Answer {
        Object of(Context request) throws Exception;
    }

    /** Returns a handler that responds with a value. */
    public static Handler handler(Answer answer) {
        return request -> answer(request, answer.of(request));
    }

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Parses the body of a request. */
    public static JsonNode parse(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException wrong) {
            throw Problem.malformed("the request is not valid JSON", "send a JSON object without deep nesting");
        }
    }
}
