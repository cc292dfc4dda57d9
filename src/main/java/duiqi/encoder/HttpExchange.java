package duiqi.encoder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * Sends JSON requests to one server, with retries while it is busy or unreachable. Error messages have one line and
 * never contain the key. Not thread-safe.
 */
final class HttpExchange implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Maximum size of an answer in bytes: sixteen times the size of an answer with 128 vectors of 4,096 numbers. */
    private static final long MAX_BYTES = 256L << 20;

    /** Status codes of a busy server (RFC 9110, section 15.6, and RFC 6585, section 4), or of a gateway to one. */
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    /**
     * Status codes for requests that are too large: content too large, and the code of text-embeddings-inference for
     * too many sentences.
     */
    private static final Set<Integer> TOO_LARGE = Set.of(413, 422);

    private final HttpUrl url;
    private final String server;
    private final HttpEncoder.Options options;
    private final OkHttpClient client;

    HttpExchange(HttpEncoder.ServerAddress address, HttpEncoder.Options options) {
        url = address.url();
        server = address.displayName();
        this.options = options;
        client = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(options.timeout())
                .writeTimeout(options.timeout())
                .callTimeout(options.timeout())
                // A redirected request would lose its content.
                .followRedirects(false)
                .build();
    }

    /**
     * Sends a request.
     *
     * @param json JSON of the request
     * @param divisible true if the caller can send a smaller request
     * @return the answer; empty if the request is too large and divisible
     * @throws FormatException if there is no answer, with the reason
     */
    Optional<String> send(String json, boolean divisible) throws FormatException {
        Request request = request(json);
        HttpEncoder.Retries retries = options.retries();
        for (int attempt = 1; ; attempt++) {
            FormatException failure;
            Duration pause = retries.pause(attempt);
            try (Response response = client.newCall(request).execute()) {
                if (response.isSuccessful()) {
                    return Optional.of(body(response));
                }
                if (divisible && TOO_LARGE.contains(response.code())) {
                    return Optional.empty();
                }
                failure = ErrorStatus.of(server, response, options.key());
                pause = requestedPause(response).orElse(pause);
                if (!BUSY.contains(response.code())) {
                    throw failure;
                }
            } catch (FormatException rejected) {
                throw rejected;
            } catch (IOException noAnswer) {
                failure = explain(noAnswer);
                if (noAnswer instanceof UnknownHostException
                        || noAnswer instanceof SSLException
                        || noAnswer instanceof InterruptedIOException) {
                    throw failure;
                }
            }
            if (attempt >= retries.attempts() || pause.compareTo(retries.longest()) > 0) {
                throw failure;
            }
            pause(pause);
        }
    }

    private Request request(String json) {
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("User-Agent", options.userAgent())
                .post(RequestBody.create(json.getBytes(StandardCharsets.UTF_8), JSON));
        options.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request.build();
    }

    private FormatException explain(IOException failure) {
        String problem;
        String remedy;
        if (failure instanceof UnknownHostException) {
            problem = "no such host";
            remedy = "check the address and the network";
        } else if (failure instanceof SSLException) {
            problem = "secure connection failed (" + Failure.oneLine(failure) + ")";
            remedy = "check the address, or use http for a local server";
        } else if (isConnecting(failure)) {
            problem = "cannot connect within " + CONNECT.toSeconds() + " s";
            remedy = "check that the server runs and that no firewall blocks it";
        } else if (failure instanceof InterruptedIOException) {
            problem = "does not answer within " + options.timeout().toSeconds() + " s";
            remedy = "check whether the server is busy";
        } else {
            problem = "cannot connect (" + Failure.oneLine(failure) + ")";
            remedy = "check that the server runs and that the port is right";
        }
        return new FormatException(server, problem, remedy, failure);
    }

    /** Returns whether a timeout occurred while connecting. Only the message shows it. */
    private static boolean isConnecting(IOException failure) {
        return failure instanceof SocketTimeoutException
                && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
    }

    private String body(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(MAX_BYTES + 1)) {
            throw new FormatException(server, "the answer has more than " + MAX_BYTES + " bytes", "check the address");
        }
        return source.readString(StandardCharsets.UTF_8);
    }

    /** Returns the pause that the server requests in seconds (RFC 9110, section 10.2.3). Dates are ignored. */
    private static Optional<Duration> requestedPause(Response response) {
        return Optional.ofNullable(response.header("Retry-After"))
                .map(String::strip)
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }

    private void pause(Duration pause) throws FormatException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FormatException(server, "interrupted before the server answered", "run the command again", e);
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    /** Explains the error status of a server and gives a remedy, without the key. */
    private static final class ErrorStatus {
        private static final JsonMapper JSON = new JsonMapper();
        private static final long MAX_BYTES = 1 << 16;

        private ErrorStatus() {}

        static FormatException of(String server, Response response, Optional<String> key) throws IOException {
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
            return new FormatException(
                    server, "the server returned HTTP " + code + (shown.isBlank() ? "" : " (" + shown + ")"), remedy);
        }

        /**
         * Returns the server's own error message; empty for a web page. OpenAI puts it at a different path of the JSON
         * than the others.
         */
        private static String message(Response response) throws IOException {
            if (response.isRedirect()) {
                return "redirects to " + Failure.oneLine(String.valueOf(response.header("Location")));
            }
            try {
                JsonNode error =
                        JSON.readTree(response.peekBody(MAX_BYTES).string()).path("error");
                return Failure.oneLine(
                        error.isTextual()
                                ? error.asText()
                                : error.path("message").asText(""));
            } catch (JsonProcessingException e) {
                return "";
            }
        }
    }

    /** Shortens the error messages of libraries to one line. */
    static final class Failure {
        private static final int MAX_LENGTH = 200;
        private static final int SHORT = 40;

        private Failure() {}

        static String oneLine(Throwable failure) {
            return oneLine(Objects.requireNonNullElse(
                    failure.getMessage(), failure.getClass().getSimpleName()));
        }

        static String oneLine(String message) {
            return shortened(message, MAX_LENGTH);
        }

        /** Returns the beginning of an unexpected text, which identifies it. */
        static String excerpt(String text) {
            return shortened(text, SHORT);
        }

        private static String shortened(String text, int most) {
            String line = text.replaceAll("\\s+", " ").strip();
            return line.codePointCount(0, line.length()) <= most
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "…";
        }
    }
}
