package duiqi.server;

import static duiqi.server.PageClient.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sends the requests of clients of Apertium and tmserver, and attacks on these protocols. */
class ClientProtocolsTest extends ServedProjectCase {
    private static final String STALE = "流水不腐，户枢不蠹。";

    @Override
    @AfterEach
    void stop() throws IOException {
        super.stop();
        assertThat(served.reported).isEmpty();
    }

    private String apertium(String text, String pair) throws IOException {
        return served.json("/translate?q=" + ServedProject.encoded(text) + "&markUnknown=no&langpair=" + pair + "&key=")
                .at("/responseData/translatedText")
                .asText();
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
        assertThat(served.json("//translate?q=" + ServedProject.encoded(STALE) + "&langpair=zh|en")
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
    }

    @Test
    void apertiumRejectsInvalidRequests() throws IOException {
        assertThat(served.json("/listPairs").path("responseData").findValuesAsText("sourceLanguage"))
                .contains("zh", "zh_TW", "en", "en_US");
        for (String query : List.of(
                "",
                "?q=a",
                "?langpair=zh|en",
                "?q=&langpair=zh|en",
                "?q=a&langpair=zh",
                "?q=a&langpair=zh|en|fr",
                "?q=a&langpair=|en")) {
            RawClient.Answer answer = served.get("/translate" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.body()).contains("remedy");
        }
        assertThat(apertium("水".repeat(5_000), "zh|en")).as("the longest text").isEmpty();
        assertThat(served.get("/translate?langpair=zh|en&q=" + "a".repeat(5_001))
                        .status())
                .isEqualTo(413);
    }

    /** Checks that the protocols of MyMemory and LibreTranslate, which earlier versions had, are unknown paths. */
    @Test
    void hasNoOtherProtocols() throws IOException {
        for (String call : List.of("GET /get?q=a&langpair=zh|en", "GET /languages", "POST /detect")) {
            assertThat(served.send(call + " HTTP/1.1", "").status()).as(call).isEqualTo(404);
        }
        assertThat(served.send("POST /translate HTTP/1.1", "q=a&source=en&target=zh")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void tmserverAcceptsSpellingsOfClients() throws IOException {
        String expected = STALE + "=Running water never turns stale. 100.0";
        for (String pair : List.of("zh_CN/en_US", "zh-CN/en", "zh_cn/en_us", "zh_hans/en_GB")) {
            assertThat(served.candidates(pair + "/unit/" + ServedProject.encoded(STALE)))
                    .as(pair)
                    .containsExactly(expected);
        }
        assertThat(served.candidates("zh_TW/en/unit/" + ServedProject.encoded("流水不腐，戶樞不蠹。")))
                .containsExactly("流水不腐，戶樞不蠹。=Running water does not go stale. 100.0");
        assertThat(served.candidates("fr/de/unit/eau")).isEmpty();
        assertThat(served.candidates("en/en/unit/water")).isEmpty();
        String slashes = "1/2 a cup of water; 100% full=1/2 杯水，100% 满 100.0";
        assertThat(served.candidates("en/zh/unit/1%2F2%20a%20cup%20of%20water%3B%20100%25%20full"))
                .containsExactly(slashes);
        assertThat(served.candidates("en/zh/unit/1/2%20a%20cup%20of%20water;%20100%25%20full"))
                .containsExactly(slashes);
        assertThat(served.candidates("en/zh/unit/?source=1/2+a+cup+of+water;+100%25+full"))
                .containsExactly(slashes);
        assertThat(served.candidates("en/zh/unit/../x%2F..%2F%2e%2e//y")).isEmpty();
        assertThat(served.candidates(
                        "zh/en/unit/" + ServedProject.encoded(STALE) + "?min_similarity=1&max_candidates=1"))
                .hasSize(1);
        assertThat(served.get("/tmserver/en/zh/unit/100%zz").status()).isEqualTo(400);
    }

    @Test
    void tmserverAddsPairs() throws IOException {
        String basic = "Authorization: Basic "
                + Base64.getEncoder().encodeToString(("any:" + served.token.text()).getBytes(StandardCharsets.UTF_8));
        RawClient.Answer answer = served.send(
                "PUT /tmserver/zh_CN/en/unit/%E6%B0%B4 HTTP/1.1",
                "{\"source\":\"水\",\"target\":\"water\"}", basic, "Content-Type: application/x-www-form-urlencoded");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(served.candidates("zh/en/unit/%E6%B0%B4")).containsExactly("水=water 100.0");
        assertThat(served.send(
                                "POST /tmserver/en_US/zh_TW/unit/x HTTP/1.1",
                                "{\"source\":\"fire\",\"target\":\"火\"}",
                                basic)
                        .status())
                .isEqualTo(200);
        assertThat(served.candidates("en/zh_TW/unit/fire")).containsExactly("fire=火 100.0");
        assertThat(served.candidates("en/zh_CN/unit/fire")).isEmpty();
    }

    @Test
    void tmserverAddsLists() throws IOException {
        String units = "[{\"source\":\"水\",\"target\":\"water\",\"context\":\"\"},{\"source\":\"火\",\"target\":\" \"},"
                + "{\"source\":\"" + "水".repeat(5_001) + "\",\"target\":\"x\"}]";
        assertThat(store("POST", "zh_cn/en/store//home/a%20b.po", units).body()).isEqualTo("added 1 unit; 2 skipped");
        assertThat(store("POST", "zh_cn/en/store/a.po", units).body()).isEqualTo("added 0 units; 2 skipped");
        check(served.json("/api/v1/status"), "/additions/added 1");
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
        assertThat(served.send("POST /tmserver/zh/en/store/a.po HTTP/1.1", "[]").status())
                .isEqualTo(401);
        assertThat(store("PUT", "zh/en/store/a.po", "msgid \"fire\"").status()).isEqualTo(405);
        assertThat(served.memory.standing().added()).isZero();
    }
}
