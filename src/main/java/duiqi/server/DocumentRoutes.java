package duiqi.server;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.review.Change;
import duiqi.review.RefusedException;
import duiqi.review.Review;
import duiqi.review.Row;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows documents and their rows, makes steps, and tells of those that were made. */
final class DocumentRoutes {
    /** As many rows as one answer has at most; more take several. */
    private static final int MAX_ROWS = 20_000;

    private static final String DOCUMENT = "/api/documents/{id}";

    private final OpenDocuments shelf;
    private final Background background;
    private final ReviewTools tools;
    private final Duration patience;

    /** @param patience how long those wait who ask for news when there are none */
    DocumentRoutes(OpenDocuments shelf, Background background, ReviewTools tools, Duration patience) {
        this.shelf = shelf;
        this.background = background;
        this.tools = tools;
        this.patience = patience;
    }

    /** What a request does to a document. */
    @FunctionalInterface
    private interface Step {
        void of(ReviewDocument document, JsonNode body) throws IOException, RefusedException;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/documents", this::list);
        routes.get(DOCUMENT, request -> Json.answer(request, ReviewDocumentJson.of(shelf.named(request), tools)));
        routes.get(DOCUMENT + "/rows", this::rows);
        routes.get(DOCUMENT + "/changes", this::changes);
        routes.post(
                DOCUMENT + "/operations",
                request -> step(request, (document, body) -> document.apply(OperationJson.read(body))));
        routes.post(DOCUMENT + "/undo", request -> step(request, (document, body) -> document.undo()));
        routes.post(DOCUMENT + "/redo", request -> step(request, (document, body) -> document.redo()));
        routes.post(DOCUMENT + "/realign", request -> begin(request, (document, body) -> document.realign()));
        routes.post(DOCUMENT + "/reload", request -> begin(request, (document, body) -> document.reload()));
    }

    private void list(Context request) throws IOException {
        Json.answer(request, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("documents");
            for (ReviewDocument document : shelf.all()) {
                ReviewDocumentJson.line(json, document);
            }
            json.writeEndArray();
            json.writeStringField("program", tools.program());
            json.writeEndObject();
        });
    }

    private void rows(Context request) throws IOException {
        Review review = shelf.named(request).review();
        // In this order: rows that are newer than they say only make the page take a change twice that it asks for
        // anew.
        long version = review.standing().version();
        List<Row> rows = review.rows();
        int from = (int) Math.min(rows.size(), number(request, "from").orElse(0L));
        int count = (int) Math.min(MAX_ROWS, number(request, "count").orElse((long) MAX_ROWS));
        List<Row> part = rows.subList(from, Math.min(rows.size(), from + count));
        Json.answer(request, json -> {
            json.writeStartObject();
            json.writeNumberField("version", version);
            json.writeNumberField("from", from);
            json.writeNumberField("total", rows.size());
            RowJson.rows(json, part);
            json.writeEndObject();
        });
    }

    private void step(Context request, Step step) throws IOException, RefusedException {
        ReviewDocument document = shelf.named(request);
        JsonNode body = Json.body(request, AccessPolicy.BODY_LIMIT);
        JsonNode base = body.path("base");
        if (!base.isIntegralNumber()) {
            throw Problem.malformed("base is no number", "send the version that the page shows");
        }
        step.of(document, body);
        news(request, document, base.longValue());
    }

    private void begin(Context request, Step step) throws IOException, RefusedException {
        ReviewDocument document = shelf.named(request);
        step.of(document, Json.body(request, AccessPolicy.BODY_LIMIT));
        request.status(202);
        Json.answer(request, json -> {
            json.writeStartObject();
            json.writeFieldName("document");
            ReviewDocumentJson.of(document, tools).writeTo(json);
            json.writeEndObject();
        });
    }

    private void news(Context request, ReviewDocument document, long since) throws IOException {
        Optional<List<Change>> changes = document.review().since(since);
        long version = changes.filter(steps -> !steps.isEmpty())
                .map(steps -> steps.get(steps.size() - 1).version())
                .orElse(since);
        Json.answer(request, json -> {
            json.writeStartObject();
            json.writeNumberField(
                    "version",
                    changes.isPresent() ? version : document.review().standing().version());
            json.writeBooleanField("reset", changes.isEmpty());
            RowJson.changes(json, changes.orElse(List.of()));
            json.writeFieldName("document");
            ReviewDocumentJson.of(document, tools).writeTo(json);
            json.writeEndObject();
        });
    }

    private void changes(Context request) throws IOException {
        ReviewDocument document = shelf.named(request);
        long since = number(request, "since")
                .orElseThrow(() -> Problem.malformed("since is missing", "send the version that the page shows"));
        Optional<Long> findings = number(request, "findings");
        // Those who wait are told before it is looked: what happens in between wakes them.
        var next = document.news().next(patience);
        boolean isNews = document.review().standing().version() != since
                || findings.filter(known -> known != document.findings().version())
                        .isPresent();
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
            throw Problem.malformed(name + " is no number from 0", "send it as a whole number");
        }
        return sent.map(Long::parseLong);
    }
}
