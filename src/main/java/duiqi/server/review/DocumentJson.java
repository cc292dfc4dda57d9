package duiqi.server.review;

import duiqi.align.Bead;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.Sentence;
import duiqi.server.ReviewEntry;
import duiqi.server.ReviewServer;
import duiqi.server.http.Fields;
import duiqi.server.http.Json;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Converts documents and rows to the JSON that the page reads. */
final class DocumentJson {
    private DocumentJson() {}

    static Map<String, Object> line(ReviewDocument document) {
        return Json.object(
                "id", document.id(),
                "name", document.entry().name(),
                "source", document.entry().texts().map(ReviewEntry.Texts::source),
                "target", document.entry().texts().map(ReviewEntry.Texts::target),
                "memory", document.entry().memory().toString(),
                "state", document.isBegun() ? "begun" : "new",
                "changed", document.lastChange().map(FileTime::toMillis),
                "opening", document.opening().map(opening -> opening.progress().phase()));
    }

    /** Returns the properties of a document without its rows. */
    static Map<String, Object> of(ReviewDocument document, ReviewServer.ReviewTools tools) throws IOException {
        Review review = document.review();
        ReviewState.Status status = review.status();
        Instant now = tools.clock().instant();
        Map<String, Object> json = origin(review.origin());
        json.putAll(Json.object(
                "id", document.id(),
                "name", document.entry().name(),
                "version", status.version(),
                "rows", review.rows().size(),
                "undo", status.undo(),
                "redo", status.redo(),
                "undoStep", status.undoStep(),
                "unsaved", status.unsaved(),
                "written", review.isWritten(),
                "busy", document.busy(),
                "saving", document.saving().state(),
                "failure", document.failure(),
                "changedOnDisk", document.changedOnDisk(),
                "findingsVersion", document.findings().version(),
                "presence", document.presence().version(now),
                "people", document.presence().people(now),
                "glossary", tools.termFile().toString()));
        return json;
    }

    /** Returns the texts, languages and memory of a review, and the probability under which a pair is doubtful. */
    static Map<String, Object> origin(ReviewOrigin origin) {
        return Json.object(
                "source", origin.source().map(ReviewOrigin.File::name),
                "target", origin.target().map(ReviewOrigin.File::name),
                "sourceLanguage", origin.sourceLanguage().toString(),
                "targetLanguage", origin.targetLanguage().toString(),
                "memory", origin.memory().toString(),
                "threshold", Bead.DOUBTFUL);
    }

    static Map<String, Object> change(ReviewState.Change change) {
        return Json.object(
                "version", change.version(),
                "label", change.label(),
                "from", change.from(),
                "removed", change.removed(),
                "rows", change.rows().stream().map(DocumentJson::row).toList(),
                "focus", change.focus());
    }

    /** Returns the part of a list that a request asks for, with {@code from} and {@code count}. */
    static <T> Map<String, Object> part(
            Context request, List<T> all, int most, String name, Function<T, Object> toJson) {
        Fields fields = Fields.ofUrl(request);
        int from = (int) Math.min(all.size(), fields.optionalNumber("from").orElse(0L));
        int count = (int) Math.min(most, fields.optionalNumber("count").orElse((long) most));
        List<Object> part = all.subList(from, Math.min(all.size(), from + count)).stream()
                .map(toJson)
                .toList();
        return Json.object("from", from, "total", all.size(), name, part);
    }

    /** Returns the rows that a request asks for, with the version of the review. */
    static Map<String, Object> rows(Context request, Review review, int most) {
        // The version is read first. If the rows are newer than the version, the page only fetches a change twice.
        long version = review.status().version();
        Map<String, Object> part = part(request, review.rows(), most, "rows", DocumentJson::row);
        part.put("version", version);
        return part;
    }

    static Map<String, Object> row(ReviewState.Row row) {
        ReviewBead bead = row.bead();
        return Json.object(
                "bead", bead.id(),
                "piece", row.piece(),
                "pieces", row.pieces(),
                "type", bead.type(),
                "probability",
                        bead.probability().stream()
                                .mapToObj(probability -> Math.round(probability * 1000) / 1000.0)
                                .findFirst(),
                "confirmed", bead.isConfirmed(),
                "marked", bead.isMarked(),
                "note", bead.note(),
                "source", row.source().stream().map(DocumentJson::sentence).toList(),
                "target", row.target().stream().map(DocumentJson::sentence).toList());
    }

    private static Map<String, Object> sentence(Sentence sentence) {
        return Json.object(
                "id", sentence.id(),
                "text", sentence.text(),
                "line", sentence.location().line(),
                "column", sentence.location().column(),
                "paragraph", sentence.beginsParagraph(),
                "heading", sentence.isHeading(),
                "edited", sentence.isEdited(),
                "added", sentence.isAdded());
    }
}
