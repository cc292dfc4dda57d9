package duiqi.server.memory;

import duiqi.server.http.Problem;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the query parameters of a request. Rejects unknown names, because a misspelled parameter would otherwise have
 * no effect.
 */
final class QueryParameters {
    /** Longer than any sentence. The time to compare a text grows with the square of its length. */
    private static final int MAX_TEXT_LENGTH = 5_000;

    private final Context request;

    /**
     * Reads a request.
     *
     * @param known allowed parameter names
     */
    QueryParameters(Context request, Set<String> known) {
        this.request = request;
        for (String name : request.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                throw Problem.malformed(
                        "the URL has an unknown parameter", "use only " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    /** Returns a required text. */
    String text(String name) {
        return optional(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Problem.malformed(name + " is missing or empty", "send a text: ?" + name + "=..."));
    }

    /** Returns an optional text. */
    Optional<String> optional(String name) {
        return Optional.ofNullable(request.queryParam(name)).map(text -> bounded(name, text));
    }

    /** Returns all values of a parameter. At least one is required. */
    List<String> texts(String name) {
        List<String> texts = request.queryParams(name).stream()
                .filter(text -> !text.isBlank())
                .map(text -> bounded(name, text))
                .toList();
        if (texts.isEmpty()) {
            throw Problem.malformed(name + " is missing or empty", "send a text: ?" + name + "=...");
        }
        return texts;
    }

    /** Returns an integer in a range, or a default value if the parameter is missing. */
    int number(String name, int least, int most, int standard) {
        String text = request.queryParam(name);
        if (text == null) {
            return standard;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // The exception below rejects this value.
        }
        throw Problem.malformed(name + " is not an integer from " + least + " to " + most, "omit it for " + standard);
    }

    static String bounded(String name, String text) {
        if (text.length() > MAX_TEXT_LENGTH) {
            throw Problem.refusal(
                    413, name + " has more than " + MAX_TEXT_LENGTH + " characters", "send one sentence at a time");
        }
        return text;
    }
}
