package duiqi.encoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Plurals;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/**
 * Encodes sentences on a server: one with the OpenAI format, Hugging Face's text-embeddings-inference, or Ollama.
 *
 * <p>Sentences are sent in batches, with retries while the server is busy or unreachable. If the server rejects a batch
 * as too large, the batch is halved, and the smaller size is kept. Error messages have one line and never contain the
 * key. Not thread-safe.
 */
public final class HttpEncoder implements Encoder {
    private static final MediaType JSON_TYPE = MediaType.get("application/json");
    private static final JsonMapper JSON = JsonMapper.builder()
            // Some servers write NaN, which is not JSON. Parsing it gives a more precise error.
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** Maximum time for one answer. The server may first load a model: a minute or two from a slow disk. */
    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    /** Pause before the second request. Pauses double, so that retries do not increase the load. */
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /** Maximum pause that a server may request, as OpenAI does for its limits per minute. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(90);

    /** Maximum number of requests. The last one begins within 8 s if no server listens. */
    private static final int ATTEMPTS = 5;

    private static final int MAX_EXCERPT = 200;

    /** Status codes of a busy server (RFC 9110, section 15.6, and RFC 6585, section 4), or of a gateway to one. */
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    /** Status codes for content that is too large, and of text-embeddings-inference for too many sentences. */
    private static final Set<Integer> TOO_LARGE = Set.of(413, 422);

    private final HttpUrl url;
    private final String server;
    private final EmbeddingProtocol protocol;
    private final String model;
    private final Optional<String> key;
    private final String userAgent;
    private final Duration firstPause;
    private final OkHttpClient client;
    private int batch;
    private int size;

    /**
     * Creates an encoder. It sends no request yet.
     *
     * @param address web address, optionally with {@code ?model=NAME}; the end of its path determines the protocol:
     *     {@code /v1/embeddings}, {@code /embed} or {@code /api/embed}
     * @param named model name, if given separately
     * @param key API key, which no message contains
     * @param userAgent value of the User-Agent header
     * @throws FormatException if the address is invalid, or lacks a known protocol or a required model name
     */
    public HttpEncoder(String address, Optional<String> named, Optional<String> key, String userAgent)
            throws FormatException {
        this(address, named, key, userAgent, TIMEOUT, FIRST_PAUSE);
    }

    HttpEncoder(
            String address,
            Optional<String> named,
            Optional<String> key,
            String userAgent,
            Duration timeout,
            Duration firstPause)
            throws FormatException {
        HttpUrl parsed = HttpUrl.parse(address);
        if (parsed == null) {
            throw new FormatException(address, "is not a web address", "write it as http://host:port/path");
        }
        url = parsed.newBuilder().removeAllQueryParameters("model").build();
        server = url.newBuilder()
                .username("")
                .password("")
                .query(null)
                .fragment(null)
                .build()
                .toString();
        String path = url.encodedPath().replaceFirst("/$", "");
        List<EmbeddingProtocol> protocols = List.of(EmbeddingProtocol.values());
        protocol = protocols.stream()
                .filter(each -> path.endsWith(each.path))
                .findFirst()
                .orElseThrow(() -> failure(
                        "the address has no known protocol",
                        "use an address that ends in "
                                + protocols.stream().map(each -> each.path).collect(Collectors.joining(", "))
                                + " (OpenAI, Ollama, text-embeddings-inference)"));
        model = named.or(() -> Optional.ofNullable(parsed.queryParameter("model")))
                .orElse("");
        if (protocol.needsModel() && model.isBlank()) {
            throw failure("needs a model name", "add ?model=NAME to the URL");
        }
        if (!protocol.needsModel() && !model.isBlank()) {
            throw failure("has only one model, not " + model, "omit the model name");
        }
        this.key = key;
        this.userAgent = userAgent;
        this.firstPause = firstPause;
        batch = protocol.batch;
        client = new OkHttpClient.Builder()
                .connectTimeout(Duration.ofSeconds(10))
                .readTimeout(timeout)
                .writeTimeout(timeout)
                .callTimeout(timeout)
                // A redirected request would lose its content.
                .followRedirects(false)
                .build();
    }

    @Override
    public String identity() {
        return (protocol + " " + server + " " + model).strip();
    }

    @Override
    public List<float[]> encode(Language language, List<String> sentences) throws IOException {
        List<float[]> vectors = new ArrayList<>();
        while (vectors.size() < sentences.size()) {
            int from = vectors.size();
            List<String> part = sentences.subList(from, Math.min(from + batch, sentences.size()));
            Optional<String> answer = send(protocol.request(model, part).toString(), part.size() > 1);
            if (answer.isEmpty()) {
                batch = part.size() / 2;
                continue;
            }
            List<JsonNode> nodes = protocol.vectors(parse(answer.get()));
            if (nodes.size() != part.size()) {
                throw invalid(
                        nodes.isEmpty()
                                ? "the answer has no vectors"
                                : "the answer has " + Plurals.of(nodes.size(), "vector") + ", expected " + part.size());
            }
            for (JsonNode node : nodes) {
                vectors.add(vector(node));
            }
        }
        return vectors;
    }

    private JsonNode parse(String body) throws FormatException {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw invalid("the answer is not JSON (\"" + excerpt(body) + "\")");
        }
    }

    /** Reads a vector. All vectors of a server must have one size, because others cannot be compared. */
    private float[] vector(JsonNode node) throws FormatException {
        if (!node.isArray() || node.isEmpty()) {
            throw invalid("the answer has no vector for a sentence");
        }
        float[] vector = new float[node.size()];
        for (int d = 0; d < vector.length; d++) {
            JsonNode number = node.get(d);
            vector[d] = number.isNumber() ? number.floatValue() : Float.NaN;
            if (!Float.isFinite(vector[d])) {
                String shown = number.isValueNode() ? number.asText() : number.toString();
                throw failure(
                        "a vector contains " + excerpt(shown),
                        "use another model, or the same model in full precision");
            }
        }
        if (size != 0 && size != vector.length) {
            throw failure(
                    "the size of the vectors changed from " + size + " to " + vector.length,
                    "check that the server uses one model for all requests");
        }
        size = vector.length;
        return vector;
    }

    private FormatException failure(String problem, String remedy) {
        return new FormatException(server, problem, remedy);
    }

    private FormatException invalid(String problem) {
        return failure(problem, "check that the address belongs to an embedding server, such as /v1/embeddings");
    }

    /**
     * Sends a request.
     *
     * @param divisible true if the caller can send a smaller request
     * @return the answer; empty if the request is too large and divisible
     * @throws FormatException if there is no answer, with the reason
     */
    private Optional<String> send(String json, boolean divisible) throws FormatException {
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("User-Agent", userAgent)
                .post(RequestBody.create(json.getBytes(StandardCharsets.UTF_8), JSON_TYPE));
        key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        for (int attempt = 1; ; attempt++) {
            FormatException failure;
            Duration pause = firstPause.multipliedBy(1L << (attempt - 1));
            try (Response response = client.newCall(request.build()).execute()) {
                if (response.isSuccessful()) {
                    return Optional.of(response.body().string());
                }
                if (divisible && TOO_LARGE.contains(response.code())) {
                    return Optional.empty();
                }
                failure = explain(response);
                pause = requestedPause(response, pause);
                if (!BUSY.contains(response.code())) {
                    throw failure;
                }
            } catch (FormatException rejected) {
                throw rejected;
            } catch (UnknownHostException | SSLException | InterruptedIOException lasting) {
                throw explain(lasting);
            } catch (IOException passing) {
                failure = explain(passing);
            }
            if (attempt >= ATTEMPTS || pause.compareTo(LONGEST_PAUSE) > 0) {
                throw failure;
            }
            pause(pause);
        }
    }

    /** Returns the pause that the server requests in seconds (RFC 9110, section 10.2.3), or the usual one. */
    private static Duration requestedPause(Response response, Duration usual) {
        String seconds = Objects.toString(response.header("Retry-After"), "").strip();
        return seconds.matches("[0-9]{1,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : usual;
    }

    private void pause(Duration pause) throws FormatException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure("interrupted before the server answered", "run the command again");
        }
    }

    private FormatException explain(IOException failure) {
        return failure instanceof InterruptedIOException
                ? new FormatException(
                        server,
                        "does not answer in time",
                        "check that the server runs, that it is not busy and that no firewall blocks it",
                        failure)
                : new FormatException(
                        server,
                        "cannot connect (" + excerpt(failure) + ")",
                        "check http or https, host and port of the address, and that the server runs",
                        failure);
    }

    private FormatException explain(Response response) throws IOException {
        int code = response.code();
        String remedy = switch (code) {
            case 401, 403 ->
                key.isEmpty() ? "set DUIQI_API_KEY to the key of the server" : "check the key in DUIQI_API_KEY";
            case 404 -> "check the address and the model name";
            case 413, 422 -> "check the model name, and that the model accepts sentences of this length";
            case 429 -> "try again later";
            default -> code >= 500 ? "try again later, or read the log of the server" : "check the address";
        };
        String message = message(response);
        String shown = key.map(secret -> message.replace(secret, "…")).orElse(message);
        return failure("the server returned HTTP " + code + (shown.isBlank() ? "" : " (" + shown + ")"), remedy);
    }

    /**
     * Returns the server's own error message; empty for a web page. OpenAI puts it at a different path of the JSON than
     * the others.
     */
    private static String message(Response response) throws IOException {
        if (response.isRedirect()) {
            return "redirects to " + excerpt(Objects.toString(response.header("Location"), ""));
        }
        try {
            JsonNode error = JSON.readTree(response.body().string()).path("error");
            return excerpt(
                    error.isTextual() ? error.asText() : error.path("message").asText(""));
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /** Returns the message of an exception, which may have several lines, in one line. */
    static String excerpt(Throwable failure) {
        return excerpt(Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
    }

    /** Returns the beginning of a foreign text in one line. */
    private static String excerpt(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.codePointCount(0, line.length()) <= MAX_EXCERPT
                ? line
                : line.substring(0, line.offsetByCodePoints(0, MAX_EXCERPT - 1)) + "…";
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
