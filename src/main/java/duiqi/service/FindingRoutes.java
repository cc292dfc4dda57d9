package duiqi.service;

import io.javalin.config.RoutesConfig;

/** Shows what is wrong in a document. */
final class FindingRoutes {
    private final Shelf shelf;

    FindingRoutes(Shelf shelf) {
        this.shelf = shelf;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/documents/{id}/findings", request -> {
            ReviewDocument document = shelf.named(request);
            document.review();
            Json.answer(request, document.findings().answer());
        });
    }
}
