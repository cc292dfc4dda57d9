package duiqi.review.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import duiqi.check.TextSpan.Side;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.Sentence;
import duiqi.review.step.Draft;
import duiqi.review.step.Step;
import duiqi.text.Language;
import duiqi.text.Location;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * Converts parts of a log to JSON and back. Reading methods throw an {@link IllegalArgumentException} that names the
 * missing or invalid field. Stateless.
 */
final class ReviewJson {
    private ReviewJson() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode of(ReviewOrigin origin) {
        ObjectNode json = object();
        origin.source().ifPresent(file -> json.set("source", of(file)));
        origin.target().ifPresent(file -> json.set("target", of(file)));
        return json.put("sourceLanguage", origin.sourceLanguage().tag())
                .put("targetLanguage", origin.targetLanguage().tag())
                .put("memory", origin.memory().toString());
    }

    private static ObjectNode of(ReviewOrigin.File file) {
        ObjectNode json = object().put("name", file.name());
        file.hash().ifPresent(hash -> json.put("hash", hash));
        return json;
    }

    static ReviewOrigin origin(JsonNode json) {
        return new ReviewOrigin(
                file(json.path("source")),
                file(json.path("target")),
                new Language(text(json, "sourceLanguage")),
                new Language(text(json, "targetLanguage")),
                Path.of(text(json, "memory")));
    }

    private static Optional<ReviewOrigin.File> file(JsonNode json) {
        return json.isMissingNode()
                ? Optional.empty()
                : Optional.of(new ReviewOrigin.File(
                        text(json, "name"), json.has("hash") ? Optional.of(text(json, "hash")) : Optional.empty()));
    }

    static ObjectNode of(Sentence sentence) {
        ObjectNode json = object().put("id", sentence.id())
                .put("text", sentence.text())
                .put("file", sentence.location().file())
                .put("line", sentence.location().line())
                .put("column", sentence.location().column());
        putIf(json, "paragraph", sentence.beginsParagraph());
        putIf(json, "heading", sentence.isHeading());
        putIf(json, "edited", sentence.isEdited());
        putIf(json, "added", sentence.isAdded());
        return json;
    }

    static Sentence sentence(JsonNode json) {
        return new Sentence(
                text(json, "id"),
                text(json, "text"),
                new Location(text(json, "file"), number(json, "line"), number(json, "column")),
                is(json, "paragraph"),
                is(json, "heading"),
                is(json, "edited"),
                is(json, "added"));
    }

    static ObjectNode of(ReviewBead bead) {
        ObjectNode json = object().put("id", bead.id());
        bead.source().forEach(json.putArray("source")::add);
        bead.target().forEach(json.putArray("target")::add);
        // Readers require a probability.
        json.put("probability", bead.probability().orElse(1));
        putIf(json, "byHand", bead.isSetByHand());
        putIf(json, "confirmed", bead.isConfirmed());
        bead.confirmation().ifPresent(signature -> sign(json, signature));
        putIf(json, "marked", bead.isMarked());
        if (!bead.note().isEmpty()) {
            json.put("note", bead.note());
        }
        bead.unit().ifPresent(unit -> json.put("unit", unit));
        return json;
    }

    static ReviewBead bead(JsonNode json) {
        if (!json.path("probability").isNumber()) {
            throw new IllegalArgumentException("\"probability\" is not a number");
        }
        return new ReviewBead(
                text(json, "id"),
                list(json, "source", JsonNode::asText),
                list(json, "target", JsonNode::asText),
                is(json, "byHand")
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(json.path("probability").doubleValue()),
                Optional.of(signature(json)).filter(known -> is(json, "confirmed")),
                is(json, "marked"),
                json.has("note") ? text(json, "note") : "",
                json.has("unit") ? OptionalInt.of(number(json, "unit")) : OptionalInt.empty());
    }

    /** Adds who made a step or confirmed a bead, and when. Logs of earlier versions of duiqi lack both. */
    static void sign(ObjectNode json, Signature signature) {
        signature.name().ifPresent(name -> json.put("by", name));
        signature.time().ifPresent(time -> json.put("at", time.toString()));
    }

    private static Signature signature(JsonNode json) {
        Optional<Instant> time = Optional.empty();
        if (json.has("at")) {
            try {
                time = Optional.of(Instant.parse(text(json, "at")));
            } catch (DateTimeParseException wrong) {
                throw new IllegalArgumentException("\"at\" is not a time", wrong);
            }
        }
        Optional<String> name = json.has("by") ? Optional.of(text(json, "by")) : Optional.empty();
        return new Signature(name, time);
    }

    /**
     * Returns a step as JSON. The JSON contains removed beads by id and removed sentences by number, because the replay
     * knows their content.
     */
    static ObjectNode of(Step step) {
        ObjectNode json = object().put("label", step.label());
        step.focus().ifPresent(focus -> json.put("focus", focus));
        json.set("splices", array(step.splices(), ReviewJson::of));
        json.set("remove", array(step.removed(), bead -> TextNode.valueOf(bead.id())));
        json.set("add", array(step.added(), ReviewJson::of));
        step.origin().ifPresent(change -> json.set("origin", of(change.after())));
        return json;
    }

    private static ObjectNode of(Step.Splice splice) {
        return object().put("side", splice.side().name().toLowerCase(Locale.ROOT))
                .put("from", splice.from())
                .put("remove", splice.removed().size())
                .set("add", array(splice.added(), ReviewJson::of));
    }

    private static <T> ArrayNode array(List<T> values, Function<T, JsonNode> writer) {
        return JsonNodeFactory.instance
                .arrayNode()
                .addAll(values.stream().map(writer).toList());
    }

    /**
     * Reads a step.
     *
     * @param draft the alignment before the step
     */
    static Step step(JsonNode json, Draft draft) {
        List<ReviewBead> removed = new ArrayList<>();
        for (String id : list(json, "remove", JsonNode::asText)) {
            removed.add(
                    draft.bead(id).orElseThrow(() -> new IllegalArgumentException("bead " + id + " does not exist")));
        }
        return new Step(
                text(json, "label"),
                json.has("focus") ? Optional.of(text(json, "focus")) : Optional.empty(),
                list(json, "splices", part -> splice(part, draft)),
                removed,
                list(json, "add", ReviewJson::bead),
                json.has("origin")
                        ? Optional.of(new Step.OriginChange(draft.origin(), origin(json.path("origin"))))
                        : Optional.empty());
    }

    private static Step.Splice splice(JsonNode json, Draft draft) {
        Side side = switch (text(json, "side")) {
            case "source" -> Side.SOURCE;
            case "target" -> Side.TARGET;
            default -> throw new IllegalArgumentException("\"side\" is neither source nor target");
        };
        int from = number(json, "from");
        int to = from + number(json, "remove");
        List<Sentence> sentences = draft.sentences(side);
        if (from < 0 || to < from || to > sentences.size()) {
            throw new IllegalArgumentException("sentences " + from + " to " + to + " do not exist");
        }
        return new Step.Splice(side, from, sentences.subList(from, to), list(json, "add", ReviewJson::sentence));
    }

    static String text(JsonNode json, String key) {
        if (!json.path(key).isTextual()) {
            throw new IllegalArgumentException("\"" + key + "\" is not a text");
        }
        return json.path(key).textValue();
    }

    static int number(JsonNode json, String key) {
        if (!json.path(key).isInt()) {
            throw new IllegalArgumentException("\"" + key + "\" is not an integer");
        }
        return json.path(key).intValue();
    }

    private static <T> List<T> list(JsonNode json, String key, Function<JsonNode, T> reader) {
        if (!json.path(key).isArray()) {
            throw new IllegalArgumentException("\"" + key + "\" is not a list");
        }
        List<T> values = new ArrayList<>();
        json.path(key).forEach(value -> values.add(reader.apply(value)));
        return values;
    }

    private static void putIf(ObjectNode json, String key, boolean value) {
        if (value) {
            json.put(key, true);
        }
    }

    private static boolean is(JsonNode json, String key) {
        return json.path(key).booleanValue();
    }
}
