package duiqi.document;

import duiqi.document.plain.TextDecoder;
import duiqi.document.web.PublicAddresses;
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
 * <p>Follows up to 20 redirects, as OkHttp and the browsers do, and expands gzip. Sends no cookies and no credentials. May be
 * shared by threads.
 */
public final class WebPages {
    private static final String ACCEPTED =
            "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.9,*/*;q=0.5";

    private static final String SAVE_IT = "save the page from a browser and give the file";

    /**
     * The times to wait and the bytes to take.
     *
     * @param connect for a connection
     * @param read between two parts of an answer
     * @param whole for everything, redirects included
     * @param bytes largest document, after expansion
     */
    public record Limits(Duration connect, Duration read, Duration whole, int bytes) {
        /** Patient enough for slow sites, and room for a scanned book. */
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

    /** The addresses that may be connected to, those of redirects included. */
    public enum Reach {
        /** The public internet: neither this machine nor private networks, whose pages are not meant for what a stranger names. */
        PUBLIC,
        /** All. */
        ANY
    }

    private final String userAgent;
    private final Limits limits;
    private final Predicate<InetAddress> allowed;
    private final OkHttpClient client;

    /**
     * Makes a reader of pages of the public internet.
     *
     * @param userAgent what to call ourselves, such as {@code duiqi/0.1.0}
     */
    public WebPages(String userAgent) {
        this(userAgent, Limits.DEFAULT);
    }

    /** Makes a reader of pages of the public internet. */
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
     * @param allowed which addresses may be connected to
     * @param names finds the addresses of hosts
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
                .build();
    }

    /** Returns whether a name is an address that {@link #fetch} can try. */
    public static boolean isAddress(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("http://") || lower.startsWith("https://");
    }

    /**
     * Fetches what stands at an address.
     *
     * @throws FormatException if there is no document, or it may not be reached, saying why and what to do
     */
    public Input fetch(String address) throws FormatException {
        HttpUrl url = HttpUrl.parse(address);
        if (url == null) {
            throw new FormatException(address, "is not an address of the web", "write it as https://host/path");
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
            return new Input(address, content(address, response), charset(type), Optional.of(extension));
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
     * The encoding that a server tells. Latin-1 is what Apache adds to pages it knows nothing of, and what RFC 2616, section 3.7.1,
     * made of silence: the page itself knows better.
     */
    private static Optional<Charset> charset(@Nullable MediaType type) {
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
            case 401, 402, 403, 451 -> "if you can see it in a browser, save it there and give the file";
            case 404, 410 -> "check the address";
            case 429 -> "wait a while, then try again";
            default -> code >= 500 ? "try again later, or " + SAVE_IT : "check the address, or " + SAVE_IT;
        };
        throw new FormatException(address, "the server answers " + code + meaning(code), remedy);
    }

    private static String meaning(int code) {
        return switch (code) {
            case 401, 403 -> " (access denied)";
            case 404 -> " (not found)";
            case 410 -> " (gone)";
            case 429 -> " (too many requests)";
            default -> code >= 500 ? " (the server fails)" : "";
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
                            "give the address of a single article, or save the part you need");
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
            problem = "there is no host " + host;
            remedy = "check the address and your connection";
        } else if (failure instanceof SSLException) {
            problem = "no secure connection to " + host;
            remedy = "check the address, or " + SAVE_IT;
        } else if (failure instanceof ConnectException) {
            problem = "no connection to " + host;
            remedy = "check the address and your connection";
        } else if (failure instanceof InterruptedIOException) {
            problem = host + " does not answer in time";
        } else if (isRedirectLoop(failure)) {
            problem = "is redirected again and again";
            remedy = "open it in a browser and give the address that it shows in the end";
        } else if (failure instanceof EOFException || failure instanceof ProtocolException) {
            problem = "the answer of " + host + " breaks off";
        } else {
            problem = "could not be fetched (" + oneLine(failure) + ")";
        }
        return new FormatException(address, problem, remedy, failure);
    }

    /** OkHttp tells a loop from other breaches of the protocol only by its message. */
    private static boolean isRedirectLoop(IOException failure) {
        return failure instanceof ProtocolException && oneLine(failure).startsWith("Too many follow-up requests");
    }

    private static String oneLine(IOException failure) {
        String message = Objects.requireNonNullElse(
                failure.getMessage(), failure.getClass().getSimpleName());
        return message.lines().findFirst().orElse("");
    }

    /**
     * Tells the format of an answer of a web server, as a file name extension. The media type decides; where it says little, or
     * is not known here, the end of the address does.
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
                Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"));

        /** Types that servers give to any file they do not know. */
        private static final Set<String> UNTOLD = Set.of(
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
            if (ending.isPresent() && (UNTOLD.contains(name) || Documents.areRead(ending.get()))) {
                return ending.get();
            }
            throw new FormatException(
                    address,
                    "is " + name + ", which holds no text that can be read",
                    "give the address of a web page, or of a PDF, docx, odt, epub or text file");
        }

        /** Servers send these as plain text. */
        private static boolean isText(String extension) {
            return switch (extension) {
                case "txt", "md", "markdown", "srt" -> true;
                default -> false;
            };
        }
    }
}
