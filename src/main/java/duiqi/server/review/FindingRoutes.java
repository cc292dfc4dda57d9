package duiqi.server.review;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.glossary.TermAddition;
import duiqi.glossary.TermStatus;
import duiqi.review.Review;
import duiqi.server.AccessPolicy;
import duiqi.server.Json;
import duiqi.server.Problem;
import duiqi.text.FormatException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/** Shows what is wrong in a document, and the terms of its pairs, of which more can be added. */
public final class FindingRoutes {
    private final OpenDocuments shelf;
    private final ReviewTerms terms;

    public FindingRoutes(OpenDocuments shelf, ReviewTerms terms) {
        this.shelf = shelf;
        this.terms = terms;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/documents/{id}/findings", this::findings);
        routes.get("/api/documents/{id}/terms", this::terms);
        routes.post("/api/documents/{id}/terms", this::add);
        routes.delete("/api/documents/{id}/terms", this::remove);
    }

    private void add(Context request) throws IOException {
        ReviewDocument document = shelf.named(request);
        JsonNode body = Json.body(request, AccessPolicy.BODY_LIMIT);
        TermStatus status = TermStatus.named(body.path("status").asText("preferred"))
                .orElseThrow(() -> Problem.malformed(
                        "there is no such status", "send preferred, admitted, deprecated or forbidden"));
        try {
            TermAddition.Added added = terms.add(
                    words(body, "zh"),
                    words(body, "en"),
                    status,
                    body.path("note").asText(""));
            document.checkSoon();
            Json.answer(request, json -> {
                json.writeStartObject();
                json.writeStringField("file", added.location().file());
                json.writeNumberField("line", added.location().line());
                json.writeStringField("zh", added.entry().chinese());
                json.writeStringField("en", added.entry().english());
                json.writeEndObject();
            });
        } catch (FormatException refused) {
            Json.answer(request, 409, Problem.of(refused));
        }
    }

    private void remove(Context request) throws IOException {
        ReviewDocument document = shelf.named(request);
        JsonNode body = Json.body(request, AccessPolicy.BODY_LIMIT);
        try {
            if (!terms.remove(words(body, "zh"), words(body, "en"))) {
                throw Problem.refusal(
                        409, "the term was not added in this review", "take it out of the glossary by hand");
            }
        } catch (FormatException refused) {
            Json.answer(request, 409, Problem.of(refused));
            return;
        }
        document.checkSoon();
        request.status(204);
    }

    private static String words(JsonNode body, String field) {
        String words = body.path(field).asText("").strip();
        if (words.isEmpty()) {
            throw Problem.malformed(field + " is empty", "send the words of the term");
        }
        return words;
    }

    private void findings(Context request) throws IOException {
        ReviewDocument document = shelf.named(request);
        document.review();
        Json.answer(request, document.findings().answer());
    }

    private void terms(Context request) throws IOException {
        Review review = shelf.named(request).review();
        String bead = String.valueOf(request.queryParam("bead"));
        if (review.state().beads().stream().noneMatch(one -> one.id().equals(bead))) {
            throw Problem.refusal(409, "there is no such pair any more", "look at the page again");
        }
        Json.answer(request, terms.terms(review, bead));
    }
}
