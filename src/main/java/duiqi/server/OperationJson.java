package duiqi.server;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.check.TextSpan.Side;
import duiqi.review.Operation;
import java.util.ArrayList;
import java.util.List;

/** Reads what a person did, as the page sends it. What is missing or of another kind is a malformed request. */
final class OperationJson {
    private final JsonNode json;

    private OperationJson(JsonNode json) {
        this.json = json;
    }

    static Operation read(JsonNode json) {
        return new OperationJson(json).read();
    }

    private Operation read() {
        String kind = text("kind");
        return switch (kind) {
            case "boundary" -> new Operation.Boundary(side(), text("above"), text("below"), text("sentence"));
            case "shift" -> new Operation.Shift(side(), text("bead"), flag("up"));
            case "merge" -> new Operation.Merge(texts("beads"));
            case "split" -> new Operation.Split(text("bead"), number("source"), number("target"));
            case "unlink" -> new Operation.Unlink(texts("beads"));
            case "link" -> new Operation.Link(texts("source"), texts("target"));
            case "edit" -> new Operation.Edit(text("sentence"), text("text"));
            case "cut" -> new Operation.Cut(text("sentence"), number("offset"));
            case "confirm" -> new Operation.Confirm(texts("beads"), flag("confirmed"));
            case "mark" -> new Operation.Mark(texts("beads"), flag("marked"));
            case "note" -> new Operation.Note(text("bead"), text("text"));
            default ->
                throw Problem.malformed(
                        "there is no operation of this kind", "send one of those that the page knows; reload it");
        };
    }

    private Side side() {
        return switch (text("side")) {
            case "source" -> Side.SOURCE;
            case "target" -> Side.TARGET;
            default -> throw Problem.malformed("side is neither source nor target", "send one of the two");
        };
    }

    private String text(String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw Problem.malformed(field + " is no text", "send it as a text");
        }
        return value.textValue();
    }

    private int number(String field) {
        JsonNode value = json.path(field);
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
            throw Problem.malformed(field + " is no number from 0", "send it as a whole number");
        }
        return value.intValue();
    }

    private boolean flag(String field) {
        JsonNode value = json.path(field);
        if (!value.isBoolean()) {
            throw Problem.malformed(field + " is neither true nor false", "send one of the two");
        }
        return value.booleanValue();
    }

    private List<String> texts(String field) {
        JsonNode values = json.path(field);
        List<String> texts = new ArrayList<>();
        for (JsonNode value : values) {
            if (!value.isTextual()) {
                throw Problem.malformed(field + " has something else than texts", "send a list of texts");
            }
            texts.add(value.textValue());
        }
        if (!values.isArray()) {
            throw Problem.malformed(field + " is no list", "send a list of texts");
        }
        return texts;
    }
}
