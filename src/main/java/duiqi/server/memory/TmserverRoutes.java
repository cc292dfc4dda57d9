package duiqi.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.exchange.ExchangeFormat;
import duiqi.exchange.Pairs;
import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.index.IndexedUnit;
import duiqi.index.UnitSide;
import duiqi.memory.LiveMemory;
import duiqi.memory.RevisedUnits;
import duiqi.memory.TranslationMemory;
import duiqi.server.http.Fields;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import duiqi.server.http.Route;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Plurals;
import duiqi.text.TranslationUnit;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Follows the protocol of {@code tmserver} (Translate Toolkit 3.15) and amaGama, so that their clients, for example
 * Virtaal and Weblate, can use the memories. Does not implement deletion and JSONP. Pages of other sites could execute
 * JSONP. Thread-safe.
 */
public final class TmserverRoutes {
    private static final String UNIT = "/tmserver/{source}/{target}/unit/{text}";
    private static final String UNIT_OF_QUERY = "/tmserver/{source}/{target}/unit/";
    private static final String BEFORE_TEXT = "/unit/";
    private static final String STORE = "/tmserver/{source}/{target}/store/{file}";
    private static final String BEFORE_FILE = "/store/";

    /** Default values of amaGama. */
    private static final int CANDIDATES = 5;

    private static final int SIMILARITY = 70;

    /** Clients ask for more candidates than they show, so more are not useful. */
    private static final int MAX_CANDIDATES = 50;

    private static final Pattern EXTENSION = Pattern.compile("(?s)^.*?((\\.[A-Za-z0-9]{1,10}){0,2})$");

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

    private final LiveMemory memory;
    private final Clock clock;

    public TmserverRoutes(LiveMemory memory, Clock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    public List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, "/tmserver/languages/", TmserverRoutes::languages),
                new Route(HandlerType.GET, UNIT_OF_QUERY, this::lookUp),
                new Route(HandlerType.GET, UNIT, this::lookUp),
                new Route(HandlerType.PUT, UNIT_OF_QUERY, this::add),
                new Route(HandlerType.PUT, UNIT, this::add),
                new Route(HandlerType.POST, UNIT_OF_QUERY, this::add),
                new Route(HandlerType.POST, UNIT, this::add),
                new Route(HandlerType.GET, STORE, this::count),
                new Route(HandlerType.PUT, STORE, this::addFile),
                new Route(HandlerType.POST, STORE, this::addList));
    }

    private static void languages(Context request) {
        Json.answer(request, Json.object("sourceLanguages", LANGUAGES, "targetLanguages", LANGUAGES));
    }

    private void lookUp(Context request) {
        String text = text(request);
        Optional<Language> source = language(request, "source");
        Optional<Language> target = language(request, "target");
        int most = number(request, "max_candidates", 1, MAX_CANDIDATES, CANDIDATES);
        int least = number(request, "min_similarity", 0, PERFECT, SIMILARITY);
        List<Map<String, Object>> candidates = List.of();
        if (source.isPresent() && target.isPresent()) {
            PairSearch search = new PairSearch(source.get(), target.get());
            candidates = search.find(memory, text, least, most).stream()
                    .map(found -> match(found, search.side()))
                    .toList();
        }
        Json.answer(request, candidates);
    }

    private static Map<String, Object> match(TranslationMemory.Found found, UnitSide side) {
        IndexedUnit unit = found.match().unit();
        // Okapi requires a decimal fraction.
        double quality = Math.min(PERFECT, found.match().score());
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
        try {
            return Optional.ofNullable(request.queryParam(name))
                    .map(String::strip)
                    .map(Integer::parseInt)
                    .map(number -> Math.max(least, Math.min(number, most)))
                    .orElse(standard);
        } catch (NumberFormatException none) {
            return standard;
        }
    }

    /** Returns the first Chinese or English language of a path parameter, which may contain several. */
    private static Optional<Language> language(Context request, String name) {
        return Arrays.stream(request.pathParam(name).split(",", -1))
                .flatMap(TmserverRoutes::language)
                .findFirst();
    }

    private static Stream<Language> language(String code) {
        return LanguageName.ofCode(code).filter(language -> language.isChinese() || language.isEnglish()).stream();
    }

    /** Returns the text after {@code /unit/}, including slashes and dots, or the parameter {@code source}. */
    private static String text(Context request) {
        String text = after(BEFORE_TEXT, request);
        if (text.isEmpty()) {
            text = Optional.ofNullable(request.queryParam("source")).orElse("");
        }
        if (text.isBlank()) {
            throw Problem.malformed("the request has no text to look up", "add it after /unit/, or as ?source=...");
        }
        return Fields.bounded("the text", text);
    }

    private static String after(String start, Context request) {
        return decoded(request.path().substring(request.path().indexOf(start) + start.length()));
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
        SentPair pair = new SentPair(body.sentence("source"), body.sentence("target"), direction(request));
        addAll(List.of(pair));
        request.contentType("text/plain; charset=utf-8").result("");
    }

    /**
     * Responds with the number of units in the memories, and of those added since the start. The server does not count
     * the units of a file, and neither does tmserver.
     */
    private void count(Context request) {
        LiveMemory.Standing standing = memory.standing();
        Json.answer(request, Json.object("units", standing.memory().size(), "added", standing.added()));
    }

    /** Adds the pairs of a list, which Virtaal sends when it saves a file. Adds none if an element is invalid. */
    private void addList(Context request) throws IOException {
        JsonNode units = Json.parse(Fields.bytes(request));
        Direction direction = direction(request);
        if (!units.isArray()) {
            throw Problem.malformed("the request is not a JSON list", "send a JSON list");
        }
        List<SentPair> pairs = new ArrayList<>();
        for (JsonNode unit : units) {
            Fields fields = Fields.of(unit);
            pairs.add(new SentPair(fields.text("source"), fields.text("target"), direction));
        }
        addSearchable(pairs, request);
    }

    /** Adds the revised pairs of a file in any format. Adds none if the file is damaged as a whole. */
    private void addFile(Context request) throws IOException {
        byte[] content = Fields.bytes(request);
        Direction direction = direction(request);
        // Only the extension of the name matters. A folder of its own prevents that the reader finds other files.
        Path folder = Files.createTempDirectory("duiqi-");
        Path file = folder.resolve(
                "store" + EXTENSION.matcher(after(BEFORE_FILE, request)).replaceAll("$1"));
        try {
            Files.write(file, content);
            addSearchable(pairs(file, direction), request);
        } catch (FormatException fault) {
            Problem problem = Problem.of(fault);
            throw Problem.refusal(422, problem.problem().replace(file.toString(), "request"), problem.remedy());
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private static List<SentPair> pairs(Path file, Direction direction) throws IOException {
        ExchangeFormat format = ExchangeFormat.of(file)
                .orElseThrow(() -> new FormatException(
                        file.toString(), "is not in a known format", "end the path with the name of the file"));
        UnitReader.Source revised = new RevisedUnits(
                listener -> format.open(file, new ReaderSettings(direction.source(), direction.target(), listener)),
                false,
                false);
        Pairs pairs = new Pairs("store");
        List<SentPair> all = new ArrayList<>();
        try (UnitReader reader = revised.open(damage -> {})) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                pairs.of(unit.get()).stream()
                        .map(pair -> body(pair.source(), pair.target(), direction.isIntoChinese()))
                        .forEach(all::add);
            }
        }
        return all;
    }

    private static SentPair body(
            TranslationUnit.Variant chinese, TranslationUnit.Variant english, boolean isIntoChinese) {
        TranslationUnit.Variant source = isIntoChinese ? english : chinese;
        TranslationUnit.Variant target = isIntoChinese ? chinese : english;
        return new SentPair(
                source.text(),
                target.text(),
                new Direction(withRegion(source.language()), withRegion(target.language())));
    }

    private int addAll(List<SentPair> pairs) throws IOException {
        return memory.addAll(pairs.stream()
                .map(pair -> pair.added(Optional.empty(), Optional.empty(), clock.instant()))
                .toList());
    }

    private void addSearchable(List<SentPair> pairs, Context request) throws IOException {
        List<SentPair> searchable =
                pairs.stream().filter(SentPair::isSearchable).toList();
        int added = addAll(searchable);
        int skipped = pairs.size() - searchable.size();
        request.contentType("text/plain; charset=utf-8")
                .result("added " + Plurals.units(added) + " from " + after(BEFORE_FILE, request)
                        + (skipped > 0 ? "; " + skipped + " skipped" : ""));
    }

    /** Returns the languages of the path. */
    private static Direction direction(Context request) {
        Direction direction = new Direction(requiredLanguage(request, "source"), requiredLanguage(request, "target"));
        if (!direction.isIntoChinese() && !direction.isIntoEnglish()) {
            throw Problem.malformed("both sides are in the same language", "use /tmserver/zh/en/...");
        }
        return direction;
    }

    private static Language requiredLanguage(Context request, String name) {
        return withRegion(language(request, name)
                .orElseThrow(() -> Problem.malformed(
                        "the " + name + " is not a Chinese or English language tag", "use /tmserver/zh/en/...")));
    }

    /** Returns a language with the default region of duiqi if it has none. */
    private static Language withRegion(Language language) {
        return switch (language.tag()) {
            case "zh", "zh-Hans" -> Language.CHINESE;
            case "en" -> Language.ENGLISH;
            default -> language;
        };
    }
}
