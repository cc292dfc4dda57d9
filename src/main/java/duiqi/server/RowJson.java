package duiqi.server;

import com.fasterxml.jackson.core.JsonGenerator;
import duiqi.review.Change;
import duiqi.review.ReviewBead;
import duiqi.review.Row;
import duiqi.review.Sentence;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes rows and their changes as the page reads them. */
final class RowJson {
    private RowJson() {}

    static void rows(JsonGenerator json, List<Row> rows) throws IOException {
        json.writeArrayFieldStart("rows");
        for (Row row : rows) {
            row(json, row);
        }
        json.writeEndArray();
    }

    static void changes(JsonGenerator json, List<Change> changes) throws IOException {
        json.writeArrayFieldStart("changes");
        for (Change change : changes) {
            json.writeStartObject();
            json.writeNumberField("version", change.version());
            json.writeStringField("label", change.label());
            json.writeNumberField("from", change.from());
            json.writeNumberField("removed", change.removed());
            rows(json, change.rows());
            text(json, "focus", change.focus());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void row(JsonGenerator json, Row row) throws IOException {
        ReviewBead bead = row.bead();
        json.writeStartObject();
        json.writeStringField("bead", bead.id());
        json.writeNumberField("piece", row.piece());
        json.writeNumberField("pieces", row.pieces());
        json.writeStringField("type", bead.type());
        json.writeNumberField("probability", Math.round(bead.probability() * 1000) / 1000.0);
        json.writeBooleanField("confirmed", bead.isConfirmed());
        json.writeBooleanField("marked", bead.isMarked());
        json.writeStringField("note", bead.note());
        sentences(json, "source", row.source());
        sentences(json, "target", row.target());
        json.writeEndObject();
    }

    private static void sentences(JsonGenerator json, String side, List<Sentence> sentences) throws IOException {
        json.writeArrayFieldStart(side);
        for (Sentence sentence : sentences) {
            json.writeStartObject();
            json.writeStringField("id", sentence.id());
            json.writeStringField("text", sentence.text());
            json.writeNumberField("line", sentence.location().line());
            json.writeNumberField("column", sentence.location().column());
            json.writeBooleanField("paragraph", sentence.beginsParagraph());
            json.writeBooleanField("heading", sentence.isHeading());
            json.writeBooleanField("edited", sentence.isEdited());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A field that may be null in JSON. */
    static void text(JsonGenerator json, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        } else {
            json.writeNullField(field);
        }
    }
}
