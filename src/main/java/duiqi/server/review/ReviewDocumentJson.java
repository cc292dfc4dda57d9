package duiqi.server.review;

import com.fasterxml.jackson.core.JsonGenerator;
import duiqi.align.Bead;
import duiqi.review.Change;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewStatus;
import duiqi.review.Row;
import duiqi.review.Sentence;
import duiqi.server.Json;
import duiqi.server.ReviewTools;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Writes how a document stands. */
final class ReviewDocumentJson {

    private ReviewDocumentJson() {}

    /** A line of the list of documents. What only an open review knows is null before. */
    static void line(JsonGenerator json, ReviewDocument document) throws IOException {
        Optional<Review> review = document.opened();
        json.writeStartObject();
        json.writeStringField("id", document.id());
        json.writeStringField("name", document.entry().name());
        RowJson.text(json, "source", document.entry().source());
        RowJson.text(json, "target", document.entry().target());
        json.writeStringField("memory", document.entry().memory().toString());
        if (review.isPresent()) {
            json.writeNumberField("rows", review.get().rows().size());
            json.writeNumberField(
                    "confirmed",
                    review.get().state().beads().stream()
                            .filter(ReviewBead::isConfirmed)
                            .count());
        } else {
            json.writeNullField("rows");
            json.writeNullField("confirmed");
        }
        json.writeStringField("state", document.isBegun() ? "begun" : "new");
        json.writeEndObject();
    }

    /** All of it, as the value of a field or the whole answer. */
    static Json.Answer of(ReviewDocument document, ReviewTools tools) {
        return json -> write(json, document, tools);
    }

    private static void write(JsonGenerator json, ReviewDocument document, ReviewTools tools) throws IOException {
        Review review = document.review();
        ReviewOrigin origin = review.origin();
        ReviewStatus standing = review.standing();
        json.writeStartObject();
        json.writeStringField("id", document.id());
        json.writeStringField("name", document.entry().name());
        RowJson.text(json, "source", origin.source().map(ReviewOrigin.File::name));
        RowJson.text(json, "target", origin.target().map(ReviewOrigin.File::name));
        json.writeStringField("sourceLanguage", origin.sourceLanguage().toString());
        json.writeStringField("targetLanguage", origin.targetLanguage().toString());
        json.writeStringField("memory", origin.memory().toString());
        json.writeNumberField("version", standing.version());
        json.writeNumberField("rows", review.rows().size());
        RowJson.text(json, "undo", standing.undo());
        RowJson.text(json, "redo", standing.redo());
        json.writeNumberField("unsaved", standing.unsaved());
        json.writeBooleanField("written", review.isWritten());
        RowJson.text(json, "busy", document.busy());
        json.writeFieldName("trouble");
        if (document.trouble().isPresent()) {
            json.writeStartObject();
            json.writeStringField("problem", document.trouble().get().problem());
            json.writeStringField("remedy", document.trouble().get().remedy());
            json.writeEndObject();
        } else {
            json.writeNull();
        }
        json.writeArrayFieldStart("changedOnDisk");
        for (String changed : document.changedOnDisk()) {
            json.writeString(changed);
        }
        json.writeEndArray();
        json.writeNumberField("findingsVersion", document.findings().version());
        json.writeStringField("glossary", tools.termFile().toString());
        json.writeNumberField("threshold", Bead.DOUBTFUL);
        json.writeEndObject();
    }

    /** Writes rows and their changes as the page reads them. */
    static final class RowJson {
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
}
