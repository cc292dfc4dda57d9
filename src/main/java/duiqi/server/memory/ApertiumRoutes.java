package duiqi.server.memory;

import duiqi.index.Match;
import duiqi.index.SearchOptions;
import duiqi.index.UnitSide;
import duiqi.memory.LiveMemory;
import duiqi.server.http.Fields;
import duiqi.server.http.Json;
import duiqi.server.http.Problem;
import duiqi.server.http.Route;
import duiqi.text.Direction;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows the protocol of Apertium APy and of the older web service of Apertium, so that OmegaT can use the memories. The
 * answer is the translation of the best match. A match that needs work begins with its score in square brackets.
 * Thread-safe.
 *
 * @param memory the memories
 */
public record ApertiumRoutes(LiveMemory memory) {
    /** Paths of the protocol. */
    public static final String TRANSLATE = "/translate";

    public static final String PAIRS = "/listPairs";

    /** Tags of OmegaT, for example {@code <b0>}. The units of a memory have no tags in their texts. */
    private static final Pattern TAG = Pattern.compile("</?[A-Za-z]{1,3}[0-9]{1,6}/?>");

    /** Highest score of a translation that needs work, for example for a text with tags, which the translation lacks. */
    private static final int BEST_OF_SIMILAR = 99;

    private static final int PERFECT = 100;

    /** Codes that clients compare exactly. */
    private static final List<String> CHINESE = List.of("zh", "zho", "zh_CN", "zh_Hans", "zh_TW", "zh_Hant", "zh_HK");

    private static final List<String> ENGLISH = List.of("en", "eng", "en_US", "en_GB");

    public List<Route> all() {
        return List.of(
                new Route(HandlerType.GET, TRANSLATE, this::translate),
                new Route(HandlerType.GET, PAIRS, ApertiumRoutes::listPairs));
    }

    private void translate(Context request) {
        Fields fields = Fields.ofUrl(request);
        String text = fields.sentence("q");
        String[] codes = fields.sentence("langpair").split("\\|", -1);
        if (codes.length != 2) {
            throw Problem.malformed("langpair is not a pair of languages", "send for example langpair=zh|en_US");
        }
        Direction direction = new Direction(language(codes[0]), language(codes[1]));
        String plain = TAG.matcher(text).replaceAll("");
        int most = plain.equals(text) ? PERFECT : BEST_OF_SIMILAR;
        String translation =
                MemoryRoutes.matches(memory, direction, plain, SearchOptions.STANDARD.minimum(), 1).stream()
                        .map(found -> marked(found.match(), direction, most))
                        .findFirst()
                        .orElse("");
        answer(request, Json.object("translatedText", translation));
    }

    private static Language language(String code) {
        return LanguageName.ofCode(code)
                .orElseThrow(() -> Problem.malformed(
                        "langpair contains an invalid language code", "send for example zh, zh-TW or en-US"));
    }

    /**
     * Returns the translation of a match. It begins with the score unless a unit has the same text. Alignment alone does
     * not count as doubt: most memories of duiqi are aligned.
     */
    private static String marked(Match match, Direction direction, int most) {
        String translation = match.unit().text(direction.isIntoEnglish() ? UnitSide.TARGET : UnitSide.SOURCE);
        boolean isSame = most == PERFECT && match.percentage() >= PERFECT && match.score() >= BEST_OF_SIMILAR;
        return isSame ? translation : "[" + Math.min(match.score(), BEST_OF_SIMILAR) + "%] " + translation;
    }

    private static void listPairs(Context request) {
        List<Map<String, Object>> pairs = new ArrayList<>();
        for (String chinese : CHINESE) {
            for (String english : ENGLISH) {
                pairs.add(Json.object("sourceLanguage", chinese, "targetLanguage", english));
                pairs.add(Json.object("sourceLanguage", english, "targetLanguage", chinese));
            }
        }
        answer(request, pairs);
    }

    private static void answer(Context request, Object data) {
        Json.answer(
                request, Json.object("responseData", data, "responseDetails", Optional.empty(), "responseStatus", 200));
    }
}
