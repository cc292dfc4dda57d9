package duiqi.document;

import duiqi.document.DocumentReader.Input;
import duiqi.document.plain.TextDecoder;
import duiqi.text.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
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

    /**
     * Limits time and size of a download.
     *
     * @param connect timeout for a connection
     * @param read timeout between two parts of a response
     * @param whole timeout for the whole download including redirects
     * @param bytes maximum size of a document, after expansion
     */
    public record Limits(Duration connect, Duration read, Duration whole, int bytes) {
        /** Default limits, long enough for slow sites and large enough for a scanned book. */
        public static final Limits DEFAULT =
                new Limits(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(90), 64 << 20);

        public Limits {
            Objects.requireNonNull(connect, "connect");
            Objects.requireNonNull(read, "read");
            Objects.requireNonNull(whole, "whole");
            if (bytes < 1) {
                throw new IllegalArgumentException("a document may have at least 1 byte, not " + bytes);
            }
        }
    }

    /** Selects the addresses that may be reached, including those of redirects. */
    public enum Reach {
        /**
         * The public internet only. This machine and private networks are excluded, because an untrusted document may
         * contain the address.
         */
        PUBLIC,
        /** All addresses. */
        ANY
    }

    private final String userAgent;
    private final Limits limits;
    private final Predicate<InetAddress> allowed;
    private final OkHttpClient client;

    /**
     * Creates a fetcher for the public internet.
     *
     * @param userAgent value of the User-Agent header, for example {@code duiqi/0.1.0}
     */
    public WebPages(String userAgent) {
        this(userAgent, Limits.DEFAULT);
    }

    /** Creates a fetcher for the public internet. */
    public WebPages(String userAgent, Limits limits) {
        this(userAgent, Reach.PUBLIC, limits);
    }

    public WebPages(String userAgent, Reach reach) {
        this(userAgent, reach, Limits.DEFAULT);
    }

    public WebPages(String userAgent, Reach reach, Limits limits) {
        this(userAgent, limits, reach == Reach.ANY ? any -> true : PublicAddresses::isPublic, Dns.SYSTEM);
    }

    /**
     * Creates a fetcher.
     *
     * @param allowed returns true for addresses that may be reached
     * @param names resolves host names
     */
    WebPages(String userAgent, Limits limits, Predicate<InetAddress> allowed, Dns names) {
        this.userAgent = Objects.requireNonNull(userAgent, "userAgent");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.allowed = allowed;
        this.client = new OkHttpClient.Builder()
                .connectTimeout(limits.connect())
                .readTimeout(limits.read())
                .callTimeout(limits.whole())
                .dns(names)
                .proxySelector(new PublicAddresses.GuardedProxies(allowed))
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
        try (Response response = guarded(address).newCall(request).execute()) {
            requireSuccess(address, response);
            MediaType type = response.body().contentType();
            String extension =
                    WebFormats.extension(address, type, response.request().url());
            Input input = new Input(address, content(address, response), charset(type), Optional.of(extension));
            return new Page(input, response.request().url(), response.headers("Link"));
        } catch (FormatException refused) {
            throw refused;
        } catch (IOException failure) {
            throw explain(address, url.host(), failure);
        }
    }

    private OkHttpClient guarded(String address) {
        return client.newBuilder()
                .socketFactory(new PublicAddresses.GuardedSockets(address, allowed))
                .build();
    }

    /**
     * Returns the encoding that a server declares. Latin-1 is ignored: Apache adds it to pages of unknown encoding, and
     * RFC 2616, section 3.7.1, made it the default. The page itself is more reliable.
     */
    static Optional<Charset> charset(@Nullable MediaType type) {
        return Optional.ofNullable(type)
                .flatMap(known -> Optional.ofNullable(known.parameter("charset")))
                .filter(label -> !label.equalsIgnoreCase("iso-8859-1"))
                .flatMap(TextDecoder.CharsetLabel::of);
    }

    private static void requireSuccess(String address, Response response) throws FormatException {
        int code = response.code();
        if (response.isSuccessful()) {
            return;
        }
        String remedy = switch (code) {
            case 401, 402, 403, 451 -> "if a browser can open the page, save it there and use the file";
            case 404, 410 -> "check the address";
            case 429 -> "wait, then try again";
            default -> code >= 500 ? "try again later, or " + SAVE_IT : "check the address, or " + SAVE_IT;
        };
        throw new FormatException(address, "the server returned HTTP " + code + meaning(code), remedy);
    }

    private static String meaning(int code) {
        return switch (code) {
            case 401, 403 -> " (access denied)";
            case 404 -> " (not found)";
            case 410 -> " (gone)";
            case 429 -> " (too many requests)";
            default -> code >= 500 ? " (server error)" : "";
        };
    }

    private byte[] content(String address, Response response) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] part = new byte[1 << 13];
        try (InputStream body = response.body().byteStream()) {
            for (int read = body.read(part); read >= 0; read = body.read(part)) {
                if (read > limits.bytes() - content.size()) {
                    throw new FormatException(
                            address,
                            "has more than " + limits.bytes() + " bytes",
                            "use the address of a single article, or save the part that you need");
                }
                content.write(part, 0, read);
            }
        }
        if (content.size() == 0) {
            throw new FormatException(address, "is empty", "check the address");
        }
        return content.toByteArray();
    }

    private FormatException explain(String address, String host, IOException failure) {
        String problem;
        String remedy = "try again later, or " + SAVE_IT;
        if (failure instanceof UnknownHostException) {
            problem = "unknown host " + host;
            remedy = "check the address and your connection";
        } else if (failure instanceof SSLException) {
            problem = "cannot establish a secure connection to " + host;
            remedy = "check the address, or " + SAVE_IT;
        } else if (failure instanceof ConnectException) {
            problem = "cannot connect to " + host;
            remedy = "check the address and your connection";
        } else if (failure instanceof InterruptedIOException) {
            problem = host + " did not respond in time";
        } else if (isRedirectLoop(failure)) {
            problem = "redirects too many times";
            remedy = "open it in a browser and use the final address";
        } else if (failure instanceof EOFException || failure instanceof ProtocolException) {
            problem = "the response of " + host + " is incomplete";
        } else {
            problem = "download failed (" + oneLine(failure) + ")";
        }
        return new FormatException(address, problem, remedy, failure);
    }

    /**
     * Returns whether a failure is a redirect loop. OkHttp distinguishes it from other protocol errors only by the
     * message.
     */
    private static boolean isRedirectLoop(IOException failure) {
        return failure instanceof ProtocolException && oneLine(failure).startsWith("Too many follow-up requests");
    }

    private static String oneLine(IOException failure) {
        String message = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return message.lines().findFirst().orElse("");
    }

    /**
     * Determines the format of a response, as a file name extension, from its media type. If the type is generic or
     * unknown, the extension of the address decides.
     */
    private static final class WebFormats {
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
                Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
                Map.entry("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"));

        /** Types that servers use for unknown files. */
        private static final Set<String> GENERIC = Set.of(
                "application/octet-stream",
                "binary/octet-stream",
                "application/download",
                "application/force-download",
                "application/zip");

        private WebFormats() {}

        static String extension(String address, @Nullable MediaType type, HttpUrl url) throws FormatException {
            Optional<String> ending = Input.extensionOf(url.encodedPath());
            if (type == null) {
                return ending.filter(Documents::areRead).orElse("html");
            }
            String name = (type.type() + '/' + type.subtype()).toLowerCase(Locale.ROOT);
            String known = EXTENSIONS.get(name);
            if (known != null) {
                return known;
            }
            if (name.equals("text/plain")) {
                return ending.filter(WebFormats::isText).orElse("txt");
            }
            if (ending.isPresent() && (GENERIC.contains(name) || Documents.areRead(ending.get()))) {
                return ending.get();
            }
            throw new FormatException(
                    address,
                    "has the type " + name + ", which contains no readable text",
                    "use the address of a web page, PDF, docx, pptx, odt, epub or text file");
        }

        /** Returns whether servers send files with an extension as plain text. */
        private static boolean isText(String extension) {
            return switch (extension) {
                case "txt", "md", "markdown", "mdx", "rst", "adoc", "asciidoc", "asc", "srt" -> true;
                default -> false;
            };
        }
    }
}
