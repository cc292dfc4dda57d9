package duiqi.service;

import duiqi.review.Review;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;

/** Shows what is wrong in a document, and the terms of its pairs. */
final class FindingRoutes {
    private final Shelf shelf;
    private final TermBook terms;

    FindingRoutes(Shelf shelf, TermBook terms) {
        this.shelf = shelf;
        this.terms = terms;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/documents/{id}/findings", this::findings);
        routes.get("/api/documents/{id}/terms", this::terms);
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
