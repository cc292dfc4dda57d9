package duiqi.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Holds the visible state of a review page after all pending work. Rows count from 1, as on the page. Immutable. */
record PageState(JsonNode json) {
    /** Returns the sentence ids of a row, for example {@code s3=t3 t4}. */
    String pair(int row) {
        return ids(json.at("/rows/" + (row - 1) + "/source")) + "=" + ids(json.at("/rows/" + (row - 1) + "/target"));
    }

    List<String> pairs() {
        return IntStream.rangeClosed(1, length()).mapToObj(this::pair).toList();
    }

    private static String ids(JsonNode sentences) {
        List<String> ids = new ArrayList<>();
        sentences.forEach(sentence -> ids.add(sentence.path("id").asText()));
        return String.join(" ", ids);
    }

    int length() {
        return json.path("length").asInt();
    }

    boolean isConfirmed(int row) {
        return row(row).path("confirmed").asBoolean();
    }

    long confirmed() {
        return IntStream.rangeClosed(1, length()).filter(this::isConfirmed).count();
    }

    JsonNode row(int row) {
        return json.at("/rows/" + (row - 1));
    }

    String text(String sentence) {
        for (JsonNode row : json.path("rows")) {
            for (String side : List.of("source", "target")) {
                for (JsonNode one : row.path(side)) {
                    if (one.path("id").asText().equals(sentence)) {
                        return one.path("text").asText();
                    }
                }
            }
        }
        throw new AssertionError("no sentence " + sentence);
    }

    /** Returns the cursor, for example {@code 3 target 1}: row, side, and number of the sentence. */
    String cursor() {
        JsonNode cursor = json.path("cursor");
        return cursor.path("row").asInt() + 1 + " " + cursor.path("side").asText() + " "
                + (cursor.path("sentence").asInt() + 1);
    }

    int cursorRow() {
        return json.at("/cursor/row").asInt() + 1;
    }

    int selected() {
        return Math.abs(json.at("/cursor/row").asInt() - json.path("anchor").asInt()) + 1;
    }

    long version() {
        return json.path("version").asLong();
    }

    /** Returns the label of the step that undo reverts; the text {@code null} if there is none. */
    String undo() {
        return json.path("undo").asText();
    }

    String redo() {
        return json.path("redo").asText();
    }

    int unsaved() {
        return json.path("unsaved").asInt();
    }

    boolean isOnline() {
        return json.path("online").asBoolean();
    }

    List<String> beadsWithFindings() {
        return texts(json.path("findings"), "bead");
    }

    List<String> rules() {
        return texts(json.path("findings"), "rule");
    }

    List<String> faults() {
        List<String> faults = new ArrayList<>();
        json.path("faults").forEach(fault -> faults.add(fault.asText()));
        return faults;
    }

    int picked() {
        return json.path("picked").size();
    }

    private static List<String> texts(JsonNode array, String name) {
        List<String> texts = new ArrayList<>();
        array.forEach(one -> texts.add(one.path(name).asText()));
        return texts;
    }
}
