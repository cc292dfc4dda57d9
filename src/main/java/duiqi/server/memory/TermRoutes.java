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
import duiqi.server.http.Fields;
import duiqi.server.http.Json;
import duiqi.server.http.Route;
import duiqi.text.Location;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Handles requests about the glossaries: finds terms in a text and checks a pair. Thread-safe.
 *
 * @param terms the glossaries
 * @param settings settings of the checks
 */
public record TermRoutes(ProjectTerms terms, CheckSettings settings) {
    /** Location of texts that a client sends. */
    private static final Location REQUEST = new Location("request", 1, 1);

    public List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, "/api/v1/terms", Json.handler(this::find)),
                new Route(HandlerType.POST, "/api/v1/check", Json.handler(this::check)));
    }

    private Object find(Context request) {
        Fields question = Fields.ofUrl(request).only("text", "lang");
        String text = question.sentence("text");
        boolean isChinese = RequestLanguages.side(question.optional("lang"), text) == UnitSide.SOURCE;
        return Json.object(
                "terms",
                terms.now().find(text, isChinese).stream()
                        .map(hit -> term(text, hit))
                        .toList());
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

    private Object check(Context request) throws IOException {
        Fields pair = Fields.ofBody(request).only("source", "target", "sourceLanguage", "targetLanguage");
        CheckRun run = CheckRun.of(
                terms.now().glossary(), terms.lexicon(), settings, Baseline.none(settings.folder()), Optional.empty());
        run.add(CheckedUnit.of(
                "pair",
                RequestLanguages.direction(pair),
                CheckedUnit.Passage.of(pair.sentence("source"), REQUEST),
                CheckedUnit.Passage.of(pair.sentence("target"), REQUEST)));
        return Json.object(
                "findings",
                run.finish().findings().stream().map(TermRoutes::finding).toList());
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
}
