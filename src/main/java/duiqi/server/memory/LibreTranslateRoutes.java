package duiqi.server.memory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import duiqi.index.UnitSide;
import duiqi.memory.LiveMemory;
import duiqi.server.http.Json;
import duiqi.server.http.LocalServer;
import duiqi.server.http.Problem;
import duiqi.text.Language;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.text.StringEscapeUtils;

/**
 * Follows the protocol of LibreTranslate 1.6, so that its clients, for example Weblate, can use the memories.
 * Thread-safe.
 *
 * <p>The protocol has no scores, and clients use an answer as a finished translation. The answer is therefore the
 * translation of a unit with the same text, or an empty text. Weblate requires a text for each text of the request,
 * and a unit with an empty translation counts as untranslated. Languages other than Chinese and English have no
 * translation; an error would prevent the setup of Weblate, which tests a server with German.
 */
public final class LibreTranslateRoutes {
    /** Score of a unit with the same text, also if it is aligned or if only case, width or white space differ. */
    private static final int SAME_TEXT = 99;

    private static final int MAX_TEXTS = 200;
    private static final int MAX_ALTERNATIVES = 10;
    private static final double CERTAIN = 100;
    private static final String BODY = "duiqi-body";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Pattern MARKUP = Pattern.compile("<[A-Za-z/!?]");

    /** Codes in the spellings of LibreTranslate before and since version 1.7 and of its clients. */
    private static final List<String> CHINESE = List.of(
            "zh", "zh-Hans", "zh_Hans", "zh-CN", "zh_CN", "zt", "zh-Hant", "zh_Hant", "zh-TW", "zh_TW", "zh-HK",
            "zh_HK");

    private static final List<String> ENGLISH = List.of("en", "en-US", "en_US", "en-GB", "en_GB");

    private final PairSearch search;
    private final UnaryOperator<Handler> limit;

    /**
     * Creates the routes.
     *
     * @param limit returns a handler that waits until the server has time for a search; the request body is read before
     */
    public LibreTranslateRoutes(LiveMemory memory, UnaryOperator<Handler> limit) {
        this.search = new PairSearch(memory);
        this.limit = limit;
    }

    public List<LocalServer.Route> all() {
        LocalServer.ClientProtocol protocol = new LocalServer.ClientProtocol(
                "api_key",
                request -> body(request).path("api_key").isTextual()
                        ? Optional.of(body(request).path("api_key").textValue())
                        : Optional.empty(),
                (status, problem) -> Json.object("error", problem.problem() + "; " + problem.remedy()));
        LocalServer.ClientProtocol reading = new LocalServer.ClientProtocol("api_key", protocol.errors());
        Handler translation = limit.apply(this::translate);
        return List.of(
                new LocalServer.Route(
                        HandlerType.GET, "/languages", LibreTranslateRoutes::languages, Optional.of(reading)),
                new LocalServer.Route(HandlerType.POST, "/detect", LibreTranslateRoutes::detect, Optional.of(protocol)),
                new LocalServer.Route(
                        HandlerType.POST,
                        "/translate",
                        request -> {
                            body(request);
                            translation.handle(request);
                        },
                        Optional.of(protocol)));
    }

    private static void languages(Context request) throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        CHINESE.forEach(code -> all.add(Json.object("code", code, "name", "Chinese", "targets", ENGLISH)));
        ENGLISH.forEach(code -> all.add(Json.object("code", code, "name", "English", "targets", CHINESE)));
        Json.answer(request, all);
    }

    private static void detect(Context request) throws IOException {
        Json.answer(request, List.of(detected(String.join("\n", texts(body(request))))));
    }

    private static Map<String, Object> detected(String text) {
        Optional<Language> language = Language.of(text);
        boolean isChinese =
                language.orElseGet(() -> PairSearch.LanguagePair.detected(text)).isChinese();
        boolean isKnown = language.isPresent() || isChinese;
        return Json.object("confidence", isKnown ? CERTAIN : 0.0, "language", isChinese ? "zh" : "en");
    }

    private void translate(Context request) throws IOException {
        JsonNode body = body(request);
        List<String> texts = texts(body);
        String source = MemoryRoutes.PairBody.required(body, "source");
        String target = MemoryRoutes.PairBody.required(body, "target");
        boolean isHtml = isHtml(MemoryRoutes.PairBody.optional(body, "format"));
        int most = 1 + alternatives(body.path("alternatives"));
        List<List<String>> all = new ArrayList<>();
        for (String text : texts) {
            all.add(translations(
                    text, isHtml, most, PairSearch.LanguagePair.of("source or target", source, target, text)));
        }
        boolean isList = body.path("q").isArray();
        Map<String, Object> answer = Json.object(
                "translatedText",
                oneOrAll(
                        isList,
                        all.stream()
                                .map(found -> found.isEmpty() ? "" : found.get(0))
                                .toList()));
        if (source.strip().toLowerCase(Locale.ROOT).startsWith("auto")) {
            answer.put(
                    "detectedLanguage",
                    oneOrAll(
                            isList,
                            texts.stream().map(LibreTranslateRoutes::detected).toList()));
        }
        if (most > 1) {
            answer.put(
                    "alternatives",
                    oneOrAll(
                            isList,
                            all.stream()
                                    .map(found -> found.stream().skip(1).toList())
                                    .toList()));
        }
        Json.answer(request, answer);
    }

    private static Object oneOrAll(boolean isList, List<?> all) {
        return isList ? all : all.get(0);
    }

    /** Returns the different translations of a text, best first. */
    private List<String> translations(String text, boolean isHtml, int most, PairSearch.LanguagePair languages) {
        // The text of a unit may itself be markup.
        boolean isEscaped = isHtml && !MARKUP.matcher(text).find();
        String plain = isEscaped ? StringEscapeUtils.unescapeHtml4(text) : text;
        UnitSide other = languages.side().other();
        return search.find(plain, languages, SAME_TEXT, most).stream()
                .map(found -> found.match().unit().text(other))
                .distinct()
                .map(translation -> isEscaped ? escaped(translation) : translation)
                .toList();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static boolean isHtml(Optional<String> format) {
        if (format.filter(name -> !name.equals("text") && !name.equals("html")).isPresent()) {
            throw Problem.malformed("format is not supported", "send text or html");
        }
        return format.filter("html"::equals).isPresent();
    }

    private static int alternatives(JsonNode number) {
        int count = number.isTextual() || number.isNumber() ? number.asInt(-1) : number.isContainerNode() ? -1 : 0;
        if (count < 0 || count > MAX_ALTERNATIVES) {
            throw Problem.malformed("alternatives is not an integer from 0 to " + MAX_ALTERNATIVES, "omit it for 0");
        }
        return count;
    }

    /** Returns the texts of a request, at least one. */
    private static List<String> texts(JsonNode body) {
        JsonNode texts = body.path("q");
        if (!texts.isArray()) {
            return List.of(MemoryRoutes.PairBody.required(body, "q"));
        }
        if (texts.isEmpty()) {
            throw Problem.malformed("q is missing or empty", "send a text in q");
        }
        if (texts.size() > MAX_TEXTS) {
            throw Problem.refusal(413, "q has more than " + MAX_TEXTS + " texts", "send several smaller requests");
        }
        List<String> all = new ArrayList<>();
        for (JsonNode text : texts) {
            if (!text.isTextual()) {
                throw Problem.malformed("q is not a text or a list of texts", "send a JSON string");
            }
            all.add(TermRoutes.QueryParameters.bounded("a text of q", text.textValue()));
        }
        return all;
    }

    /** Returns the request body, JSON or a form, as a JSON object. Reads it only once. */
    private static JsonNode body(Context request) {
        JsonNode known = request.attribute(BODY);
        if (known != null) {
            return known;
        }
        JsonNode body;
        try {
            body = isForm(request) ? form(Json.bytes(request)) : Json.body(request);
        } catch (IOException impossibleInMemory) {
            throw Problem.malformed("the request body is incomplete", "send the whole body");
        }
        request.attribute(BODY, body);
        return body;
    }

    private static boolean isForm(Context request) {
        return Stream.ofNullable(request.header("Content-Type"))
                .anyMatch(type -> type.split(";", 2)[0].strip().equalsIgnoreCase(FORM));
    }

    /** Returns the fields of a form. A field that occurs several times becomes a list. */
    private static JsonNode form(byte[] bytes) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        for (String field : new String(bytes, StandardCharsets.UTF_8).split("&", -1)) {
            String[] parts = field.split("=", 2);
            String name = decoded(parts[0]);
            String value = parts.length == 1 ? "" : decoded(parts[1]);
            JsonNode present = fields.get(name);
            if (present == null) {
                fields.put(name, value);
            } else if (present instanceof ArrayNode list) {
                list.add(value);
            } else {
                fields.putArray(name).add(present).add(value);
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Problem.malformed("the form has an invalid percent escape", "use %25 for a percent sign");
        }
    }
}
