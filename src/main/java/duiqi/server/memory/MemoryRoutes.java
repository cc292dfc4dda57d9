package duiqi.server.memory;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import duiqi.index.Concordance;
import duiqi.index.IndexedUnit;
import duiqi.index.Match;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.AddedPair;
import duiqi.memory.IndexedFields;
import duiqi.memory.LiveMemory;
import duiqi.memory.MemoryFile;
import duiqi.memory.TranslationMemory;
import duiqi.server.AccessPolicy;
import duiqi.server.Json;
import duiqi.server.LocalServer;
import duiqi.server.Problem;
import duiqi.server.ProjectTerms;
import duiqi.text.Language;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers about a memory: looks up, finds words, adds pairs, tells how it stands. Safe for threads. */
public final class MemoryRoutes {
    private static final int MAX_MATCHES = 100;
    private static final int MAX_HITS = 1_000;
    private static final int MAX_SCORE = 102;

    private final LiveMemory memory;
    private final ProjectTerms terms;
    private final String version;
    private final Clock clock;

    public MemoryRoutes(LiveMemory memory, ProjectTerms terms, String version, Clock clock) {
        this.memory = memory;
        this.terms = terms;
        this.version = version;
        this.clock = clock;
    }

    public List<LocalServer.Route> all() {
        return List.of(
                new LocalServer.Route(HandlerType.GET, "/api/v1/status", this::status),
                new LocalServer.Route(HandlerType.GET, "/api/v1/lookup", this::lookUp),
                new LocalServer.Route(HandlerType.GET, "/api/v1/concordance", this::findWords),
                new LocalServer.Route(HandlerType.POST, "/api/v1/units", this::add));
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
                SearchOptions.Penalties.STANDARD);
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
        Concordance.Query query;
        try {
            query = new Concordance.Query(question.texts("word"), side, question.number("limit", 1, MAX_HITS, 20));
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

    /** Writes units as the service tells them. */
    private static final class UnitJson {
        private UnitJson() {}

        /** A match, with how good it is. */
        static void match(JsonGenerator json, TranslationMemory.Found found) throws IOException {
            Match match = found.match();
            json.writeStartObject();
            json.writeNumberField("score", match.score());
            json.writeNumberField("percentage", match.percentage());
            json.writeNumberField("penalty", match.penalty());
            json.writeStringField(
                    "kind", match.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            unit(json, found.file(), match.unit());
            json.writeEndObject();
        }

        /** A unit with words, with where they stand. */
        static void hit(JsonGenerator json, TranslationMemory.Hit found) throws IOException {
            Concordance.Hit hit = found.hit();
            json.writeStartObject();
            unit(json, found.file(), hit.unit());
            spans(json, "sourceSpans", hit.spans(UnitSide.SOURCE));
            spans(json, "targetSpans", hit.spans(UnitSide.TARGET));
            json.writeEndObject();
        }

        private static void unit(JsonGenerator json, MemoryFile file, IndexedUnit unit) throws IOException {
            json.writeStringField("source", unit.text(UnitSide.SOURCE));
            json.writeStringField("target", unit.text(UnitSide.TARGET));
            json.writeStringField(
                    "sourceLanguage", unit.language(UnitSide.SOURCE).tag());
            json.writeStringField(
                    "targetLanguage", unit.language(UnitSide.TARGET).tag());
            json.writeStringField("memory", file.name());
            json.writeNumberField("line", unit.line());
            json.writeStringField("id", unit.pair().id());
            json.writeBooleanField("aligned", unit.origin().aligned());
            json.writeBooleanField("machine", unit.origin().machine());
            json.writeBooleanField("unrevised", unit.origin().unrevised());
            if (unit.origin().author().isPresent()) {
                json.writeStringField("author", unit.origin().author().get());
            }
            if (unit.pair().created().isPresent()) {
                json.writeStringField("created", unit.pair().created().get().toString());
            }
            json.writeObjectFieldStart("properties");
            for (Map.Entry<String, String> property :
                    IndexedFields.properties(unit).entrySet()) {
                json.writeStringField(property.getKey(), property.getValue());
            }
            json.writeEndObject();
        }

        private static void spans(JsonGenerator json, String name, List<Concordance.Span> spans) throws IOException {
            json.writeArrayFieldStart(name);
            for (Concordance.Span span : spans) {
                json.writeStartObject();
                json.writeNumberField("start", span.start());
                json.writeNumberField("end", span.end());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }
}
