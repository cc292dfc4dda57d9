package duiqi.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.server.AccessToken;
import duiqi.server.PageClient;
import duiqi.server.RawClient;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a server with attacks like those of a page of another site, another user or a broken client. */
class LocalServerTest {
    private static final int LIMIT = 100_000;

    private final AccessToken token = AccessToken.random();
    private final List<Throwable> faults = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Connections.Limits limits = Connections.Limits.ofThisMachine();
    private LocalServer server;
    private int port;

    @BeforeEach
    void start() throws IOException {
        server = serve(ServerPlace.LOCAL, false);
        port = server.port();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private LocalServer serve(ServerPlace place, boolean isPassword) throws IOException {
        return LocalServer.start(
                place,
                new RequestGuard.AccessPolicy(Optional.of(token), isPassword, Set.of("/", "/assets/a.js"), LIMIT),
                limits,
                routes -> routes.get("/", request -> request.html("<p>page"))
                        .get(
                                "/assets/a.js",
                                request ->
                                        request.contentType("text/javascript").result("1"))
                        .get("/api/text/{text}", request -> Json.answer(request, request.pathParam("text")))
                        .get("/api/fault", request -> {
                            throw new IllegalStateException("secret inside");
                        })
                        .post("/api/stop", request -> {
                            request.status(204);
                            LocalServer.afterAnswer(request, stopped::countDown);
                        })
                        .post("/api/echo", request -> {
                            String text = Json.body(request).path("text").asText();
                            Json.answer(request, text);
                        }),
                faults::add);
    }

    private String host() {
        return "Host: 127.0.0.1:" + port;
    }

    private String bearer() {
        return "Authorization: Bearer " + token.text();
    }

    private RawClient.Answer get(String path, String... headers) throws IOException {
        List<String> lines = new ArrayList<>(List.of("GET " + path + " HTTP/1.1"));
        lines.addAll(List.of(headers));
        lines.add("Connection: close");
        return RawClient.send(port, lines.toArray(new String[0]));
    }

    @Test
    void requiresTheTokenForData() throws IOException {
        assertThat(get("/", host()).status()).isEqualTo(200);
        assertThat(get("/assets/a.js", host()).status()).isEqualTo(200);
        assertThat(get("/api/text/a", host()).status()).isEqualTo(401);
        assertThat(get("/api/text/a", host(), bearer()).body()).isEqualTo("\"a\"");
        assertThat(get("/api/text/a", host(), bearer().toLowerCase(java.util.Locale.ROOT))
                        .status())
                .as("the secret itself is in capitals and small letters")
                .isEqualTo(401);
    }

    @Test
    void rejectsWrongTokens() throws IOException {
        String secret = token.text();
        List<String> wrong = List.of(
                "Authorization: Bearer " + secret.substring(1),
                "Authorization: Bearer " + secret + "x",
                "Authorization: Bearer " + (secret.charAt(0) == 'A' ? "B" : "A") + secret.substring(1),
                "Authorization: Bearer",
                "Authorization: Bearer null",
                "Authorization: " + secret,
                "Authorization: Basic " + basic("duiqi:" + secret),
                "X-Token: " + secret,
                "Cookie: token=" + secret);
        for (String header : wrong) {
            assertThat(get("/api/text/a", host(), header).status()).as(header).isEqualTo(401);
        }
        for (String path :
                List.of("/api/text/a?token=" + secret, "/api/text/a?access_token=" + secret, "/api/text/a;" + secret)) {
            assertThat(get(path, host()).status()).as(path).isIn(400, 401);
        }
        assertThat(get("/api/text/a", host()).header("WWW-Authenticate"))
                .as("a browser must not ask for a password")
                .isEmpty();
    }

    @Test
    void acceptsTheTokenAsPassword() throws IOException {
        try (LocalServer withPassword = serve(ServerPlace.LOCAL, true)) {
            port = withPassword.port();
            assertThat(get("/api/text/a", host(), "Authorization: Basic " + basic("any:" + token.text()))
                            .status())
                    .isEqualTo(200);
            assertThat(get("/api/text/a", host(), "Authorization: Basic " + basic("any:no"))
                            .status())
                    .isEqualTo(401);
            assertThat(get("/api/text/a", host(), "Authorization: Basic %%%").status())
                    .isEqualTo(401);
            assertThat(get("/api/text/a", host()).header("WWW-Authenticate")).startsWith("Basic");
        }
    }

    private static String basic(String pair) {
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
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
        assertThat(get("/", "Host: evil.example:" + port).status()).isEqualTo(403);
        assertThat(get("http://evil.example:" + port + "/api/text/a", host(), bearer())
                        .status())
                .isIn(400, 403);
    }

    @Test
    void rejectsOtherSites() throws IOException {
        assertThat(get("/api/text/a", host(), bearer(), "Origin: http://127.0.0.1:" + port)
                        .status())
                .isEqualTo(200);
        for (String origin : List.of(
                "http://evil.example",
                "null",
                "http://127.0.0.1",
                "http://localhost:1",
                "https://127.0.0.1:" + port,
                "http://127.0.0.1:" + port + ".evil.example",
                "")) {
            RawClient.Answer answer = get("/api/text/a", host(), bearer(), "Origin: " + origin);
            assertThat(answer.status()).as(origin).isEqualTo(403);
            assertThat(answer.head()).doesNotContain("Access-Control");
        }
        for (String site : List.of("cross-site", "same-site")) {
            assertThat(get("/api/text/a", host(), bearer(), "Sec-Fetch-Site: " + site)
                            .status())
                    .isEqualTo(403);
            assertThat(get("/", host(), "Sec-Fetch-Site: " + site, "Sec-Fetch-Dest: iframe", "Sec-Fetch-Mode: navigate")
                            .status())
                    .isEqualTo(403);
        }
        assertThat(get(
                                "/",
                                host(),
                                "Sec-Fetch-Site: cross-site",
                                "Sec-Fetch-Dest: document",
                                "Sec-Fetch-Mode: navigate")
                        .status())
                .as("a link that is clicked on")
                .isEqualTo(200);
        RawClient.Answer preflight = RawClient.send(
                port,
                "OPTIONS /api/echo HTTP/1.1",
                host(),
                "Origin: http://evil.example",
                "Access-Control-Request-Method: POST",
                "Connection: close");
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
    void saysWithoutTokenThatAPathDoesNotExist() throws IOException {
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "OPTIONS")) {
            RawClient.Answer none = RawClient.send(port, method + " /api/none HTTP/1.1", host(), "Connection: close");
            assertThat(none.status()).as(method).isEqualTo(404);
            assertThat(none.body()).isEqualTo("{\"problem\":\"the path does not exist\",\"remedy\":\"check the URL\"}");
        }
        RawClient.Answer page = get("/none", host(), "Accept: text/html,*/*;q=0.8");
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.body()).isEqualTo("the path does not exist; check the URL\n");
        assertThat(page.header("Content-Type")).startsWith("text/plain");
        RawClient.Answer wrong = RawClient.send(port, "DELETE /api/text/a HTTP/1.1", host(), "Connection: close");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.header("Allow")).isEqualTo("GET, HEAD");
        assertThat(get("/api/text/a", host()).status()).isEqualTo(401);
        assertThat(get("/api/text/a/", host()).status()).isEqualTo(401);
    }

    @Test
    void answersHeadLikeGet() throws IOException {
        for (String path : List.of("/", "/api/text/a", "/api/none")) {
            for (String token : List.of("X-None: 1", bearer())) {
                RawClient.Answer head =
                        RawClient.send(port, "HEAD " + path + " HTTP/1.1", host(), token, "Connection: close");
                RawClient.Answer whole = get(path, host(), token);
                assertThat(head.status()).as(path + " " + token).isEqualTo(whole.status());
                assertThat(head.header("Content-Type")).isEqualTo(whole.header("Content-Type"));
                assertThat(head.body()).isEmpty();
            }
        }
    }

    @Test
    void distinguishesUnknownPathsAndMethods() throws IOException {
        RawClient.Answer none = get("/api/<script>", host(), bearer());
        assertThat(none.status()).isIn(400, 404);
        assertThat(none.body()).contains("\"problem\"", "\"remedy\"").doesNotContain("script");
        assertThat(get("/api/none", host(), bearer()).status()).isEqualTo(404);
        RawClient.Answer wrong =
                RawClient.send(port, "DELETE /api/echo HTTP/1.1", host(), bearer(), "Connection: close");
        assertThat(wrong.status()).isEqualTo(405);
        assertThat(wrong.body()).contains("\"problem\"");
    }

    @Test
    void respondsWithJsonInsteadOfHtml() throws IOException {
        RawClient.Answer answer = get("/api/text/%3Cscript%3Ealert(1)%3C%2Fscript%3E", host(), bearer());
        assertThat(answer.status()).isIn(200, 400);
        RawClient.Answer posted = post("{\"text\":\"<script>alert(1)</script>\"}");
        assertThat(posted.body()).isEqualTo("\"<script>alert(1)</script>\"");
        assertThat(posted.header("Content-Type")).startsWith("application/json");
        assertThat(posted.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void hidesInternalErrorsFromClients() throws IOException {
        RawClient.Answer answer = get("/api/fault", host(), bearer());
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("\"problem\"").doesNotContain("secret", "Exception", "at duiqi.");
        assertThat(faults).singleElement().isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: 127.0.0.1\r\nHost: evil.example",
                "Content-Length: -1",
                "Content-Length: 1\r\nContent-Length: 2",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "No colon",
                "X: \u0000",
                "X: a\rb"
            })
    void rejectsInvalidHttp(String header) throws IOException {
        RawClient.Answer answer =
                RawClient.send(port, "POST /api/echo HTTP/1.1", host(), bearer(), header, "Connection: close");
        assertThat(answer.status()).isIn(400, 403, 415);
        assertThat(answer.body()).doesNotContain("<", "jetty", "Jetty");
    }

    @Test
    void preventsHeaderInjection() throws IOException {
        RawClient.Answer answer = get("/api/text/a%0d%0aSet-Cookie:%20x=1", host(), bearer());
        assertThat(answer.head()).doesNotContain("Set-Cookie");
    }

    private RawClient.Answer post(String body) throws IOException {
        return RawClient.send(
                port,
                String.join(
                                "\r\n",
                                "POST /api/echo HTTP/1.1",
                                host(),
                                bearer(),
                                "Content-Type: application/json",
                                "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length,
                                "Connection: close")
                        + "\r\n\r\n" + body);
    }

    @Test
    void rejectsBodiesWithoutJson() throws IOException {
        for (String body : List.of("", "[]", "1", "{", "{\"text\":", "\"a\"", "null")) {
            RawClient.Answer answer = post(body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.body()).contains("\"problem\"", "\"remedy\"");
        }
        RawClient.Answer form = RawClient.send(
                port,
                String.join(
                                "\r\n",
                                "POST /api/echo HTTP/1.1",
                                host(),
                                bearer(),
                                "Content-Type: text/plain",
                                "Content-Length: 2",
                                "Connection: close")
                        + "\r\n\r\n{}");
        assertThat(form.status()).isEqualTo(415);
    }

    @Test
    void rejectsDeepNesting() throws IOException {
        assertThat(post("{\"text\":" + "[".repeat(40_000)).status()).isEqualTo(400);
        assertThat(post("{\"text\":" + "{\"a\":".repeat(15_000)).status()).isEqualTo(400);
        assertThat(post("{\"text\":" + "9".repeat(50_000) + "}").status()).isEqualTo(400);
    }

    @Test
    void rejectsLargeBodiesBeforeReading() throws IOException {
        for (String length : List.of("104857600", "100001", "99999999999999999999999")) {
            RawClient.Answer answer = RawClient.send(
                    port,
                    "POST /api/echo HTTP/1.1",
                    host(),
                    bearer(),
                    "Content-Type: application/json",
                    "Content-Length: " + length);
            assertThat(answer.status()).as(length).isIn(400, 413);
        }
        assertThat(post("{\"text\":\"" + "a".repeat(LIMIT - 11) + "\"}").status())
                .isEqualTo(200);
        RawClient.Answer answer = post("{\"text\":\"" + "a".repeat(LIMIT - 10) + "\"}");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("100000 bytes", "\"remedy\"");
    }

    @Test
    void rejectsLargeChunkedBodies() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            OutputStream out = socket.getOutputStream();
            out.write((String.join(
                                    "\r\n",
                                    "POST /api/echo HTTP/1.1",
                                    host(),
                                    bearer(),
                                    "Content-Type: application/json",
                                    "Transfer-Encoding: chunked")
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            byte[] chunk = ("2710\r\n" + "a".repeat(10_000) + "\r\n").getBytes(StandardCharsets.UTF_8);
            int sent = 0;
            for (; sent < 11; sent++) {
                out.write(chunk);
            }
            assertThat(RawClient.read(socket.getInputStream()).status()).isEqualTo(413);
            assertThatThrownBy(() -> {
                        for (int k = 0; k < 10_000; k++) {
                            out.write(chunk);
                        }
                    })
                    .as("the server hangs up instead of taking 100 MB")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void toleratesSilentClients() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int k = 0; k < 60; k++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                silent.add(socket);
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(get("/", host()).status()).isEqualTo(200);
            Socket last = silent.get(silent.size() - 1);
            last.setSoTimeout(1);
            assertThatThrownBy(() -> last.getInputStream().read())
                    .as("the server still waits for them")
                    .isInstanceOf(SocketTimeoutException.class);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void reportsAPortInUse() {
        assertThatThrownBy(() -> serve(new ServerPlace("127.0.0.1", port), false))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(
                        "port " + port + " is already in use; choose another with --port; --port 0 uses a free port");
    }

    @Test
    void usesAFreePortIfAllowed() throws IOException {
        try (LocalServer other = serve(new ServerPlace("127.0.0.1", port, true), false)) {
            assertThat(other.port()).isPositive().isNotEqualTo(port);
            int first = port;
            port = other.port();
            assertThat(get("/api/text/a", host(), bearer()).status()).isEqualTo(200);
            assertThat(get("/api/text/a", "Host: 127.0.0.1:" + first, bearer()).status())
                    .isEqualTo(403);
        }
    }

    @Test
    void servesIpv6() throws IOException {
        Assumptions.assumeTrue(
                NetworkInterface.getByInetAddress(
                                InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}))
                        != null,
                "this machine has no ::1");
        try (LocalServer six = serve(new ServerPlace("::1", 0), false)) {
            assertThat(six.address()).isEqualTo("http://[::1]:" + six.port() + "/");
            new PageClient(six.address() + "#token=" + token.text()).text(200, "/api/text/a");
        }
    }

    @Test
    void canStopAfterAResponse() throws Exception {
        String[] stop = {"POST /api/stop HTTP/1.1", host(), bearer(), "Content-Length: 0", "Connection: close"};
        CompletableFuture<RawClient.Answer> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return RawClient.send(port, stop);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
        assertThat(stopped.await(60, TimeUnit.SECONDS)).isTrue();
        server.close();
        assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(204);
    }

    @Test
    void rejectsSlowBodiesButNotPauses() throws Exception {
        server.close();
        limits = limits.withGrace(Duration.ofMillis(500));
        start();
        String head = "POST /api/echo HTTP/1.1\r\n" + host() + "\r\n" + bearer()
                + "\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(String.format(head, LIMIT).getBytes(StandardCharsets.UTF_8));
            CompletableFuture<Void> trickle = CompletableFuture.runAsync(() -> {
                try {
                    while (true) {
                        socket.getOutputStream().write(' ');
                        Thread.sleep(50);
                    }
                } catch (IOException cut) {
                    return;
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(RawClient.read(socket.getInputStream()).status()).isEqualTo(408);
            trickle.get(60, TimeUnit.SECONDS);
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            String body = "{\"text\":\"水\"}";
            socket.getOutputStream()
                    .write(String.format(head, body.getBytes(StandardCharsets.UTF_8).length)
                            .getBytes(StandardCharsets.UTF_8));
            Thread.sleep(700);
            socket.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            assertThat(RawClient.read(socket.getInputStream()).body()).isEqualTo("\"水\"");
        }
    }

    @Test
    void toleratesHangingClients() throws Exception {
        List<Socket> hanging = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                hanging.add(socket);
                socket.getOutputStream().write(unfinished().getBytes(StandardCharsets.UTF_8));
            }
            // All requests occupy a thread at this point.
            Thread.sleep(500);
            assertThat(get("/api/text/a", host(), bearer()).status()).isEqualTo(200);
        } finally {
            for (Socket socket : hanging) {
                socket.close();
            }
        }
    }

    @Test
    void reportsNoInternalErrorForDisconnects() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(unfinished().getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            assertThat(RawClient.read(socket.getInputStream()).status()).isEqualTo(400);
        }
        assertThat(faults).isEmpty();
    }

    /** Sends a request with an incomplete body. */
    private String unfinished() {
        return "POST /api/echo HTTP/1.1\r\n" + host() + "\r\n" + bearer()
                + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    }

    @Test
    void rejectsForeignHosts() {
        assertThatThrownBy(() -> serve(new ServerPlace("192.0.2.7", 0), false))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("is not an address of this machine");
        assertThatThrownBy(() -> serve(new ServerPlace("none.invalid", 0), false))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("the host does not exist");
    }

    @Test
    void requiresATokenForOtherMachines() {
        assertThatThrownBy(() -> LocalServer.start(
                        new ServerPlace("0.0.0.0", 0),
                        new RequestGuard.AccessPolicy(Optional.empty(), false, Set.of(), LIMIT),
                        routes -> {},
                        faults::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("require a token");
    }

    @Test
    void acceptsOwnAddressesButNotNamesOnAllInterfaces() throws IOException {
        try (LocalServer everywhere = serve(new ServerPlace("0.0.0.0", 0), false)) {
            port = everywhere.port();
            assertThat(get("/api/text/a", host(), bearer()).status()).isEqualTo(200);
            assertThat(get("/api/text/a", host()).status()).isEqualTo(401);
            assertThat(get("/api/text/a", "Host: evil.example:" + port, bearer())
                            .status())
                    .isEqualTo(403);
        }
    }
}
