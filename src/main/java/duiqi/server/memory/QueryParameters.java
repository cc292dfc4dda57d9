package duiqi.server.memory;

import duiqi.server.http.Problem;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads the parameters of a request. Refuses unknown names, since a misspelt one would seem to have no effect. */
final class QueryParameters {
    /** Longer than any sentence; the time to compare a text grows with the square of its length. */
    private static final int MAX_TEXT_LENGTH = 5_000;

    private final Context request;

    /**
     * Reads a request.
     *
     * @param known the names that it may have
     */
    QueryParameters(Context request, Set<String> known) {
        this.request = request;
        for (String name : request.queryParamMap().keySet()) {
            if (!known.contains(name)) {
                throw Problem.malformed(
                        "there is no parameter of that name here",
                        "known are " + String.join(", ", new TreeSet<>(known)));
            }
        }
    }

    /** Returns a text that must be there. */
    String text(String name) {
        return optional(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> Problem.malformed(name + " is missing or empty", "give a text: ?" + name + "=..."));
    }

    /** Returns a text that may be there. */
    Optional<String> optional(String name) {
        return Optional.ofNullable(request.queryParam(name)).map(text -> bounded(name, text));
    }

    /** Returns all texts of a name; there must be one. */
    List<String> texts(String name) {
        List<String> texts = request.queryParams(name).stream()
                .filter(text -> !text.isBlank())
                .map(text -> bounded(name, text))
                .toList();
        if (texts.isEmpty()) {
            throw Problem.malformed(name + " is missing or empty", "give a text: ?" + name + "=...");
        }
        return texts;
    }

    /** Returns a whole number. */
    int number(String name, int least, int most, int otherwise) {
        String text = request.queryParam(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException none) {
            // told below
        }
        throw Problem.malformed(name + " is no number from " + least + " to " + most, "leave it out for " + otherwise);
    }

    static String bounded(String name, String text) {
        if (text.length() > MAX_TEXT_LENGTH) {
            throw Problem.refusal(
                    413, name + " has more than " + MAX_TEXT_LENGTH + " characters", "send a sentence at a time");
        }
        return text;
    }
}
