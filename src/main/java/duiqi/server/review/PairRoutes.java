package duiqi.server.review;

import duiqi.check.CheckedUnit;
import duiqi.check.TermVariants;
import duiqi.glossary.TermAddition;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.review.Alternative;
import duiqi.review.Operation.RejectedException;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewState;
import duiqi.server.ReviewServer;
import duiqi.server.http.Fields;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import duiqi.server.http.RequestLimiter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Handles requests for the findings of a document and for the terms, words and alternatives of its pairs, and adds terms.
 * Thread-safe.
 *
 * @param documents the documents
 * @param background finds alternatives
 * @param tools settings and resources of all documents
 * @param terms finds terms and findings
 */
public record PairRoutes(
        OpenDocuments documents, Background background, ReviewServer.ReviewTools tools, ReviewTerms terms) {
    public void addTo(RoutesConfig routes) {
        routes.get("/api/documents/{id}/findings", new RequestLimiter().limit(Json.handler(this::findings)));
        routes.get("/api/documents/{id}/terms", Json.handler(this::terms));
        routes.get("/api/documents/{id}/variants", this::variants);
        routes.get("/api/documents/{id}/words", Json.handler(this::words));
        routes.get("/api/documents/{id}/alternative", this::alternative);
        routes.post("/api/documents/{id}/terms", Json.handler(this::add));
        routes.delete("/api/documents/{id}/terms", this::remove);
    }

    private Object add(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        Fields body = Fields.ofBody(request);
        TermStatus status = TermStatus.named(body.optional("status").orElse("preferred"))
                .orElseThrow(() -> Problem.malformed(
                        "the status is unknown", "send preferred, admitted, deprecated or forbidden"));
        TermAddition.Added added = terms.add(
                body.sentence("zh").strip(),
                body.sentence("en").strip(),
                status,
                body.optional("note").orElse(""));
        document.checkSoon();
        return Json.object(
                "file", added.location().file(),
                "line", added.location().line(),
                "zh", added.entry().chinese(),
                "en", added.entry().english());
    }

    private void remove(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        Fields body = Fields.ofBody(request);
        if (!terms.remove(body.sentence("zh").strip(), body.sentence("en").strip())) {
            throw Problem.refusal(409, "this review did not add the term", "remove it from the glossary file");
        }
        document.checkSoon();
        request.status(204);
    }

    private Object findings(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        document.review();
        return document.findings().answer();
    }

    private Object terms(Context request) throws IOException {
        Review review = documents.find(request).review();
        ReviewState state = review.state();
        return Json.object("terms", terms.terms(review.origin(), state, bead(state, request)));
    }

    /** Responds with the terms that have odd translations, which takes seconds. */
    private void variants(Context request) throws IOException {
        Review review = documents.find(request).review();
        background.answer(request, Background.Kind.COMPARE, CompletableFuture.completedFuture(true), () -> {
            List<TermVariants.Row> rows = terms.known().findings().variants(review.state());
            Json.answer(
                    request,
                    Json.object(
                            "variants", rows.stream().map(PairRoutes::variants).toList()));
        });
    }

    private static Map<String, Object> variants(TermVariants.Row row) {
        return Json.object(
                "term",
                row.term(),
                "translations",
                Stream.concat(Stream.of(row.usual()), row.odd().stream())
                        .map(variant -> Json.object(
                                "text",
                                variant.text(),
                                "units",
                                variant.units(),
                                "beads",
                                variant.first().stream().map(CheckedUnit::id).toList()))
                        .toList());
    }

    private Object words(Context request) throws IOException {
        Review review = documents.find(request).review();
        ReviewState state = review.state();
        return terms.words(review.origin(), state, bead(state, request));
    }

    private static ReviewBead bead(ReviewState state, Context request) {
        String id = String.valueOf(request.queryParam("bead"));
        return state.beads().stream()
                .filter(bead -> bead.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.refusal(409, "this pair no longer exists", "select another pair"));
    }

    /**
     * Responds with the alternative of a pair. The alignment runs on a thread of its own. A request that still waits when
     * a later one for the same document or a step arrives gets no content, because the user has moved on.
     */
    private void alternative(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        Review review = document.review();
        long version = review.status().version();
        Fields fields = Fields.ofUrl(request);
        String bead = fields.text("bead");
        if (fields.number("version") != version) {
            request.status(204);
            return;
        }
        long number = document.comparisons().incrementAndGet();
        background.answer(request, Background.Kind.COMPARE, CompletableFuture.completedFuture(true), () -> {
            if (number == document.comparisons().get()) {
                Json.answer(request, answer(review, bead, version));
            } else {
                request.status(204);
            }
        });
    }

    private Map<String, Object> answer(Review review, String bead, long version) throws RejectedException {
        Optional<Alternative> found = Alternative.of(review.origin(), review.rows(), bead, tools.aligner());
        return Json.object(
                "bead",
                bead,
                "version",
                version,
                "removed",
                found.map(Alternative::now).orElse(List.of()).stream()
                        .map(ReviewBead::id)
                        .toList(),
                "other",
                found.map(one -> Json.object("probability", one.probability(), "groups", one.groups())));
    }
}
