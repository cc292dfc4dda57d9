package duiqi.server.review;

import duiqi.exchange.ReviewedUnits.Signature;
import duiqi.review.Basis;
import duiqi.review.Operation;
import duiqi.review.Operation.RejectedException;
import duiqi.review.Review;
import duiqi.review.ReviewState;
import duiqi.server.ReviewEntry;
import duiqi.server.ReviewServer;
import duiqi.server.http.Fields;
import duiqi.server.http.Json;
import duiqi.server.http.RequestLimiter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Handles requests for documents, rows, steps and changes. Thread-safe.
 *
 * @param documents the documents
 * @param background answers long polls
 * @param tools settings and resources of all documents
 * @param patience duration of a long poll
 * @param areChosen true if the user named the documents, so that the page opens the only one
 */
public record DocumentRoutes(
        OpenDocuments documents,
        Background background,
        ReviewServer.ReviewTools tools,
        Duration patience,
        boolean areChosen) {
    /** Maximum number of rows in a response. */
    private static final int MAX_ROWS = 20_000;

    private static final String DOCUMENT = "/api/documents/{id}";

    /** Makes a step in a version of a review. */
    @FunctionalInterface
    private interface VersionStep {
        void of(Review review, long version, Signature by) throws IOException, RejectedException;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/documents", Json.handler(this::list));
        routes.get(DOCUMENT, request -> Json.answer(request, DocumentJson.of(documents.find(request), tools)));
        // Hundreds of simultaneous lists of rows could exceed the memory.
        RequestLimiter lists = new RequestLimiter();
        routes.get(
                DOCUMENT + "/rows",
                lists.limit(Json.handler(request ->
                        DocumentJson.rows(request, documents.find(request).review(), MAX_ROWS))));
        routes.get(
                DOCUMENT + "/progress",
                lists.limit(Json.handler(request -> documents.find(request).progress())));
        routes.get(DOCUMENT + "/changes", lists.limit(this::changes));
        routes.post(DOCUMENT + "/presence", this::presence);
        routes.post(DOCUMENT + "/operations", this::operate);
        routes.post(DOCUMENT + "/undo", request -> step(request, Fields.ofBody(request), Review::undo));
        routes.post(DOCUMENT + "/redo", request -> step(request, Fields.ofBody(request), Review::redo));
        routes.post(DOCUMENT + "/realign", request -> begin(request, "realign", ReviewEntry::realign));
        routes.post(DOCUMENT + "/reload", request -> begin(request, "load changed texts", ReviewEntry::reload));
    }

    private Object list(Context request) {
        return Json.object(
                "chosen", areChosen,
                "documents", documents.all().stream().map(DocumentJson::line).toList(),
                "program", tools.program());
    }

    /** Records where the user of a page is, and shows it to the other pages. */
    private void presence(Context request) {
        ReviewDocument document = documents.find(request);
        Fields body = Fields.ofBody(request);
        String name = tools.signature(request).name().orElse("");
        if (document.presence()
                .see(
                        body.text("page"),
                        name,
                        body.optional("bead"),
                        tools.clock().instant())) {
            document.news().tell();
        }
        request.status(204);
    }

    /** Makes a step. If another page changed a text that it replaces, the response contains both texts. */
    private void operate(Context request) throws IOException, RejectedException {
        Fields body = Fields.ofBody(request);
        Operation operation = OperationJson.read(body);
        Map<String, String> before = OperationJson.before(body, operation.replacedTexts());
        step(request, body, (review, version, by) -> review.apply(operation, new Basis(version, before), by));
    }

    private void step(Context request, Fields body, VersionStep step) throws IOException, RejectedException {
        ReviewDocument document = documents.find(request);
        long base = body.number("base");
        Signature by = tools.signature(request);
        document.step(review -> step.of(review, base, by));
        news(request, document, base);
    }

    private void begin(Context request, String label, Function<ReviewEntry, ReviewEntry.StateUpdate> update)
            throws IOException, RejectedException {
        ReviewDocument document = documents.find(request);
        Fields.ofBody(request);
        document.recompute(label, update.apply(document.entry()), tools.signature(request));
        Json.answer(request.status(202), Json.object("document", DocumentJson.of(document, tools)));
    }

    private void news(Context request, ReviewDocument document, long since) throws IOException {
        Review review = document.review();
        Optional<List<ReviewState.Change>> changes = review.since(since);
        long version = changes.map(steps ->
                        steps.isEmpty() ? since : steps.get(steps.size() - 1).version())
                .orElseGet(() -> review.status().version());
        Json.answer(
                request,
                Json.object(
                        "version", version,
                        "reset", changes.isEmpty(),
                        "changes",
                                changes.orElse(List.of()).stream()
                                        .map(DocumentJson::change)
                                        .toList(),
                        "document", DocumentJson.of(document, tools)));
    }

    /** Responds when something differs from what the page has seen, or after a while. */
    private void changes(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        Review review = document.review();
        Fields seen = Fields.ofUrl(request);
        long since = seen.number("since");
        Map<String, Long> now = Map.of(
                "findings", document.findings().version(),
                "presence", document.presence().version(tools.clock().instant()),
                "saving", document.saving().version());
        background.poll(
                request,
                document.news(),
                patience,
                () -> review.status().version() != since
                        || now.entrySet().stream()
                                .anyMatch(each -> seen.optionalNumber(each.getKey())
                                        .filter(known -> !known.equals(each.getValue()))
                                        .isPresent()),
                () -> news(request, document, since));
    }
}
