package duiqi.server.memory;

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
import duiqi.server.ProjectTerms;
import duiqi.server.http.Json;
import duiqi.server.http.LocalServer;
import duiqi.server.http.Problem;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.XmlCharacters;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Handles requests about the memories: lookup, concordance, additions and status. Thread-safe. */
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
        new TermRoutes.QueryParameters(request, Set.of());
        LiveMemory.Standing standing = memory.standing();
        List<String> names =
                standing.memory().files().stream().map(MemoryFile::name).toList();
        Map<String, Object> additions = Json.object(
                "memory", String.valueOf(standing.additions().getFileName()),
                "added", standing.added(),
                "pending", standing.pending());
        Json.answer(
                request,
                Json.object(
                        "program", version,
                        "units", standing.memory().size(),
                        "memories", names,
                        "additions", additions,
                        "terms", terms.now().glossary().entries().size()));
    }

    private void lookUp(Context request) throws IOException {
        TermRoutes.QueryParameters question =
                new TermRoutes.QueryParameters(request, Set.of("text", "lang", "before", "after", "min", "limit"));
        String text = question.text("text");
        UnitSide side = side(question.optional("lang"), text);
        duiqi.index.Context neighbours =
                new duiqi.index.Context(question.optional("before"), question.optional("after"));
        SearchOptions options = new SearchOptions(
                question.number("min", 0, MAX_SCORE, SearchOptions.STANDARD.minimum()),
                question.number("limit", 1, MAX_MATCHES, SearchOptions.STANDARD.limit()),
                SearchOptions.Penalties.STANDARD);
        List<TranslationMemory.Found> found = memory.search(side, text, neighbours, options);
        Json.answer(
                request,
                Json.object(
                        "side",
                        "source",
                        "matches",
                        found.stream().map(match -> UnitJson.match(match, side)).toList()));
    }

    /** Returns the side of a text. A text with a Han character is Chinese, unless the tag says English. */
    static UnitSide side(Optional<String> tag, String text) {
        boolean isChinese = tag.map(name -> language("lang", name).isChinese())
                .orElseGet(() -> text.codePoints().anyMatch(Character::isIdeographic));
        return isChinese ? UnitSide.SOURCE : UnitSide.TARGET;
    }

    /** Returns the language of a tag. */
    static Language language(String name, String tag) {
        try {
            Language language = new Language(tag);
            if (language.isChinese() || language.isEnglish()) {
                return language;
            }
        } catch (IllegalArgumentException none) {
            // The exception below rejects this value.
        }
        throw Problem.malformed(
                name + " is not a Chinese or English language tag", "send for example zh-CN, zh-TW or en-US");
    }

    private void findWords(Context request) throws IOException {
        TermRoutes.QueryParameters question =
                new TermRoutes.QueryParameters(request, Set.of("word", "in", "lang", "limit"));
        Optional<UnitSide> side = question.optional("in").map(tag -> side(Optional.of(tag), ""));
        Concordance.Query query;
        try {
            query = new Concordance.Query(question.texts("word"), side, question.number("limit", 1, MAX_HITS, 20));
        } catch (IllegalArgumentException invisible) {
            throw Problem.malformed("the query has no word", "send words with letters: ?word=...");
        }
        TranslationMemory.Hits hits = memory.find(query);
        Optional<String> language = question.optional("lang").or(() -> question.optional("in"));
        UnitSide source = side(language, query.phrases().get(0));
        Json.answer(
                request,
                Json.object(
                        "total", hits.total(),
                        "hits",
                                hits.hits().stream()
                                        .map(hit -> UnitJson.hit(hit, source))
                                        .toList()));
    }

    private void add(Context request) throws IOException {
        JsonNode body = Json.body(request);
        PairBody pair =
                PairBody.of(body, Set.of("source", "target", "sourceLanguage", "targetLanguage", "author", "note"));
        boolean isNew = add(pair, PairBody.optional(body, "author"), PairBody.optional(body, "note"));
        request.status(isNew ? 201 : 200);
        Json.answer(
                request,
                Json.object(
                        "added", isNew,
                        "source", pair.source(),
                        "target", pair.target(),
                        "memory", String.valueOf(memory.standing().additions().getFileName())));
    }

    /** Adds a pair. Returns false if the memory already contains it. */
    boolean add(PairBody pair, Optional<String> author, Optional<String> note) throws IOException {
        return memory.add(new AddedPair(pair.source(), pair.target(), pair.direction(), author, note, clock.instant()));
    }

    /** Adds pairs. Returns the number of pairs that the memory did not contain. */
    int addAll(List<PairBody> pairs) throws IOException {
        return memory.addAll(pairs.stream()
                .map(pair -> new AddedPair(
                        pair.source(),
                        pair.target(),
                        pair.direction(),
                        Optional.empty(),
                        Optional.empty(),
                        clock.instant()))
                .toList());
    }

    /** Converts units to JSON, in the direction of the request. */
    private static final class UnitJson {
        private UnitJson() {}

        /**
         * Returns a match with its score.
         *
         * @param source the side in the language of the request
         */
        static Map<String, Object> match(TranslationMemory.Found found, UnitSide source) {
            Match match = found.match();
            Map<String, Object> json = Json.object(
                    "score", match.score(),
                    "percentage", match.percentage(),
                    "penalty", match.penalty(),
                    "kind", match.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            json.putAll(unit(found.file(), match.unit(), source));
            return json;
        }

        /** Returns a unit with the spans of the query words. */
        static Map<String, Object> hit(TranslationMemory.Hit found, UnitSide source) {
            Map<String, Object> json = unit(found.file(), found.hit().unit(), source);
            json.put("sourceSpans", found.hit().spans(source));
            json.put("targetSpans", found.hit().spans(source.other()));
            return json;
        }

        private static Map<String, Object> unit(MemoryFile file, IndexedUnit unit, UnitSide source) {
            Map<String, Object> json = Json.object(
                    "source", unit.text(source),
                    "target", unit.text(source.other()),
                    "sourceLanguage", unit.language(source).tag(),
                    "targetLanguage", unit.language(source.other()).tag(),
                    "memory", file.name(),
                    "line", unit.line(),
                    "id", unit.pair().id(),
                    "aligned", unit.origin().aligned(),
                    "machine", unit.origin().machine(),
                    "unrevised", unit.origin().unrevised());
            unit.origin().author().ifPresent(author -> json.put("author", author));
            unit.pair().created().ifPresent(created -> json.put("created", created.toString()));
            json.put("properties", IndexedFields.properties(unit));
            return json;
        }
    }

    /**
     * Holds a pair that a client sends, from Chinese into English or from English into Chinese. Immutable.
     *
     * @param source the text
     * @param target its translation
     * @param direction the languages of both
     */
    record PairBody(String source, String target, Direction direction) {
        /**
         * Reads the pair of a request.
         *
         * @param body the request body
         * @param known allowed field names
         */
        static PairBody of(JsonNode body, Set<String> known) {
            body.fieldNames().forEachRemaining(name -> {
                if (!known.contains(name)) {
                    throw Problem.malformed(
                            "the body has an unknown field", "use only " + String.join(", ", new TreeSet<>(known)));
                }
            });
            return of(
                    required(body, "source"),
                    required(body, "target"),
                    language(body, "sourceLanguage"),
                    language(body, "targetLanguage"));
        }

        /** Returns the pair of two texts. Detects missing languages. */
        static PairBody of(
                String source, String target, Optional<Language> sourceLanguage, Optional<Language> targetLanguage) {
            boolean isIntoChinese = sourceLanguage
                    .map(Language::isEnglish)
                    .or(() -> targetLanguage.map(Language::isChinese))
                    .orElseGet(() -> !hasHan(source) && hasHan(target));
            Direction usual = isIntoChinese ? Direction.INTO_CHINESE : Direction.INTO_ENGLISH;
            Direction direction =
                    new Direction(sourceLanguage.orElse(usual.source()), targetLanguage.orElse(usual.target()));
            if (!direction.isIntoChinese() && !direction.isIntoEnglish()) {
                throw Problem.malformed("both sides are in the same language", "send a Chinese and an English text");
            }
            if (sourceLanguage.isEmpty() && targetLanguage.isEmpty()) {
                requireTwoLanguages(isIntoChinese ? target : source, isIntoChinese ? source : target);
            }
            return new PairBody(source, target, direction);
        }

        /**
         * Checks, by the script, that one text is Chinese and the other English if the client does not send the
         * languages.
         */
        private static void requireTwoLanguages(String chinese, String english) {
            boolean isEnglishHan = hasHan(english)
                    && english.codePoints().filter(Character::isLetter).allMatch(Character::isIdeographic);
            if (isEnglishHan || (!hasHan(chinese) && !chinese.equals(english))) {
                throw Problem.refusal(
                        422,
                        isEnglishHan ? "both sides are Chinese" : "neither side is Chinese",
                        "send a Chinese and an English text, or their languages");
            }
        }

        private static boolean hasHan(String text) {
            return text.codePoints().anyMatch(Character::isIdeographic);
        }

        /** Returns whether a memory can hold the pair: both texts have visible characters and a permitted length. */
        boolean isSearchable() {
            return Stream.of(source, target)
                    .allMatch(text -> !XmlCharacters.only(text).isBlank()
                            && text.length() <= TermRoutes.QueryParameters.MAX_TEXT_LENGTH);
        }

        private static Optional<Language> language(JsonNode body, String name) {
            return optional(body, name).map(tag -> MemoryRoutes.language(name, tag));
        }

        /** Returns a required text, which must contain visible characters. */
        static String required(JsonNode body, String name) {
            return optional(body, name)
                    .filter(text -> !XmlCharacters.only(text).isBlank())
                    .orElseThrow(() -> Problem.malformed(name + " is missing or empty", "send a text in " + name));
        }

        /** Returns an optional text. */
        static Optional<String> optional(JsonNode body, String name) {
            if (!body.hasNonNull(name)) {
                return Optional.empty();
            }
            if (!body.get(name).isTextual()) {
                throw Problem.malformed(name + " is not a text", "send a JSON string");
            }
            return Optional.of(
                    TermRoutes.QueryParameters.bounded(name, body.get(name).textValue()));
        }
    }
}
