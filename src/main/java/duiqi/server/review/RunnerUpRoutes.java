package duiqi.server.review;

import duiqi.review.Operation.RejectedException;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.RunnerUp;
import duiqi.server.ReviewServer;
import duiqi.server.http.Fields;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Handles requests for the runner-up of a pair. Thread-safe. */
public final class RunnerUpRoutes {
    private final OpenDocuments documents;
    private final Background background;
    private final ReviewServer.ReviewTools tools;
    private final ReviewTerms terms;

    /** By id of a document: number of its latest request. */
    private final Map<String, Long> latest = new ConcurrentHashMap<>();

    public RunnerUpRoutes(
            OpenDocuments documents, Background background, ReviewServer.ReviewTools tools, ReviewTerms terms) {
        this.documents = documents;
        this.background = background;
        this.tools = tools;
        this.terms = terms;
    }

    public void addTo(RoutesConfig routes) {
        routes.get("/api/documents/{id}/runner-up", this::runnerUp);
    }

    /**
     * Responds with the runner-up of a pair. The alignment runs on a thread of its own. A request that still waits when
     * a later one for the same document arrives is rejected, because the user has moved on.
     */
    private void runnerUp(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        Review review = document.review();
        long version = review.status().version();
        Fields fields = Fields.ofUrl(request);
        String bead = fields.text("bead");
        if (fields.number("version") != version) {
            throw Problem.refusal(409, "the review was changed in the meantime", "try again");
        }
        Long number = latest.merge(document.id(), 1L, Long::sum);
        background.answer(request, Background.Kind.COMPARE, CompletableFuture.completedFuture(number), () -> {
            if (!number.equals(latest.get(document.id()))) {
                throw Problem.refusal(409, "a later request replaces this one", "try again");
            }
            Json.answer(request, answer(review, bead, version));
        });
    }

    private Map<String, Object> answer(Review review, String bead, long version) throws IOException, RejectedException {
        Optional<RunnerUp> found = RunnerUp.of(review.origin(), review.rows(), bead, tools.aligner());
        Optional<RunnerUp.Comparison> why = Optional.empty();
        if (found.isPresent()) {
            why = Optional.of(found.get().compare(review.origin(), terms.words()));
        }
        return Json.object(
                "bead",
                bead,
                "version",
                version,
                "probability",
                found.flatMap(one -> one.probability().stream().boxed().findFirst()),
                "removed",
                found.map(RunnerUp::now).orElse(List.of()).stream()
                        .map(ReviewBead::id)
                        .toList(),
                "other",
                found.map(one -> Json.object("probability", one.otherProbability(), "groups", one.groups())),
                "why",
                why);
    }
}
