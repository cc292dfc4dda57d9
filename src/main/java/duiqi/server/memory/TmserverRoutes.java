package duiqi.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.index.IndexedUnit;
import duiqi.index.Match;
import duiqi.index.UnitSide;
import duiqi.memory.AddedPair;
import duiqi.memory.LiveMemory;
import duiqi.server.http.Fields;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import duiqi.server.http.Route;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Plurals;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows the protocol of {@code tmserver} (Translate Toolkit 3.15) and amaGama, so that their clients, for example
 * Virtaal and Weblate, can use the memories. Does not implement deletion and JSONP. Pages of other sites could execute
 * JSONP. Thread-safe.
 *
 * @param memory the memories
 * @param clock clock for the dates of new units
 */
public record TmserverRoutes(LiveMemory memory, Clock clock) {
    private static final String UNIT = "/tmserver/{source}/{target}/unit/{text}";
    private static final String UNIT_OF_QUERY = "/tmserver/{source}/{target}/unit/";
    private static final String BEFORE_TEXT = "/unit/";
    private static final String STORE = "/tmserver/{source}/{target}/store/{file}";

    /** Default values of amaGama. */
    private static final int CANDIDATES = 5;

    private static final int SIMILARITY = 70;

    /** Clients ask for more candidates than they show, so more are not useful. */
    private static final int MAX_CANDIDATES = 50;

    private static final int PERFECT = 100;

    /** Language codes in the spellings of clients, which compare them exactly. */
    private static final List<String> LANGUAGES = Stream.of(
                    "en eng en-US en-GB en-AU en-CA en-NZ en-IE en-ZA en-IN en-SG",
                    "zh zho zh-CN zh-Hans zh-Hans-CN zh-SG zh-TW zh-Hant zh-Hant-TW zh-HK zh-Hant-HK zh-MO")
            .flatMap(codes -> Stream.of(codes.split(" ")))
            .flatMap(code ->
                    Stream.of(code.replace('-', '_'), code.replace('-', '_').toLowerCase(Locale.ROOT), code))
            .distinct()
            .toList();

    public List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, "/tmserver/languages/", Json.handler(TmserverRoutes::languages)),
                new Route(HandlerType.GET, UNIT_OF_QUERY, Json.handler(this::lookUp)),
                new Route(HandlerType.GET, UNIT, Json.handler(this::lookUp)),
                new Route(HandlerType.PUT, UNIT_OF_QUERY, this::add),
                new Route(HandlerType.PUT, UNIT, this::add),
                new Route(HandlerType.POST, UNIT_OF_QUERY, this::add),
                new Route(HandlerType.POST, UNIT, this::add),
                new Route(HandlerType.POST, STORE, this::addList));
    }

    private static Object languages(Context request) {
        return Json.object("sourceLanguages", LANGUAGES, "targetLanguages", LANGUAGES);
    }

    private Object lookUp(Context request) {
        String text = text(request);
        int most = number(request, "max_candidates", 1, MAX_CANDIDATES, CANDIDATES);
        int least = number(request, "min_similarity", 0, PERFECT, SIMILARITY);
        return direction(request).stream()
                .flatMap(direction -> MemoryRoutes.matches(memory, direction, text, least, most).stream()
                        .map(found -> match(found.match(), UnitSide.of(text, Optional.of(direction.source())))))
                .toList();
    }

    private static Map<String, Object> match(Match match, UnitSide side) {
        IndexedUnit unit = match.unit();
        // Okapi requires a decimal fraction.
        double quality = Math.min(PERFECT, match.score());
        return Json.object(
                "source", unit.text(side),
                "target", unit.text(side.other()),
                "quality", quality,
                "rank", quality,
                "context", Optional.empty());
    }

    /**
     * Returns a number in a range; the nearest one for others. Returns the default value for invalid numbers, as
     * amaGama does.
     */
    private static int number(Context request, String name, int least, int most, int standard) {
        String sent = Optional.ofNullable(request.queryParam(name)).orElse("").strip();
        int number = sent.matches("-?[0-9]{1,9}") ? Integer.parseInt(sent) : standard;
        return Math.max(least, Math.min(number, most));
    }

    /** Returns the languages of the path; empty if they are not Chinese and English. */
    private static Optional<Direction> direction(Context request) {
        return language(request, "source")
                .flatMap(source -> language(request, "target").map(target -> new Direction(source, target)))
                .filter(direction -> direction.isIntoChinese() || direction.isIntoEnglish());
    }

    /** Returns the first Chinese or English language of a path parameter, which may contain several. */
    private static Optional<Language> language(Context request, String name) {
        return Arrays.stream(request.pathParam(name).split(",", -1))
                .flatMap(code -> LanguageName.ofCode(code).stream())
                .filter(language -> language.isChinese() || language.isEnglish())
                .findFirst();
    }

    /** Returns the text after {@code /unit/}, including slashes and dots, or the parameter {@code source}. */
    private static String text(Context request) {
        String path = request.path();
        String text = decoded(path.substring(path.indexOf(BEFORE_TEXT) + BEFORE_TEXT.length()));
        if (text.isEmpty()) {
            text = Optional.ofNullable(request.queryParam("source")).orElse("");
        }
        if (text.isBlank()) {
            throw Problem.malformed("the request has no text to look up", "add it after /unit/, or as ?source=...");
        }
        return Fields.bounded("the text", text);
    }

    /** Decodes percent escapes. A plus sign stays a plus sign in a path (RFC 3986, section 3.3). */
    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Problem.malformed("the text has an invalid percent escape", "use %25 for a percent sign");
        }
    }

    /** Adds the pair in the body. Ignores the text in the path, which repeats the source, as tmserver does. */
    private void add(Context request) throws IOException {
        Fields body = Fields.of(Json.parse(Fields.bytes(request)));
        memory.add(pair(body.sentence("source"), body.sentence("target"), newDirection(request)));
        request.contentType("text/plain; charset=utf-8").result("");
    }

    private AddedPair pair(String source, String target, Direction direction) {
        return new AddedPair(source, target, direction, Optional.empty(), Optional.empty(), clock.instant());
    }

    /**
     * Adds the pairs of a list, which Virtaal sends when it saves a file. Skips pairs without text or with a text that
     * is too long. Adds none if an element is invalid.
     */
    private void addList(Context request) throws IOException {
        JsonNode units = Json.parse(Fields.bytes(request));
        Direction direction = newDirection(request);
        if (!units.isArray()) {
            throw Problem.malformed("the request is not a JSON list", "send a JSON list");
        }
        List<AddedPair> pairs = new ArrayList<>();
        for (JsonNode unit : units) {
            Fields fields = Fields.of(unit);
            String source = fields.text("source");
            String target = fields.text("target");
            if (Fields.isSentence(source) && Fields.isSentence(target)) {
                pairs.add(pair(source, target, direction));
            }
        }
        int skipped = units.size() - pairs.size();
        request.contentType("text/plain; charset=utf-8")
                .result("added " + Plurals.units(memory.addAll(pairs))
                        + (skipped > 0 ? "; " + skipped + " skipped" : ""));
    }

    /** Returns the languages of new units, with their regions. */
    private static Direction newDirection(Context request) {
        return direction(request)
                .map(direction -> new Direction(
                        new Language(direction.source().regional()),
                        new Language(direction.target().regional())))
                .orElseThrow(() ->
                        Problem.malformed("the languages are not Chinese and English", "use /tmserver/zh/en/..."));
    }
}
