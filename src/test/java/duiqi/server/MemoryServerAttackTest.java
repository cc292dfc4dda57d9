package duiqi.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulates attacks by pages of other sites and by programs without the token. */
class MemoryServerAttackTest {
    private static final String WATER = "%E6%B0%B4";
    private static final String READ = "/tmserver/zh/en/unit/" + WATER;
    private static final String PAIR = "{\"source\":\"水\",\"target\":\"water\"}";

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

    @Test
    void allowsOnlyTmserverAndThePageWithoutToken() throws IOException {
        assertThat(served.get(READ).status()).isEqualTo(200);
        for (String path : List.of(
                "/api/v1/status",
                "/api/v1/lookup?text=a",
                "/api/v1/concordance?word=a",
                "/api/v1/terms?text=a",
                "//tmserver/zh/en/unit/a",
                "//api/v1/status",
                "/api/v1/status/")) {
            assertThat(served.get(path).status()).as(path).isEqualTo(401);
        }
        for (String path : List.of(
                "/api/v1/nothing",
                "/GET",
                "/translate/../api/v1/status",
                "/TMSERVER/zh/en/unit/a",
                "/tmserver",
                "/SEARCH",
                "/search/../api/v1/status")) {
            assertThat(served.get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void tmserverPathsDoNotBypassTheToken() throws IOException {
        for (String path : List.of(
                "/tmserver/../api/v1/status",
                "/tmserver/%2e%2e/api/v1/status",
                "/tmserver/..;/api/v1/status",
                "/tmserver/..%2fapi/v1/status",
                "/tmserver/../../api/v1/status",
                "/tmserver/;/../api/v1/status",
                "/tmserver/zh/en/unit/../../../../api/v1/status",
                "http://127.0.0.1/tmserver/../api/v1/status")) {
            RawClient.Answer answer = served.get(path);
            assertThat(answer.body()).as(path).doesNotContain("\"units\"");
        }
    }

    @Test
    void rejectsWritesWithoutToken() throws IOException {
        for (String line : List.of(
                "POST /api/v1/units HTTP/1.1",
                "POST /api/v1/check HTTP/1.1",
                "PUT " + READ + " HTTP/1.1",
                "POST " + READ + " HTTP/1.1",
                "POST /tmserver/zh/en/unit/ HTTP/1.1")) {
            assertThat(served.send(line, PAIR, "Content-Type: application/json").status())
                    .as(line)
                    .isEqualTo(401);
            assertThat(served.send(
                                    line,
                                    PAIR,
                                    "Content-Type: application/json",
                                    "Authorization: Bearer "
                                            + served.token.text().substring(1))
                            .status())
                    .as(line)
                    .isEqualTo(401);
        }
        assertThat(served.send("GET " + READ + " HTTP/1.1", PAIR, "X-HTTP-Method-Override: PUT")
                        .status())
                .as("Javalin handles it as PUT, so the guard must too")
                .isEqualTo(401);
        assertThat(served.send("DELETE " + READ + " HTTP/1.1", "", served.bearer())
                        .status())
                .isIn(404, 405);
        assertThat(served.memory.standing().added()).isZero();
    }

    @Test
    void rejectsOtherSites() throws IOException {
        List<String> readable = List.of(READ, "/translate?langpair=zh|en&q=" + WATER, "/listPairs");
        for (String header : List.of(
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: https://127.0.0.1:" + served.port(),
                "Origin: http://127.0.0.1:1",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document",
                "Sec-Fetch-Site: same-site")) {
            for (String path : readable) {
                assertThat(served.get(path, header).status()).as(path + header).isEqualTo(403);
            }
            assertThat(served.send(
                                    "POST /api/v1/units HTTP/1.1",
                                    PAIR,
                                    served.bearer(),
                                    "Content-Type: application/json",
                                    header)
                            .status())
                    .as(header)
                    .isEqualTo(403);
        }
        assertThat(RawClient.send(served.port(), "GET " + READ + " HTTP/1.1", "Host: evil.example:" + served.port())
                        .status())
                .isEqualTo(403);
        for (String path : readable) {
            assertThat(served.get(path).head().toLowerCase(java.util.Locale.ROOT))
                    .doesNotContain("access-control")
                    .contains("nosniff");
        }
    }

    @Test
    void doesNotRespondWithScripts() throws IOException {
        for (String name : List.of("callback", "jsoncallback")) {
            RawClient.Answer answer = served.get(READ + "?" + name + "=steal");
            assertThat(answer.body()).startsWith("[").doesNotContain("steal");
            assertThat(answer.header("Content-Type")).startsWith("application/json");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        }
    }

    @Test
    void rejectsOtherSitesEvenWithoutToken() throws IOException {
        try (ServedProject open = new ServedProject(folder.resolve("open"), ServerPlace.LOCAL, false)) {
            assertThat(open.get("/api/v1/status").status()).isEqualTo(200);
            assertThat(open.send("POST /api/v1/units HTTP/1.1", PAIR, "Content-Type: application/json")
                            .status())
                    .isEqualTo(201);
            assertThat(open.send("POST /api/v1/units HTTP/1.1", PAIR, "Content-Type: text/plain")
                            .status())
                    .isEqualTo(415);
            assertThat(open.send("POST " + READ + " HTTP/1.1", PAIR, "Origin: http://evil.example")
                            .status())
                    .isEqualTo(403);
            assertThat(open.get("/api/v1/status", "Origin: http://evil.example").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void requiresTheTokenForOtherMachines() throws IOException {
        ServerPlace everywhere = new ServerPlace("0.0.0.0", 0);
        try (ServedProject open = new ServedProject(folder.resolve("open"), everywhere, true)) {
            String basic = java.util.Base64.getEncoder()
                    .encodeToString(("x:" + open.token.text()).getBytes(StandardCharsets.UTF_8));
            for (String path :
                    List.of(READ + "?", "/translate?langpair=zh|en&q=" + WATER + "&", "/listPairs?", "/search?")) {
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
