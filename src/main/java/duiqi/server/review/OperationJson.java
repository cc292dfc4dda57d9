package duiqi.server.review;

import duiqi.check.TextSpan.Side;
import duiqi.review.Operation;
import duiqi.server.http.Fields;
import duiqi.server.http.Problem;
import java.util.Map;
import java.util.Set;

/** Reads operations that the page sends. Rejects missing fields and fields of the wrong type. */
final class OperationJson {
    private OperationJson() {}

    static Operation read(Fields json) {
        String kind = json.text("kind");
        return switch (kind) {
            case "boundary" ->
                new Operation.Boundary(side(json), json.text("above"), json.text("below"), json.text("sentence"));
            case "shift" -> new Operation.Shift(side(json), json.text("bead"), json.flag("up"));
            case "merge" -> new Operation.Merge(json.texts("beads"));
            case "split" -> new Operation.Split(json.text("bead"), count(json, "source"), count(json, "target"));
            case "unlink" -> new Operation.Unlink(json.texts("beads"));
            case "delete" -> new Operation.Delete(json.texts("beads"));
            case "link" -> new Operation.Link(json.texts("source"), json.texts("target"), json.optional("goal"));
            case "detach" -> new Operation.Detach(json.text("sentence"));
            case "swap" -> new Operation.Swap(json.text("above"), json.text("below"));
            case "no-counterpart" -> new Operation.NoCounterpart(side(json), json.text("bead"));
            default -> readWithin(kind, json);
        };
    }

    /** Reads an operation after which all old sentences are in the same beads. */
    private static Operation readWithin(String kind, Fields json) {
        return switch (kind) {
            case "insert" -> new Operation.Insert(side(json), json.text("bead"), json.text("text"));
            case "edit" -> new Operation.Edit(Map.of(json.text("sentence"), json.text("text")));
            case "edit-all" -> new Operation.Edit(some(json, "edits"));
            case "cut" -> new Operation.Cut(json.text("sentence"), count(json, "offset"));
            case "confirm" -> new Operation.Confirm(json.texts("beads"), json.flag("confirmed"));
            case "mark" -> new Operation.Mark(json.texts("beads"), json.flag("marked"));
            case "regroup" ->
                new Operation.Regroup(
                        json.texts("beads"),
                        json.objects("groups").stream()
                                .map(group -> new Operation.Regroup.Group(group.texts("source"), group.texts("target")))
                                .toList());
            case "note" -> new Operation.Note(Map.of(json.text("bead"), json.text("text")));
            case "note-all" -> new Operation.Note(some(json, "notes"));
            default -> throw Problem.malformed("the kind of the operation is unknown", "reload the page");
        };
    }

    /** Reads the texts that the page showed for the texts that an operation replaces. */
    static Map<String, String> before(Fields json, Set<String> replaced) {
        Map<String, String> before = replaced.isEmpty() ? Map.of() : some(json, "before");
        if (!before.keySet().containsAll(replaced)) {
            throw Problem.malformed(
                    "before lacks a text that the operation replaces", "send the text that the page showed");
        }
        return before;
    }

    private static Map<String, String> some(Fields json, String name) {
        Map<String, String> texts = json.textsById(name);
        if (texts.isEmpty()) {
            throw Problem.malformed(name + " is empty", "send a text for each id");
        }
        return texts;
    }

    private static Side side(Fields json) {
        return switch (json.text("side")) {
            case "source" -> Side.SOURCE;
            case "target" -> Side.TARGET;
            default -> throw Problem.malformed("side is neither source nor target", "send source or target");
        };
    }

    private static int count(Fields json, String name) {
        return (int) Math.min(Integer.MAX_VALUE, json.number(name));
    }
}
