package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryServerTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

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
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonNode get(String path) throws IOException {
        RawClient.Answer answer = served.get(path, served.bearer());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return MAPPER.readTree(answer.body());
    }

    private RawClient.Answer post(String path, String body) throws IOException {
        return served.send("POST " + path + " HTTP/1.1", body, served.bearer(), "Content-Type: application/json");
    }

    private List<String> candidates(String path) throws IOException {
        RawClient.Answer answer = served.get("/tmserver/" + path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> all = new ArrayList<>();
        MAPPER.readTree(answer.body())
                .forEach(each -> all.add(
                        each.path("source").asText() + "=" + each.path("target").asText() + " "
                                + each.path("quality").asDouble()));
        return all;
    }

    @Test
    void looksUpBothLanguages() throws IOException {
        JsonNode found = get("/api/v1/lookup?text=" + encoded("流水不腐，户枢不蠹。"));
        assertThat(found.at("/side").asText()).isEqualTo("source");
        assertThat(found.at("/matches/0/score").asInt()).isEqualTo(100);
        assertThat(found.at("/matches/0/target").asText()).isEqualTo("Running water never turns stale.");
        assertThat(found.at("/matches/0/memory").asText()).isEqualTo("main.tmx");
        JsonNode english = get("/api/v1/lookup?limit=1&min=60&text=" + encoded("Running water never goes stale."));
        assertThat(english.at("/side").asText()).isEqualTo("source");
        assertThat(english.at("/matches/0/source").asText()).isEqualTo("Running water never turns stale.");
        assertThat(english.at("/matches/0/target").asText()).isEqualTo("流水不腐，户枢不蠹。");
        assertThat(english.at("/matches/0/sourceLanguage").asText()).isEqualTo("en-US");
        assertThat(english.path("matches")).hasSize(1);
        assertThat(english.at("/matches/0/kind").asText()).isEqualTo("fuzzy");
    }

    @Test
    void findsAddedPairsImmediately() throws IOException {
        String body = "{\"source\":\"Still waters run deep.\",\"target\":\"静水流深。\",\"author\":\"Li Hua\"}";
        RawClient.Answer added = post("/api/v1/units", body);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(MAPPER.readTree(added.body()).path("source").asText()).isEqualTo("Still waters run deep.");
        assertThat(post("/api/v1/units", body).status()).isEqualTo(200);
        JsonNode match = get("/api/v1/lookup?text=" + encoded("静水流深。")).at("/matches/0");
        assertThat(match.path("score").asInt()).isEqualTo(100);
        assertThat(match.path("author").asText()).isEqualTo("Li Hua");
        assertThat(match.path("memory").asText()).isEqualTo("additions.tmx");
        JsonNode hits = get("/api/v1/concordance?word=waters&word=" + encoded("静水"));
        assertThat(hits.path("total").asInt()).isOne();
        assertThat(hits.at("/hits/0/sourceSpans/0/start").asInt()).isEqualTo(6);
        JsonNode chinese = get("/api/v1/concordance?in=zh&lang=en&word=" + encoded("静水"));
        assertThat(chinese.at("/hits/0/target").asText()).isEqualTo("静水流深。");
        assertThat(chinese.at("/hits/0/targetSpans/0/end").asInt()).isEqualTo(2);
        assertThat(candidates("en/zh/unit/Still%20waters%20run%20deep."))
                .containsExactly("Still waters run deep.=静水流深。 100.0");
        assertThat(get("/api/v1/status").at("/additions/pending").asInt()).isOne();
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
            assertThat(post("/api/v1/units", body).status()).isEqualTo(201);
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
        assertThat(post("/api/v1/check", "{" + untranslated + "}").status()).isEqualTo(422);
        RawClient.Answer answer =
                post("/api/v1/check", "{" + untranslated + ",\"sourceLanguage\":\"en\",\"targetLanguage\":\"zh-CN\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String number = "{\"source\":\"The room has 15 windows.\",\"target\":\"房间有51扇窗户。\"}";
        JsonNode spans = MAPPER.readTree(post("/api/v1/check", number).body()).at("/findings/0/spans");
        assertThat(spans.findValuesAsText("side")).contains("target");
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
            RawClient.Answer answer = post("/api/v1/units", body);
            assertThat(answer.status()).as(body + answer.body()).isIn(400, 422);
            assertThat(MAPPER.readTree(answer.body()).path("remedy").asText()).isNotBlank();
        }
        assertThat(served.memory.standing().added()).isZero();
        assertThat(post("/api/v1/units", "{\"source\":\"DNA\",\"target\":\"DNA\",\"sourceLanguage\":\"zh\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void reloadsChangedGlossaries() throws IOException {
        JsonNode term = get("/api/v1/terms?text=" + encoded("加强基础研究。")).at("/terms/0");
        assertThat(term.path("start").asInt()).isEqualTo(2);
        assertThat(term.path("end").asInt()).isEqualTo(6);
        assertThat(term.at("/renderings/1/status").asText()).isEqualTo("forbidden");
        assertThat(get("/api/v1/terms?text=" + encoded("more basic research"))
                        .at("/terms/0/text")
                        .asText())
                .isEqualTo("basic research");
        String pair = "{\"source\":\"加强基础研究。\",\"target\":\"Strengthen foundational research.\"}";
        JsonNode finding = MAPPER.readTree(post("/api/v1/check", pair).body()).at("/findings/0");
        assertThat(finding.path("rule").asText()).isEqualTo("term-forbidden");
        assertThat(finding.findValuesAsText("side")).contains("target");
        String swapped = "{\"target\":\"加强基础工作。\",\"source\":\"Strengthen basic research.\"}";
        JsonNode english =
                MAPPER.readTree(post("/api/v1/check", swapped).body()).at("/findings/0");
        assertThat(english.path("message").asText())
                .isEqualTo("基础工作 stands for \"basic research\"; the glossary has another translation (基础研究)");
        assertThat(english.at("/spans/1/side").asText()).isEqualTo("target");
        assertThat(english.at("/spans/1/end").asInt()).isEqualTo(6);
        String right = "{\"target\":\"加强基础研究。\",\"source\":\"Strengthen foundational research.\"}";
        assertThat(MAPPER.readTree(post("/api/v1/check", right).body()).at("/findings"))
                .isEmpty();
        Files.writeString(folder.resolve("glossary/terms.csv"), "zh,en\n基础研究,foundational research\n");
        assertThat(MAPPER.readTree(post("/api/v1/check", pair).body()).path("findings"))
                .isEmpty();
    }

    @Test
    void reloadsChangedMemories() throws Exception {
        ServedProject.write(
                served.tm.resolve("new.tmx"), ServedProject.unit("大江东去。", "zh-CN", "Eastward flows the great river."));
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (candidates("zh/en/unit/" + encoded("大江东去。")).isEmpty()
                && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
        assertThat(candidates("zh/en/unit/" + encoded("大江东去。")))
                .containsExactly("大江东去。=Eastward flows the great river. 100.0");
        Files.writeString(served.tm.resolve("broken.tmx"), "no memory at all");
        while (served.reported.isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(200);
        }
        assertThat(served.reported).hasSize(1);
        assertThat(served.reported.get(0)).contains("broken.tmx");
        assertThat(candidates("zh/en/unit/" + encoded("大江东去。"))).hasSize(1);
    }
}
