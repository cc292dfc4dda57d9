package duiqi.server.memory;

import duiqi.check.Baseline;
import duiqi.check.CheckRun;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermMatches;
import duiqi.index.UnitSide;
import duiqi.server.ProjectTerms;
import duiqi.server.http.Json;
import duiqi.server.http.LocalServer;
import duiqi.server.http.Problem;
import duiqi.text.Location;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Handles requests about the glossaries: finds terms in a text and checks a pair. Thread-safe. */
public final class TermRoutes {
    /** Location of texts that a client sends. */
    private static final Location REQUEST = new Location("request", 1, 1);

    private final ProjectTerms terms;
    private final CheckSettings settings;

    public TermRoutes(ProjectTerms terms, CheckSettings settings) {
        this.terms = terms;
        this.settings = settings;
    }

    public List<LocalServer.Route> all() {
        return List.of(
                new LocalServer.Route(HandlerType.GET, "/api/v1/terms", this::find),
                new LocalServer.Route(HandlerType.POST, "/api/v1/check", this::check));
    }

    private void find(Context request) throws IOException {
        QueryParameters question = new QueryParameters(request, Set.of("text", "lang"));
        String text = question.text("text");
        boolean isChinese = MemoryRoutes.side(question.optional("lang"), text) == UnitSide.SOURCE;
        Json.answer(
                request,
                Json.object(
                        "terms",
                        terms.now().find(text, isChinese).stream()
                                .map(hit -> term(text, hit))
                                .toList()));
    }

    private static Map<String, Object> term(String text, TermMatches.Hit hit) {
        List<TermEntry> entries = hit.concept().entries();
        return Json.object(
                "concept", entries.get(0).concept(),
                "text", text.substring(hit.start(), hit.end()),
                "start", hit.start(),
                "end", hit.end(),
                "renderings", entries.stream().map(TermRoutes::rendering).toList());
    }

    private static Map<String, Object> rendering(TermEntry entry) {
        return Json.object(
                "zh", entry.chinese(),
                "en", entry.english(),
                "status", entry.status(),
                "note", entry.details().note());
    }

    private void check(Context request) throws IOException {
        MemoryRoutes.PairBody pair = MemoryRoutes.PairBody.of(
                Json.body(request), Set.of("source", "target", "sourceLanguage", "targetLanguage"));
        CheckRun run = CheckRun.of(
                terms.now().glossary(), terms.lexicon(), settings, Baseline.none(settings.folder()), Optional.empty());
        run.add(CheckedUnit.of(
                "pair",
                pair.direction(),
                CheckedUnit.Passage.of(pair.source(), REQUEST),
                CheckedUnit.Passage.of(pair.target(), REQUEST)));
        Json.answer(
                request,
                Json.object(
                        "findings",
                        run.finish().findings().stream()
                                .map(TermRoutes::finding)
                                .toList()));
    }

    private static Map<String, Object> finding(Finding finding) {
        return Json.object(
                "rule", finding.rule().id(),
                "severity", finding.severity(),
                "message", finding.message(),
                "term", finding.term(),
                "spans", finding.spans().stream().map(TermRoutes::span).toList(),
                "suggestions", finding.suggestions());
    }

    private static Map<String, Object> span(TextSpan span) {
        return Json.object(
                "side", span.side().name().toLowerCase(Locale.ROOT), "start", span.start(), "end", span.end());
    }

    /**
     * Reads the query parameters of a request. Rejects unknown names, because a misspelled parameter would otherwise have
     * no effect.
     */
    static final class QueryParameters {
        /** Longer than any sentence. The time to compare a text grows with the square of its length. */
        static final int MAX_TEXT_LENGTH = 5_000;

        private final Context request;

        /**
         * Reads a request.
         *
         * @param known allowed parameter names
         */
        QueryParameters(Context request, Set<String> known) {
            this.request = request;
            for (String name : request.queryParamMap().keySet()) {
                if (!known.contains(name)) {
                    throw Problem.malformed(
                            "the URL has an unknown parameter", "use only " + String.join(", ", new TreeSet<>(known)));
                }
            }
        }

        /** Returns a required text. */
        String text(String name) {
            return optional(name)
                    .filter(text -> !text.isBlank())
                    .orElseThrow(
                            () -> Problem.malformed(name + " is missing or empty", "send a text: ?" + name + "=..."));
        }

        /** Returns an optional text. */
        Optional<String> optional(String name) {
            return Optional.ofNullable(request.queryParam(name)).map(text -> bounded(name, text));
        }

        /** Returns all values of a parameter. At least one is required. */
        List<String> texts(String name) {
            List<String> texts = request.queryParams(name).stream()
                    .filter(text -> !text.isBlank())
                    .map(text -> bounded(name, text))
                    .toList();
            if (texts.isEmpty()) {
                throw Problem.malformed(name + " is missing or empty", "send a text: ?" + name + "=...");
            }
            return texts;
        }

        /** Returns an integer in a range, or a default value if the parameter is missing. */
        int number(String name, int least, int most, int standard) {
            String text = request.queryParam(name);
            if (text == null) {
                return standard;
            }
            try {
                int number = Integer.parseInt(text.strip());
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException none) {
                // The exception below rejects this value.
            }
            throw Problem.malformed(
                    name + " is not an integer from " + least + " to " + most, "omit it for " + standard);
        }

        static String bounded(String name, String text) {
            if (text.length() > MAX_TEXT_LENGTH) {
                throw Problem.refusal(
                        413, name + " has more than " + MAX_TEXT_LENGTH + " characters", "send one sentence at a time");
            }
            return text;
        }
    }
}
