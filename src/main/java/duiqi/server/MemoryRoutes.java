package duiqi.server;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.index.ConcordanceQuery;
import duiqi.index.Penalties;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.AddedPair;
import duiqi.memory.LiveMemory;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.text.Language;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers about a memory: looks up, finds words, adds pairs, tells how it stands. Safe for threads. */
final class MemoryRoutes {
    private static final int MAX_MATCHES = 100;
    private static final int MAX_HITS = 1_000;
    private static final int MAX_SCORE = 102;

    private final LiveMemory memory;
    private final ProjectTerms terms;
    private final String version;
    private final Clock clock;

    MemoryRoutes(LiveMemory memory, ProjectTerms terms, String version, Clock clock) {
        this.memory = memory;
        this.terms = terms;
        this.version = version;
        this.clock = clock;
    }

    List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, "/api/v1/status", this::status),
                new Route(HandlerType.GET, "/api/v1/lookup", this::lookUp),
                new Route(HandlerType.GET, "/api/v1/concordance", this::findWords),
                new Route(HandlerType.POST, "/api/v1/units", this::add));
    }

    private void status(Context request) throws IOException {
        new QueryParameters(request, Set.of());
        LiveMemory.Standing standing = memory.standing();
        int entries = terms.now().glossary().entries().size();
        Json.answer(request, json -> {
            json.writeStartObject();
            json.writeStringField("program", version);
            json.writeNumberField("units", standing.memory().size());
            json.writeArrayFieldStart("memories");
            for (MemoryFile file : standing.memory().files()) {
                json.writeString(file.name());
            }
            json.writeEndArray();
            json.writeObjectFieldStart("additions");
            json.writeStringField("memory", String.valueOf(standing.additions().getFileName()));
            json.writeNumberField("added", standing.added());
            json.writeNumberField("pending", standing.pending());
            json.writeEndObject();
            json.writeNumberField("terms", entries);
            json.writeEndObject();
        });
    }

    private void lookUp(Context request) throws IOException {
        QueryParameters question =
                new QueryParameters(request, Set.of("text", "lang", "before", "after", "min", "limit"));
        String text = question.text("text");
        UnitSide side = side(question.optional("lang"), text);
        duiqi.index.Context neighbours =
                new duiqi.index.Context(question.optional("before"), question.optional("after"));
        SearchOptions options = new SearchOptions(
                question.number("min", 0, MAX_SCORE, SearchOptions.STANDARD.minimum()),
                question.number("limit", 1, MAX_MATCHES, SearchOptions.STANDARD.limit()),
                Penalties.STANDARD);
        List<TranslationMemory.Found> found = memory.search(side, text, neighbours, options);
        Json.answer(request, json -> {
            json.writeStartObject();
            json.writeStringField("side", side == UnitSide.SOURCE ? "source" : "target");
            json.writeArrayFieldStart("matches");
            for (TranslationMemory.Found each : found) {
                UnitJson.match(json, each);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** A text with a Han character is Chinese, unless it is said to be English. */
    static UnitSide side(Optional<String> tag, String text) {
        boolean isChinese = tag.map(name -> language("lang", name).isChinese())
                .orElseGet(() -> text.codePoints().anyMatch(Character::isIdeographic));
        return isChinese ? UnitSide.SOURCE : UnitSide.TARGET;
    }

    /** A language by its tag. */
    static Language language(String name, String tag) {
        try {
            Language language = new Language(tag);
            if (language.isChinese() || language.isEnglish()) {
                return language;
            }
        } catch (IllegalArgumentException none) {
            // told below
        }
        throw Problem.malformed(name + " is no sort of Chinese or English", "give a tag such as zh-CN, zh-TW or en-US");
    }

    private void findWords(Context request) throws IOException {
        QueryParameters question = new QueryParameters(request, Set.of("word", "in", "limit"));
        Optional<UnitSide> side = question.optional("in").map(tag -> side(Optional.of(tag), ""));
        ConcordanceQuery query;
        try {
            query = new ConcordanceQuery(question.texts("word"), side, question.number("limit", 1, MAX_HITS, 20));
        } catch (IllegalArgumentException invisible) {
            throw Problem.malformed("there is no word to find", "give words that have letters: ?word=...");
        }
        TranslationMemory.Hits hits = memory.find(query);
        Json.answer(request, json -> {
            json.writeStartObject();
            json.writeNumberField("total", hits.total());
            json.writeArrayFieldStart("hits");
            for (TranslationMemory.Hit each : hits.hits()) {
                UnitJson.hit(json, each);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void add(Context request) throws IOException {
        JsonNode body = Json.body(request, AccessPolicy.BODY_LIMIT);
        PairBody pair = PairBody.of(
                body,
                Set.of("source", "target", "sourceLanguage", "targetLanguage", "author", "note"),
                Optional.of("sourceLanguage"),
                Optional.of("targetLanguage"));
        boolean isNew = add(pair, PairBody.optional(body, "author"), PairBody.optional(body, "note"));
        request.status(isNew ? 201 : 200);
        String name = String.valueOf(memory.standing().additions().getFileName());
        Json.answer(request, json -> {
            json.writeStartObject();
            json.writeBooleanField("added", isNew);
            json.writeStringField("source", pair.chinese());
            json.writeStringField("target", pair.english());
            json.writeStringField("memory", name);
            json.writeEndObject();
        });
    }

    /** Adds a pair; false when it is there already. */
    boolean add(PairBody pair, Optional<String> author, Optional<String> note) throws IOException {
        return memory.add(new AddedPair(
                pair.chinese(),
                pair.english(),
                pair.chineseLanguage(),
                pair.englishLanguage(),
                author,
                note,
                clock.instant()));
    }
}
