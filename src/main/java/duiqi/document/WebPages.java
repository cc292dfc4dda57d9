package duiqi.document;

import duiqi.document.DocumentReader.Input;
import duiqi.io.Encoding;
import duiqi.text.FormatException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Fetches documents from {@code http} and {@code https} addresses.
 *
 * <p>It follows up to 20 redirects, as OkHttp and browsers do, and expands gzip. It sends no cookies and no
 * credentials. Thread-safe.
 */
public final class WebPages {
    private static final String ACCEPTED =
            "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5";

    private static final String SAVE_IT = "save the page in a browser and use the file";

    /** Extensions of the formats that servers declare. */
    private static final Map<String, String> EXTENSIONS = Map.ofEntries(
            Map.entry("text/html", "html"),
            Map.entry("application/xhtml+xml", "html"),
            Map.entry("text/markdown", "md"),
            Map.entry("text/x-markdown", "md"),
            Map.entry("application/x-subrip", "srt"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/x-pdf", "pdf"),
            Map.entry("application/epub+zip", "epub"),
            Map.entry("application/vnd.oasis.opendocument.text", "odt"),
            Map.entry("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"));

    /**
     * Limits time and size of a download.
     *
     * @param time timeout for the whole download including redirects
     * @param bytes maximum size of a document, after expansion
     */
    record Limits(Duration time, int bytes) {
        /** Limits that suffice for slow sites and for a scanned book. */
        static final Limits DEFAULT = new Limits(Duration.ofSeconds(90), 64 << 20);
    }

    private final String userAgent;
    private final Limits limits;
    private final OkHttpClient client;

    /**
     * Creates a fetcher for the public internet.
     *
     * @param userAgent value of the User-Agent header, for example {@code duiqi/0.1.0}
     * @param allowsPrivateAddresses true to reach this machine and private networks too; an untrusted document may
     *     contain their addresses, or a redirect may lead there
     */
    public WebPages(String userAgent, boolean allowsPrivateAddresses) {
        this(userAgent, Limits.DEFAULT, allowsPrivateAddresses ? any -> true : PublicAddresses::isPublic, Dns.SYSTEM);
    }

    /**
     * Creates a fetcher.
     *
     * @param allowed returns true for addresses that may be reached
     * @param names resolves host names
     */
    WebPages(String userAgent, Limits limits, Predicate<InetAddress> allowed, Dns names) {
        this.userAgent = userAgent;
        this.limits = limits;
        this.client = new OkHttpClient.Builder()
                .readTimeout(limits.time)
                .callTimeout(limits.time)
                .dns(names)
                .eventListener(PublicAddresses.guard(allowed))
                .proxySelector(new PublicAddresses.NameProxies())
                .build();
    }

    /** Returns whether a name is an address that {@link #fetch} accepts. */
    public static boolean isAddress(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /**
     * Fetches the document at an address.
     *
     * @throws FormatException if there is no document, or if it cannot be reached, with a reason and a remedy
     */
    public Input fetch(String address) throws FormatException {
        return open(address).input();
    }

    /**
     * Holds a document from the web.
     *
     * @param input the document, with the requested address as its name
     * @param address the final address after redirects
     * @param links values of the Link headers (RFC 8288)
     */
    record Page(Input input, HttpUrl address, List<String> links) {}

    /** Fetches the document at an address with its final address and its links. */
    Page open(String address) throws FormatException {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null) {
            throw new FormatException(address, "is not a web address", "write it as https://host/path");
        }
        Request request = new Request.Builder()
                .url(url)
                .header("User-Agent", userAgent)
                .header("Accept", ACCEPTED)
                .build();
        try (Response response = client.newCall(request).execute()) {
            requireSuccess(address, response);
            MediaType type = response.body().contentType();
            String extension = extension(address, type, response.request().url());
            Input input = new Input(address, content(address, response), charset(type), Optional.of(extension));
            return new Page(input, response.request().url(), response.headers("Link"));
        } catch (SecurityException refused) {
            throw new FormatException(
                    address,
                    "leads to " + refused.getMessage() + ", an address of this machine or of a private network",
                    "save the page, and give the file",
                    refused);
        } catch (FormatException refused) {
            throw refused;
        } catch (IOException failure) {
            throw explain(address, url.host(), failure);
        }
    }

    /**
     * Returns the encoding that a server declares. Latin-1 is ignored: Apache adds it to pages of unknown encoding, and
     * RFC 2616, section 3.7.1, made it the default. The page itself is more reliable.
     */
    static Optional<Charset> charset(@Nullable MediaType type) {
        return Optional.ofNullable(type)
                .flatMap(known -> Optional.ofNullable(known.parameter("charset")))
                .filter(label -> !label.equalsIgnoreCase("iso-8859-1"))
                .flatMap(Encoding::labelled);
    }

    private static void requireSuccess(String address, Response response) throws FormatException {
        int code = response.code();
        if (!response.isSuccessful()) {
            boolean isTemporary = code == 429 || code >= 500;
            throw new FormatException(
                    address,
                    "the server returned HTTP " + code,
                    (isTemporary ? "try again later, or " : "check the address, or ") + SAVE_IT);
        }
    }

    private byte[] content(String address, Response response) throws IOException {
        byte[] content = response.body().byteStream().readNBytes(limits.bytes + 1);
        if (content.length > limits.bytes) {
            throw new FormatException(
                    address,
                    "has more than " + limits.bytes + " bytes",
                    "use the address of a single article, or save the part that you need");
        }
        if (content.length == 0) {
            throw new FormatException(address, "is empty", "check the address");
        }
        return content;
    }

    private static FormatException explain(String address, String host, IOException failure) {
        if (failure instanceof UnknownHostException || failure instanceof ConnectException) {
            return new FormatException(
                    address, "cannot connect to " + host, "check the address and your connection", failure);
        }
        String reason = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        String problem = failure instanceof InterruptedIOException
                ? host + " did not respond in time"
                : "download failed (" + reason + ")";
        return new FormatException(address, problem, "try again later, or " + SAVE_IT, failure);
    }

    /**
     * Returns the format of a response, as a file name extension, from its media type. If the type is generic or unknown,
     * the extension of the address decides.
     */
    private static String extension(String address, @Nullable MediaType type, HttpUrl url) throws FormatException {
        Optional<String> ending = Input.extensionOf(url.encodedPath()).filter(Documents::areRead);
        if (type == null) {
            return ending.orElse("html");
        }
        String name = (type.type() + '/' + type.subtype()).toLowerCase(Locale.ROOT);
        Optional<String> known = Optional.ofNullable(EXTENSIONS.get(name));
        if (name.equals("text/plain")) {
            return ending.filter(text -> !text.contains("htm")).orElse("txt");
        }
        return known.or(() -> ending)
                .orElseThrow(() -> new FormatException(
                        address,
                        "has the type " + name + ", which contains no readable text",
                        "use the address of a web page, PDF, docx, pptx, odt, epub or text file"));
    }
}
