package duiqi.server.review;

import duiqi.review.Operation.RejectedException;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.RunnerUp;
import duiqi.server.ReviewServer;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Handles requests for the runner-up of a pair. Thread-safe. */
public final class RunnerUpRoutes {
    private final OpenDocuments documents;
    private final OpenDocuments.Background background;
    private final ReviewServer.ReviewTools tools;
    private final FindingRoutes.ReviewTerms terms;
    private final Answers answers = new Answers();

    /** By id of a document: number of its latest request. */
    private final Map<String, Long> latest = new ConcurrentHashMap<>();

    public RunnerUpRoutes(
            OpenDocuments documents,
            OpenDocuments.Background background,
            ReviewServer.ReviewTools tools,
            FindingRoutes.ReviewTerms terms) {
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
        Answers.Question question =
                new Answers.Question(document.id(), version, String.valueOf(request.queryParam("bead")));
        if (!String.valueOf(version).equals(request.queryParam("version"))) {
            throw Problem.refusal(409, "the review was changed in the meantime", "try again");
        }
        long number = latest.merge(document.id(), 1L, Long::sum);
        Optional<Map<String, Object>> known = answers.find(question);
        if (known.isPresent()) {
            Json.answer(request, known.get());
            return;
        }
        request.future(() -> CompletableFuture.runAsync(
                () -> {
                    if (!Long.valueOf(number).equals(latest.get(document.id()))) {
                        throw Problem.refusal(409, "a later request replaces this one", "try again");
                    }
                    try {
                        Map<String, Object> answer = answer(review, question);
                        answers.keep(question, answer);
                        Json.answer(request, answer);
                    } catch (RejectedException gone) {
                        throw Problem.refusal(409, String.valueOf(gone.getMessage()), gone.remedy());
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                background::compare));
    }

    private Map<String, Object> answer(Review review, Answers.Question question) throws IOException, RejectedException {
        Optional<RunnerUp> found = RunnerUp.of(review.origin(), review.rows(), question.bead(), tools.aligner());
        Optional<RunnerUp.Comparison> why = Optional.empty();
        if (found.isPresent()) {
            why = Optional.of(found.get().compare(review.origin(), terms.words()));
        }
        return Json.object(
                "bead", question.bead(),
                "version", question.version(),
                "probability",
                        found.flatMap(one -> one.probability().stream().boxed().findFirst()),
                "removed",
                        found.map(RunnerUp::now).orElse(List.of()).stream()
                                .map(ReviewBead::id)
                                .toList(),
                "other", found.map(one -> Json.object("probability", one.otherProbability(), "groups", one.groups())),
                "why", why);
    }

    /** Keeps the latest answers, so that a page can ask again for a pair without waiting. Thread-safe. */
    private static final class Answers {
        private static final int MAX_SIZE = 64;

        private final Map<Question, Map<String, Object>> all = new LinkedHashMap<>();

        /** Identifies a pair in a state of a document. */
        private record Question(String document, long version, String bead) {}

        synchronized Optional<Map<String, Object>> find(Question question) {
            return Optional.ofNullable(all.get(question));
        }

        synchronized void keep(Question question, Map<String, Object> answer) {
            all.put(question, answer);
            if (all.size() > MAX_SIZE) {
                all.remove(all.keySet().iterator().next());
            }
        }
    }
}
