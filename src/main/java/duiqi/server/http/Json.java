package duiqi.server.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.NanoTime;

/** Reads request bodies and writes responses as JSON. */
public final class Json {
    /** Maximum size of a request body in bytes. Confirming 300,000 pairs in one request needs almost as many. */
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
        return body(request, new BodyLimits(BODY_LIMIT));
    }

    static JsonNode body(Context request, BodyLimits limits) throws IOException {
        if (RequestGuard.sent(request, "Content-Type")
                .filter(type -> type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))
                .isEmpty()) {
            throw Problem.refusal(415, "the request is not JSON", "send JSON with Content-Type: application/json");
        }
        return parse(limits.read(request));
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

    /** Returns the request body of any type. */
    public static byte[] bytes(Context request) {
        return new BodyLimits(BODY_LIMIT).read(request);
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

    /**
     * Limits the size of a request body and the time to receive it. Each request occupies a thread while its body is
     * read, and there are few threads. A client that sends one byte at a time could occupy a thread for hours.
     * Immutable.
     *
     * @param bytes maximum number of bytes to read, independent of the declared length
     * @param grace time without a minimum speed; afterwards a slow body is rejected
     */
    record BodyLimits(int bytes, Duration grace) {
        /** Longer than network delays of a client that is still sending. */
        private static final Duration GRACE = Duration.ofSeconds(10);

        /** Minimum speed in bytes per second. Only attackers are slower. */
        private static final long MIN_RATE = 128;

        private static final int CHUNK = 8 << 10;

        BodyLimits(int bytes) {
            this(bytes, GRACE);
        }

        /** Returns the whole body. */
        byte[] read(Context request) {
            long start = NanoTime.now();
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            byte[] chunk = new byte[CHUNK];
            try (InputStream in = request.bodyInputStream()) {
                for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                    read.write(chunk, 0, count);
                    if (read.size() > bytes) {
                        throw RequestGuard.tooLarge(request, bytes);
                    }
                    if (isTooSlow(read.size(), Duration.ofNanos(NanoTime.since(start)))) {
                        request.header("Connection", "close");
                        throw Problem.refusal(408, "the request body arrives too slowly", "send it faster");
                    }
                }
            } catch (IOException gone) {
                // The client disconnected or timed out. This is not an error of duiqi.
                request.header("Connection", "close");
                throw Problem.refusal(400, "the request body is incomplete", "send the whole body");
            }
            return read.toByteArray();
        }

        private boolean isTooSlow(long count, Duration taken) {
            return taken.compareTo(grace) > 0 && count < MIN_RATE * taken.toSeconds();
        }
    }
}
