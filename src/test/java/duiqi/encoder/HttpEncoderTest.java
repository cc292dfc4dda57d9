package duiqi.encoder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEncoderTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "sk-very-secret";

    @AutoClose
    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    private String address(String path) {
        return server.url(path).toString();
    }

    private static HttpEncoder at(String address, Optional<String> key) throws FormatException {
        return new HttpEncoder(
                address, Optional.empty(), key, "duiqi/test", Duration.ofSeconds(5), Duration.ofMillis(1));
    }

    private List<float[]> encode(String path, String... sentences) throws IOException {
        try (HttpEncoder encoder = at(address(path), Optional.of(KEY))) {
            return encoder.encode(Language.ENGLISH, List.of(sentences));
        }
    }

    private void enqueue(int code, String body) {
        server.enqueue(new MockResponse.Builder().code(code).body(body).build());
    }

    private JsonNode question() throws Exception {
        RecordedRequest request = Objects.requireNonNull(server.takeRequest(60, TimeUnit.SECONDS));
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("duiqi/test");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(request.getMethod()).isEqualTo("POST");
        return JSON.readTree(Objects.requireNonNull(request.getBody()).utf8());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
              /v1/embeddings?model=text-embedding-3-small&version=2 | {"object": "list", "data": [{"object": "embedding", "index": 1, "embedding": [0.5, -1e-3]}, {"object": "embedding", "index": 0, "embedding": [1, 2]}], "model": "m", "usage": {"prompt_tokens": 8, "total_tokens": 8}} | {"model": "text-embedding-3-small", "input": ["猫", "dog"]}
              /embed | [[1, 2], [0.5, -1e-3]] | {"inputs": ["猫", "dog"], "truncate": true}
              /api/embed?model=bge-m3 | {"model": "bge-m3", "embeddings": [[1, 2], [0.5, -1e-3]], "total_duration": 14} | {"model": "bge-m3", "input": ["猫", "dog"]}
            """)
    void knowsProtocols(String path, String answer, String question) throws Exception {
        enqueue(200, answer);
        assertThat(encode(path, "猫", "dog")).containsExactly(new float[] {1, 2}, new float[] {0.5f, -1e-3f});
        assertThat(question()).isEqualTo(JSON.readTree(question));
    }

    @Test
    void keepsOtherPartsOfTheAddressAndSendsNoAuthorizationWithoutAKey() throws Exception {
        enqueue(200, "[[1, 2]]");
        try (HttpEncoder encoder = at(address("/proxy/embed?version=2"), Optional.empty())) {
            encoder.encode(Language.ENGLISH, List.of("a"));
        }
        enqueue(401, "");
        assertThatThrownBy(() -> at(address("/embed"), Optional.empty()).encode(Language.ENGLISH, List.of("a")))
                .hasMessage(address("/embed")
                        + ": the server returned HTTP 401; set DUIQI_API_KEY to the key of the server");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/proxy/embed?version=2");
        assertThat(request.getHeaders().get("Authorization")).isNull();
    }

    /** Starts a server that accepts at most {@code most} sentences, each a number. Records the batch sizes. */
    private List<Integer> limit(int most, int code) {
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String inputs = Objects.requireNonNull(request.getBody()).utf8().replaceAll(".*\\[|].*", "");
                sizes.add(inputs.split(",").length);
                return sizes.get(sizes.size() - 1) > most
                        ? new MockResponse.Builder().code(code).build()
                        : new MockResponse.Builder()
                                .body("[" + inputs.replaceAll("\"(\\d+)\"", "[$1]") + "]")
                                .build();
            }
        });
        return sizes;
    }

    @ParameterizedTest
    @CsvSource({
        "32, 413, '[32, 32, 6]'",
        "10, 413, '[32, 16, 8, 8, 8, 8, 6]'",
        "10, 422, '[32, 16, 8, 8, 8, 8, 6]'",
    })
    void sendsBatchesAndHalvesThoseThatAreTooLarge(int most, int code, String expected) throws IOException {
        List<Integer> sizes = limit(most, code);
        String[] numbers = IntStream.range(0, most == 32 ? 70 : 38)
                .mapToObj(String::valueOf)
                .toArray(String[]::new);
        List<float[]> vectors = encode("/embed", numbers);
        assertThat(sizes).hasToString(expected);
        for (int k = 0; k < numbers.length; k++) {
            assertThat(vectors.get(k)).containsExactly(k);
        }
    }

    @Test
    void retriesABusyServerAndWaitsAsLongAsItRequests() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .onRequestStart(new SocketEffect.CloseSocket())
                .build());
        enqueue(503, "");
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .body("{\"error\": {\"message\": \"slow down\"}}")
                .addHeader("Retry-After", "1")
                .build());
        enqueue(200, "[[1]]");
        long before = System.nanoTime();
        assertThat(encode("/embed", "a")).hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void includesServerAndModelButNoSecretInTheIdentity() throws IOException {
        try (HttpEncoder encoder = at("https://u:pass@host/api/embed?model=m&k=pass", Optional.of(KEY))) {
            assertThat(encoder.identity()).isEqualTo("OLLAMA https://host/api/embed m");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void doesNotFollowRedirects(int code) throws Exception {
        try (MockWebServer elsewhere = new MockWebServer()) {
            elsewhere.start();
            server.enqueue(new MockResponse.Builder()
                    .code(code)
                    .addHeader("Location", elsewhere.url("/embed"))
                    .build());
            assertThatThrownBy(() -> encode("/embed", "a"))
                    .hasMessageContaining("the server returned HTTP " + code)
                    .hasMessageNotContaining(KEY);
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
              401 | {"error": {"message": "Incorrect API key: sk-very-secret"}} | the server returned HTTP 401 (Incorrect API key: …); check the key in DUIQI_API_KEY
              404 | {"error": "model 'm' not found, try pulling it first"} | the server returned HTTP 404 (model 'm' not found, try pulling it first); check the address and the model name
              404 | <html>Not Found</html> | the server returned HTTP 404; check the address and the model name
              413 | {"error": "inputs too long"} | the server returned HTTP 413 (inputs too long); check the model name, and that the model accepts sentences of this length
              400 | {"error": {"message": "two\\nlines"}} | the server returned HTTP 400 (two lines); check the address
              500 | `` | the server returned HTTP 500; try again later, or read the log of the server
              301 | `` | the server returned HTTP 301 (redirects to https://elsewhere.example/embed); check the address
              429 | `` | the server returned HTTP 429; try again later
              200 | <!DOCTYPE html><p>Hello | the answer is not JSON ("<!DOCTYPE html><p>Hello")
              200 | `` | the answer has no vectors
              200 | {"detail": "ok"} | the answer has no vectors
              200 | [[1, 2]] | the answer has 1 vector, expected 2
              200 | [[1, 2], []] | the answer has no vector for a sentence
              200 | [[1, 2], null] | the answer has no vector for a sentence
              200 | [1, 2] | the answer has no vector for a sentence
              200 | [[1, 2], [3, NaN]] | a vector contains NaN; use another model, or the same model in full precision
              200 | [[1, 2], [3, null]] | a vector contains null; use another model, or the same model in full precision
              200 | [[1, 2], [3, "x"]] | a vector contains x; use another model, or the same model in full precision
              200 | [[1, 2], [3, [1]]] | a vector contains [1]; use another model, or the same model in full precision
            """)
    void rejectsAnswersWithoutShowingTheKey(int code, String body, String message) {
        server.enqueue(new MockResponse.Builder()
                .code(code)
                .body(body)
                .addHeader("Location", "https://elsewhere.example/embed")
                .addHeader("Retry-After", "7200")
                .build());
        String isServer = "; check that the address belongs to an embedding server, such as /v1/embeddings";
        String[] sentences = code == 200 ? new String[] {"a", "b"} : new String[] {"a"};
        assertRejected("/embed", message + (message.startsWith("the answer") ? isServer : ""), sentences);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void failsIfTheServerStaysBusy() {
        for (int k = 0; k < 9; k++) {
            enqueue(503, "{\"error\": \"Model is loading\"}");
        }
        assertRejected(
                "/embed",
                "the server returned HTTP 503 (Model is loading); try again later, or read the log of the server",
                "a");
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @Test
    void rejectsVectorsThatChangeSize() throws IOException {
        String message = "the size of the vectors changed from 2 to 3; "
                + "check that the server uses one model for all requests";
        enqueue(200, "[[1, 2], [3, 4, 5]]");
        assertRejected("/embed", message, "a", "b");
        enqueue(200, "[[1, 2]]");
        enqueue(200, "[[1, 2, 3]]");
        try (HttpEncoder encoder = at(address("/embed"), Optional.empty())) {
            encoder.encode(Language.ENGLISH, List.of("a"));
            assertThatThrownBy(() -> encoder.encode(Language.ENGLISH, List.of("b")))
                    .hasMessage(address("/embed") + ": " + message);
        }
    }

    @Test
    void reportsATimeout() {
        server.enqueue(new MockResponse.Builder()
                .headersDelay(9, TimeUnit.SECONDS)
                .body("[[1]]")
                .build());
        assertRejected(
                "/embed",
                "does not answer in time; check that the server runs, that it is not busy and that no firewall blocks it",
                "a");
    }

    @Test
    void reportsAnUnreachableServer() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> at("http://localhost:" + port + "/embed", Optional.empty())
                        .encode(Language.ENGLISH, List.of("a")))
                .hasMessageStartingWith("http://localhost:" + port + "/embed: cannot connect (")
                .hasMessageEndingWith("; check http or https, host and port of the address, and that the server runs");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://localhost:11434 | http://localhost:11434/: the address has no known protocol; use an"
                        + " address that ends in /v1/embeddings, /api/embed, /embed (OpenAI, Ollama, text-embeddings-inference)",
                "http://localhost/v1/embeddings | http://localhost/v1/embeddings: needs a model name; "
                        + "add ?model=NAME to the URL",
                "http://u:secret@localhost/api/embed?k=secret | http://localhost/api/embed: needs a model name; "
                        + "add ?model=NAME to the URL",
                "http://localhost/embed?model=m | http://localhost/embed: has only one model, "
                        + "not m; omit the model name",
                "http:///x y | http:///x y: is not a web address; write it as http://host:port/path",
            })
    void rejectsIncompleteAddresses(String address, String message) {
        assertThatThrownBy(() -> at(address, Optional.empty())).hasMessage(message);
    }

    private void assertRejected(String path, String message, String... sentences) {
        assertThatThrownBy(() -> encode(path, sentences))
                .hasMessage(address(path).replaceFirst("\\?.*", "") + ": " + message)
                .hasMessageNotContaining(KEY);
    }
}
