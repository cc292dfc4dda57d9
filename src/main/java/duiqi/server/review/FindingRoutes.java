package duiqi.server.review;

import duiqi.glossary.TermAddition;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewState;
import duiqi.server.http.Fields;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import duiqi.server.http.RequestLimiter;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/** Handles requests for the findings of a document and the terms and words of its pairs, and adds terms. */
public final class FindingRoutes {
    private final OpenDocuments documents;
    private final ReviewTerms terms;

    public FindingRoutes(OpenDocuments documents, ReviewTerms terms) {
        this.documents = documents;
        this.terms = terms;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/documents/{id}/findings", new RequestLimiter().limit(this::findings));
        routes.get("/api/documents/{id}/terms", this::terms);
        routes.get("/api/documents/{id}/words", this::words);
        routes.post("/api/documents/{id}/terms", this::add);
        routes.delete("/api/documents/{id}/terms", this::remove);
    }

    private void add(Context request) throws IOException {
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
        Json.answer(
                request,
                Json.object(
                        "file", added.location().file(),
                        "line", added.location().line(),
                        "zh", added.entry().chinese(),
                        "en", added.entry().english()));
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

    private void findings(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        document.review();
        Json.answer(request, document.findings().answer());
    }

    private void terms(Context request) throws IOException {
        Review review = documents.find(request).review();
        ReviewState state = review.state();
        Json.answer(request, Json.object("terms", terms.terms(review.origin(), state, bead(state, request))));
    }

    private void words(Context request) throws IOException {
        Review review = documents.find(request).review();
        ReviewState state = review.state();
        Json.answer(request, terms.words(review.origin(), state, bead(state, request)));
    }

    private static ReviewBead bead(ReviewState state, Context request) {
        String id = String.valueOf(request.queryParam("bead"));
        return state.beads().stream()
                .filter(bead -> bead.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.refusal(409, "this pair no longer exists", "select another pair"));
    }
}
