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
 * An encoder that is a server: of the OpenAI form, of Hugging Face's text-embeddings-inference, or Ollama.
 *
 * <p>Sentences go in batches. A batch that the server finds too large is halved, and the smaller size kept. Not thread-safe.
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
        answer = new EmbeddingProtocol.VectorAnswer(address.place(), address.protocol());
        batch = address.protocol().batch();
    }

    /** Returns whether a name is an address, and not a folder. */
    public static boolean isAddress(String name) {
        return ServerAddress.isAddress(name);
    }

    /**
     * The settings of a server: the secrets to send, and how long to wait for an answer.
     *
     * @param model name of the model; empty if it is in the address or there is only one
     * @param key secret that the server asks for, which goes into no message
     * @param userAgent what to call ourselves
     * @param timeout longest time for one answer: a model may first have to be loaded
     * @param retries what to do with a server that is busy
     */
    public record Options(
            Optional<String> model, Optional<String> key, String userAgent, Duration timeout, Retries retries) {
        /** Loading a large model from a slow disk takes a minute or two. */
        public static final Duration USUAL_TIMEOUT = Duration.ofMinutes(3);

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
     * Returns the encoder at an address. The server is not asked yet.
     *
     * @param address how its path ends tells the protocol: {@code /v1/embeddings}, {@code /embed} or {@code /api/embed}
     * @throws FormatException if the address does not tell the protocol, or no model is named where one must be
     */
    public static HttpEncoder at(String address, Options options) throws FormatException {
        ServerAddress known = ServerAddress.of(address, options.model());
        return new HttpEncoder(known, new HttpExchange(known, options));
    }

    @Override
    public String identity() {
        return address.protocol() + " " + address.place() + address.queryDigest() + " " + address.model();
    }

    @Override
    public List<float[]> encode(Language language, List<String> sentences) throws IOException {
        List<float[]> vectors = new ArrayList<>();
        while (vectors.size() < sentences.size()) {
            int from = vectors.size();
            List<String> part = sentences.subList(from, Math.min(from + batch, sentences.size()));
            JsonNode question = address.protocol().question(address.model(), part);
            Optional<String> body = exchange.ask(question.toString(), part.size() > 1);
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
            throw EmbeddingProtocol.VectorAnswer.changed(address.place(), size, given);
        }
        size = given;
    }

    @Override
    public void close() {
        exchange.close();
    }

    /**
     * How often to ask a server again that is busy or out of reach: with pauses that double, so that a server under load is not
     * pressed further. A server that names a pause itself is obeyed, within bounds.
     *
     * @param attempts questions in all, 1 or more
     * @param first pause before the second question
     * @param longest pause to put up with when the server names it
     */
    public record Retries(int attempts, Duration first, Duration longest) {
        /** Over within 8 s where nobody listens, and patient with a server that asks for it, as OpenAI's limits by the minute do. */
        public static final Retries DEFAULT = new Retries(5, Duration.ofMillis(500), Duration.ofSeconds(90));

        public Retries {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(longest, "longest");
            if (attempts < 1) {
                throw new IllegalArgumentException("there must be 1 attempt or more, not " + attempts);
            }
        }

        /**
         * Returns the pause after so many questions.
         *
         * @param failed questions that failed, from 1
         */
        Duration pause(int failed) {
            return first.multipliedBy(1L << Math.min(failed - 1, 20));
        }
    }

    /**
     * Where a server of vectors is, and how it is asked.
     *
     * @param url where to ask, without the name of the model
     * @param protocol how to ask
     * @param model the model to ask for; empty where the server has but one
     */
    record ServerAddress(HttpUrl url, EmbeddingProtocol protocol, String model) {
        private static final int DIGEST_BYTES = 8;
        private static final String MODEL = "model";

        /**
         * Takes an address apart.
         *
         * @param address with {@code ?model=NAME} if it likes
         * @param named the model, if it is named besides the address
         * @throws FormatException if it is none, or does not tell the protocol or the model
         */
        static ServerAddress of(String address, Optional<String> named) throws FormatException {
            HttpUrl url = HttpUrl.parse(address);
            if (url == null) {
                throw new FormatException(address, "is not an address of the web", "write it as http://host:port/path");
            }
            String place = place(url);
            EmbeddingProtocol protocol = EmbeddingProtocol.of(url.encodedPath())
                    .orElseThrow(() -> new FormatException(
                            place,
                            "does not show how the server is asked",
                            "let it end in " + paths() + " (OpenAI, Ollama, text-embeddings-inference)"));
            Optional<String> model = named.or(() -> Optional.ofNullable(url.queryParameter(MODEL)))
                    .filter(name -> !name.isBlank());
            if (protocol.namesModel() && model.isEmpty()) {
                throw new FormatException(
                        place, "needs the name of a model", "add --encoder-model NAME or ?model=NAME");
            }
            if (!protocol.namesModel() && model.isPresent()) {
                throw new FormatException(
                        place,
                        "cannot be asked for the model " + model.get() + ", having only one",
                        "leave its name out");
            }
            return new ServerAddress(
                    url.newBuilder().removeAllQueryParameters(MODEL).build(), protocol, model.orElse(""));
        }

        /** Returns whether the argument of an option is an address, and not the name of a folder. */
        static boolean isAddress(String name) {
            String lower = name.toLowerCase(Locale.ROOT);
            return lower.startsWith("http://") || lower.startsWith("https://");
        }

        private static String paths() {
            return Arrays.stream(EmbeddingProtocol.values())
                    .map(EmbeddingProtocol::path)
                    .collect(Collectors.joining(", "));
        }

        /** Returns the name of the server for messages and the cache, without anything that may be secret. */
        String place() {
            return place(url);
        }

        /** Returns a digest that tells this query from others without showing it, since it may hold a key; empty if there is none. */
        String queryDigest() {
            String query = url.query();
            return query == null ? "" : "?" + HexFormat.of().formatHex(Digest.of(query), 0, DIGEST_BYTES);
        }

        private static String place(HttpUrl url) {
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
