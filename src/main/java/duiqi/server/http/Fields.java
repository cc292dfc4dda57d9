package duiqi.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.text.XmlCharacters;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpException;

/** Reads a request: the fields of its JSON object, or the parameters of its URL. Rejects wrong values. Immutable. */
public final class Fields {
    /** Longer than any sentence. The time to compare a text grows with the square of its length. */
    public static final int MAX_TEXT_LENGTH = 5_000;

    private final JsonNode json;

    private Fields(JsonNode json) {
        this.json = json;
    }

    /**
     * Returns the fields of a request body. Rejects all content types but JSON, because an HTML form on another site can
     * send them.
     */
    public static Fields ofBody(Context request) {
        requireType(request, "application/json", "the request is not JSON");
        return of(Json.parse(bytes(request)));
    }

    /** Returns the fields of a JSON object. */
    public static Fields of(JsonNode object) {
        if (!object.isObject()) {
            throw Problem.malformed("the request is not a JSON object", "send a JSON object");
        }
        return new Fields(object);
    }

    /** Returns the parameters of a URL. The first value of a repeated parameter counts. */
    public static Fields ofUrl(Context request) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        request.queryParamMap()
                .forEach((name, values) -> values.stream().findFirst().ifPresent(first -> all.put(name, first)));
        return new Fields(all);
    }

    /** Rejects other names, because a misspelled field would otherwise have no effect. */
    public Fields only(String... known) {
        Set<String> all = new TreeSet<>(Set.of(known));
        json.fieldNames().forEachRemaining(name -> {
            if (!all.contains(name)) {
                throw Problem.malformed("the request has an unknown field", "use only " + String.join(", ", all));
            }
        });
        return this;
    }

    /** Rejects all content types but one, because an HTML form on another site can send others. */
    public static void requireType(Context request, String type, String problem) {
        if (RequestGuard.sent(request, "Content-Type")
                .filter(sent -> sent.split(";", 2)[0].strip().equalsIgnoreCase(type))
                .isEmpty()) {
            throw Problem.refusal(415, problem, "send it with Content-Type: " + type);
        }
    }

    /** Returns the request body of any type. */
    public static byte[] bytes(Context request) {
        try (InputStream in = request.bodyInputStream()) {
            return in.readAllBytes();
        } catch (IOException | RuntimeException failure) {
            request.header("Connection", "close");
            List<Throwable> causes = Stream.iterate((Throwable) failure, Objects::nonNull, Throwable::getCause)
                    .toList();
            if (causes.stream().anyMatch(cause -> cause instanceof HttpException http && http.getCode() == 413)) {
                throw new HttpResponseException(413);
            }
            throw causes.stream().anyMatch(TimeoutException.class::isInstance)
                    ? new HttpResponseException(408)
                    : Problem.malformed("the request body is incomplete", "send the whole body");
        }
    }

    /** Returns a required text of any length. */
    public String text(String name) {
        if (!json.path(name).isTextual()) {
            throw Problem.malformed(name + " is missing or not a text", "send a text in " + name);
        }
        return json.path(name).textValue();
    }

    /** Returns a required text with visible characters and the length of a sentence. */
    public String sentence(String name) {
        return optional(name)
                .filter(Fields::isSentence)
                .orElseThrow(() -> Problem.malformed(name + " is missing or empty", "send a text in " + name));
    }

    /** Returns whether a text has visible characters and the length of a sentence. */
    public static boolean isSentence(String text) {
        return text.length() <= MAX_TEXT_LENGTH && !XmlCharacters.only(text).isBlank();
    }

    /** Returns an optional text of the length of a sentence. */
    public Optional<String> optional(String name) {
        return json.hasNonNull(name) ? Optional.of(bounded(name, text(name))) : Optional.empty();
    }

    /** Returns a text that is not longer than a sentence. */
    public static String bounded(String name, String text) {
        if (text.length() > MAX_TEXT_LENGTH) {
            throw Problem.refusal(
                    413, name + " has more than " + MAX_TEXT_LENGTH + " characters", "send one sentence at a time");
        }
        return text;
    }

    /** Returns a required list of texts. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        json.path(name).forEach(each -> texts.add(each.textValue()));
        if (!json.path(name).isArray() || texts.contains(null)) {
            throw Problem.malformed(name + " is not a list of texts", "send a list of JSON strings");
        }
        return texts;
    }

    /** Returns the texts of an object in a field, by their names. */
    public Map<String, String> textsById(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.path(name)
                .properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().textValue()));
        if (!json.path(name).isObject() || texts.containsValue(null)) {
            throw Problem.malformed(name + " is not an object with texts", "send an object with a text for each id");
        }
        return texts;
    }

    /** Returns the objects of a list; empty if there is none. */
    public List<Fields> objects(String name) {
        List<Fields> objects = new ArrayList<>();
        json.path(name).forEach(each -> objects.add(of(each)));
        return objects;
    }

    /** Returns a required integer from 0. */
    public long number(String name) {
        return optionalNumber(name).orElseThrow(() -> noInteger(name, "from 0"));
    }

    /** Returns an optional integer from 0. */
    public Optional<Long> optionalNumber(String name) {
        return integer(name, "from 0");
    }

    /** Returns an integer in a range, or a default value if it is missing. */
    public int number(String name, int least, int most, int standard) {
        String range = "from " + least + " to " + most;
        long number = integer(name, range).orElse((long) standard);
        if (number < least || number > most) {
            throw noInteger(name, range);
        }
        return (int) number;
    }

    private Optional<Long> integer(String name, String range) {
        String sent = json.path(name).asText().strip();
        if (json.has(name) && !sent.matches("\\d{1,15}")) {
            throw noInteger(name, range);
        }
        return json.has(name) ? Optional.of(Long.valueOf(sent)) : Optional.empty();
    }

    private static RuntimeException noInteger(String name, String range) {
        return Problem.malformed(name + " is not an integer " + range, "send an integer");
    }

    /** Returns a required value of true or false. */
    public boolean flag(String name) {
        if (!json.path(name).isBoolean()) {
            throw Problem.malformed(name + " is neither true nor false", "send true or false");
        }
        return json.path(name).booleanValue();
    }

    public boolean has(String name) {
        return json.hasNonNull(name);
    }
}
