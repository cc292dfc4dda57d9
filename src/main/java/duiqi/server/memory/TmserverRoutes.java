package duiqi.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.exchange.LanguageCode;
import duiqi.index.IndexedUnit;
import duiqi.index.UnitSide;
import duiqi.memory.LiveMemory;
import duiqi.memory.TranslationMemory;
import duiqi.server.http.Json;
import duiqi.server.http.LocalServer;
import duiqi.server.http.Problem;
import duiqi.text.Language;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows the protocol of {@code tmserver} (Translate Toolkit 3.15) and amaGama, so that their clients can use the
 * memories. Does not implement uploads of whole files, deletion and JSONP. Pages of other sites could execute JSONP.
 * Thread-safe.
 */
public final class TmserverRoutes {
    private static final String UNIT = "/tmserver/{source}/{target}/unit/{text}";
    private static final String UNIT_OF_QUERY = "/tmserver/{source}/{target}/unit/";
    private static final String BEFORE_TEXT = "/unit/";

    /** Default values of amaGama. */
    private static final int CANDIDATES = 5;

    private static final int SIMILARITY = 70;

    /** Clients ask for more candidates than they show, so more are not useful. */
    private static final int MAX_CANDIDATES = 50;

    private static final int PERFECT = 100;

    /** Language codes in all spellings of clients, which compare them exactly. */
    private static final List<String> LANGUAGES = List.of(
            "en",
            "eng",
            "en_US",
            "en_us",
            "en-US",
            "en_GB",
            "en_gb",
            "en-GB",
            "en_AU",
            "en_au",
            "en_CA",
            "en_ca",
            "en_NZ",
            "en_nz",
            "en_IE",
            "en_ie",
            "en_ZA",
            "en_za",
            "en_IN",
            "en_in",
            "en_SG",
            "en_sg",
            "zh",
            "zho",
            "zh_CN",
            "zh_cn",
            "zh-CN",
            "zh_Hans",
            "zh_hans",
            "zh_Hans_CN",
            "zh_hans_cn",
            "zh_SG",
            "zh_sg",
            "zh_TW",
            "zh_tw",
            "zh-TW",
            "zh_Hant",
            "zh_hant",
            "zh_Hant_TW",
            "zh_hant_tw",
            "zh_HK",
            "zh_hk",
            "zh_Hant_HK",
            "zh_hant_hk",
            "zh_MO",
            "zh_mo");

    private final LiveMemory memory;
    private final PairSearch search;
    private final MemoryRoutes adding;

    public TmserverRoutes(LiveMemory memory, MemoryRoutes adding) {
        this.memory = memory;
        this.search = new PairSearch(memory);
        this.adding = adding;
    }

    public List<LocalServer.Route> all() {
        return List.of(
                new LocalServer.Route(HandlerType.GET, "/tmserver/languages/", TmserverRoutes::languages),
                new LocalServer.Route(HandlerType.GET, UNIT_OF_QUERY, this::lookUp),
                new LocalServer.Route(HandlerType.GET, UNIT, this::lookUp),
                new LocalServer.Route(HandlerType.PUT, UNIT_OF_QUERY, this::add),
                new LocalServer.Route(HandlerType.PUT, UNIT, this::add),
                new LocalServer.Route(HandlerType.POST, UNIT_OF_QUERY, this::add),
                new LocalServer.Route(HandlerType.POST, UNIT, this::add));
    }

    private static void languages(Context request) throws IOException {
        Json.answer(request, Json.object("sourceLanguages", LANGUAGES, "targetLanguages", LANGUAGES));
    }

    private void lookUp(Context request) throws IOException {
        String text = text(request);
        Optional<Language> source = language(request, "source");
        Optional<Language> target = language(request, "target");
        int most = number(request, "max_candidates", 1, MAX_CANDIDATES, CANDIDATES);
        int least = number(request, "min_similarity", 0, PERFECT, SIMILARITY);
        List<Map<String, Object>> candidates = List.of();
        if (source.isPresent() && target.isPresent()) {
            PairSearch.LanguagePair languages = new PairSearch.LanguagePair(source.get(), target.get());
            candidates = search.find(text, languages, least, most).stream()
                    .map(found -> match(found, languages.side()))
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
     * Returns a number in a range; the nearest one for others. Returns the default value for invalid numbers, as amaGama
     * does.
     */
    static int number(Context request, String name, int least, int most, int standard) {
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
        return new LanguageCode(code)
                .language().filter(language -> language.isChinese() || language.isEnglish()).stream();
    }

    /** Returns the text after {@code /unit/}, including slashes and dots, or the parameter {@code source}. */
    private static String text(Context request) {
        String path = request.path();
        int start = path.indexOf(BEFORE_TEXT) + BEFORE_TEXT.length();
        String text = start < path.length()
                ? decoded(path.substring(start))
                : Optional.ofNullable(request.queryParam("source")).orElse("");
        if (text.isBlank()) {
            throw Problem.malformed("the request has no text to look up", "add it after /unit/, or as ?source=...");
        }
        return TermRoutes.QueryParameters.bounded("the text", text);
    }

    /**
     * Decodes percent escapes, for example {@code %E6%B0%B4}. A plus sign stays a plus sign in a path (RFC 3986,
     * section 3.3).
     */
    static String decoded(String path) {
        byte[] bytes = new byte[path.length() * 3];
        int length = 0;
        for (int i = 0; i < path.length(); ) {
            int c = path.codePointAt(i);
            if (c == '%') {
                try {
                    bytes[length++] = (byte) Integer.parseUnsignedInt(path.substring(i + 1, i + 3), 16);
                } catch (NumberFormatException | IndexOutOfBoundsException wrong) {
                    throw Problem.malformed("the text has an invalid percent escape", "use %25 for a percent sign");
                }
                i += 3;
            } else {
                byte[] own = Character.toString(c).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(own, 0, bytes, length, own.length);
                length += own.length;
                i += Character.charCount(c);
            }
        }
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    /** Adds the pair in the body. Ignores the text in the path, which repeats the source, as tmserver does. */
    private void add(Context request) throws IOException {
        JsonNode body = Json.bodyOfAnyType(request);
        Language source = requiredLanguage(request, "source");
        Language target = requiredLanguage(request, "target");
        MemoryRoutes.PairBody pair = MemoryRoutes.PairBody.of(
                MemoryRoutes.PairBody.required(body, "source"),
                MemoryRoutes.PairBody.required(body, "target"),
                Optional.of(source),
                Optional.of(target));
        adding.add(pair, Optional.empty(), Optional.empty());
        request.contentType("text/plain; charset=utf-8").result("");
    }

    /** Returns a language. Adds the default region of duiqi if it has none. */
    private static Language requiredLanguage(Context request, String name) {
        Language language = language(request, name)
                .orElseThrow(() -> Problem.malformed(
                        "the " + name + " is not a Chinese or English language tag", "use /tmserver/zh/en/unit/..."));
        return switch (language.tag()) {
            case "zh", "zh-Hans" -> Language.CHINESE;
            case "en" -> Language.ENGLISH;
            default -> language;
        };
    }
}
