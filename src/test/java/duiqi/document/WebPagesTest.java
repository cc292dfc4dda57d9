package duiqi.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import duiqi.document.DocumentReader.Input;
import duiqi.document.html.HtmlReader;
import duiqi.text.FormatException;
import duiqi.text.Paragraph;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import okhttp3.Dns;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebPagesTest {
    private static final String PAGE = "<h1>河流</h1><p>河水每年春天上涨，夏天最高，到了冬天又露出河底的石头，孩子们就在那里捡贝壳。</p>";

    private static final String TOO_LARGE =
            "has more than 20000 bytes; use the address of a single article, or save the part that you need";

    private static final String TRY_AGAIN = "; try again later, or save the page in a browser and use the file";

    private final WebPages pages =
            new WebPages("duiqi/test", new WebPages.Limits(Duration.ofSeconds(5), 20_000), any -> true, Dns.SYSTEM);

    @AutoClose
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @Test
    void fetchesPageWithUserAgent() throws Exception {
        server.enqueue(html(PAGE).build());
        String address = address("/news/1?id=2");
        Input input = pages.fetch(address);
        assertThat(input.name()).isEqualTo(address);
        assertThat(input.extension()).contains("html");
        assertThat(texts(input)).first().isEqualTo("河流");
        var request = server.takeRequest();
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("duiqi/test");
        assertThat(request.getHeaders().get("Accept")).startsWith("text/html,");
    }

    /** Each line is the type that the server gives, what the page declares, and the encoding that is given to the reader. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html; charset=ISO-8859-1 | <meta charset=gb2312> |
            text/html; charset=gb2312 | <meta charset=utf-8> | GB18030
            text/html | <meta charset=gbk> |
            """)
    void readsEncoding(String type, String meta, @Nullable String charset) throws IOException {
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", type)
                .body(new Buffer().write((meta + PAGE).getBytes(Charset.forName("GB18030"))))
                .build());
        Input input = pages.fetch(address("/"));
        assertThat(type.contains("ISO") ? Optional.empty() : input.charset().map(Charset::name))
                .isEqualTo(Optional.ofNullable(charset));
        assertThat(texts(input)).first().isEqualTo("河流");
    }

    @Test
    void followsRedirects() throws IOException {
        server.enqueue(
                new MockResponse.Builder().code(301).addHeader("Location", "/b").build());
        server.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", address("/c.md"))
                .build());
        server.enqueue(new MockResponse.Builder()
                .addHeader("Content-Type", "text/plain")
                .body("text")
                .build());
        Input input = pages.fetch(address("/a"));
        assertThat(input.name()).isEqualTo(address("/a"));
        assertThat(input.extension()).contains("md");
    }

    @Test
    void rejectsRedirectLoop() {
        for (int i = 0; i < 30; i++) {
            server.enqueue(new MockResponse.Builder()
                    .code(302)
                    .addHeader("Location", "/a")
                    .build());
        }
        assertRejected("/a", "download failed (Too many follow-up requests: 21)" + TRY_AGAIN);
    }

    /** Each line is a status, a type, a body and the problem. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | text/html | x | the server returned HTTP 404; check the address, or save the page in a browser and use the file
            429 | text/html | x | the server returned HTTP 429; try again later, or save the page in a browser and use the file
            500 | text/html | x | the server returned HTTP 500; try again later, or save the page in a browser and use the file
            304 | text/html | '' | the server returned HTTP 304; check the address, or save the page in a browser and use the file
            200 | text/html | '' | is empty; check the address
            200 | image/png | x | has the type image/png, which contains no readable text; use the address of a web page, PDF, docx, pptx, odt, epub or text file
            """)
    void rejectsResponse(int code, String type, String body, String problem) {
        server.enqueue(new MockResponse.Builder()
                .code(code)
                .addHeader("Content-Type", type)
                .body(body)
                .build());
        assertRejected("/a", problem);
    }

    @Test
    void expandsGzip() throws IOException {
        server.enqueue(
                html("").addHeader("Content-Encoding", "gzip").body(gzip(PAGE)).build());
        assertThat(texts(pages.fetch(address("/")))).first().isEqualTo("河流");
    }

    @Test
    void acceptsPageOfMaximumSize() throws IOException {
        server.enqueue(html("a".repeat(20_000)).build());
        assertThat(pages.fetch(address("/")).bytes()).hasSize(20_000);
        server.enqueue(html("a".repeat(20_001)).build());
        assertRejected("/", TOO_LARGE);
        server.enqueue(html("").addHeader("Content-Encoding", "gzip")
                .body(gzip("a".repeat(1_000_000)))
                .build());
        assertRejected("/", TOO_LARGE);
    }

    @Test
    void limitsTimeForSlowServer() {
        server.enqueue(html(PAGE).headersDelay(6, TimeUnit.SECONDS).build());
        assertRejected("/", server.getHostName() + " did not respond in time" + TRY_AGAIN);
    }

    @Test
    void rejectsIncompleteResponse() {
        server.enqueue(html(PAGE.repeat(50))
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        assertRejected("/", "download failed (unexpected end of stream)" + TRY_AGAIN);
    }

    /** Each part arrives in time, but the whole response does not. */
    @Test
    void limitsTimeForSlowResponse() {
        server.enqueue(html("a".repeat(10_000))
                .throttleBody(1, 100, TimeUnit.MILLISECONDS)
                .build());
        assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> assertRejected("/", server.getHostName() + " did not respond in time" + TRY_AGAIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n|a",
                "HTTP/1.1 200 OK\r\n|A: a\r\n",
                "HTTP/1.1 200 |O",
                "|a",
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n|1\r\na\r\n",
                "|HTTP/1.1 100 Continue\r\n\r\n"
            })
    void limitsEndlessResponse(String answer) throws Exception {
        String begin = answer.substring(0, answer.indexOf('|'));
        String again = answer.substring(answer.indexOf('|') + 1).repeat(1000);
        fetchFrom(begin, again, "http", "; ");
    }

    /** MockWebServer would wait for the end of a line, which a TLS greeting need not contain. */
    @Test
    void reportsServerWithoutTls() throws Exception {
        fetchFrom("HTTP/1.1 400 Bad Request\r\n\r\n", "", "https", ": download failed (");
    }

    /** Rejects a server that answers with bytes, and then repeats others until it is hung up on. */
    private void fetchFrom(String begin, String again, String scheme, String problem) throws Exception {
        try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> {
                try (Socket socket = endless.accept();
                        OutputStream out = socket.getOutputStream()) {
                    out.write(begin.getBytes(StandardCharsets.US_ASCII));
                    while (!again.isEmpty()) {
                        out.write(again.getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException hungUp) {
                    return;
                }
            });
            answering.start();
            String address = scheme + "://127.0.0.1:" + endless.getLocalPort() + "/";
            assertTimeoutPreemptively(
                    Duration.ofSeconds(60),
                    () -> assertThatThrownBy(() -> pages.fetch(address))
                            .isInstanceOf(FormatException.class)
                            .hasMessageContaining(problem));
            answering.join(60_000);
            assertThat(answering.isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/pdf, /report, pdf",
        "application/xhtml+xml, /report.txt, html",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document, /download?id=1, docx",
        "application/octet-stream, /a.epub, epub",
        "text/plain; charset=utf-8, /a, txt",
        "text/plain, /film.srt, srt",
        "text/vtt, /film.vtt, vtt",
        ", /film.vtt, vtt",
        "text/plain, /a.php, txt",
        ", /a.pdf, pdf",
        ", /a.php, html"
    })
    void detectsFormatByContentType(String type, String path, String extension) throws IOException {
        MockResponse.Builder response = new MockResponse.Builder().body("x");
        Optional.ofNullable(type).ifPresent(known -> response.addHeader("Content-Type", known));
        server.enqueue(response.build());
        assertThat(pages.fetch(address(path)).extension()).contains(extension);
    }

    @Test
    void reportsReasonOfConnectionFailure() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        Map.of(
                        "http://no-such-host.invalid/a",
                        "cannot connect to no-such-host.invalid; check the address and",
                        "http://127.0.0.1:" + closed + "/",
                        "cannot connect to 127.0.0.1; check the address and",
                        "http://a b/",
                        "is not a web address; write it as https://host/path")
                .forEach((address, problem) -> assertThatThrownBy(() -> pages.fetch(address))
                        .isInstanceOf(FormatException.class)
                        .hasMessageStartingWith(address + ": " + problem));
    }

    @Test
    void acceptsOnlyHttpAddresses() {
        assertThat(WebPages.isAddress("HTTPS://example.org/a")).isTrue();
        assertThat(WebPages.isAddress("http.txt")).isFalse();
        assertThat(WebPages.isAddress("ftp://example.org/a")).isFalse();
    }

    private void assertRejected(String path, String message) {
        assertThatThrownBy(() -> pages.fetch(address(path)))
                .isInstanceOf(FormatException.class)
                .hasMessage(address(path) + ": " + message);
    }

    private String address(String path) {
        return server.url(path).toString();
    }

    private static MockResponse.Builder html(String body) {
        return new MockResponse.Builder().addHeader("Content-Type", "text/html").body(body);
    }

    private static Buffer gzip(String text) {
        Buffer buffer = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(buffer))) {
            sink.writeString(text, StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return buffer;
    }

    private static List<String> texts(Input input) throws IOException {
        return HtmlReader.ofArticles().read(input).paragraphs().stream()
                .map(Paragraph::text)
                .toList();
    }
}
