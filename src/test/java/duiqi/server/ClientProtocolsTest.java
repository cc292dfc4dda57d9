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
        for (String line : """
                zh|en_US = 流水不腐，户枢不蠹。 = Running water never turns stale.
                en_US|zh = Running water never turns stale. = 流水不腐，户枢不蠹。
                en%7Czh_TW = Running water does not go stale. = 流水不腐，戶樞不蠹。
                en|zh_CN = Running water does not go stale. =\s
                zh|en = 流水不腐，户枢不蠹。！ = [90%] Running water never turns stale.
                zh|en = <g0>流水不腐</g0>，户枢不蠹。<x1/> = [99%] Running water never turns stale.
                zho|eng = 1/2 杯水，100% 满 = 1/2 a cup of water; 100% full
                zh|en = 无此文字 =\s
                fr|de = eau =\s
                en|en_GB = water =\s
                """.lines().toList()) {
            String[] parts = line.split(" = ", -1);
            assertThat(apertium(parts[1], parts[0])).as(line).isEqualTo(parts[2]);
        }
        String path = "//translate?q=" + ServedProject.encoded(STALE) + "&langpair=zh|en";
        check(served.json(path), "/responseData/translatedText Running water never turns stale.");
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
        served.expect(413, "GET /translate?langpair=zh|en&q=" + "a".repeat(5_001), "");
    }

    /** Checks that the protocols of MyMemory and LibreTranslate, which earlier versions had, are unknown paths. */
    @Test
    void hasNoOtherProtocols() throws IOException {
        for (String call : List.of("GET /get?q=a&langpair=zh|en", "GET /languages", "POST /detect")) {
            served.expect(404, call, "");
        }
        served.expect(405, "POST /translate", "q=a&source=en&target=zh");
    }

    @Test
    void tmserverAcceptsSpellingsOfClients() throws IOException {
        for (String line : """
                zh_CN/en_US/unit/STALE [流水不腐，户枢不蠹。=Running water never turns stale. 100.0]
                zh-CN/en/unit/STALE [流水不腐，户枢不蠹。=Running water never turns stale. 100.0]
                zh_cn/en_us/unit/STALE [流水不腐，户枢不蠹。=Running water never turns stale. 100.0]
                zh_hans/en_GB/unit/STALE [流水不腐，户枢不蠹。=Running water never turns stale. 100.0]
                zh_TW/en/unit/%E6%B5%81%E6%B0%B4%E4%B8%8D%E8%85%90%EF%BC%8C%E6%88%B6%E6%A8%9E%E4%B8%8D%E8%A0%B9%E3%80%82 \
                [流水不腐，戶樞不蠹。=Running water does not go stale. 100.0]
                fr/de/unit/eau []
                en/en/unit/water []
                en/zh/unit/1%2F2%20a%20cup%20of%20water%3B%20100%25%20full [1/2 a cup of water; 100% full=1/2 杯水，100% 满 100.0]
                en/zh/unit/1/2%20a%20cup%20of%20water;%20100%25%20full [1/2 a cup of water; 100% full=1/2 杯水，100% 满 100.0]
                en/zh/unit/?source=1/2+a+cup+of+water;+100%25+full [1/2 a cup of water; 100% full=1/2 杯水，100% 满 100.0]
                en/zh/unit/../x%2F..%2F%2e%2e//y []
                """.lines().toList()) {
            String path = line.substring(0, line.indexOf(' ')).replace("STALE", ServedProject.encoded(STALE));
            assertThat(served.candidates(path)).hasToString(line.substring(line.indexOf(' ') + 1));
        }
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
        served.expect(200, "POST /tmserver/en_US/zh_TW/unit/x", "{\"source\":\"fire\",\"target\":\"火\"}", basic);
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
        served.expect(401, "POST /tmserver/zh/en/store/a.po", "[]");
        assertThat(store("PUT", "zh/en/store/a.po", "msgid \"fire\"").status()).isEqualTo(405);
        assertThat(served.memory.standing().added()).isZero();
    }
}
