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
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.NanoTime;

/** Reads requests and writes answers as JSON. */
public final class Json {
    /** The bytes that a request may bring: 300,000 pairs that are confirmed at once take nearly as many. */
    public static final int BODY_LIMIT = 4 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .build();

    private Json() {}

    /**
     * Returns an object of JSON.
     *
     * @param fields names and values in turn; an empty {@link Optional} is null in JSON
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

    /** Answers a request with a value: an {@link #object}, a record, a list, a text or a number. */
    public static void answer(Context request, Object value) throws IOException {
        request.contentType("application/json; charset=utf-8").result(MAPPER.writeValueAsBytes(value));
    }

    /** Answers a request with a problem. */
    public static void answer(Context request, int status, Problem problem) throws IOException {
        answer(request.status(status), problem);
    }

    /** Returns the body of a request, an object. Refuses all types but JSON: a form of another site can send those. */
    public static JsonNode body(Context request) throws IOException {
        return body(request, new BodyLimits(BODY_LIMIT));
    }

    static JsonNode body(Context request, BodyLimits limits) throws IOException {
        if (RequestGuard.sent(request, "Content-Type")
                .filter(type -> type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))
                .isEmpty()) {
            throw Problem.refusal(415, "the request is no JSON", "send JSON with Content-Type: application/json");
        }
        return parse(limits.read(request));
    }

    /**
     * Returns the body of a request from a client that sends JSON without saying so. Allowed only where a token or the origin tells
     * such a client from a form of another site.
     */
    public static JsonNode bodyOfAnyType(Context request) throws IOException {
        return parse(new BodyLimits(BODY_LIMIT).read(request));
    }

    private static JsonNode parse(byte[] bytes) throws IOException {
        try {
            JsonNode body = MAPPER.readTree(bytes);
            if (body.isObject()) {
                return body;
            }
        } catch (JsonProcessingException | CharConversionException wrong) {
            throw Problem.malformed("the request is no correct JSON", "send an object of JSON, not too deeply nested");
        }
        throw Problem.malformed("the request is no object", "send an object of JSON");
    }

    /**
     * Limits the size of a body and the time that it takes. Each request holds a thread while its body is read, and there are few
     * threads: a client that sends byte by byte would hold one for hours. Immutable.
     *
     * @param bytes the most bytes that are read, whatever length the client tells
     * @param grace the time in which a body may come at any speed; after it a slow body is cut off
     */
    record BodyLimits(int bytes, Duration grace) {
        /** Longer than any network delays a body whose client still sends. */
        private static final Duration GRACE = Duration.ofSeconds(10);

        /** Bytes a second; only a client that means harm is slower. */
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
                        throw Problem.refusal(408, "the request comes too slowly", "send it again, all at once");
                    }
                }
            } catch (IOException gone) {
                // The client has hung up, or has been silent for too long: no fault of the program.
                request.header("Connection", "close");
                throw Problem.refusal(400, "the request ends in the middle", "send it again, all of it");
            }
            return read.toByteArray();
        }

        private boolean isTooSlow(long count, Duration taken) {
            return taken.compareTo(grace) > 0 && count < MIN_RATE * taken.toSeconds();
        }
    }
}
