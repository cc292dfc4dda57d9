package duiqi.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.util.NanoTime;

/** Requests and answers as JSON. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonFactory FORM = MAPPER.getFactory();

    private Json() {}

    /** What an answer holds. */
    @FunctionalInterface
    public interface Answer {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Answers with what is written, all of it or nothing. */
    public static void answer(Context request, Answer answer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FORM.createGenerator(bytes)) {
            answer.writeTo(json);
        }
        request.contentType("application/json; charset=utf-8").result(bytes.toByteArray());
    }

    /** Answers that something does not work. */
    public static void answer(Context request, int status, Problem problem) throws IOException {
        request.status(status);
        answer(request, json -> {
            json.writeStartObject();
            json.writeStringField("problem", problem.problem());
            json.writeStringField("remedy", problem.remedy());
            json.writeEndObject();
        });
    }

    /**
     * The body of a request, an object. Other types than JSON are refused: those a form of another site can send.
     *
     * @param limit bytes that it may have; no more are read, whatever length the client tells
     */
    public static JsonNode body(Context request, int limit) throws IOException {
        return body(request, new BodyLimits(limit));
    }

    public static JsonNode body(Context request, BodyLimits limits) throws IOException {
        if (RequestGuard.sent(request, "Content-Type")
                .filter(type -> type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))
                .isEmpty()) {
            throw Problem.refusal(415, "the request is no JSON", "send JSON with Content-Type: application/json");
        }
        return parse(limits.read(request));
    }

    /** The same for clients that send JSON and do not say so; only where a token or the origin tells them from a form of another site. */
    public static JsonNode bodyOfAnyType(Context request, int limit) throws IOException {
        return parse(new BodyLimits(limit).read(request));
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
     * How much a body may bring and how long it may take. Each request has a thread while its body is read, and there are few of them: who
     * sends byte by byte would keep one for hours. Immutable.
     *
     * @param bytes as many as are read at most, whatever length the client tells
     * @param grace time in which any body may come as it likes; after it those are cut that came too slowly on the whole
     */
    record BodyLimits(int bytes, Duration grace) {
        /** Longer than any network keeps a body up whose client is still there. */
        private static final Duration GRACE = Duration.ofSeconds(10);

        /** Bytes a second; slower is nobody who does not do it on purpose. */
        private static final long MIN_RATE = 128;

        private static final int CHUNK = 8 << 10;

        BodyLimits(int bytes) {
            this(bytes, GRACE);
        }

        /** The whole body. */
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
                // The client has hung up, or is silent for so long that it is taken for gone: no fault of the program.
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
