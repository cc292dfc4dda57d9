package duiqi.server.memory;

import duiqi.index.Concordance;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.AddedPair;
import duiqi.memory.IndexedFields;
import duiqi.memory.LiveMemory;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.server.MemoryServer;
import duiqi.server.http.Fields;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import duiqi.server.http.Route;
import duiqi.text.Direction;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Handles requests about the memories: lookup, concordance, additions and status. Thread-safe.
 *
 * @param project the served project
 */
public record MemoryRoutes(MemoryServer.Project project) {
    /** The JSON field with the date of a unit */
    private static final String DATE = "created";

    private static final int MAX_MATCHES = 100;
    private static final int MAX_HITS = 1_000;
    private static final int MAX_SCORE = 102;

    /**
     * Factor for the number of searched units: a memory may contain simplified and traditional Chinese, and only one is
     * wanted.
     */
    private static final int SCRIPTS = 3;

    public List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, "/api/v1/status", Json.handler(this::status)),
                new Route(HandlerType.GET, "/api/v1/lookup", Json.handler(this::lookUp)),
                new Route(HandlerType.GET, "/api/v1/concordance", Json.handler(this::findWords)),
                new Route(HandlerType.POST, "/api/v1/units", Json.handler(this::add)));
    }

    private Object status(Context request) {
        Fields.ofUrl(request).only();
        LiveMemory.Standing standing = project.memory().standing();
        List<String> names =
                standing.memory().files().stream().map(MemoryFile::name).toList();
        Map<String, Object> additions = Json.object(
                "memory", addedTo(standing),
                "added", standing.added(),
                "pending", standing.pending());
        return Json.object(
                "program", project.version(),
                "units", standing.memory().size(),
                "memories", names,
                "additions", additions,
                "terms", project.terms().now().glossary().entries().size());
    }

    private Object lookUp(Context request) {
        Fields question = Fields.ofUrl(request).only("text", "lang", "before", "after", "min", "limit");
        String text = question.sentence("text");
        UnitSide side = RequestLanguages.side(question.optional("lang"), text);
        duiqi.index.Context neighbours =
                new duiqi.index.Context(question.optional("before"), question.optional("after"));
        SearchOptions options = new SearchOptions(
                question.number("min", 0, MAX_SCORE, SearchOptions.STANDARD.minimum()),
                question.number("limit", 1, MAX_MATCHES, SearchOptions.STANDARD.limit()),
                SearchOptions.Penalties.STANDARD);
        List<TranslationMemory.Found> found = project.memory().search(side, text, neighbours, options);
        return Json.object(
                "side",
                "source",
                "matches",
                found.stream()
                        .map(each ->
                                IndexedFields.of(each.match(), side, each.file().name(), DATE))
                        .toList());
    }

    /**
     * Returns the best matches of a text, best first. Returns none if the languages are not Chinese and English.
     *
     * @param least minimum score after penalties
     * @param most maximum number of matches
     */
    static List<TranslationMemory.Found> matches(
            LiveMemory memory, Direction direction, String text, int least, int most) {
        if (text.isBlank() || !(direction.isIntoChinese() || direction.isIntoEnglish())) {
            return List.of();
        }
        SearchOptions options = new SearchOptions(least, most * SCRIPTS, SearchOptions.Penalties.STANDARD);
        UnitSide side = UnitSide.of(text, Optional.of(direction.source()));
        return memory.search(side, text, duiqi.index.Context.NONE, options).stream()
                .filter(found ->
                        direction.chinese().accepts(found.match().unit().language(UnitSide.SOURCE)))
                .limit(most)
                .toList();
    }

    private Object findWords(Context request) {
        Fields question = Fields.ofUrl(request).only("word", "in", "lang", "limit");
        question.sentence("word");
        List<String> words = request.queryParams("word").stream()
                .map(word -> Fields.bounded("word", word))
                .toList();
        Optional<UnitSide> side = question.optional("in").map(tag -> RequestLanguages.side(Optional.of(tag), ""));
        Concordance.Query query;
        try {
            query = new Concordance.Query(words, side, question.number("limit", 1, MAX_HITS, 20));
        } catch (IllegalArgumentException invisible) {
            throw Problem.malformed("the query has no word", "send words with letters: ?word=...");
        }
        TranslationMemory.Hits hits = project.memory().find(query);
        Optional<String> language = question.optional("lang").or(() -> question.optional("in"));
        UnitSide source = RequestLanguages.side(language, query.phrases().get(0));
        return Json.object(
                "total", hits.total(),
                "hits", hits.hits().stream().map(hit -> hit(hit, source)).toList());
    }

    private Object add(Context request) throws IOException {
        Fields body =
                Fields.ofBody(request).only("source", "target", "sourceLanguage", "targetLanguage", "author", "note");
        String source = body.sentence("source");
        String target = body.sentence("target");
        boolean isNew = project.memory()
                .add(new AddedPair(
                        source,
                        target,
                        RequestLanguages.direction(body),
                        body.optional("author"),
                        body.optional("note"),
                        project.clock().instant()));
        request.status(isNew ? 201 : 200);
        return Json.object(
                "added", isNew,
                "source", source,
                "target", target,
                "memory", addedTo(project.memory().standing()));
    }

    private static String addedTo(LiveMemory.Standing standing) {
        return standing.additions().map(Path::getFileName).map(Path::toString).orElse("");
    }

    /** Returns a unit with the spans of the query words. */
    private static Map<String, Object> hit(TranslationMemory.Hit found, UnitSide source) {
        Map<String, Object> json =
                IndexedFields.of(found.hit().unit(), source, found.file().name(), DATE);
        json.put("sourceSpans", found.hit().spans(source));
        json.put("targetSpans", found.hit().spans(source.other()));
        return json;
    }
}
