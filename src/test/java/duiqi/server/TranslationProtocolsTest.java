package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sends the requests of clients of Apertium, MyMemory, LibreTranslate and tmserver, and attacks on these protocols. */
class TranslationProtocolsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String STALE = "流水不腐，户枢不蠹。";
    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
    private static final String JSON = "Content-Type: application/json";

    @TempDir
    private Path folder;

    private ServedProject served;

    @BeforeEach
    void start() throws IOException {
        served = new ServedProject(folder, ServerPlace.LOCAL, true);
    }

    @AfterEach
    void stop() throws IOException {
        served.close();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode get(String path) throws IOException {
        RawClient.Answer answer = served.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }

    private String apertium(String text, String pair) throws IOException {
        return get("/translate?q=" + encoded(text) + "&markUnknown=no&langpair=" + pair + "&key=")
                .at("/responseData/translatedText")
                .asText();
    }

    private RawClient.Answer post(String path, String body, String type) throws IOException {
        return served.send("POST " + path + " HTTP/1.1", body, type);
    }

    private JsonNode libreTranslate(String body, String type) throws IOException {
        RawClient.Answer answer = post("/translate", body, type);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }

    private RawClient.Answer store(String method, String path, String body) throws IOException {
        return served.send(method + " /tmserver/" + path + " HTTP/1.1", body, served.bearer());
    }

    @Test
    void apertiumAnswersWithTheBestMatch() throws IOException {
        String english = "Running water never turns stale.";
        assertThat(apertium(STALE, "zh|en_US")).isEqualTo(english);
        assertThat(apertium(english, "en_US|zh")).isEqualTo(STALE);
        String traditional = "Running water does not go stale.";
        assertThat(apertium(traditional, "en%7Czh_TW")).isEqualTo("流水不腐，戶樞不蠹。");
        assertThat(apertium(traditional, "en|zh_CN")).isEmpty();
        assertThat(apertium(STALE + "！", "zh|en")).isEqualTo("[90%] " + english);
        assertThat(apertium("<g0>流水不腐</g0>，户枢不蠹。<x1/>", "zh|en")).isEqualTo("[99%] " + english);
        assertThat(apertium("1/2 杯水，100% 满", "zho|eng")).isEqualTo("1/2 a cup of water; 100% full");
        assertThat(apertium("无此文字", "zh|en")).isEmpty();
        assertThat(apertium("eau", "fr|de")).isEmpty();
        assertThat(apertium("water", "en|en_GB")).isEmpty();
        assertThat(get("//translate?q=" + encoded(STALE) + "&langpair=zh|en")
                        .at("/responseData/translatedText")
                        .asText())
                .as("the URL of the server ends with a slash")
                .isEqualTo(english);
    }

    @Test
    void marksUnrevisedTranslationsButNotAlignedOnes() throws IOException {
        String tuv = "<tuv xml:lang=\"zh-CN\"><seg>%s</seg></tuv><tuv xml:lang=\"en-US\"><seg>%s</seg></tuv></tu>\n";
        ServedProject.write(
                served.tm.resolve("other.tmx"),
                String.format(
                        Locale.ROOT, "<tu><prop type=\"aligned\">yes</prop>" + tuv, "大江东去。", "East flows the river."),
                String.format(Locale.ROOT, "<tu creationid=\"MT!\">" + tuv, "山高水长。", "High mountains, long rivers."));
        served.memory.refresh();
        served.memory.refresh();
        assertThat(apertium("大江东去。", "zh|en")).isEqualTo("East flows the river.");
        assertThat(apertium("山高水长。", "zh|en")).isEqualTo("[85%] High mountains, long rivers.");
        assertThat(libreTranslate("q=" + encoded("山高水长。") + "&source=zh&target=en", FORM)
                        .path("translatedText")
                        .asText())
                .isEmpty();
        String myMemory = "/get?langpair=zh|en&q=" + encoded("山高水长。");
        assertThat(get(myMemory).at("/matches/0/created-by").asText()).isEqualTo("MT!");
        assertThat(get(myMemory).at("/matches/0/penalty").asInt()).isEqualTo(15);
        assertThat(get(myMemory + "&mt=0").at("/matches")).isEmpty();
    }

    @Test
    void myMemoryListsMatches() throws IOException {
        JsonNode answer = get("/get?q=" + encoded("Running water never turns stale!")
                + "&langpair=en|zh-CN&de=a@example.org&numres=9");
        assertThat(answer.path("responseStatus").asInt()).isEqualTo(200);
        assertThat(answer.at("/responseData/translatedText").asText()).isEqualTo(STALE);
        assertThat(answer.at("/responseData/match").asDouble()).isEqualTo(0.83);
        assertThat(answer.path("matches")).hasSize(1);
        assertThat(answer.at("/matches/0/segment").asText()).isEqualTo("Running water never turns stale.");
        assertThat(answer.at("/matches/0/source").asText()).isEqualTo("en-US");
        assertThat(answer.at("/matches/0/reference").asText()).startsWith("main.tmx:");
        assertThat(get("/get?q=" + encoded(STALE) + "&langpair=Autodetect|en")
                        .at("/responseData/match")
                        .asDouble())
                .isEqualTo(1);
        JsonNode none = get("/get?q=x&langpair=en|zh");
        assertThat(none.at("/responseData/translatedText").asText()).isEmpty();
        assertThat(none.path("matches").isArray()).isTrue();
    }

    @Test
    void libreTranslateAnswersOnlyWithUnitsOfTheSameText() throws IOException {
        String body = "{\"q\":[\"" + STALE + "\",\"" + STALE + "！\",\"\"],\"source\":\"zh\",\"target\":\"en\"}";
        assertThat(libreTranslate(body, JSON))
                .hasToString("{\"translatedText\":[\"Running water never turns stale.\",\"\",\"\"]}");
        JsonNode form =
                libreTranslate("q=" + encoded(STALE) + "&source=auto&target=en&api_key=", FORM + "; charset=UTF-8");
        assertThat(form.path("translatedText").asText()).isEqualTo("Running water never turns stale.");
        assertThat(form.at("/detectedLanguage/language").asText()).isEqualTo("zh");
        assertThat(libreTranslate("q=a&q=b&source=en&target=zh-Hans", FORM).path("translatedText"))
                .hasSize(2);
        String traditional = "q=" + encoded("流水不腐，戶樞不蠹。") + "&source=zt&target=en";
        assertThat(libreTranslate(traditional, FORM).path("translatedText").asText())
                .isEqualTo("Running water does not go stale.");
        assertThat(libreTranslate("{\"q\":[\"test\"],\"source\":\"en\",\"target\":\"de\",\"api_key\":null}", JSON))
                .as("Weblate tests a server with German")
                .hasToString("{\"translatedText\":[\"\"]}");
        JsonNode detected =
                MAPPER.readTree(post("/detect", "q=" + encoded("水"), FORM).body());
        assertThat(detected.at("/0/language").asText()).isEqualTo("zh");
    }

    @Test
    void libreTranslateKeepsMarkupAndOffersAlternatives() throws IOException {
        String pair = "\"source\":\"a < b & c\",\"target\":\"a 小于 b & c\"";
        for (String target : List.of(pair, pair.replace("小于", "低于"))) {
            assertThat(served.send("POST /api/v1/units HTTP/1.1", "{" + target + "}", served.bearer(), JSON)
                            .status())
                    .isEqualTo(201);
        }
        String html =
                "{\"q\":\"a &lt; b &amp; c\",\"source\":\"en\",\"target\":\"zh\",\"format\":\"html\",\"alternatives\":3}";
        JsonNode answer = libreTranslate(html, JSON);
        List<String> all = new ArrayList<>(List.of(answer.path("translatedText").asText()));
        answer.path("alternatives").forEach(each -> all.add(each.asText()));
        assertThat(all).containsExactlyInAnyOrder("a 小于 b &amp; c", "a 低于 b &amp; c");
    }

    @Test
    void reportsErrorsInTheFormOfTheProtocol() throws IOException {
        for (String path : List.of(
                "/translate?q=a",
                "/translate?langpair=zh|en",
                "/translate?q=a&langpair=zh",
                "/translate?q=a&langpair=zh|en|fr",
                "/translate?q=a&langpair=%20|%00",
                "/translate?q=%20&langpair=zh|en",
                "/get?q=a&langpair=12345678901|en",
                "/get?q=a")) {
            RawClient.Answer answer = served.get(path);
            assertThat(answer.status()).as(path).isEqualTo(400);
            JsonNode body = MAPPER.readTree(answer.body());
            assertThat(body.path("responseStatus").asInt()).as(path).isEqualTo(400);
            assertThat(body.path("responseDetails").asText()).as(path).contains("; ");
            assertThat(body.at("/responseData/translatedText").asText())
                    .as(path)
                    .isEmpty();
        }
        for (String body : List.of(
                "q=a&source=en",
                "source=en&target=zh",
                "q=a&source=!&target=zh",
                "q=a&source=en&target=zh&format=pdf",
                "q=a&source=en&target=zh&alternatives=x",
                "q=a&source=en&target=zh&alternatives=11",
                "q=%zz&source=en&target=zh",
                "q=a&source=en&source=zh&target=zh",
                "=",
                "&&&")) {
            RawClient.Answer answer = post("/translate", body, FORM);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(MAPPER.readTree(answer.body()).path("error").asText())
                    .as(body)
                    .contains("; ");
        }
        for (String body : List.of(
                "{\"q\":[],\"source\":\"en\",\"target\":\"zh\"}",
                "{\"q\":[1],\"source\":\"en\",\"target\":\"zh\"}",
                "{\"q\":{},\"source\":\"en\",\"target\":\"zh\"}",
                "{\"q\":\"a\",\"source\":[],\"target\":\"zh\"}",
                "[]",
                "{\"q\":",
                "\"q\"")) {
            RawClient.Answer answer = post("/translate", body, JSON);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(MAPPER.readTree(answer.body()).has("error")).as(body).isTrue();
        }
        assertThat(post("/translate", "q=a", "Content-Type: text/plain").status())
                .isEqualTo(415);
        assertThat(served.reported).isEmpty();
    }

    @Test
    void limitsTexts() throws IOException {
        String han = encoded("水".repeat(5_000));
        assertThat(apertium("水".repeat(5_000), "zh|en")).as("the longest text").isEmpty();
        assertThat(served.get("/get?langpair=zh|en&q=" + han + "a").status()).isEqualTo(413);
        assertThat(post("/translate", "source=zh&target=en&q=" + han + "a", FORM)
                        .status())
                .isEqualTo(413);
        String many = "{\"source\":\"zh\",\"target\":\"en\",\"q\":[" + "\"\",".repeat(200) + "\"\"]}";
        assertThat(post("/translate", many, JSON).status()).isEqualTo(413);
        assertThat(served.send("POST /translate HTTP/1.1", "", FORM, "Content-Length: 104857600")
                        .body())
                .contains("\"error\":\"the request has more than 4194304 bytes");
        assertThat(apertium(STALE, "zh|en")).isNotEmpty();
    }

    @Test
    void requiresTheTokenAsParameterForOtherMachines() throws IOException {
        try (ServedProject open = new ServedProject(folder.resolve("open"), new ServerPlace("0.0.0.0", 0), true)) {
            String query = "?langpair=zh|en&q=" + encoded(STALE) + "&key=";
            String body = "q=" + encoded(STALE) + "&source=zh&target=en&api_key=";
            for (String wrong : List.of("", "x", open.token.text().substring(1))) {
                RawClient.Answer apertium = open.get("/translate" + query + wrong);
                assertThat(apertium.status()).isEqualTo(401);
                assertThat(MAPPER.readTree(apertium.body())
                                .path("responseStatus")
                                .asInt())
                        .isEqualTo(401);
                assertThat(open.get("/get" + query + wrong).status()).isEqualTo(401);
                RawClient.Answer libre = open.send("POST /translate HTTP/1.1", body + wrong, FORM);
                assertThat(libre.status()).isEqualTo(401);
                assertThat(libre.body()).contains("\"error\":\"the token is ").contains("as api_key");
                assertThat(open.send("POST /detect HTTP/1.1", "q=a&api_key=" + wrong, FORM)
                                .status())
                        .isEqualTo(401);
            }
            assertThat(open.get("/languages").status()).isEqualTo(401);
            assertThat(open.get("/languages?api_key=" + open.token.text()).status())
                    .isEqualTo(200);
            assertThat(open.get("/translate" + query + open.token.text()).body())
                    .contains("never turns stale");
            assertThat(open.get("/get" + query + open.token.text()).body()).contains("never turns stale");
            assertThat(open.send("POST /translate HTTP/1.1", body + open.token.text(), FORM)
                            .body())
                    .contains("never turns stale");
            assertThat(open.send("POST /translate HTTP/1.1", body, FORM, open.bearer())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void rejectsPagesOfOtherSites() throws IOException {
        String translate = "/translate?langpair=zh|en&q=" + encoded(STALE);
        for (String header : List.of(
                "Origin: http://evil.example",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site")) {
            for (String path : List.of(translate, "/get?langpair=zh|en&q=a", "/listPairs", "/languages")) {
                RawClient.Answer answer = served.get(path, header);
                assertThat(answer.status()).as(path + header).isEqualTo(403);
                assertThat(answer.body()).doesNotContain("stale");
            }
            RawClient.Answer answer = served.send("POST /translate HTTP/1.1", "q=a&source=en&target=zh", FORM, header);
            assertThat(answer.status()).as(header).isEqualTo(403);
            assertThat(answer.body()).contains("\"error\"");
        }
        RawClient.Answer image = served.get(translate, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors");
        assertThat(image.status()).isEqualTo(403);
        RawClient.Answer navigation = served.get(
                translate, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document");
        assertThat(navigation.status()).isEqualTo(403);
        String head = served.get(translate).head().toLowerCase(Locale.ROOT);
        assertThat(head).doesNotContain("access-control").contains("nosniff");
        for (String path : List.of("/translate/../api/v1/status", "/get/../api/v1/status", "/GET")) {
            assertThat(served.get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void tmserverAddsListsAndFiles() throws IOException {
        String units = "[{\"source\":\"水\",\"target\":\"water\",\"context\":\"\"},{\"source\":\"火\",\"target\":\" \"},"
                + "{\"source\":\"" + "水".repeat(5_001) + "\",\"target\":\"x\"}]";
        assertThat(store("POST", "zh_cn/en/store//home/a%20b.po", units).body())
                .isEqualTo("added 1 unit from /home/a b.po; 2 skipped");
        assertThat(store("POST", "zh_cn/en/store/a.po", units).body()).isEqualTo("added 0 units from a.po; 2 skipped");
        String po = """
                msgid ""
                msgstr "Language: zh_CN\\nContent-Type: text/plain; charset=UTF-8\\n"

                msgid "fire"
                msgstr "火"

                #, fuzzy
                msgid "wood"
                msgstr "木头"

                msgid "gold"
                msgstr ""
                """;
        assertThat(store("PUT", "en/zh_CN/store/..%2F..%2Fx.po", po).body()).isEqualTo("added 1 unit from ../../x.po");
        assertThat(served.get("/tmserver/en/zh/unit/fire").body()).contains("火");
        assertThat(served.get("/tmserver/en/zh/unit/wood").body()).isEqualTo("[]");
        assertThat(get("/tmserver/en/zh/store/x.po").path("added").asInt()).isEqualTo(2);
        String tmx = Files.readString(served.tm.resolve("main.tmx"));
        assertThat(store("PUT", "zh/en/store/memory", tmx).body())
                .as("content decides")
                .startsWith("added 3 units");
        assertThat(served.get("/tmserver/zh_TW/en/unit/" + encoded("流水不腐，戶樞不蠹。"))
                        .body())
                .contains("does not go stale");
    }

    @Test
    void tmserverRejectsInvalidStores() throws IOException {
        for (String body :
                List.of("{}", "[1]", "[{\"source\":\"水\"}]", "[{\"source\":\"水\",\"target\":[]}]", "", "[")) {
            assertThat(store("POST", "zh/en/store/a.po", body).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(store("POST", "zh/fr/store/a.po", "[]").status()).isEqualTo(400);
        assertThat(store("POST", "en_US/en_GB/store/a.po", "[]").status()).isEqualTo(400);
        for (String name : List.of("a.po", "a.tmx", "a.xlf", "a.unknown", "a.tmx.gz", "a.xlsx", "a.sdltm", "a.xls")) {
            RawClient.Answer answer = store("PUT", "zh/en/store/" + name, "\u0000\u0001 not a file of units");
            assertThat(answer.status()).as(name + answer.body()).isEqualTo(422);
            assertThat(answer.body())
                    .as(name)
                    .doesNotContain(System.getProperty("java.io.tmpdir"))
                    .contains("remedy");
        }
        for (String method : List.of("PUT", "POST")) {
            assertThat(served.send(method + " /tmserver/zh/en/store/a.po HTTP/1.1", "[]")
                            .status())
                    .isEqualTo(401);
        }
        assertThat(served.memory.standing().added()).isZero();
        assertThat(served.reported).isEmpty();
    }
}
