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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpEncoderTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String KEY = "sk-very-secret";

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String address(String path) {
        return server.url(path).toString();
    }

    private static HttpEncoder at(String address, Optional<String> key) throws FormatException {
        return new HttpEncoder(
                address, Optional.empty(), key, "duiqi/test", Duration.ofSeconds(2), Duration.ofMillis(1));
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

    @Test
    void readsOpenAiAnswersInAnyOrder() throws Exception {
        enqueue(200, """
                {"object": "list", "data": [
                  {"object": "embedding", "index": 1, "embedding": [0.5, -1e-3]},
                  {"object": "embedding", "index": 0, "embedding": [1, 2]}],
                 "model": "m", "usage": {"prompt_tokens": 8, "total_tokens": 8}}
                """);
        assertThat(encode("/v1/embeddings?model=text-embedding-3-small&version=2", "猫", "dog"))
                .containsExactly(new float[] {1, 2}, new float[] {0.5f, -1e-3f});
        assertThat(question())
                .isEqualTo(JSON.readTree("{\"model\": \"text-embedding-3-small\", \"input\": [\"猫\", \"dog\"]}"));
    }

    @Test
    void keepsOtherPartsOfTheAddress() throws Exception {
        enqueue(200, "[[1, 2]]");
        encode("/proxy/embed?version=2", "a");
        assertThat(server.takeRequest().getTarget()).isEqualTo("/proxy/embed?version=2");
    }

    @Test
    void sendsRequestsToTextEmbeddingsInference() throws Exception {
        enqueue(200, "[[1, 2], [3, 4]]");
        assertThat(encode("/embed", "a", "b")).containsExactly(new float[] {1, 2}, new float[] {3, 4});
        assertThat(question()).isEqualTo(JSON.readTree("{\"inputs\": [\"a\", \"b\"], \"truncate\": true}"));
    }

    @Test
    void sendsRequestsToOllama() throws Exception {
        enqueue(200, "{\"model\": \"bge-m3\", \"embeddings\": [[1, 2], [3, 4]], \"total_duration\": 14}");
        assertThat(encode("/api/embed?model=bge-m3", "a", "b")).containsExactly(new float[] {1, 2}, new float[] {3, 4});
        assertThat(question()).isEqualTo(JSON.readTree("{\"model\": \"bge-m3\", \"input\": [\"a\", \"b\"]}"));
    }

    @Test
    void sendsNoAuthorizationWithoutAKey() throws Exception {
        enqueue(200, "[[1]]");
        try (HttpEncoder encoder = at(address("/embed"), Optional.empty())) {
            encoder.encode(Language.ENGLISH, List.of("a"));
        }
        assertThat(server.takeRequest().getHeaders().get("Authorization")).isNull();
    }

    /**
     * Starts a server that accepts at most {@code most} sentences, and encodes each as the number it contains. Records
     * the batch sizes.
     */
    private List<Integer> limit(int most, int code) {
        List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                try {
                    JsonNode inputs = JSON.readTree(
                                    Objects.requireNonNull(request.getBody()).utf8())
                            .path("inputs");
                    sizes.add(inputs.size());
                    List<String> vectors = new ArrayList<>();
                    inputs.forEach(input -> vectors.add("[" + input.asText() + "]"));
                    return inputs.size() > most
                            ? new MockResponse.Builder().code(code).build()
                            : new MockResponse.Builder()
                                    .body(vectors.toString())
                                    .build();
                } catch (IOException e) {
                    return new MockResponse.Builder().code(500).build();
                }
            }
        });
        return sizes;
    }

    private static String[] numbers(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toArray(String[]::new);
    }

    @Test
    void sendsBatches() throws IOException {
        List<Integer> sizes = limit(32, 413);
        List<float[]> vectors = encode("/embed", numbers(70));
        assertThat(sizes).containsExactly(32, 32, 6);
        for (int k = 0; k < 70; k++) {
            assertThat(vectors.get(k)).containsExactly(k);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {413, 422})
    void halvesABatchThatIsTooLarge(int code) throws IOException {
        List<Integer> sizes = limit(10, code);
        List<float[]> vectors = encode("/embed", numbers(40));
        assertThat(sizes).containsExactly(32, 16, 8, 8, 8, 8, 8);
        assertThat(vectors.get(39)).containsExactly(39);
    }

    @Test
    void retriesABusyServer() throws IOException {
        enqueue(503, "");
        enqueue(429, "{\"error\": {\"message\": \"slow down\"}}");
        enqueue(200, "[[1]]");
        assertThat(encode("/embed", "a")).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void waitsAsLongAsTheServerRequests() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "1")
                .build());
        enqueue(200, "[[1]]");
        long before = System.nanoTime();
        encode("/embed", "a");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void doesNotWaitForHours() {
        server.enqueue(new MockResponse.Builder()
                .code(429)
                .addHeader("Retry-After", "7200")
                .build());
        assertRejected("/embed", "the server returned HTTP 429; try again later");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void retriesAfterABrokenConnection() throws IOException {
        server.enqueue(new MockResponse.Builder()
                .onRequestStart(new SocketEffect.CloseSocket())
                .build());
        enqueue(200, "[[1]]");
        assertThat(encode("/embed", "a")).hasSize(1);
    }

    @Test
    void failsIfTheServerStaysBusy() {
        for (int k = 0; k < 9; k++) {
            enqueue(503, "{\"error\": \"Model is loading\"}");
        }
        assertRejected(
                "/embed",
                "the server returned HTTP 503 (Model is loading); try again later, or read the log of the server");
        assertThat(server.getRequestCount()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | {\"error\": {\"message\": \"Incorrect API key: sk-very-secret\"}} "
                        + "| the server returned HTTP 401 (Incorrect API key: …); check the key in DUIQI_API_KEY",
                "404 | {\"error\": \"model 'm' not found, try pulling it first\"} | the server returned HTTP 404 "
                        + "(model 'm' not found, try pulling it first); check the address and the model name",
                "404 | <html>Not Found</html> | the server returned HTTP 404; check the address and the model name",
                "413 | {\"error\": \"inputs too long\"} | the server returned HTTP 413 (inputs too long); check the model "
                        + "name, and that the model accepts sentences of this length",
                "400 | {\"error\": {\"message\": \"two\\n"
                        + "lines\"}} | the server returned HTTP 400 (two lines); check the address",
                "500 | '' | the server returned HTTP 500; try again later, or read the log of the server",
            })
    void reportsTheServerMessageWithoutTheKey(int code, String body, String message) {
        enqueue(code, body);
        assertRejected("/embed", message);
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void requestsAMissingKey() {
        enqueue(401, "");
        assertThatThrownBy(() -> at(address("/embed"), Optional.empty()).encode(Language.ENGLISH, List.of("a")))
                .hasMessage(address("/embed")
                        + ": the server returned HTTP 401; set DUIQI_API_KEY to the key of the server");
    }

    @Test
    void reportsARedirect() {
        server.enqueue(new MockResponse.Builder()
                .code(301)
                .addHeader("Location", "https://elsewhere.example/embed")
                .build());
        assertRejected(
                "/embed",
                "the server returned HTTP 301 (redirects to https://elsewhere.example/embed); check the address");
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
            assertThatThrownBy(
                            () -> at(address("/embed"), Optional.of("the key")).encode(Language.ENGLISH, List.of("a")))
                    .hasMessageContaining("the server returned HTTP " + code)
                    .hasMessageNotContaining("the key");
            assertThat(server.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer the key");
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<!DOCTYPE html><p>Hello | the answer is not JSON (\"<!DOCTYPE html><p>Hello\")",
                "Ollama is running | the answer is not JSON (\"Ollama is running\")",
                "'' | the answer has no vectors",
                "{\"detail\": \"ok\"} | the answer has no vectors",
                "[[1, 2]] | the answer has 1 vector, expected 2",
                "[[1, 2], []] | the answer has no vector for a sentence",
                "[[1, 2], null] | the answer has no vector for a sentence",
                "[1, 2] | the answer has no vector for a sentence",
            })
    void rejectsInvalidAnswers(String body, String problem) {
        enqueue(200, body);
        assertRejected(
                "/embed",
                problem + "; check that the address belongs to an embedding server, such as /v1/embeddings",
                "a",
                "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"NaN | NaN", "null | null", "1e99 | 1.0E99", "\"x\" | x", "[1] | [1]", "-Infinity | -Infinity"})
    void rejectsInvalidNumbers(String number, String shown) {
        enqueue(200, "[[1, 2], [3, " + number + "]]");
        assertRejected(
                "/embed",
                "a vector contains " + shown + "; use another model, or the same model in full precision",
                "a",
                "b");
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
    void rejectsAnOpenAiAnswerWithoutAnIndex() {
        enqueue(200, "{\"data\": [{\"index\": 0, \"embedding\": [1]}, {\"index\": 0, \"embedding\": [1]}]}");
        assertRejected(
                "/v1/embeddings?model=m",
                "the answer has no vector for a sentence; "
                        + "check that the address belongs to an embedding server, such as /v1/embeddings",
                "a",
                "b");
    }

    @Test
    void reportsATimeout() {
        server.enqueue(new MockResponse.Builder()
                .headersDelay(5, TimeUnit.SECONDS)
                .body("[[1]]")
                .build());
        assertRejected(
                "/embed",
                "does not answer in time (timeout); check that the server runs, that it is not busy and that no firewall blocks it");
    }

    @Test
    void reportsAnUnreachableServer() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThatThrownBy(() -> at("http://localhost:" + port + "/embed", Optional.empty())
                        .encode(Language.ENGLISH, List.of("a")))
                .isInstanceOf(FormatException.class)
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
                        + "add --encoder-model NAME or ?model=NAME",
                "http://u:secret@localhost/api/embed?k=secret | http://localhost/api/embed: needs a model name; "
                        + "add --encoder-model NAME or ?model=NAME",
                "http://localhost/embed?model=m | http://localhost/embed: has only one model, "
                        + "not m; omit the model name",
                "http:///x y | http:///x y: is not a web address; write it as http://host:port/path",
            })
    void rejectsIncompleteAddresses(String address, String message) {
        assertThatThrownBy(() -> at(address, Optional.empty()))
                .isInstanceOf(FormatException.class)
                .hasMessage(message);
    }

    @Test
    void includesServerAndModelButNoSecretInTheIdentity() throws IOException {
        try (HttpEncoder encoder = at("https://u:pass@host/api/embed?model=m&k=pass", Optional.of(KEY))) {
            assertThat(encoder.identity()).isEqualTo("OLLAMA https://host/api/embed m");
        }
    }

    private void assertRejected(String path, String message) {
        assertRejected(path, message, "a");
    }

    private void assertRejected(String path, String message, String... sentences) {
        assertThatThrownBy(() -> encode(path, sentences))
                .isInstanceOf(FormatException.class)
                .hasMessage(address(path).replaceFirst("\\?.*", "") + ": " + message)
                .hasMessageNotContaining(KEY);
    }
}
