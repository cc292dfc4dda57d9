package duiqi.server.review;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.align.Bead;
import duiqi.check.TextSpan.Side;
import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.review.Basis;
import duiqi.review.Operation;
import duiqi.review.Operation.RejectedException;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.Sentence;
import duiqi.server.ReviewEntry;
import duiqi.server.ReviewServer;
import duiqi.server.http.Json;
import duiqi.server.http.LocalServer.RequestLimiter;
import duiqi.server.http.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Handles requests for documents, rows, steps and changes. */
public final class DocumentRoutes {
    /** Maximum number of rows in a response. */
    private static final int MAX_ROWS = 20_000;

    private static final String DOCUMENT = "/api/documents/{id}";

    private final OpenDocuments documents;
    private final OpenDocuments.Background background;
    private final ReviewServer.ReviewTools tools;
    private final Duration patience;
    private final boolean areChosen;

    /**
     * Creates the routes.
     *
     * @param patience duration of a long poll
     * @param areChosen true if the user named the documents, so that the page opens the only one
     */
    public DocumentRoutes(
            OpenDocuments documents,
            OpenDocuments.Background background,
            ReviewServer.ReviewTools tools,
            Duration patience,
            boolean areChosen) {
        this.documents = documents;
        this.background = background;
        this.tools = tools;
        this.patience = patience;
        this.areChosen = areChosen;
    }

    /** Begins a background task of a document. */
    @FunctionalInterface
    private interface Task {
        void begin(ReviewDocument document, Signature by) throws IOException, RejectedException;
    }

    /** Makes a step in a version of a review. */
    @FunctionalInterface
    private interface VersionStep {
        ReviewState.Change of(Review review, long version, Signature by) throws IOException, RejectedException;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/documents", this::list);
        routes.get(DOCUMENT, request -> Json.answer(request, DocumentJson.of(documents.find(request), tools)));
        // Hundreds of simultaneous lists of rows could exceed the memory.
        RequestLimiter lists = RequestLimiter.ofThisMachine(true);
        routes.get(DOCUMENT + "/rows", lists.limit(this::rows));
        routes.get(DOCUMENT + "/changes", lists.limit(this::changes));
        routes.post(DOCUMENT + "/presence", this::presence);
        routes.post(DOCUMENT + "/operations", this::operate);
        routes.post(DOCUMENT + "/undo", request -> step(request, Json.body(request), Review::undo));
        routes.post(DOCUMENT + "/redo", request -> step(request, Json.body(request), Review::redo));
        routes.post(DOCUMENT + "/realign", request -> begin(request, ReviewDocument::realign));
        routes.post(DOCUMENT + "/reload", request -> begin(request, ReviewDocument::reload));
    }

    private void list(Context request) throws IOException {
        Json.answer(
                request,
                Json.object(
                        "chosen", areChosen,
                        "documents",
                                documents.all().stream().map(DocumentJson::line).toList(),
                        "program", tools.program()));
    }

    /** Records where the user of a page is, and shows it to the other pages. */
    private void presence(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        JsonNode body = Json.body(request);
        Signature by = tools.signature(request);
        boolean isNews = document.presence()
                .see(
                        body.path("page").asText(""),
                        by.name().orElse(""),
                        Optional.ofNullable(body.path("bead").textValue()),
                        tools.clock().instant());
        if (isNews) {
            document.news().tell();
        }
        request.status(204);
    }

    private void rows(Context request) throws IOException {
        Review review = documents.find(request).review();
        // The version is read first. If the rows are newer than the version, the page only fetches a change twice.
        long version = review.status().version();
        List<ReviewState.Row> rows = review.rows();
        int from = (int) Math.min(rows.size(), number(request, "from").orElse(0L));
        int count = (int) Math.min(MAX_ROWS, number(request, "count").orElse((long) MAX_ROWS));
        List<ReviewState.Row> part = rows.subList(from, Math.min(rows.size(), from + count));
        Json.answer(
                request,
                Json.object("version", version, "from", from, "total", rows.size(), "rows", DocumentJson.rows(part)));
    }

    /** Makes a step. If another page changed a text that it replaces, responds with both texts. */
    private void operate(Context request) throws IOException, RejectedException {
        JsonNode body = Json.body(request);
        OperationJson json = new OperationJson(body);
        Operation operation = json.read();
        Map<String, String> before = json.before(operation.replacedTexts());
        try {
            step(request, body, (review, version, by) -> review.apply(operation, new Basis(version, before), by));
        } catch (RejectedException refused) {
            if (refused.conflicts().isEmpty()) {
                throw refused;
            }
            Problem problem = Problem.of(refused);
            Json.answer(
                    request.status(409),
                    Json.object(
                            "problem", problem.problem(),
                            "remedy", problem.remedy(),
                            "conflicts", refused.conflicts()));
        }
    }

    private void step(Context request, JsonNode body, VersionStep step) throws IOException, RejectedException {
        ReviewDocument document = documents.find(request);
        JsonNode base = body.path("base");
        if (!base.isIntegralNumber()) {
            throw Problem.malformed("base is not an integer", "send the version of the page");
        }
        Signature by = tools.signature(request);
        document.step(review -> step.of(review, base.longValue(), by));
        news(request, document, base.longValue());
    }

    private void begin(Context request, Task task) throws IOException, RejectedException {
        ReviewDocument document = documents.find(request);
        Json.body(request);
        task.begin(document, tools.signature(request));
        Json.answer(request.status(202), Json.object("document", DocumentJson.of(document, tools)));
    }

    private void news(Context request, ReviewDocument document, long since) throws IOException {
        Optional<List<ReviewState.Change>> changes = document.review().since(since);
        long version = changes.filter(steps -> !steps.isEmpty())
                .map(steps -> steps.get(steps.size() - 1).version())
                .orElse(since);
        Json.answer(
                request,
                Json.object(
                        "version",
                                changes.isPresent()
                                        ? version
                                        : document.review().status().version(),
                        "reset", changes.isEmpty(),
                        "changes",
                                changes.orElse(List.of()).stream()
                                        .map(DocumentJson::change)
                                        .toList(),
                        "document", DocumentJson.of(document, tools)));
    }

    private void changes(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        long since = number(request, "since")
                .orElseThrow(() -> Problem.malformed("since is missing", "send the version of the page"));
        Optional<Long> findings = number(request, "findings");
        Optional<Long> presence = number(request, "presence");
        long people = document.presence().version(tools.clock().instant());
        Optional<Long> saving = number(request, "saving");
        // The poll is registered before the check, so that no change in between is lost.
        var next = document.news().next(patience);
        boolean isNews = document.review().status().version() != since
                || findings.filter(known -> known != document.findings().version())
                        .isPresent()
                || presence.filter(known -> known != people).isPresent()
                || saving.filter(known -> known != document.saving().version()).isPresent();
        if (isNews) {
            next.complete(true);
        }
        request.future(() -> next.thenAcceptAsync(
                woken -> {
                    try {
                        news(request, document, since);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                background::answer));
    }

    static Optional<Long> number(Context request, String name) {
        Optional<String> sent = Optional.ofNullable(request.queryParam(name));
        if (sent.filter(text -> !text.matches("\\d{1,15}")).isPresent()) {
            throw Problem.malformed(name + " is not an integer from 0", "send an integer");
        }
        return sent.map(Long::parseLong);
    }

    /** Reads operations that the page sends. Rejects missing fields and fields of the wrong type. */
    private static final class OperationJson {
        private final JsonNode json;

        private OperationJson(JsonNode json) {
            this.json = json;
        }

        private Operation read() {
            String kind = text("kind");
            return switch (kind) {
                case "boundary" -> new Operation.Boundary(side(), text("above"), text("below"), text("sentence"));
                case "shift" -> new Operation.Shift(side(), text("bead"), flag("up"));
                case "merge" -> new Operation.Merge(texts("beads"));
                case "split" -> new Operation.Split(text("bead"), number("source"), number("target"));
                case "unlink" -> new Operation.Unlink(texts("beads"));
                case "link" -> new Operation.Link(texts("source"), texts("target"), optionalText("goal"));
                case "detach" -> new Operation.Detach(text("sentence"));
                case "swap" -> new Operation.Swap(text("above"), text("below"));
                case "no-counterpart" -> new Operation.NoCounterpart(side(), text("bead"));
                default -> readWithin(kind);
            };
        }

        /** Reads an operation after which all old sentences are in the same beads. */
        private Operation readWithin(String kind) {
            return switch (kind) {
                case "insert" -> new Operation.Insert(side(), text("bead"), text("text"));
                case "edit" -> new Operation.Edit(text("sentence"), text("text"));
                case "edit-all" -> new Operation.Edit(textsById("edits"));
                case "cut" -> new Operation.Cut(text("sentence"), number("offset"));
                case "confirm" -> new Operation.Confirm(texts("beads"), flag("confirmed"));
                case "mark" -> new Operation.Mark(texts("beads"), flag("marked"));
                case "regroup" -> new Operation.Regroup(texts("beads"), groups());
                case "note" -> new Operation.Note(text("bead"), text("text"));
                case "note-all" -> new Operation.Note(textsById("notes"));
                default -> throw Problem.malformed("the kind of the operation is unknown", "reload the page");
            };
        }

        /** Reads the texts that the page showed for the texts that an operation replaces. */
        private Map<String, String> before(Set<String> replaced) {
            Map<String, String> before = replaced.isEmpty() ? Map.of() : textsById("before");
            if (!before.keySet().containsAll(replaced)) {
                throw Problem.malformed(
                        "before lacks a text that the operation replaces", "send the text that the page showed");
            }
            return before;
        }

        private List<Operation.Regroup.Group> groups() {
            List<Operation.Regroup.Group> groups = new ArrayList<>();
            for (JsonNode group : json.path("groups")) {
                OperationJson of = new OperationJson(group);
                groups.add(new Operation.Regroup.Group(of.texts("source"), of.texts("target")));
            }
            return groups;
        }

        private Side side() {
            return switch (text("side")) {
                case "source" -> Side.SOURCE;
                case "target" -> Side.TARGET;
                default -> throw Problem.malformed("side is neither source nor target", "send source or target");
            };
        }

        private String text(String field) {
            JsonNode value = json.path(field);
            if (!value.isTextual()) {
                throw Problem.malformed(field + " is not a text", "send a JSON string");
            }
            return value.textValue();
        }

        private Optional<String> optionalText(String field) {
            return json.path(field).isMissingNode() ? Optional.empty() : Optional.of(text(field));
        }

        private int number(String field) {
            JsonNode value = json.path(field);
            if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 0) {
                throw Problem.malformed(field + " is not an integer from 0", "send an integer");
            }
            return value.intValue();
        }

        private boolean flag(String field) {
            JsonNode value = json.path(field);
            if (!value.isBoolean()) {
                throw Problem.malformed(field + " is neither true nor false", "send true or false");
            }
            return value.booleanValue();
        }

        /** Reads the new texts of sentences or notes of beads by their ids. */
        private Map<String, String> textsById(String field) {
            JsonNode texts = json.path(field);
            Map<String, String> all = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> text : texts.properties()) {
                if (text.getValue().isTextual()) {
                    all.put(text.getKey(), text.getValue().textValue());
                }
            }
            if (all.isEmpty() || all.size() < texts.size()) {
                throw Problem.malformed(
                        field + " is not an object with texts", "send an object with a text for each id");
            }
            return all;
        }

        private List<String> texts(String field) {
            JsonNode values = json.path(field);
            List<String> texts = new ArrayList<>();
            for (JsonNode value : values) {
                if (!value.isTextual()) {
                    throw Problem.malformed(
                            field + " contains values that are not texts", "send a list of JSON strings");
                }
                texts.add(value.textValue());
            }
            if (!values.isArray()) {
                throw Problem.malformed(field + " is not a list", "send a list of JSON strings");
            }
            return texts;
        }
    }

    /** Converts documents and rows to the JSON that the page reads. */
    static final class DocumentJson {
        private DocumentJson() {}

        /** Returns an entry of the list of documents. Its counts are null until the review is open. */
        static Map<String, Object> line(ReviewDocument document) {
            Optional<Review> review = document.opened();
            return Json.object(
                    "id", document.id(),
                    "name", document.entry().name(),
                    "source", document.entry().texts().map(ReviewEntry.Texts::source),
                    "target", document.entry().texts().map(ReviewEntry.Texts::target),
                    "memory", document.entry().memory().toString(),
                    "rows", review.map(opened -> opened.rows().size()),
                    "confirmed", review.map(opened -> confirmed(opened.state())),
                    "state", document.isBegun() ? "begun" : "new",
                    "changed", document.lastChange().map(FileTime::toMillis),
                    "opening",
                            document.opening().map(opening -> opening.progress().phase()));
        }

        private static long confirmed(ReviewState state) {
            return state.beads().stream().filter(ReviewBead::isConfirmed).count();
        }

        /** Returns the properties of a document without its rows. */
        static Map<String, Object> of(ReviewDocument document, ReviewServer.ReviewTools tools) throws IOException {
            Review review = document.review();
            ReviewOrigin origin = review.origin();
            ReviewState.Status status = review.status();
            Instant now = tools.clock().instant();
            return Json.object(
                    "id", document.id(),
                    "name", document.entry().name(),
                    "source", origin.source().map(ReviewOrigin.File::name),
                    "target", origin.target().map(ReviewOrigin.File::name),
                    "sourceLanguage", origin.sourceLanguage().toString(),
                    "targetLanguage", origin.targetLanguage().toString(),
                    "memory", origin.memory().toString(),
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
                    "glossary", tools.termFile().toString(),
                    "threshold", Bead.DOUBTFUL);
        }

        static List<Map<String, Object>> rows(List<ReviewState.Row> rows) {
            return rows.stream().map(DocumentJson::row).toList();
        }

        static Map<String, Object> change(ReviewState.Change change) {
            return Json.object(
                    "version", change.version(),
                    "label", change.label(),
                    "from", change.from(),
                    "removed", change.removed(),
                    "rows", rows(change.rows()),
                    "focus", change.focus());
        }

        private static Map<String, Object> row(ReviewState.Row row) {
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
}
