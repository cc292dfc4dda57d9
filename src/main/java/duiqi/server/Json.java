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

/** Requests and answers as JSON. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonFactory FORM = MAPPER.getFactory();

    private Json() {}

    /** What an answer holds. */
    @FunctionalInterface
    interface Answer {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Answers with what is written, all of it or nothing. */
    static void answer(Context request, Answer answer) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FORM.createGenerator(bytes)) {
            answer.writeTo(json);
        }
        request.contentType("application/json; charset=utf-8").result(bytes.toByteArray());
    }

    /** Answers that something does not work. */
    static void answer(Context request, int status, Problem problem) throws IOException {
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
    static JsonNode body(Context request, int limit) throws IOException {
        return body(request, new BodyLimits(limit));
    }

    static JsonNode body(Context request, BodyLimits limits) throws IOException {
        if (RequestGuard.sent(request, "Content-Type")
                .filter(type -> type.split(";", 2)[0].strip().equalsIgnoreCase("application/json"))
                .isEmpty()) {
            throw Problem.refusal(415, "the request is no JSON", "send JSON with Content-Type: application/json");
        }
        return parse(limits.read(request));
    }

    /** The same for clients that send JSON and do not say so; only where a token or the origin tells them from a form of another site. */
    static JsonNode bodyOfAnyType(Context request, int limit) throws IOException {
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
}
