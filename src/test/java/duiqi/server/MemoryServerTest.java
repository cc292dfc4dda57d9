package duiqi.server;

import static duiqi.server.PageClient.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryServerTest extends ServedProjectCase {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * Expected statuses, and requests with headers of pages of other sites and of programs without the token. A request
     * that writes has a pair as its body.
     */
    private static final String ATTACKS = """
            200 | GET /tmserver/zh/en/unit/x
            401 | GET /api/v1/status
            401 | GET /api/v1/lookup?text=a
            401 | GET /api/v1/concordance?word=a
            401 | GET /api/v1/terms?text=a
            401 | GET //api/v1/status
            401 | GET /api/v1/status/
            401 | GET //tmserver/zh/en/unit/a
            404 | GET /api/v1/nothing
            404 | GET /GET
            404 | GET /translate/../api/v1/status
            404 | GET /TMSERVER/zh/en/unit/a
            404 | GET /tmserver
            404 | GET /SEARCH
            404 | GET /search/../api/v1/status
            ... | GET /tmserver/../api/v1/status
            ... | GET /tmserver/%2e%2e/api/v1/status
            ... | GET /tmserver/..;/api/v1/status
            ... | GET /tmserver/..%2fapi/v1/status
            ... | GET /tmserver/../../api/v1/status
            ... | GET /tmserver/;/../api/v1/status
            ... | GET /tmserver/zh/en/unit/../../../../api/v1/status
            ... | GET http://127.0.0.1/tmserver/../api/v1/status
            401 | POST /api/v1/units
            401 | POST /api/v1/check
            401 | PUT /tmserver/zh/en/unit/x
            401 | POST /tmserver/zh/en/unit/x
            401 | POST /tmserver/zh/en/unit/
            # Javalin handles it as PUT, so the guard must too.
            401 | GET /tmserver/zh/en/unit/x | X-HTTP-Method-Override: PUT
            40[45] | DELETE /tmserver/zh/en/unit/x | KEY
            403 | POST /api/v1/units | KEY | Origin: http://evil.example
            403 | POST /api/v1/units | KEY | Sec-Fetch-Site: cross-site
            403 | GET /tmserver/zh/en/unit/x | Origin: http://evil.example
            403 | GET /tmserver/zh/en/unit/x | Origin: https://127.0.0.1:PORT
            403 | GET /tmserver/zh/en/unit/x | Sec-Fetch-Site: same-site
            403 | GET /tmserver/zh/en/unit/x | Sec-Fetch-Site: cross-site | Sec-Fetch-Mode: navigate | Sec-Fetch-Dest: document
            403 | GET /translate?langpair=zh%7Cen&q=x | Origin: null
            403 | GET /listPairs | Origin: http://127.0.0.1:1
            403 | GET /listPairs | Sec-Fetch-Site: cross-site
            40[03] | GET /listPairs | Host: evil.example:PORT
            """;

    private static final String PAIR = "{\"source\":\"水\",\"target\":\"water\"}";

    @Test
    void looksUpBothLanguages() throws IOException {
        JsonNode found = served.json("/api/v1/lookup?text=" + ServedProject.encoded("流水不腐，户枢不蠹。"));
        check(
                found,
                "/side source",
                "/matches/0/score 100",
                "/matches/0/target Running water never turns stale.",
                "/matches/0/memory main.tmx");
        String english = ServedProject.encoded("Running water never goes stale.");
        check(
                served.json("/api/v1/lookup?limit=1&min=60&text=" + english),
                "/side source",
                "/matches/0/source Running water never turns stale.",
                "/matches/0/target 流水不腐，户枢不蠹。",
                "/matches/0/sourceLanguage en-US",
                "/matches/0/kind fuzzy",
                "/matches/1 ");
    }

    @Test
    void findsAddedPairsImmediately() throws IOException {
        String body = "{\"source\":\"Still waters run deep.\",\"target\":\"静水流深。\",\"author\":\"Li Hua\"}";
        RawClient.Answer added = served.post("/api/v1/units", body);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(MAPPER.readTree(added.body()).path("source").asText()).isEqualTo("Still waters run deep.");
        assertThat(served.post("/api/v1/units", body).status()).isEqualTo(200);
        JsonNode match = served.json("/api/v1/lookup?text=" + ServedProject.encoded("静水流深。"))
                .at("/matches/0");
        check(match, "/score 100", "/author Li Hua", "/memory additions.tmx");
        JsonNode hits = served.json("/api/v1/concordance?word=waters&word=" + ServedProject.encoded("静水"));
        check(hits, "/total 1", "/hits/0/sourceSpans/0/start 6");
        JsonNode chinese = served.json("/api/v1/concordance?in=zh&lang=en&word=" + ServedProject.encoded("静水"));
        check(chinese, "/hits/0/target 静水流深。", "/hits/0/targetSpans/0/end 2");
        assertThat(served.candidates("en/zh/unit/Still%20waters%20run%20deep."))
                .containsExactly("Still waters run deep.=静水流深。 100.0");
        check(served.json("/api/v1/status"), "/additions/pending 1");
        served.close();
        assertThat(Files.readString(served.tm.resolve("additions.tmx")))
                .contains("srclang=\"en-US\"", "creationid=\"Li Hua\"")
                .containsSubsequence("Still waters run deep.", "静水流深。");
    }

    @Test
    void declaresSourceLanguageOfUnitsInOtherDirection() throws IOException {
        for (String body : List.of(
                "{\"source\":\"水滴石穿。\",\"target\":\"Dripping water wears away stone.\"}",
                "{\"source\":\"Stay hungry.\",\"target\":\"求知若饥。\"}")) {
            assertThat(served.post("/api/v1/units", body).status()).isEqualTo(201);
        }
        served.close();
        assertThat(Files.readString(served.tm.resolve("additions.tmx")))
                .containsPattern("<header[^>]*srclang=\"zh-CN\"")
                .doesNotContainPattern("<tu [^>]*srclang=\"zh")
                .containsPattern("<tu [^>]*srclang=\"en-US\"[^>]*>\\s*<tuv xml:lang=\"en-US\">");
    }

    @Test
    void checksPairsInTheirDirection() throws IOException {
        String untranslated = "\"source\":\"Close the window\",\"target\":\"Shut the window\"";
        assertThat(served.post("/api/v1/check", "{" + untranslated + "}").status())
                .isEqualTo(422);
        RawClient.Answer answer = served.post(
                "/api/v1/check", "{" + untranslated + ",\"sourceLanguage\":\"en\",\"targetLanguage\":\"zh-CN\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        check(
                checked("{\"source\":\"The room has 15 windows.\",\"target\":\"房间有51扇窗户。\"}"),
                "/findings/0/rule number-mismatch");
    }

    @Test
    void rejectsInvalidPairs() throws IOException {
        for (String body : List.of(
                "{\"source\":\"水\",\"target\":\"火\"}",
                "{\"source\":\"water\",\"target\":\"fire\"}",
                "{\"source\":\"水\",\"target\":\"water\",\"targetLanguage\":\"fr\"}",
                "{\"source\":\"水\",\"target\":\"water\",\"sourceLanguage\":\"zh\",\"targetLanguage\":\"zh\"}",
                "{\"source\":\"水\",\"target\":\" \\u0001\"}",
                "{\"source\":\"水\",\"target\":[\"water\"]}",
                "[]",
                "\0\0\0{\"source\":\"水\"}",
                "{\"source\":\"水\",")) {
            RawClient.Answer answer = served.post("/api/v1/units", body);
            assertThat(answer.status()).as(body + answer.body()).isIn(400, 422);
            assertThat(MAPPER.readTree(answer.body()).path("remedy").asText()).isNotBlank();
        }
        assertThat(served.memory.standing().added()).isZero();
        assertThat(served.post("/api/v1/units", "{\"source\":\"DNA\",\"target\":\"DNA\",\"sourceLanguage\":\"zh\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void reloadsChangedGlossaries() throws IOException {
        check(
                served.json("/api/v1/terms?text=" + ServedProject.encoded("加强基础研究。")),
                "/terms/0/start 2",
                "/terms/0/end 6",
                "/terms/0/renderings/1/status forbidden");
        check(
                served.json("/api/v1/terms?text=" + ServedProject.encoded("more basic research")),
                "/terms/0/text basic research");
        String pair = "{\"source\":\"加强基础研究。\",\"target\":\"Strengthen foundational research.\"}";
        check(checked(pair), "/findings/0/rule term-forbidden", "/findings/0/spans/0/side target");
        check(
                checked("{\"target\":\"加强基础工作。\",\"source\":\"Strengthen basic research.\"}"),
                "/findings/0/message 基础工作 stands for \"basic research\"; the glossary has another translation (基础研究)",
                "/findings/0/spans/1/side target",
                "/findings/0/spans/1/end 6");
        check(checked("{\"target\":\"加强基础研究。\",\"source\":\"Strengthen foundational research.\"}"), "/findings []");
        Files.writeString(folder.resolve("glossary/terms.csv"), "zh,en\n基础研究,foundational research\n");
        check(checked(pair), "/findings []");
    }

    private JsonNode checked(String pair) throws IOException {
        return MAPPER.readTree(served.post("/api/v1/check", pair).body());
    }

    @Test
    void reloadsChangedMemories() throws Exception {
        ServedProject.write(
                served.tm.resolve("new.tmx"), ServedProject.unit("大江东去。", "zh-CN", "Eastward flows the great river."));
        ServedProject.await(() -> served.memory.standing().memory().files().size() == 2);
        assertThat(served.candidates("zh/en/unit/" + ServedProject.encoded("大江东去。")))
                .containsExactly("大江东去。=Eastward flows the great river. 100.0");
        Files.writeString(served.tm.resolve("broken.tmx"), "no memory at all");
        ServedProject.await(() -> !served.reported.isEmpty());
        assertThat(served.reported).hasSize(1);
        assertThat(served.reported.get(0)).contains("broken.tmx");
        assertThat(served.candidates("zh/en/unit/" + ServedProject.encoded("大江东去。")))
                .hasSize(1);
    }

    @Test
    void rejectsAttacks() throws IOException {
        for (String line : ATTACKS.lines().filter(each -> !each.startsWith("#")).toList()) {
            String[] parts = line.replace("PORT", String.valueOf(served.port()))
                    .replace("KEY", served.bearer())
                    .split(" \\| ", -1);
            List<String> headers = new ArrayList<>(List.of(parts).subList(2, parts.length));
            headers.add("Content-Type: application/json");
            RawClient.Answer answer = served.send(
                    parts[1] + " HTTP/1.1",
                    parts[1].startsWith("P") || line.contains("Override") ? PAIR : "",
                    headers.toArray(new String[0]));
            assertThat(String.valueOf(answer.status())).as(line).matches(parts[0]);
            assertThat(answer.head()).as(line).doesNotContainIgnoringCase("access-control");
            assertThat(answer.body()).as(line).doesNotContain("\"units\"");
        }
        assertThat(served.memory.standing().added()).isZero();
    }

    @Test
    void doesNotRespondWithScripts() throws IOException {
        RawClient.Answer answer = served.get("/tmserver/zh/en/unit/x?callback=steal&jsoncallback=steal");
        assertThat(answer.body()).startsWith("[").doesNotContain("steal");
        assertThat(answer.head()).contains("Content-Type: application/json", "X-Content-Type-Options: nosniff");
    }

    @Test
    void rejectsOtherSitesEvenWithoutToken() throws IOException {
        try (ServedProject open = new ServedProject(folder.resolve("open"), ServerPlace.LOCAL, false)) {
            assertThat(open.get("/api/v1/status").status()).isEqualTo(200);
            for (String attack : List.of(
                    "201 POST /api/v1/units|Content-Type: application/json",
                    "415 POST /api/v1/units|Content-Type: text/plain",
                    "403 POST /tmserver/zh/en/unit/x|Origin: http://evil.example")) {
                String[] parts = attack.substring(4).split("\\|");
                open.expect(Integer.parseInt(attack.substring(0, 3)), parts[0], PAIR, parts[1]);
            }
            assertThat(open.get("/api/v1/status", "Origin: http://evil.example").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void requiresTheTokenForOtherMachines() throws IOException {
        ServerPlace everywhere = new ServerPlace("0.0.0.0", 0);
        try (ServedProject open = new ServedProject(folder.resolve("open"), everywhere, true)) {
            String basic =
                    Base64.getEncoder().encodeToString(("x:" + open.token.text()).getBytes(StandardCharsets.UTF_8));
            for (String path :
                    List.of("/tmserver/zh/en/unit/x?", "/translate?langpair=zh|en&q=x&", "/listPairs?", "/search?")) {
                for (String wrong :
                        List.of("", "key=", "key=x", "key=" + open.token.text().substring(1))) {
                    assertThat(open.get(path + wrong).status()).as(path + wrong).isEqualTo(401);
                }
                assertThat(open.get(path + "key=" + open.token.text()).status())
                        .as(path)
                        .isEqualTo(200);
                assertThat(open.get(path, open.bearer()).status()).isEqualTo(200);
                assertThat(open.get(path, "Authorization: Basic " + basic).status())
                        .isEqualTo(200);
                assertThat(open.get(path).header("WWW-Authenticate")).startsWith("Basic");
            }
        }
        assertThatThrownBy(() -> new ServedProject(folder.resolve("third"), everywhere, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other machines could read and write");
    }
}
