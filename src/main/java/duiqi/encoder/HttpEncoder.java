package duiqi.encoder;

import com.fasterxml.jackson.databind.JsonNode;
import duiqi.text.FormatException;
import duiqi.text.Language;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An encoder that is a server: of the OpenAI form, of Hugging Face's text-embeddings-inference, or Ollama.
 *
 * <p>Sentences go in batches. A batch that the server finds too large is halved, and the smaller size kept. Not thread-safe.
 */
public final class HttpEncoder implements Encoder {
    private final ServerAddress address;
    private final VectorAnswer answer;
    private final HttpExchange exchange;
    private int batch;
    private int size;

    private HttpEncoder(ServerAddress address, HttpExchange exchange) {
        this.address = address;
        this.exchange = exchange;
        answer = new VectorAnswer(address.place(), address.protocol());
        batch = address.protocol().batch();
    }

    /** Whether a name is an address, and not a folder. */
    public static boolean isAddress(String name) {
        return ServerAddress.isAddress(name);
    }

    /**
     * What a server must be told, and how long to wait for it.
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
     * The encoder at an address. The server is not asked yet.
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
            throw VectorAnswer.changed(address.place(), size, given);
        }
        size = given;
    }

    @Override
    public void close() {
        exchange.close();
    }
}
