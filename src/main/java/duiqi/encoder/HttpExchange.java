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
 * Questions and answers in JSON with one server, repeated while it is busy or out of reach. Says in a line what is wrong
 * otherwise, never with the key. Not thread-safe.
 */
final class HttpExchange implements AutoCloseable {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Sixteen times what 128 vectors of 4,096 numbers take. */
    private static final long MAX_BYTES = 256L << 20;

    /** Busy for now (RFC 9110, section 15.6, and RFC 6585, section 4), or a gateway whose server is. */
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    /** Content too large, and what text-embeddings-inference says of too many sentences. */
    private static final Set<Integer> TOO_LARGE = Set.of(413, 422);

    private final HttpUrl url;
    private final String place;
    private final HttpEncoder.Options options;
    private final OkHttpClient client;

    HttpExchange(HttpEncoder.ServerAddress address, HttpEncoder.Options options) {
        url = address.url();
        place = address.place();
        this.options = options;
        client = new OkHttpClient.Builder()
                .connectTimeout(CONNECT)
                .readTimeout(options.timeout())
                .writeTimeout(options.timeout())
                .callTimeout(options.timeout())
                // A redirected question would become one without content.
                .followRedirects(false)
                .build();
    }

    /**
     * Asks.
     *
     * @param question JSON
     * @param divisible whether a smaller question can be asked
     * @return the answer; empty if the question is too large and divisible
     * @throws FormatException if there is no answer, saying why
     */
    Optional<String> ask(String question, boolean divisible) throws FormatException {
        Request request = request(question);
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
                failure = ServerRefusal.of(place, response, options.key());
                pause = wantedPause(response).orElse(pause);
                if (!BUSY.contains(response.code())) {
                    throw failure;
                }
            } catch (FormatException refused) {
                throw refused;
            } catch (IOException unanswered) {
                failure = explain(unanswered);
                if (unanswered instanceof UnknownHostException
                        || unanswered instanceof SSLException
                        || unanswered instanceof InterruptedIOException) {
                    throw failure;
                }
            }
            if (attempt >= retries.attempts() || pause.compareTo(retries.longest()) > 0) {
                throw failure;
            }
            pause(pause);
        }
    }

    private Request request(String question) {
        Request.Builder request = new Request.Builder()
                .url(url)
                .header("User-Agent", options.userAgent())
                .post(RequestBody.create(question.getBytes(StandardCharsets.UTF_8), JSON));
        options.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request.build();
    }

    private FormatException explain(IOException failure) {
        String problem;
        String remedy;
        if (failure instanceof UnknownHostException) {
            problem = "there is no such host";
            remedy = "check the address and your connection";
        } else if (failure instanceof SSLException) {
            problem = "no secure connection (" + Failure.oneLine(failure) + ")";
            remedy = "check the address; servers at home mostly speak http";
        } else if (isConnecting(failure)) {
            problem = "cannot be reached within " + CONNECT.toSeconds() + " s";
            remedy = "see that the server runs, and that nothing between keeps you from it";
        } else if (failure instanceof InterruptedIOException) {
            problem = "does not answer within " + options.timeout().toSeconds() + " s";
            remedy = "see whether the server is at work on something else";
        } else {
            problem = "cannot be reached (" + Failure.oneLine(failure) + ")";
            remedy = "see that the server runs and that the port is right";
        }
        return new FormatException(place, problem, remedy, failure);
    }

    /** Returns whether a timeout came before there was a connection, which only the message tells. */
    private static boolean isConnecting(IOException failure) {
        return failure instanceof SocketTimeoutException
                && String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
    }

    private String body(Response response) throws IOException {
        BufferedSource source = response.body().source();
        if (source.request(MAX_BYTES + 1)) {
            throw new FormatException(
                    place, "answers with more than " + MAX_BYTES + " bytes", "check that the address is right");
        }
        return source.readString(StandardCharsets.UTF_8);
    }

    /** Returns the pause in seconds (RFC 9110, section 10.2.3); one that is told as a date is left to our own judgement. */
    private static Optional<Duration> wantedPause(Response response) {
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
            throw new FormatException(place, "was given up before it answered", "ask again", e);
        }
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }

    /** Says what a server means by an answer that is none, and what to do about it; never with the key. */
    private static final class ServerRefusal {
        private static final JsonMapper JSON = new JsonMapper();
        private static final long MAX_BYTES = 1 << 16;

        private ServerRefusal() {}

        static FormatException of(String place, Response response, Optional<String> key) throws IOException {
            int code = response.code();
            String remedy = switch (code) {
                case 401, 403 ->
                    key.isEmpty() ? "set DUIQI_API_KEY to the key that it asks for" : "check the key in DUIQI_API_KEY";
                case 404 -> "check the address and the name of the model";
                case 413, 422 -> "check the name of the model, and that it takes sentences of this length";
                case 429 -> "try again later";
                default -> code >= 500 ? "try again later, or see what its log says" : "check the address";
            };
            String told = told(response);
            String shown = key.map(secret -> told.replace(secret, "…")).orElse(told);
            return new FormatException(
                    place, "the server answers " + code + (shown.isBlank() ? "" : " (" + shown + ")"), remedy);
        }

        /**
         * Returns the server's own words, which OpenAI has in another place than the others; nothing where it answers with a page.
         */
        private static String told(Response response) throws IOException {
            if (response.isRedirect()) {
                return "it has moved to " + Failure.oneLine(String.valueOf(response.header("Location")));
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
}
