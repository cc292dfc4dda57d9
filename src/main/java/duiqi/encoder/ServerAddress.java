package duiqi.encoder;

import duiqi.text.FormatException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

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
        Optional<String> model =
                named.or(() -> Optional.ofNullable(url.queryParameter(MODEL))).filter(name -> !name.isBlank());
        if (protocol.namesModel() && model.isEmpty()) {
            throw new FormatException(place, "needs the name of a model", "add --encoder-model NAME or ?model=NAME");
        }
        if (!protocol.namesModel() && model.isPresent()) {
            throw new FormatException(
                    place, "cannot be asked for the model " + model.get() + ", having only one", "leave its name out");
        }
        return new ServerAddress(
                url.newBuilder().removeAllQueryParameters(MODEL).build(), protocol, model.orElse(""));
    }

    /** Whether the argument of an option is an address, and not the name of a folder. */
    static boolean isAddress(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    private static String paths() {
        return Arrays.stream(EmbeddingProtocol.values())
                .map(EmbeddingProtocol::path)
                .collect(Collectors.joining(", "));
    }

    /** What to call the server in messages and in the cache: nothing that may be secret. */
    String place() {
        return place(url);
    }

    /** What tells this query from others without showing it, since it may hold a key; empty if there is none. */
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
