package duiqi.server.memory;

import com.fasterxml.jackson.core.JsonGenerator;
import duiqi.check.Baseline;
import duiqi.check.CheckRun;
import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.glossary.ChineseTerms;
import duiqi.glossary.EnglishRenderings;
import duiqi.glossary.Glossary;
import duiqi.glossary.TermEntry;
import duiqi.index.UnitSide;
import duiqi.lexicon.EnglishWords;
import duiqi.server.AccessPolicy;
import duiqi.server.Json;
import duiqi.server.LocalServer;
import duiqi.server.ProjectTerms;
import duiqi.text.Location;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers by the glossary: finds terms in a text, and checks a pair. Safe for threads. */
public final class TermRoutes {
    /** Stands for the file of what a client sends. */
    private static final Location NOWHERE = new Location("request", 1, 1);

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

    /** A stretch of the text that is a term, or a rendering of one. */
    private record Stretch(int start, int end, Glossary.Concept concept) {}

    private void find(Context request) throws IOException {
        QueryParameters question = new QueryParameters(request, Set.of("text", "lang"));
        String text = question.text("text");
        boolean isChinese = MemoryRoutes.side(question.optional("lang"), text) == UnitSide.SOURCE;
        ProjectTerms.Terms now = terms.now();
        List<Stretch> found = isChinese ? inChinese(now, text) : inEnglish(now, text);
        Json.answer(request, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("terms");
            for (Stretch stretch : found) {
                term(json, text, stretch);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static List<Stretch> inChinese(ProjectTerms.Terms terms, String text) {
        return terms.chinese().find(text).stream()
                .map((ChineseTerms.Hit hit) -> new Stretch(hit.start(), hit.end(), hit.concept()))
                .toList();
    }

    private static List<Stretch> inEnglish(ProjectTerms.Terms terms, String text) {
        Map<String, Glossary.Concept> concepts = new LinkedHashMap<>();
        terms.glossary().concepts().forEach(concept -> concepts.put(concept.id(), concept));
        return new EnglishRenderings(new EnglishWords())
                .find(concepts.values(), text).stream()
                        .flatMap((EnglishRenderings.Match match) ->
                                Optional.ofNullable(concepts.get(match.entry().concept()))
                                        .map(concept -> new Stretch(match.start(), match.end(), concept))
                                        .stream())
                        .distinct()
                        .toList();
    }

    private static void term(JsonGenerator json, String text, Stretch stretch) throws IOException {
        json.writeStartObject();
        json.writeStringField("concept", stretch.concept.id());
        json.writeStringField("text", text.substring(stretch.start, stretch.end));
        json.writeNumberField("start", stretch.start);
        json.writeNumberField("end", stretch.end);
        json.writeArrayFieldStart("renderings");
        for (TermEntry entry : stretch.concept.entries()) {
            json.writeStartObject();
            json.writeStringField("zh", entry.chinese());
            json.writeStringField("en", entry.english());
            json.writeStringField("status", entry.status().toString());
            json.writeStringField("note", entry.details().note());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void check(Context request) throws IOException {
        PairBody pair = PairBody.of(
                Json.body(request, AccessPolicy.BODY_LIMIT),
                Set.of("source", "target"),
                Optional.empty(),
                Optional.empty());
        CheckRun run = CheckRun.of(
                terms.now().glossary(), terms.lexicon(), settings, Baseline.none(settings.folder()), Optional.empty());
        run.add(CheckedUnit.of(
                "pair",
                CheckedUnit.Passage.of(pair.chinese(), NOWHERE),
                CheckedUnit.Passage.of(pair.english(), NOWHERE)));
        List<Finding> findings = run.finish().findings();
        Json.answer(request, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("findings");
            for (Finding finding : findings) {
                finding(json, finding, pair.isEnglishFirst());
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void finding(JsonGenerator json, Finding finding, boolean isEnglishFirst) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", finding.rule().id());
        json.writeStringField("severity", finding.severity().toString());
        json.writeStringField("message", finding.message());
        json.writeStringField("term", finding.term());
        json.writeArrayFieldStart("spans");
        for (TextSpan span : finding.spans()) {
            boolean isFirst = (span.side() == TextSpan.Side.TARGET) == isEnglishFirst;
            json.writeStartObject();
            json.writeStringField("side", isFirst ? "source" : "target");
            json.writeNumberField("start", span.start());
            json.writeNumberField("end", span.end());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("suggestions");
        for (String suggestion : finding.suggestions()) {
            json.writeString(suggestion);
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
