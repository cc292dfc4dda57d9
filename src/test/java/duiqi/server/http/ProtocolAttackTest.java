package duiqi.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.server.AccessToken;
import duiqi.server.RawClient;
import duiqi.server.ServerPlace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks the server with requests that no common client sends. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtocolAttackTest {
    private static final int LIMIT = 1000;

    private final AccessToken token = AccessToken.random();
    private final List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());
    private LocalServer server;

    @BeforeAll
    void start() throws IOException {
        server = LocalServer.start(
                ServerPlace.LOCAL,
                new RequestGuard.AccessPolicy(Optional.of(token), true, Set.of("/open"), Set.of(), false, LIMIT),
                routes -> {
                    routes.get("/open", request -> request.result("open"));
                    routes.get("/secret", request -> request.result("secret"));
                    routes.get("/large", request -> request.result("x".repeat(20_000_000)));
                    routes.post("/echo", request -> request.result(Fields.bytes(request).length + " bytes"));
                },
                faults::add);
    }

    @AfterAll
    void stop() {
        server.close();
        assertThat(faults).isEmpty();
    }

    private String host() {
        return "Host: 127.0.0.1:" + server.port();
    }

    private String bearer() {
        return "Authorization: Bearer " + token.text();
    }

    /** Sends a text, and returns all that the server sends until it closes the connection. */
    private String exchange(String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            try {
                socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            } catch (SocketException rejected) {
                // The server closed the connection before it read the whole request. Its response may be there.
            }
            return rest(socket);
        }
    }

    private static String rest(Socket socket) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try {
            socket.getInputStream().transferTo(received);
        } catch (SocketException reset) {
            // The server closed the connection before it read the whole request.
        }
        return received.toString(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 4",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity, chunked\r\nContent-Length: 4",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding:\u000bchunked\r\nContent-Length: 4",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Content-Length: 4\r\nContent-Length: 5",
                "Content-Length: 4, 5",
                "Content-Length: +4",
                "Content-Length: 0x4",
                "Content-Length: 4\n Transfer-Encoding: chunked",
                "X: a\r\n Transfer-Encoding: chunked\r\nContent-Length: 4\r\nTransfer-Encoding: chunked"
            })
    @Tag("hostile")
    void smugglesNoSecondRequest(String headers) throws IOException {
        String smuggled = "GET /secret HTTP/1.1\r\n" + host() + "\r\n" + bearer() + "\r\nConnection: close\r\n\r\n";
        String received = exchange("POST /echo HTTP/1.1\r\n" + host() + "\r\n" + bearer() + "\r\n" + headers
                + "\r\n\r\n0\r\n\r\n" + smuggled);
        assertThat(received).startsWith("HTTP/1.1 4").doesNotContain("secret");
        assertThat(received.split("HTTP/1.1 ", -1)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5;" + "a=b" + "\r\nhello\r\n0\r\n\r\n", "05\r\nhello\r\n0\r\nX: y\r\n\r\n"})
    void readsChunks(String body) throws IOException {
        assertThat(exchange("POST /echo HTTP/1.1\r\n" + host() + "\r\n" + bearer()
                        + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + body))
                .endsWith("5 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1\r\n",
                "fffffffffffffffff\r\n",
                "g\r\n",
                "5 \r\nhello\r\n0\r\n\r\n",
                "0x5\r\n",
                "\r\n",
                "5\nhello\n0\n\n"
            })
    @Tag("hostile")
    void rejectsInvalidChunks(String body) throws IOException {
        assertThat(exchange("POST /echo HTTP/1.1\r\n" + host() + "\r\n" + bearer()
                        + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n" + body))
                .doesNotStartWith("HTTP/1.1 200")
                .doesNotStartWith("HTTP/1.1 500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
                "Upgrade: TLS/1.0\r\nConnection: Upgrade"
            })
    void switchesToNoOtherProtocol(String headers) throws IOException {
        RawClient.Answer answer = RawClient.send(server.port(), "GET /secret HTTP/1.1", host(), headers);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Upgrade")).isEmpty();
        RawClient.Answer foreign = RawClient.send(
                server.port(), "GET /secret HTTP/1.1", host(), bearer(), "Origin: http://evil.example", headers);
        assertThat(foreign.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /secret\r\n\r\n",
                "GET /secret HTTP/0.9\r\n\r\n",
                "GET /secret HTTP/3.0\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\n\r\n",
                "TRACE /secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\n\r\n",
                "GET http://evil.example/secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET http://evil.example/secret HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET file:///secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET //evil.example/secret HTTP/1.1\r\nHost: evil.example\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\nNo colon\r\n\r\n",
                "GET /secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\nX: a\rb\r\n\r\n",
                "POST /secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\nContent-Length: -1\r\n\r\n",
                "GET /secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\nHost: evil.example\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\nHost: 127.0.0.1:%1$d\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d, evil.example\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret HTTP/1.1\r\nHost: 127.0.0.1.:%1$d\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret HTTP/1.1\r\nHost: localhost.:%1$d\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret HTTP/1.1\r\nHost: 127.0.0.1:0%1$d.evil.example\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret HTTP/1.1\r\nHost: x@127.0.0.1:%1$d\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret HTTP/1.1\r\nHost: 0x7f.1:%1$d\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret HTTP/1.1\r\nHost: 2130706433:%1$d\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret HTTP/1.1\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret HTTP/1.1\r\nX-Forwarded-Host: 127.0.0.1:%1$d\r\nHost: a\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret\u0000 HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\nAuthorization: Bearer %2$s\r\n\r\n",
                "GET /secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\nAuthorization: Bearer %2$s\u0000\r\n\r\n",
                "GET /open/..%%2fsecret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\n\r\n",
                "GET /open/%%2e%%2e/secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\n\r\n",
                "GET /open%%00/../secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\n\r\n",
                "GET /open;/../secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\n\r\n",
                "GET /%%73ecret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\n\r\n",
                "GET /open/%%c0%%ae%%c0%%ae/secret HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\n\r\n",
                "GET /secret?key= HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\n\r\n",
                "GET /secret?key=a&key=%2$s HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\n\r\n",
                "GET /secret#key=%2$s HTTP/1.1\r\nHost: 127.0.0.1:%1$d\r\n\r\n"
            })
    @Tag("hostile")
    void revealsNothing(String request) throws IOException {
        String text = String.format(request, server.port(), token.text())
                .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
        String received = exchange(text);
        assertThat(received).doesNotContain("secret", token.text(), "jetty", "Jetty");
        assertThat(received).matches("(?s)(?:HTTP/1.1 (?:4|505).*)?");
    }

    @Test
    void opensNoTunnel() throws IOException {
        for (String target : List.of("127.0.0.1:22", "127.0.0.1:" + server.port())) {
            assertThat(RawClient.send(server.port(), "CONNECT " + target + " HTTP/1.1", "Host: " + target)
                            .status())
                    .isIn(400, 401, 403, 404, 405);
        }
    }

    @Test
    void rejectsLongTokens() throws IOException {
        for (int length : List.of(1000, 50_000, 200_000)) {
            String wrong = token.text().repeat(length / 43);
            assertThat(exchange("GET /secret HTTP/1.1\r\n" + host() + "\r\nConnection: close\r\nAuthorization: Bearer "
                            + wrong + "\r\n\r\n"))
                    .matches("(?s)(?:HTTP/1.1 4(?:01|31).*)?");
            assertThat(exchange(
                            "GET /secret?key=" + wrong + " HTTP/1.1\r\n" + host() + "\r\nConnection: close\r\n\r\n"))
                    .matches("(?s)(?:HTTP/1.1 4(?:01|14|31).*)?");
        }
    }

    @Test
    void rejectsManyHeaders() throws IOException {
        assertThat(exchange("GET /open HTTP/1.1\r\n" + host() + "\r\n" + "a:\r\n".repeat(100_000) + "\r\n"))
                .matches("(?s)(?:HTTP/1.1 431.*)?");
        assertThat(exchange("GET /open HTTP/1.1\r\n" + host() + "\r\nConnection: close\r\n" + "a:\r\n".repeat(10_000)
                        + "\r\n"))
                .matches("(?s)HTTP/1.1 (?:200|431).*");
    }

    /** Sends a text, and then another one again and again until the server closes the connection. */
    private String trickle(String text, String more) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            Thread sender = new Thread(() -> {
                try {
                    while (true) {
                        Thread.sleep(100);
                        socket.getOutputStream().write(more.getBytes(StandardCharsets.ISO_8859_1));
                    }
                } catch (IOException | InterruptedException closed) {
                    return;
                }
            });
            sender.start();
            String received = rest(socket);
            sender.interrupt();
            sender.join();
            return received;
        }
    }

    @Test
    @Tag("hostile")
    void closesConnectionsWithSlowHeaders() throws Exception {
        assertThat(trickle("GET /open HTTP/1.1\r\n" + host() + "\r\nX: ", "x")).isEmpty();
    }

    @Test
    void rejectsSlowBodies() throws Exception {
        String head = "POST /echo HTTP/1.1\r\n" + host() + "\r\n" + bearer()
                + "\r\nConnection: close\r\nContent-Length: %d\r\n\r\n";
        assertThat(trickle(head.formatted(LIMIT), " ")).startsWith("HTTP/1.1 408");
        assertThat(trickle(head.formatted(3), "abc")).as("a short pause").startsWith("HTTP/1.1 200");
    }

    @Test
    void readsNoBodyWithoutToken() throws Exception {
        for (String header : List.of("X: 1", bearer() + "x")) {
            String head = "POST /echo HTTP/1.1\r\n" + host() + "\r\n" + header + "\r\nContent-Length: 1000\r\n\r\n";
            assertThat(trickle(head, "")).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void toleratesHangingClients() throws Exception {
        List<Socket> hanging = new ArrayList<>();
        try {
            String head = "POST /echo HTTP/1.1\r\n" + host() + "\r\n" + bearer() + "\r\nContent-Length: 9\r\n\r\n{";
            String read = "GET /large HTTP/1.1\r\n" + host() + "\r\n" + bearer() + "\r\n\r\n";
            for (int i = 0; i < 320; i++) {
                hanging.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
                String sent = i % 40 == 0 ? read : i % 2 == 0 ? head : "GET / HTTP/1.1\r\nHost";
                hanging.get(i).getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
            }
            Thread.sleep(500);
            assertThat(RawClient.send(server.port(), "GET /secret HTTP/1.1", host(), bearer())
                            .status())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : hanging) {
                socket.close();
            }
        }
    }

    @Test
    @Tag("hostile")
    void closesIdleConnectionsOfACrowd() throws Exception {
        List<Socket> idle = new ArrayList<>();
        try {
            for (int i = 0; i < 4200; i++) {
                idle.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
            }
            assertThat(RawClient.send(server.port(), "GET /open HTTP/1.1", host(), "Connection: close")
                            .status())
                    .isEqualTo(200);
            idle.get(0).setSoTimeout(60_000);
            assertThat(rest(idle.get(0))).isEmpty();
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    @Test
    void closesAfterWrongTokens() throws IOException {
        String request = "GET /secret HTTP/1.1\r\n" + host() + "\r\n" + bearer() + "x\r\n\r\n";
        assertThat(exchange(request.repeat(50)).split("HTTP/1.1 401", -1)).hasSizeLessThanOrEqualTo(2);
    }
}
