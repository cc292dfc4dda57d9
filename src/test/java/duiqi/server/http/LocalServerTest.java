package duiqi.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.server.AccessToken;
import duiqi.server.RawClient;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a server with attacks like those of a page of another site, another user or a broken client. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalServerTest {
    private static final int LIMIT = 100_000;
    private static final String NO_PATH = "{\"problem\":\"the path does not exist\",\"remedy\":\"check the URL\"}";

    private final AccessToken token = AccessToken.random();
    private final List<Throwable> faults = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final LocalServer server;
    private int port;

    LocalServerTest() throws IOException {
        server = serve(ServerPlace.LOCAL, false);
    }

    @BeforeAll
    void start() {
        port = server.port();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private LocalServer serve(ServerPlace place, boolean isPassword) throws IOException {
        return LocalServer.start(
                place,
                new RequestGuard.AccessPolicy(
                        Optional.of(token), isPassword, Set.of("/", "/assets/a.js"), Set.of(), false, LIMIT),
                routes -> routes.get("/", request -> request.html("<p>page"))
                        .get("/assets/a.js", request -> request.result("1"))
                        .get("/api/text/{text}", request -> Json.answer(request, request.pathParam("text")))
                        .get("/api/fault", request -> {
                            throw new IllegalStateException("secret inside");
                        })
                        .post("/api/stop", request -> {
                            request.status(204);
                            LocalServer.afterAnswer(request, stopped::countDown);
                        })
                        .post(
                                "/api/echo",
                                request -> Json.answer(
                                        request, Fields.ofBody(request).text("text"))),
                faults::add);
    }

    private String host() {
        return "Host: 127.0.0.1:" + port;
    }

    private String bearer() {
        return "Authorization: Bearer " + token.text();
    }

    private RawClient.Answer get(String path, String... headers) throws IOException {
        return send("GET " + path, headers);
    }

    private RawClient.Answer send(String call, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of(call + " HTTP/1.1"));
        lines.addAll(List.of(headers));
        lines.add("Connection: close");
        return RawClient.send(port, lines.toArray(new String[0]));
    }

    private RawClient.Answer post(String body, String type) throws IOException {
        return RawClient.send(
                port,
                String.join(
                                "\r\n",
                                "POST /api/echo HTTP/1.1",
                                host(),
                                bearer(),
                                "Content-Type: " + type,
                                "Connection: close")
                        + "\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    private static String basic(String pair) {
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void requiresTheTokenForData() throws IOException {
        assertThat(get("/", host()).status()).isEqualTo(200);
        assertThat(get("/assets/a.js", host()).status()).isEqualTo(200);
        assertThat(get("/api/text/a", host(), bearer()).body()).isEqualTo("\"a\"");
        String secret = token.text();
        for (String header : List.of(
                "X-None: 1",
                "Authorization: Bearer " + secret.substring(1),
                "Authorization: Bearer " + secret + "x",
                "Authorization: Bearer " + (secret.charAt(0) == 'A' ? "B" : "A") + secret.substring(1),
                bearer().toLowerCase(Locale.ROOT),
                "Authorization: Bearer",
                "Authorization: Bearer null",
                "Authorization: " + secret,
                basic("duiqi:" + secret),
                "X-Token: " + secret,
                "Cookie: token=" + secret)) {
            assertThat(get("/api/text/a", host(), header).status()).as(header).isEqualTo(401);
        }
        for (String end : List.of("?token=" + secret, "?access_token=" + secret, "?key=" + secret, ";" + secret)) {
            assertThat(get("/api/text/a" + end, host()).status()).as(end).isIn(400, 401);
        }
        assertThat(get("/api/text/a", host()).header("WWW-Authenticate"))
                .as("a browser must not ask for a password")
                .isEmpty();
    }

    @Test
    void acceptsTheTokenAsPassword() throws IOException {
        try (LocalServer withPassword = serve(ServerPlace.LOCAL, true)) {
            String host = "Host: 127.0.0.1:" + withPassword.port();
            for (String header :
                    List.of(basic("any:" + token.text()), basic("any:no"), "Authorization: Basic %%%", "X: 1")) {
                RawClient.Answer answer = RawClient.send(
                        withPassword.port(), "GET /api/text/a HTTP/1.1", host, header, "Connection: close");
                boolean isRight = header.equals(basic("any:" + token.text()));
                assertThat(answer.status()).as(header).isEqualTo(isRight ? 200 : 401);
                assertThat(answer.header("WWW-Authenticate")).startsWith(isRight ? "" : "Basic");
            }
        }
    }

    @Test
    void rejectsUnknownHosts() throws IOException {
        for (String own : List.of("127.0.0.1:", "localhost:", "LOCALHOST:", "[::1]:")) {
            assertThat(get("/api/text/a", "Host: " + own + port, bearer()).status())
                    .as(own)
                    .isEqualTo(200);
        }
        for (String foreign : List.of(
                "evil.example:" + port,
                "127.0.0.1.evil.example:" + port,
                "evil.example",
                "127.0.0.1",
                "localhost:1",
                "127.0.0.1:" + port + "@evil.example",
                "0.0.0.0:" + port,
                "192.0.2.7:" + port,
                "")) {
            assertThat(get("/api/text/a", "Host: " + foreign, bearer()).status())
                    .as(foreign)
                    .isIn(400, 403);
            assertThat(get("/", "Host: " + foreign).status())
                    .as("page at " + foreign)
                    .isIn(400, 403);
        }
        assertThat(RawClient.send(port, "GET /api/text/a HTTP/1.0", bearer()).status())
                .isEqualTo(403);
        assertThat(get("http://evil.example:" + port + "/api/text/a", host(), bearer())
                        .status())
                .isIn(400, 403);
    }

    @Test
    void rejectsOtherSites() throws IOException {
        assertThat(get("/api/text/a", host(), bearer(), "Origin: http://127.0.0.1:" + port)
                        .status())
                .isEqualTo(200);
        for (String header : List.of(
                "Origin: http://evil.example",
                "Origin: null",
                "Origin: http://127.0.0.1",
                "Origin: http://localhost:1",
                "Origin: https://127.0.0.1:" + port,
                "Origin: http://127.0.0.1:" + port + ".evil.example",
                "Origin: ",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site")) {
            RawClient.Answer answer = get("/api/text/a", host(), bearer(), header);
            assertThat(answer.status()).as(header).isEqualTo(403);
            assertThat(answer.head()).doesNotContain("Access-Control");
        }
        String[] link = {host(), "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"};
        assertThat(get("/", link).status()).as("a link that is clicked on").isEqualTo(200);
        link[3] = "Sec-Fetch-Dest: iframe";
        assertThat(get("/", link).status()).isEqualTo(403);
        RawClient.Answer preflight =
                send("OPTIONS /api/echo", host(), "Origin: http://evil.example", "Access-Control-Request-Method: POST");
        assertThat(preflight.status()).isEqualTo(403);
        assertThat(preflight.head()).doesNotContain("Access-Control-Allow");
    }

    @Test
    void sendsSecurityHeaders() throws IOException {
        for (RawClient.Answer answer : List.of(
                get("/", host()),
                get("/api/text/a", host(), bearer()),
                get("/api/none", host(), bearer()),
                get("/", "Host: x"))) {
            assertThat(answer.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                    .doesNotContain("unsafe");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Server")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../../etc/passwd",
                "/assets/..%2f..%2fetc/passwd",
                "/assets/%2e%2e/%2e%2e/etc/passwd",
                "/assets/..\\..\\etc\\passwd",
                "/assets/....//etc/passwd",
                "/assets/%252e%252e/etc/passwd",
                "/assets/a.js/../../api/text/a",
                "/%61pi/text/a",
                "//api/text/a",
                "/assets/a.js%00.html",
                "/assets/a.js;/../../api/text/a"
            })
    void rejectsPathTraversal(String path) throws IOException {
        assertThat(get(path, host()).status()).isIn(400, 401, 404);
        RawClient.Answer known = get(path, host(), bearer());
        assertThat(known.body()).doesNotContain("root:");
        assertThat(known.status()).isIn(200, 400, 404);
    }

    @Test
    void answersUnknownPaths() throws IOException {
        for (String path : List.of("/api/none", "/none", "/get?q=a", "/api/text")) {
            for (String method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "HEAD")) {
                for (String header : List.of("Accept: text/html", bearer())) {
                    RawClient.Answer none = send(method + " " + path, host(), header);
                    assertThat(none.status()).as(method + path).isEqualTo(404);
                    assertThat(none.body()).isEqualTo(method.equals("HEAD") ? "" : NO_PATH);
                }
            }
        }
        RawClient.Answer wrong = send("DELETE /api/text/a", host());
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).isEqualTo("GET, HEAD");
        RawClient.Answer none = get("/api/<script>", host(), bearer());
        assertThat(none.status()).isIn(400, 404);
        assertThat(none.body()).contains("\"problem\"", "\"remedy\"").doesNotContain("script");
    }

    @Test
    void answersHeadLikeGet() throws IOException {
        for (String path : List.of("/", "/api/text/a")) {
            for (String header : List.of("X-None: 1", bearer())) {
                RawClient.Answer head = send("HEAD " + path, host(), header);
                RawClient.Answer whole = get(path, host(), header);
                assertThat(head.status()).as(path + " " + header).isEqualTo(whole.status());
                assertThat(head.header("Content-Type")).isEqualTo(whole.header("Content-Type"));
                assertThat(head.body()).isEmpty();
            }
        }
    }

    @Test
    void respondsWithJsonInsteadOfHtml() throws IOException {
        RawClient.Answer posted = post("{\"text\":\"<script>alert(1)</script>\"}", "application/json");
        assertThat(posted.body()).isEqualTo("\"<script>alert(1)</script>\"");
        assertThat(posted.header("Content-Type")).startsWith("application/json");
        assertThat(get("/api/text/a%0d%0aSet-Cookie:%20x=1", host(), bearer()).head())
                .doesNotContain("Set-Cookie");
    }

    @Test
    void hidesInternalErrorsFromClients() throws IOException {
        RawClient.Answer answer = get("/api/fault", host(), bearer());
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("\"problem\"").doesNotContain("secret", "Exception", "at duiqi.");
        assertThat(faults).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{", "{\"text\":", "\"a\"", "null", "{}", "{\"text\":1}"})
    void rejectsBodiesWithoutJson(String body) throws IOException {
        RawClient.Answer answer = post(body, "application/json; charset=utf-8");
        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.body()).contains("\"problem\"", "\"remedy\"");
        assertThat(post(body, "text/plain").status()).isEqualTo(415);
    }

    @ParameterizedTest
    @CsvSource({"[, 40000", "{\"a\":, 15000", "9, 50000"})
    void rejectsDeepNesting(String part, int count) throws IOException {
        assertThat(post("{\"text\":" + part.repeat(count) + "}", "application/json")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void rejectsLargeBodiesBeforeReading() throws IOException {
        for (String length : List.of("104857600", "100001", "99999999999999999999999")) {
            RawClient.Answer answer = send("POST /api/echo", host(), bearer(), "Content-Length: " + length);
            assertThat(answer.status()).as(length).isIn(400, 413);
        }
        String text = "a".repeat(LIMIT - 11);
        assertThat(post("{\"text\":\"" + text + "\"}", "application/json").status())
                .isEqualTo(200);
        RawClient.Answer answer = post("{\"text\":\"" + text + "a\"}", "application/json");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("the request is too large", "\"remedy\"");
    }

    @Test
    void rejectsLargeChunkedBodies() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            String head =
                    String.join("\r\n", "POST /api/echo HTTP/1.1", host(), bearer(), "Content-Type: application/json");
            socket.getOutputStream()
                    .write((head + "\r\nTransfer-Encoding: chunked\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            byte[] chunk = ("2710\r\n" + "a".repeat(10_000) + "\r\n").getBytes(StandardCharsets.UTF_8);
            for (int sent = 0; sent < 11; sent++) {
                socket.getOutputStream().write(chunk);
            }
            assertThat(RawClient.read(socket.getInputStream()).status()).isEqualTo(413);
            assertThatThrownBy(() -> {
                        for (int k = 0; k < 10_000; k++) {
                            socket.getOutputStream().write(chunk);
                        }
                    })
                    .as("the server hangs up instead of taking 100 MB")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void reportsNoInternalErrorForDisconnects() throws Exception {
        int before = faults.size();
        String half = "POST /api/echo HTTP/1.1\r\n" + host() + "\r\n" + bearer()
                + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(half.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            assertThat(RawClient.read(socket.getInputStream()).status()).isEqualTo(400);
        }
        assertThat(faults).hasSize(before);
    }

    @Test
    void usesAFreePortIfAllowed() throws IOException {
        assertThatThrownBy(() -> serve(new ServerPlace("127.0.0.1", port), false))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(
                        "port " + port + " is already in use; choose another with --port; --port 0 uses a free port");
        try (LocalServer other = serve(new ServerPlace("127.0.0.1", port, true), false)) {
            assertThat(other.port()).isPositive().isNotEqualTo(port);
            assertThat(RawClient.send(other.port(), "GET / HTTP/1.1", host(), "Connection: close")
                            .status())
                    .as("the port of the other server")
                    .isEqualTo(403);
        }
    }

    @Test
    void servesIpv6() throws IOException {
        InetAddress six = InetAddress.getByName("::1");
        Assumptions.assumeTrue(NetworkInterface.getByInetAddress(six) != null, "this machine has no ::1");
        try (LocalServer other = serve(new ServerPlace("::1", 0), false);
                Socket socket = new Socket(six, other.port())) {
            assertThat(other.address()).isEqualTo("http://[::1]:" + other.port() + "/");
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: [::1]:" + other.port() + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(RawClient.read(socket.getInputStream()).status()).isEqualTo(200);
        }
    }

    @Test
    void canStopAfterAResponse() throws Exception {
        assertThat(send("POST /api/stop", host(), bearer(), "Content-Length: 0").status())
                .isEqualTo(204);
        assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7, is not an address of this machine", "none.invalid, the host does not exist"})
    void rejectsForeignHosts(String host, String problem) {
        assertThatThrownBy(() -> serve(new ServerPlace(host, 0), false))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void requiresATokenForOtherMachines() throws IOException {
        ServerPlace everywhere = new ServerPlace("0.0.0.0", 0);
        assertThatThrownBy(() -> LocalServer.start(
                        everywhere,
                        new RequestGuard.AccessPolicy(Optional.empty(), false, Set.of(), Set.of(), false, LIMIT),
                        routes -> {},
                        faults::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("require a token");
        try (LocalServer other = serve(everywhere, false)) {
            String path = "GET /api/text/a HTTP/1.1";
            for (String host : List.of("127.0.0.1:", "192.0.2.7:", "[2001:db8::1]:")) {
                assertThat(RawClient.send(other.port(), path, "Host: " + host + other.port(), bearer())
                                .status())
                        .as(host)
                        .isEqualTo(200);
            }
            assertThat(RawClient.send(other.port(), path, "Host: 127.0.0.1:" + other.port())
                            .status())
                    .isEqualTo(401);
            for (String host : List.of("evil.example:", "1.2.3.4.evil.example:", "1.2.3.4@evil:")) {
                assertThat(RawClient.send(other.port(), path, "Host: " + host + other.port(), bearer())
                                .status())
                        .as(host)
                        .isIn(400, 403);
            }
        }
    }
}
