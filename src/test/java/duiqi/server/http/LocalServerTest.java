package duiqi.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.server.AccessToken;
import duiqi.server.RawClient;
import duiqi.server.ServerPlace;
import duiqi.text.FormatException;
import io.javalin.http.NotFoundResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests a server with attacks like those of a page of another site, another user or a broken client. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalServerTest {
    private static final int LIMIT = 100_000;
    private static final String NO_PATH = "{\"problem\":\"the path does not exist\",\"remedy\":\"check the URL\"}";

    /**
     * Expected statuses, request line without version, and headers. Sent to a server without and with passwords, which
     * have the first and the last status. HOST and KEY are the usual headers.
     */
    private static final String REQUESTS = """
            200 | GET / | HOST
            200 | GET /assets/a.js | HOST
            200 | GET /api/text/a | HOST | KEY
            401 | GET /api/text/secret | HOST
            401 | GET /api/text/secret | HOST | KEYx
            401 | GET /api/text/secret | HOST | Authorization: Bearer
            401 | GET /api/text/secret | HOST | Authorization: TOKEN
            401 | GET /api/text/secret | HOST | Authorization: Basic %%%
            401 | GET /api/text/secret | HOST | X-Token: TOKEN
            401 | GET /api/text/secret | HOST | Cookie: token=TOKEN
            40[01] | GET /api/text/secret?token=TOKEN | HOST
            40[01] | GET /api/text/secret;TOKEN | HOST
            401 200 | GET /api/text/a?key=TOKEN | HOST
            401 200 | GET /api/text/a | HOST | Authorization: Basic BASIC
            401 | GET /api/text/secret | HOST | Authorization: Basic YW55Om5v
            401 | GET /api/text/secret | HOST | Authorization: Bearer aTOKEN
            401 | GET /api/text/secret?key= | HOST
            401 | GET /api/text/secret?key=a&key=TOKEN | HOST
            4.. | GET /api/text/secret#key=TOKEN | HOST
            200 | GET /api/text/a | Host: localhost:PORT | KEY
            200 | GET /api/text/a | Host: Localhost:PORT | KEY
            200 | GET /api/text/a | Host: [::1]:PORT | KEY
            40[03] | GET /api/text/secret | KEY
            40[03] | GET /api/text/secret | Host: | KEY
            40[03] | GET /api/text/secret | Host: evil.example | KEY
            40[03] | GET /api/text/secret | Host: evil.example:PORT | KEY
            40[03] | GET /api/text/secret | Host: 127.0.0.1.evil.example:PORT | KEY
            40[03] | GET /api/text/secret | Host: 127.0.0.1 | KEY
            40[03] | GET /api/text/secret | Host: localhost:1 | KEY
            40[03] | GET /api/text/secret | Host: 127.0.0.1:PORT@evil.example | KEY
            40[03] | GET /api/text/secret | Host: x@127.0.0.1:PORT | KEY
            40[03] | GET /api/text/secret | Host: 127.0.0.1:0PORT.evil.example | KEY
            40[03] | GET /api/text/secret | Host: 0.0.0.0:PORT | KEY
            40[03] | GET /api/text/secret | Host: 192.0.2.7:PORT | KEY
            40[03] | GET /api/text/secret | Host: 127.0.0.1.:PORT | KEY
            40[03] | GET /api/text/secret | Host: 0x7f.1:PORT | KEY
            40[03] | GET /api/text/secret | Host: 127.0.0.1:PORT, evil.example | KEY
            40[03] | GET /api/text/secret | HOST | Host: evil.example | KEY
            40[03] | GET /api/text/secret | X-Forwarded-Host: 127.0.0.1:PORT | Host: a | KEY
            40[03] | GET / | Host: evil.example:PORT
            40[03] | GET http://evil.example:PORT/api/text/secret | HOST | KEY
            40[03] | GET http://evil.example/api/text/secret | Host: evil.example | KEY
            4.. | GET file:///api/text/secret | HOST | KEY
            4.. | GET //evil.example/api/text/secret | Host: evil.example | KEY
            200 | GET /api/text/a | HOST | KEY | Origin: http://127.0.0.1:PORT
            403 | GET /api/text/secret | HOST | KEY | Origin: http://evil.example
            403 | GET /api/text/secret | HOST | KEY | Origin: null
            403 | GET /api/text/secret | HOST | KEY | Origin: http://127.0.0.1
            403 | GET /api/text/secret | HOST | KEY | Origin: https://127.0.0.1:PORT
            403 | GET /api/text/secret | HOST | KEY | Origin: http://127.0.0.1:PORT.evil.example
            403 | GET /api/text/secret | HOST | KEY | Origin:
            403 | GET /api/text/secret | HOST | KEY | Sec-Fetch-Site: cross-site
            403 | GET /api/text/secret | HOST | KEY | Sec-Fetch-Site: same-site
            200 | GET / | HOST | Sec-Fetch-Site: cross-site | Sec-Fetch-Mode: navigate | Sec-Fetch-Dest: document
            403 | GET / | HOST | Sec-Fetch-Site: cross-site | Sec-Fetch-Mode: navigate | Sec-Fetch-Dest: iframe
            403 | OPTIONS /api/echo | HOST | Origin: http://evil.example | Access-Control-Request-Method: POST
            40[014] | GET /assets/../../etc/passwd | HOST
            40[014] | GET /assets/%2e%2e/%2e%2e/etc/passwd | HOST | KEY
            40[014] | GET /assets/..\\..\\etc\\passwd | HOST | KEY
            40[014] | GET /assets/%252e%252e/etc/passwd | HOST | KEY
            40[014] | GET /assets/a.js/../../api/text/secret | HOST
            40[014] | GET /assets/a.js;/../../api/text/secret | HOST
            40[014] | GET /assets/..%2fapi/text/secret | HOST
            40[014] | GET /assets/%2e%2e/api/text/secret | HOST
            40[014] | GET /assets%00/../api/text/secret | HOST
            40[014] | GET /assets/%c0%ae%c0%ae/api/text/secret | HOST
            40[014] | GET /%61pi/text/secret | HOST
            40[014] | GET //api/text/secret | HOST
            40[014] | GET /assets/a.js%00.html | HOST
            40[014] | GET /api/<script> | HOST | KEY
            405 | DELETE /api/text/a | HOST
            401 | GET /api/text/secret | HOST | UPGRADE websocket | Sec-WebSocket-Version: 13 | Sec-WebSocket-Key: dGhlIA==
            401 | GET /api/text/secret | HOST | UPGRADE h2c, HTTP2-Settings | HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA
            401 | GET /api/text/secret | HOST | UPGRADE TLS/1.0
            403 | GET /api/text/secret | HOST | KEY | Origin: http://evil.example | UPGRADE websocket
            4.. | CONNECT 127.0.0.1:22 | Host: 127.0.0.1:22
            4.. | OPTIONS * | HOST
            4.. | TRACE /api/text/secret | HOST
            4.. | GET /api/text/secret | HOST | No colon
            4.. | GET /api/text/secret | HOST | X: a\rb
            4.. | GET /api/text/secret\0 | HOST | KEY
            4.. | GET /api/text/secret | HOST | KEY\0
            4.. | POST /api/text/secret | HOST | Content-Length: -1
            4.. | POST /api/echo | HOST | KEY | Content-Length: 100001
            4.. | POST /api/echo | HOST | KEY | Content-Length: 99999999999999999999999
            """;

    private final AccessToken token = AccessToken.random();
    private final List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final LocalServer server;
    private final LocalServer withPassword;
    private int port;

    LocalServerTest() throws IOException {
        server = serve(ServerPlace.LOCAL, false);
        withPassword = serve(ServerPlace.LOCAL, true);
    }

    @BeforeAll
    void start() {
        port = server.port();
    }

    @AfterAll
    void stop() {
        server.close();
        withPassword.close();
        assertThat(faults).extracting(Throwable::getMessage).allMatch("secret inside"::equals);
    }

    private LocalServer serve(ServerPlace place, boolean isPassword) throws IOException {
        return LocalServer.start(
                place,
                new RequestGuard.AccessPolicy(
                        Optional.of(token), isPassword, Set.of("/"), Set.of("/assets/"), false, LIMIT),
                routes -> routes.get("/", request -> request.html("<p>page"))
                        .get("/assets/<file>", request -> {
                            if (!request.pathParam("file").equals("a.js")) {
                                throw new NotFoundResponse();
                            }
                            request.result("1");
                        })
                        .get("/api/text/{text}", request -> Json.answer(request, request.pathParam("text")))
                        .get("/api/fault", request -> {
                            throw new IllegalStateException("secret inside");
                        })
                        .post("/api/stop", request -> {
                            request.status(204);
                            LocalServer.afterAnswer(request, stopped::countDown);
                        })
                        .post("/api/bytes", request -> request.result(Fields.bytes(request).length + " bytes"))
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
        return send(port, call, List.of(headers));
    }

    private RawClient.Answer send(int port, String call, List<String> headers) throws IOException {
        return RawClient.send(
                port, call + " HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n");
    }

    /** Sends a text, and returns all that the server sends until it closes the connection. */
    private static String exchange(int port, String text) throws IOException {
        return trickle(port, text, "");
    }

    /** Sends a text, and then another one again and again until the server closes the connection. */
    private static String trickle(int port, String text, String more) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            Thread sender = new Thread(() -> {
                try {
                    OutputStream out = socket.getOutputStream();
                    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
                    while (!more.isEmpty()) {
                        Thread.sleep(100);
                        out.write(more.getBytes(StandardCharsets.ISO_8859_1));
                    }
                } catch (IOException | InterruptedException closed) {
                    return;
                }
            });
            sender.start();
            try {
                socket.getInputStream().transferTo(received);
            } catch (SocketException reset) {
                // The server closed the connection before it read the whole request. Its response may be there.
            }
            sender.interrupt();
            return received.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private String echo(String headers) {
        return "POST /api/echo HTTP/1.1\r\n" + host() + "\r\n" + headers.replace("KEY", bearer()) + "\r\n";
    }

    private RawClient.Answer post(String body, String type) throws IOException {
        return RawClient.send(
                port,
                echo("KEY\r\nConnection: close\r\nContent-Type: " + type + "\r\nContent-Length: "
                                + body.getBytes(StandardCharsets.UTF_8).length)
                        + "\r\n" + body);
    }

    static Stream<String> requests() {
        // A request contains a carriage return, so these are not the lines of the text.
        return Stream.of(REQUESTS.split("\n"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void answersAsExpected(String line) throws IOException {
        String basic = Base64.getEncoder().encodeToString(("any:" + token.text()).getBytes(StandardCharsets.UTF_8));
        for (LocalServer each : List.of(server, withPassword)) {
            String[] parts = line.replace("UPGRADE ", "Connection: Upgrade\r\nUpgrade: ")
                    .replace("HOST", "Host: 127.0.0.1:PORT")
                    .replace("KEY", "Authorization: Bearer TOKEN")
                    .replace("PORT", String.valueOf(each.port()))
                    .replace("TOKEN", token.text())
                    .replace("BASIC", basic)
                    .split(" \\| ", -1);
            RawClient.Answer answer = send(each.port(), parts[1], List.of(parts).subList(2, parts.length));
            String[] statuses = parts[0].split(" ", -1);
            assertThat(String.valueOf(answer.status()))
                    .as(answer.body())
                    .matches(statuses[each == server ? 0 : statuses.length - 1]);
            assertThat(answer.header("WWW-Authenticate").startsWith("Basic"))
                    .as("only a server with passwords lets a browser ask for one")
                    .isEqualTo(each == withPassword && answer.status() == 401);
            assertThat(answer.head() + answer.body())
                    .doesNotContain("secret", token.text(), "script>", "root:")
                    .doesNotContain("etty", "Access-Control", "Server:", "Upgrade:");
            assertThat(answer.body()).contains(answer.status() < 400 ? "" : "\"problem\"");
        }
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
            assertThat(answer.head())
                    .contains("X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer")
                    .contains("Cache-Control: no-store", "Cross-Origin-Opener-Policy: same-origin")
                    .contains("Cross-Origin-Resource-Policy: same-origin");
            assertThat(answer.header("Server")).isEmpty();
        }
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
    }

    @Test
    void answersHeadLikeGet() throws IOException {
        for (String header : List.of("X-None: 1", bearer())) {
            RawClient.Answer head = send("HEAD /api/text/a", host(), header);
            assertThat(head.status())
                    .isEqualTo(get("/api/text/a", host(), header).status());
            assertThat(head.body()).isEmpty();
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
        String text = "a".repeat(LIMIT - 11);
        assertThat(post("{\"text\":\"" + text + "\"}", "application/json").status())
                .isEqualTo(200);
        RawClient.Answer answer = post("{\"text\":\"" + text + "a\"}", "application/json");
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("the request is too large", "\"remedy\"");
    }

    @Test
    void rejectsLargeChunkedBodies() throws IOException {
        String head = echo("KEY\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked");
        String chunk = "2710\r\n" + "a".repeat(10_000) + "\r\n";
        assertThat(trickle(port, head + "\r\n" + chunk.repeat(11), chunk)).startsWith("HTTP/1.1 413");
    }

    @Test
    void reportsNoInternalErrorForDisconnects() throws Exception {
        int before = faults.size();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String half = echo("KEY\r\nContent-Type: application/json\r\nContent-Length: 100") + "\r\n{";
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
        InetAddress six = InetAddress.getAllByName("::1")[0];
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
    @CsvSource({
        "192.0.2.7, cannot listen there: Cannot assign requested address",
        "none.invalid, the host does not exist"
    })
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
            for (String host :
                    List.of("127.0.0.1:", "192.0.2.7:", "[2001:db8::1]:", "evil.example:", "1.2.3.4@evil:")) {
                assertThat(RawClient.send(other.port(), path, "Host: " + host + other.port(), bearer())
                                .status())
                        .as(host)
                        .isIn(host.contains("evil") ? List.of(400, 403) : List.of(200));
            }
            assertThat(RawClient.send(other.port(), path, "Host: 127.0.0.1:" + other.port())
                            .status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\r\n\r\nSM",
                "GET /api/text/secret HTTP/0.9",
                "GET /api/text/secret HTTP/3.0",
                "ECHO Content-Length: 4\r\nTransfer-Encoding: chunked",
                "ECHO Transfer-Encoding: chunked\r\nContent-Length: 4",
                "ECHO Transfer-Encoding: chunked, identity",
                "ECHO Transfer-Encoding : chunked",
                "ECHO Transfer-Encoding:\u000bchunked\r\nContent-Length: 4",
                "ECHO Content-Length: 4\r\nContent-Length: 5",
                "ECHO Content-Length: 4, 5",
                "ECHO Content-Length: 4\n Transfer-Encoding: chunked"
            })
    @Tag("hostile")
    void smugglesNoSecondRequest(String first) throws IOException {
        String smuggled =
                "GET /api/text/secret HTTP/1.1\r\n" + host() + "\r\n" + bearer() + "\r\nConnection: close\r\n\r\n";
        String received = exchange(port, first.replace("ECHO ", echo("KEY")) + "\r\n\r\n0\r\n\r\n" + smuggled);
        assertThat(received).matches("(?s)(?:HTTP/1.1 (?:4|505).*)?").doesNotContain("secret");
        assertThat(received.split("HTTP/1.1 ", -1)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void rejectsLongHeads() throws IOException {
        String wrong = token.text().repeat(1500);
        for (String lines : List.of(
                "GET /api/text/a HTTP/1.1\r\nAuthorization: Bearer " + wrong + "\r\n",
                "GET /api/text/a?key=" + wrong + " HTTP/1.1\r\n",
                "GET / HTTP/1.1\r\n" + "a:\r\n".repeat(100_000))) {
            assertThat(exchange(port, lines + host() + "\r\nConnection: close\r\n\r\n"))
                    .matches("(?s)(?:HTTP/1.1 4(?:01|14|31).*)?");
        }
    }

    @ParameterizedTest
    @CsvSource({"KEY, 1000, a, 408", "KEY, 3, abc, 200", "X: 1, 1000, '', 401", "KEYx, 1000, '', 401"})
    void rejectsSlowBodiesAndReadsNoneWithoutToken(String header, int length, String body, String status)
            throws IOException {
        String head = echo(header + "\r\nConnection: close\r\nContent-Length: " + length);
        try (LocalServer fresh = serve(new ServerPlace("127.0.0.1", 0), false)) {
            String request = head.replace("echo", "bytes").replace(":" + port, ":" + fresh.port()) + "\r\n";
            assertThat(trickle(fresh.port(), request, body)).startsWith("HTTP/1.1 " + status);
        }
    }

    @Test
    void closesAfterWrongTokens() throws IOException {
        String request = "GET /api/text/a HTTP/1.1\r\n" + host() + "\r\n" + bearer() + "x\r\n\r\n";
        assertThat(exchange(port, request.repeat(50)).split("HTTP/1.1 401", -1)).hasSizeLessThanOrEqualTo(2);
    }
}
