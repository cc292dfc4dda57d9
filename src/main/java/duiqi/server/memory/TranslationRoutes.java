package duiqi.server.memory;

import duiqi.index.IndexedUnit;
import duiqi.index.Match;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.LiveMemory;
import duiqi.memory.TranslationMemory;
import duiqi.server.http.Json;
import duiqi.server.http.LocalServer;
import duiqi.server.http.Problem;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows the protocols of two services that translate a text of a URL, so that their clients can use the memories.
 * Thread-safe.
 *
 * <ul>
 *   <li>Apertium APy and the older web service of Apertium: OmegaT asks a server of the user's choice. The answer is the
 *       translation of the best match. A match that needs work begins with its score in square brackets.
 *   <li>MyMemory: the answer lists the matches with their scores.
 * </ul>
 */
public final class TranslationRoutes {
    private static final String NAME_OF_TOKEN = "key";

    /** Tags of OmegaT, for example {@code <b0>}. The units of a memory have no tags in their texts. */
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z]{1,3}[0-9]{1,6}/?>");

    /** Highest score of a translation that needs work, for example for a text with tags, which the translation lacks. */
    private static final int BEST_OF_SIMILAR = 99;

    private static final int PERFECT = 100;
    private static final int MAX_MATCHES = 50;

    /** Codes that clients of Apertium compare exactly. */
    private static final List<String> CHINESE = List.of("zh", "zho", "zh_CN", "zh_Hans", "zh_TW", "zh_Hant", "zh_HK");

    private static final List<String> ENGLISH = List.of("en", "eng", "en_US", "en_GB");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PairSearch search;

    public TranslationRoutes(LiveMemory memory) {
        this.search = new PairSearch(memory);
    }

    public List<LocalServer.Route> all() {
        LocalServer.ClientProtocol apertium =
                new LocalServer.ClientProtocol(NAME_OF_TOKEN, TranslationRoutes::apertium);
        LocalServer.ClientProtocol myMemory = new LocalServer.ClientProtocol(
                NAME_OF_TOKEN, (status, problem) -> myMemory("", 0, details(problem), status, List.of()));
        return List.of(
                new LocalServer.Route(HandlerType.GET, "/translate", this::translate, Optional.of(apertium)),
                new LocalServer.Route(
                        HandlerType.GET, "/listPairs", TranslationRoutes::listPairs, Optional.of(apertium)),
                new LocalServer.Route(HandlerType.GET, "/get", this::get, Optional.of(myMemory)));
    }

    private void translate(Context request) throws IOException {
        String text = PairSearch.text(request, "q");
        PairSearch.LanguagePair languages = PairSearch.LanguagePair.of(PairSearch.text(request, "langpair"), text);
        String plain = TAG.matcher(text).replaceAll("");
        int most = plain.equals(text) ? PERFECT : BEST_OF_SIMILAR;
        String translation = search.find(plain, languages, SearchOptions.STANDARD.minimum(), 1).stream()
                .map(found -> marked(found.match(), languages.side(), most))
                .findFirst()
                .orElse("");
        Json.answer(request, apertium(200, Json.object("translatedText", translation), Optional.empty()));
    }

    /**
     * Returns the translation of a match. It begins with the score unless a unit has the same text. Alignment alone does
     * not count as doubt: most memories of duiqi are aligned.
     */
    private static String marked(Match match, UnitSide side, int most) {
        String translation = match.unit().text(side.other());
        boolean isSame = most == PERFECT && match.percentage() >= PERFECT && match.score() >= BEST_OF_SIMILAR;
        return isSame ? translation : "[" + Math.min(match.score(), BEST_OF_SIMILAR) + "%] " + translation;
    }

    private static void listPairs(Context request) throws IOException {
        List<Map<String, Object>> pairs = new ArrayList<>();
        for (String chinese : CHINESE) {
            for (String english : ENGLISH) {
                pairs.add(Json.object("sourceLanguage", chinese, "targetLanguage", english));
                pairs.add(Json.object("sourceLanguage", english, "targetLanguage", chinese));
            }
        }
        Json.answer(request, apertium(200, pairs, Optional.empty()));
    }

    private static Map<String, Object> apertium(int status, Problem problem) {
        return apertium(status, Json.object("translatedText", ""), Optional.of(details(problem)));
    }

    private static Map<String, Object> apertium(int status, Object data, Optional<String> details) {
        return Json.object("responseData", data, "responseDetails", details, "responseStatus", status);
    }

    private static String details(Problem problem) {
        return problem.problem() + "; " + problem.remedy();
    }

    private void get(Context request) throws IOException {
        String text = PairSearch.text(request, "q");
        PairSearch.LanguagePair languages = PairSearch.LanguagePair.of(PairSearch.text(request, "langpair"), text);
        int most = TmserverRoutes.number(request, "numres", 1, MAX_MATCHES, SearchOptions.STANDARD.limit());
        boolean hasMachine = !"0".equals(request.queryParam("mt"));
        List<TranslationMemory.Found> found =
                search.find(text, languages, SearchOptions.STANDARD.minimum(), most).stream()
                        .filter(match ->
                                hasMachine || !match.match().unit().origin().machine())
                        .toList();
        List<Map<String, Object>> matches =
                found.stream().map(match -> match(match, languages.side())).toList();
        String best = found.isEmpty()
                ? ""
                : found.get(0).match().unit().text(languages.side().other());
        double score = found.isEmpty() ? 0 : fraction(found.get(0).match());
        Json.answer(request, myMemory(best, score, "", 200, matches));
    }

    private static Map<String, Object> myMemory(
            String best, double score, String details, int status, List<Map<String, Object>> matches) {
        return Json.object(
                "responseData",
                Json.object("translatedText", best, "match", score),
                "quotaFinished",
                false,
                "mtLangSupported",
                Optional.empty(),
                "responseDetails",
                details,
                "responseStatus",
                status,
                "responderId",
                Optional.empty(),
                "exception_code",
                Optional.empty(),
                "matches",
                matches);
    }

    private static Map<String, Object> match(TranslationMemory.Found found, UnitSide side) {
        IndexedUnit unit = found.match().unit();
        // Clients recognise machine translation by this author.
        String author = unit.origin().machine() ? "MT!" : unit.origin().author().orElse("");
        String created = unit.pair().created().map(TranslationRoutes::time).orElse("");
        return Json.object(
                "id",
                unit.pair().id(),
                "segment",
                unit.text(side),
                "translation",
                unit.text(side.other()),
                "source",
                unit.language(side).tag(),
                "target",
                unit.language(side.other()).tag(),
                "quality",
                PERFECT - Math.min(PERFECT, found.match().penalty()),
                "reference",
                found.file().name() + ":" + unit.line(),
                "usage-count",
                1,
                "subject",
                "",
                "created-by",
                author,
                "last-updated-by",
                author,
                "create-date",
                created,
                "last-update-date",
                created,
                "match",
                fraction(found.match()),
                "penalty",
                found.match().penalty());
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }

    private static double fraction(Match match) {
        return Math.min(PERFECT, match.score()) / (double) PERFECT;
    }
}
