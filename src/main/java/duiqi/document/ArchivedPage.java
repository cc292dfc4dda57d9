package duiqi.document;

import duiqi.document.DocumentReader.Input;
import duiqi.document.LinkedPages.PageLinks;
import duiqi.document.LinkedPages.Translation;
import duiqi.document.html.HtmlReader;
import duiqi.document.html.HtmlSource;
import duiqi.text.Document;
import duiqi.text.FormatException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import org.jsoup.nodes.Element;

/**
 * Holds an HTML page from an archive of the web, as the server sent it.
 *
 * @param address the address of the page
 * @param bytes the content, decompressed; must not be changed
 * @param type the value of the header Content-Type
 * @param modified the value of the header Last-Modified
 * @param links the values of the Link headers (RFC 8288)
 */
public record ArchivedPage(
        String address, byte[] bytes, Optional<String> type, Optional<String> modified, List<String> links) {
    public ArchivedPage {
        links = List.copyOf(links);
    }

    /**
     * Returns the address in the form that links have too: without a fragment, in canonical encoding. Returns empty if it
     * is not an address of the web.
     */
    public static Optional<String> canonical(String address) {
        return url(address).map(HttpUrl::toString);
    }

    private static Optional<HttpUrl> url(String address) {
        return Optional.ofNullable(HttpUrl.parse(address))
                .map(url -> url.newBuilder().fragment(null).build());
    }

    /**
     * Holds the content of a page.
     *
     * @param document the article
     * @param date the date that the page or the server declares, in ISO 8601
     * @param canonical the address that the page declares as its own
     * @param links the links of the whole page by address, each with the language that it declares in lower case, or an
     *     empty text
     */
    public record Content(
            Document document, Optional<String> date, Optional<String> canonical, Map<String, String> links) {}

    /**
     * Reads the article and the links of the page.
     *
     * @throws FormatException if the page has no article, cannot be read, or takes too long
     */
    public Content read() throws IOException {
        HttpUrl url = url(address)
                .orElseThrow(
                        () -> new FormatException(address, "is not a web address", "write it as https://host/path"));
        Optional<Charset> charset = type.flatMap(value -> WebPages.charset(MediaType.parse(value)));
        Input input = new Input(address, bytes, charset, Optional.of("html"));
        PageReader reader = new PageReader(url, links);
        Document document =
                Documents.withoutComments(Documents.read(new Documents.Format("HTML", Set.of(), reader), input));
        if (document.paragraphs().isEmpty()) {
            throw new FormatException(address, "has no text", "use a page with text");
        }
        return new Content(
                document,
                reader.date.or(() -> modified.flatMap(PageDate::ofHeader)),
                reader.canonical,
                Collections.unmodifiableMap(reader.found));
    }

    /** Reads a page, and keeps what only the whole page contains, because reading the article removes it. */
    private static final class PageReader implements DocumentReader {
        /** Maximum number of links of a page; pages with more are lists. */
        private static final int MAX_LINKS = 5000;

        private final HttpUrl address;
        private final List<String> headers;
        private final Map<String, String> found = new LinkedHashMap<>();
        private Optional<String> date = Optional.empty();
        private Optional<String> canonical = Optional.empty();

        PageReader(HttpUrl address, List<String> headers) {
            this.address = address;
            this.headers = headers;
        }

        @Override
        public Document read(Input input) throws FormatException {
            HtmlSource source = HtmlSource.of(input);
            org.jsoup.nodes.Document tree = source.html();
            PageLinks all = PageLinks.of(address, headers, Optional.of(tree));
            for (Translation link : all.translations()) {
                found.putIfAbsent(link.address(), link.tag());
            }
            for (Element link : tree.select("a[href]")) {
                if (found.size() < MAX_LINKS) {
                    all.resolve(link.attr("href"))
                            .ifPresent(to -> found.merge(
                                    to.toString(),
                                    link.attr("lang").strip().toLowerCase(Locale.ROOT),
                                    (first, second) -> first.isEmpty() ? second : first));
                }
            }
            found.remove(address.toString());
            canonical = Optional.ofNullable(tree.selectFirst("link[rel~=(?i)^canonical$][href]"))
                    .flatMap(link -> all.resolve(link.attr("href")))
                    .map(HttpUrl::toString);
            date = PageDate.of(tree);
            return HtmlReader.read(input.name(), source, tree);
        }
    }

    private static final class PageDate {
        /** Names of metadata with the date of publication (Open Graph, schema.org, Dublin Core), the best first. */
        private static final List<String> NAMES = List.of("""
                article:published_time og:published_time datepublished publishdate pubdate publish_date publication_date
                dc.date.issued dcterms.issued dcterms.created dc.date.created dc.date dcterms.date date
                weibo:article:create_at article:modified_time og:updated_time datemodified last-modified""".split("\\s+"));

        private static final Pattern ISO =
                Pattern.compile("((?:19|20)\\d\\d)[-/.年]?(\\d{1,2})[-/.月]?(\\d{1,2})(?!\\d).*", Pattern.DOTALL);

        private static final Pattern JSON = Pattern.compile("\"datePublished\"\\s*:\\s*\"([^\"]{8,40})\"");

        private PageDate() {}

        static Optional<String> of(Element page) {
            Map<String, String> declared = new LinkedHashMap<>();
            for (Element meta : page.select("meta[content]")) {
                for (String attribute : List.of("property", "name", "itemprop", "http-equiv")) {
                    String name = meta.attr(attribute).strip().toLowerCase(Locale.ROOT);
                    if (!name.isEmpty()) {
                        declared.putIfAbsent(name, meta.attr("content"));
                    }
                }
            }
            Stream<String> metadata =
                    NAMES.stream().filter(declared::containsKey).map(name -> declared.get(name));
            return Stream.concat(metadata, elements(page).stream())
                    .flatMap(text -> ofText(text).stream())
                    .findFirst();
        }

        private static List<String> elements(Element page) {
            List<String> found = new ArrayList<>();
            for (Element script : page.select("script[type=application/ld+json]")) {
                Matcher date = JSON.matcher(script.data());
                if (date.find()) {
                    found.add(date.group(1));
                }
            }
            for (Element element : page.select("[itemprop=datePublished], time[pubdate], time[datetime]")) {
                found.add(element.hasAttr("datetime") ? element.attr("datetime") : element.text());
            }
            return found;
        }

        private static Optional<String> ofText(String text) {
            Matcher date = ISO.matcher(text.strip());
            if (!date.matches()) {
                return ofHeader(text);
            }
            try {
                return Optional.of(LocalDate.of(
                                Integer.parseInt(date.group(1)),
                                Integer.parseInt(date.group(2)),
                                Integer.parseInt(date.group(3)))
                        .toString());
            } catch (DateTimeException impossible) {
                return Optional.empty();
            }
        }

        /** Returns the date of a header such as {@code Sat, 28 Nov 2026 08:00:00 GMT} (RFC 9110, section 5.6.7). */
        static Optional<String> ofHeader(String text) {
            try {
                return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toLocalDate()
                        .toString());
            } catch (DateTimeException unknown) {
                return Optional.empty();
            }
        }
    }
}
