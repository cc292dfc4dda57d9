package duiqi.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/**
 * Encodes sentences on a server: one with the OpenAI format, Hugging Face's text-embeddings-inference, or Ollama.
 *
 * <p>Sentences are sent in batches. If the server rejects a batch as too large, the batch is halved, and the smaller
 * size is kept. Not thread-safe.
 */
public final class HttpEncoder implements Encoder {
    private final ServerAddress address;
    private final EmbeddingProtocol.VectorAnswer answer;
    private final HttpExchange exchange;
    private int batch;
    private int size;

    private HttpEncoder(ServerAddress address, HttpExchange exchange) {
        this.address = address;
        this.exchange = exchange;
        answer = new EmbeddingProtocol.VectorAnswer(address.displayName(), address.protocol());
        batch = address.protocol().batch();
    }

    /** Returns whether a string is a web address rather than a folder. */
    public static boolean isAddress(String name) {
        return ServerAddress.isAddress(name);
    }

    /**
     * Holds the settings of a server. Immutable.
     *
     * @param model name of the model; empty if it is in the address or the server has only one
     * @param key API key, which no message contains
     * @param userAgent value of the User-Agent header
     * @param timeout maximum time for one answer; the server may first have to load a model
     * @param retries retries for a busy server
     */
    public record Options(
            Optional<String> model, Optional<String> key, String userAgent, Duration timeout, Retries retries) {
        /** Default timeout. Loading a large model from a slow disk takes a minute or two. */
        public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(3);

        public Options {
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(userAgent, "userAgent");
            Objects.requireNonNull(timeout, "timeout");
            Objects.requireNonNull(retries, "retries");
        }

        @Override
        public String toString() {
            return "Options of " + userAgent;
        }
    }

    /**
     * Returns the encoder at an address. No request is sent yet.
     *
     * @param address web address; the end of its path determines the protocol: {@code /v1/embeddings}, {@code /embed}
     *     or {@code /api/embed}
     * @throws FormatException if the address has no known protocol, or a required model name is missing
     */
    public static HttpEncoder at(String address, Options options) throws FormatException {
        ServerAddress parsed = ServerAddress.of(address, options.model());
        return new HttpEncoder(parsed, new HttpExchange(parsed, options));
    }

    @Override
    public String identity() {
        return address.protocol() + " " + address.displayName() + address.queryDigest() + " " + address.model();
    }

    @Override
    public List<float[]> encode(Language language, List<String> sentences) throws IOException {
        List<float[]> vectors = new ArrayList<>();
        while (vectors.size() < sentences.size()) {
            int from = vectors.size();
            List<String> part = sentences.subList(from, Math.min(from + batch, sentences.size()));
            JsonNode request = address.protocol().request(address.model(), part);
            Optional<String> body = exchange.send(request.toString(), part.size() > 1);
            if (body.isEmpty()) {
                batch = part.size() / 2;
                continue;
            }
            vectors.addAll(answer.read(body.get(), part.size()));
            requireSize(vectors.get(from).length);
        }
        return vectors;
    }

    private void requireSize(int given) throws FormatException {
        if (size != 0 && size != given) {
            throw EmbeddingProtocol.VectorAnswer.sizeChanged(address.displayName(), size, given);
        }
        size = given;
    }

    @Override
    public void close() {
        exchange.close();
    }

    /**
     * Limits the retries for a server that is busy or unreachable. Pauses double, so that retries do not increase the
     * load. If the server requests a pause, that pause is used, up to a limit.
     *
     * @param attempts maximum number of requests, 1 or more
     * @param first pause before the second request
     * @param longest maximum pause that the server may request
     */
    public record Retries(int attempts, Duration first, Duration longest) {
        /**
         * Default retries. They end within 8 s if no server listens. They wait longer if a server requests it, as
         * OpenAI does for its limits per minute.
         */
        public static final Retries DEFAULT = new Retries(5, Duration.ofMillis(500), Duration.ofSeconds(90));

        public Retries {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(longest, "longest");
            if (attempts < 1) {
                throw new IllegalArgumentException("attempts must be 1 or more, not " + attempts);
            }
        }

        /**
         * Returns the pause after failed requests.
         *
         * @param failed number of failed requests, from 1
         */
        Duration pause(int failed) {
            return first.multipliedBy(1L << Math.min(failed - 1, 20));
        }
    }

    /**
     * Holds the address, the protocol and the model of an embedding server.
     *
     * @param url address without the name of the model
     * @param protocol protocol of the server
     * @param model model name for requests; empty if the server has only one model
     */
    record ServerAddress(HttpUrl url, EmbeddingProtocol protocol, String model) {
        private static final int DIGEST_BYTES = 8;
        private static final String MODEL = "model";

        /**
         * Parses an address.
         *
         * @param address web address, optionally with {@code ?model=NAME}
         * @param named model name, if given separately
         * @throws FormatException if the address is invalid, or lacks a known protocol or a required model name
         */
        static ServerAddress of(String address, Optional<String> named) throws FormatException {
            HttpUrl url = HttpUrl.parse(address);
            if (url == null) {
                throw new FormatException(address, "is not a web address", "write it as http://host:port/path");
            }
            String server = displayName(url);
            EmbeddingProtocol protocol = EmbeddingProtocol.of(url.encodedPath())
                    .orElseThrow(() -> new FormatException(
                            server,
                            "the address has no known protocol",
                            "use an address that ends in " + paths() + " (OpenAI, Ollama, text-embeddings-inference)"));
            Optional<String> model = named.or(() -> Optional.ofNullable(url.queryParameter(MODEL)))
                    .filter(name -> !name.isBlank());
            if (protocol.needsModel() && model.isEmpty()) {
                throw new FormatException(server, "needs a model name", "add --encoder-model NAME or ?model=NAME");
            }
            if (!protocol.needsModel() && model.isPresent()) {
                throw new FormatException(server, "has only one model, not " + model.get(), "omit the model name");
            }
            return new ServerAddress(
                    url.newBuilder().removeAllQueryParameters(MODEL).build(), protocol, model.orElse(""));
        }

        /** Returns whether the argument of an option is a web address rather than a folder. */
        static boolean isAddress(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.startsWith("http://") || lower.startsWith("https://");
        }

        private static String paths() {
            return Arrays.stream(EmbeddingProtocol.values())
                    .map(EmbeddingProtocol::path)
                    .collect(Collectors.joining(", "));
        }

        /** Returns the address of the server for messages and the cache, without parts that may be secret. */
        String displayName() {
            return displayName(url);
        }

        /**
         * Returns a digest that distinguishes queries without revealing them, since a query may contain a key; empty if
         * there is no query.
         */
        String queryDigest() {
            String query = url.query();
            return query == null
                    ? ""
                    : "?" + HexFormat.of().formatHex(EmbeddingProtocol.Digest.of(query), 0, DIGEST_BYTES);
        }

        private static String displayName(HttpUrl url) {
            return url.newBuilder()
                    .username("")
                    .password("")
                    .query(null)
                    .fragment(null)
                    .build()
                    .toString();
        }
    }
}
