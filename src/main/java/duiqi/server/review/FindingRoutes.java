package duiqi.server.review;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.check.TextSpan.Side;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermAddition;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.review.BeadWords;
import duiqi.review.Review;
import duiqi.review.ReviewBead;
import duiqi.review.ReviewOrigin;
import duiqi.review.ReviewState;
import duiqi.review.RowFindings;
import duiqi.server.ReviewServer;
import duiqi.server.http.Json;
import duiqi.server.http.LocalServer.RequestLimiter;
import duiqi.server.http.Problem;
import duiqi.text.FormatException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Handles requests for the findings of a document and the terms and words of its pairs, and adds terms. */
public final class FindingRoutes {
    private final OpenDocuments documents;
    private final ReviewTerms terms;

    public FindingRoutes(OpenDocuments documents, ReviewTerms terms) {
        this.documents = documents;
        this.terms = terms;
    }

    public void addTo(RoutesConfig routes) {
        routes.get(
                "/api/documents/{id}/findings",
                RequestLimiter.ofThisMachine(true).limit(this::findings));
        routes.get("/api/documents/{id}/terms", this::terms);
        routes.get("/api/documents/{id}/words", this::words);
        routes.post("/api/documents/{id}/terms", this::add);
        routes.delete("/api/documents/{id}/terms", this::remove);
    }

    private void add(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        JsonNode body = Json.body(request);
        TermStatus status = TermStatus.named(body.path("status").asText("preferred"))
                .orElseThrow(() -> Problem.malformed(
                        "the status is unknown", "send preferred, admitted, deprecated or forbidden"));
        try {
            TermAddition.Added added = terms.add(
                    words(body, "zh"),
                    words(body, "en"),
                    status,
                    body.path("note").asText(""));
            document.checkSoon();
            Json.answer(
                    request,
                    Json.object(
                            "file", added.location().file(),
                            "line", added.location().line(),
                            "zh", added.entry().chinese(),
                            "en", added.entry().english()));
        } catch (FormatException refused) {
            Json.answer(request, 409, Problem.of(refused));
        }
    }

    private void remove(Context request) throws IOException {
        ReviewDocument document = documents.find(request);
        JsonNode body = Json.body(request);
        try {
            if (!terms.remove(words(body, "zh"), words(body, "en"))) {
                throw Problem.refusal(409, "this review did not add the term", "remove it from the glossary file");
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
            throw Problem.malformed(field + " is empty", "send the term");
        }
        return words;
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

    /**
     * Finds terms and findings. Reads the glossaries at the first request and after a term was added or removed.
     * Thread-safe.
     */
    public static final class ReviewTerms {
        private final ReviewServer.ReviewTools tools;
        private final Consumer<Throwable> faults;
        private final List<TermAddition.Added> added = new ArrayList<>();
        private Optional<Known> known = Optional.empty();

        /** Holds the checks with the current glossaries. */
        private record Known(RowFindings findings, BeadWords.BeadTerms terms, BeadWords words) {}

        /**
         * Creates the terms without reading a glossary.
         *
         * @param faults receives errors of glossaries that cannot be read
         */
        public ReviewTerms(ReviewServer.ReviewTools tools, Consumer<Throwable> faults) {
            this.tools = tools;
            this.faults = faults;
        }

        /**
         * Adds a term to the glossary.
         *
         * @throws FormatException if the glossary already contains the term or contradicts it
         */
        synchronized TermAddition.Added add(String chinese, String english, TermStatus status, String note)
                throws IOException {
            TermAddition.Added one = TermAddition.add(
                    tools.termFile(),
                    read(),
                    chinese,
                    english,
                    status,
                    note,
                    tools.clock().instant());
            added.add(one);
            known = Optional.empty();
            return one;
        }

        /**
         * Removes a term that this process added.
         *
         * @return false if this process did not add the term; the term is then not removed
         */
        synchronized boolean remove(String chinese, String english) throws IOException {
            for (TermAddition.Added one : added) {
                if (one.entry().chinese().equals(chinese)
                        && one.entry().english().equals(english)) {
                    TermAddition.remove(tools.termFile(), one);
                    added.remove(one);
                    known = Optional.empty();
                    return true;
                }
            }
            return false;
        }

        private synchronized Known known() throws IOException {
            if (known.isEmpty()) {
                Glossary glossary = read();
                known = Optional.of(new Known(
                        new RowFindings(glossary, tools.lexicon(), tools.settings(), tools.baseline()),
                        new BeadWords.BeadTerms(glossary, tools.lexicon()),
                        new BeadWords(glossary, tools.lexicon())));
            }
            return known.get();
        }

        /** Returns all readable terms. Skips and reports invalid rows. */
        private Glossary read() throws IOException {
            List<Path> places = new ArrayList<>(tools.glossaries());
            if (places.stream().noneMatch(place -> tools.termFile().startsWith(place))
                    && Files.exists(tools.termFile())) {
                places.add(tools.termFile());
            }
            List<Glossary> read = new ArrayList<>();
            for (Path place : places) {
                try {
                    read.add(Glossary.read(place, faults::accept));
                } catch (FormatException fault) {
                    faults.accept(fault);
                }
            }
            return Glossary.of(read);
        }

        /** Returns the finder of matching words with the current glossaries. */
        BeadWords words() throws IOException {
            return known().words();
        }

        /** Returns the findings of the current state of a review. */
        public List<RowFindings.RowFinding> findings(Review review) throws IOException {
            return known().findings().of(review.state(), review.origin());
        }

        /** Returns the findings of the current state of a review with their units. */
        List<RowFindings.BeadFinding> found(Review review) throws IOException {
            return known().findings().found(review.state(), review.origin());
        }

        /** Returns the terms of a bead with their translations. */
        List<BeadWords.BeadTerms.BeadTerm> terms(ReviewOrigin origin, ReviewState state, ReviewBead bead)
                throws IOException {
            return known().terms().of(origin, state.sentences(bead, Side.SOURCE), state.sentences(bead, Side.TARGET));
        }

        /** Returns the words of a bead that translate each other, and the others. */
        BeadWords.Words words(ReviewOrigin origin, ReviewState state, ReviewBead bead) throws IOException {
            return known().words().of(origin, state.sentences(bead, Side.SOURCE), state.sentences(bead, Side.TARGET));
        }
    }
}
