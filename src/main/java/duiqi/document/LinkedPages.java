package duiqi.document;

import duiqi.document.DocumentReader.Input;
import duiqi.document.html.HtmlSource;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Located;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jsoup.nodes.Element;

/**
 * Reads articles from the web with the pages that belong to them: the following pages of a divided article, and the
 * links to its translations. Thread-safe.
 */
public final class LinkedPages {
    /** Maximum number of pages of one article. */
    private static final int MAX_PAGES = 20;

    /** Time after which no further page of an article is fetched. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final WebPages pages;
    private final Clock clock;

    public LinkedPages(WebPages pages, Clock clock) {
        this.pages = Objects.requireNonNull(pages, "pages");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Holds an article from the web.
     *
     * @param document the text of all its pages, with comments; the line numbers continue from page to page
     * @param pages number of its pages
     * @param problem the reason why further pages are missing; empty if the article is complete
     * @param translations links to the article in other languages, the most reliable first
     */
    public record Article(Document document, int pages, Optional<String> problem, List<Translation> translations) {
        /**
         * Returns the link to the article in a language. If there are several Chinese pages, the one in the
         * script of the language or in simplified characters has priority.
         */
        public Optional<Translation> in(Language language) {
            return translations.stream()
                    .filter(link -> link.isIn(language))
                    .min(Comparator.comparing((Translation link) -> !link.isDeclared())
                            .thenComparingInt(link -> link.distance(language)));
        }
    }

    /**
     * Links to an article in another language.
     *
     * @param address address of the page
     * @param tag language that the link declares, in lower case; {@code x-default} for readers of other languages
     * @param isDeclared true if {@code hreflang} declares a translation; false for a visible link to another language
     */
    public record Translation(String address, String tag, boolean isDeclared) {
        /** Returns whether the page is in a language, in any script and region. */
        public boolean isIn(Language language) {
            return tag.equals("x-default")
                    ? language.isEnglish()
                    : LanguageName.of(tag).filter(language::isSameAs).isPresent();
        }

        /** Returns a small number for a good version of a language. */
        int distance(Language language) {
            if (!language.isChinese()) {
                return tag.equals("x-default") ? 1 : 0;
            }
            Optional<String> script = LanguageName.of(tag).flatMap(Language::chineseScript);
            return script.isEmpty() ? 1 : script.equals(language.chineseScript().or(() -> Optional.of("Hans"))) ? 0 : 2;
        }
    }

    /**
     * Reads the document at an address, with the following pages of the same article.
     *
     * @param charset encoding given by the user; empty to detect it
     * @throws FormatException if there is no document, if it cannot be reached, or if it has no text
     */
    public Article read(String address, Optional<Charset> charset) throws IOException {
        Instant end = clock.instant().plus(PATIENCE);
        Fetched first = fetch(address, charset);
        List<Paragraph> all = new ArrayList<>(first.document().paragraphs());
        Set<HttpUrl> seen = new HashSet<>(Set.of(first.address()));
        Fetched last = first;
        int count = 1;
        int lines = first.lines();
        Optional<String> problem = Optional.empty();
        for (Optional<HttpUrl> next = first.next(1, first); next.isPresent() && seen.add(next.get()); ) {
            if (count == MAX_PAGES || clock.instant().isAfter(end)) {
                problem = Optional.of(address + ": has more than " + count + " pages; read " + count);
                break;
            }
            try {
                last = fetch(next.get().toString(), charset);
            } catch (FormatException missing) {
                problem = Optional.of(String.valueOf(missing.getMessage()));
                break;
            }
            if (!last.continues(first)
                    || (!seen.add(last.address()) && !last.address().equals(next.get()))) {
                break;
            }
            count++;
            append(all, last.document(), lines);
            lines += last.lines();
            next = last.next(count, first);
        }
        return new Article(
                new Document(address, all, first.document().warnings()), count, problem, first.translations());
    }

    /** Appends a page to an article, without a heading that repeats the headline. */
    private static void append(List<Paragraph> all, Document page, int lines) {
        Paragraph headline = all.get(0);
        for (Paragraph paragraph : page.paragraphs()) {
            if (paragraph.kind() != Kind.HEADING || !paragraph.text().equals(headline.text())) {
                List<Paragraph.Origin> origins = paragraph.origins().stream()
                        .map(origin -> new Paragraph.Origin(origin.offset(), origin.line() + lines, origin.column()))
                        .toList();
                all.add(new Paragraph(paragraph.kind(), new Located(paragraph.text(), origins), paragraph.marks()));
            }
        }
    }

    private Fetched fetch(String address, Optional<Charset> charset) throws IOException {
        WebPages.Page page = pages.open(address);
        Input bare = page.input();
        Input input = new Input(bare.name(), bare.bytes(), charset.or(bare::charset), bare.extension());
        Document document = Documents.readArticle(input);
        if (input.extension().filter("html"::equals).isEmpty()) {
            return new Fetched(page, document, 0, Optional.empty());
        }
        HtmlSource source = HtmlSource.of(input);
        return new Fetched(page, document, source.lines().count(), Optional.of(source.html()));
    }

    /**
     * Holds one page.
     *
     * @param page the page as it came from the server
     * @param document its text
     * @param lines number of its lines
     * @param tree its tree; empty if it is not HTML
     */
    private record Fetched(WebPages.Page page, Document document, int lines, Optional<org.jsoup.nodes.Document> tree) {
        private static final Pattern NEXT =
                Pattern.compile("(?i)下一[页頁]|下[页頁]|后一页|next(?: page)?|[›»>→]|(?:下一[页頁]|next(?: page)?)\\s*[›»>→]+");

        HttpUrl address() {
            return page.address();
        }

        /** Returns whether the page has the same headline as the first page of an article. */
        boolean continues(Fetched first) {
            String title = title();
            return !document.equals(first.document) && (title.equals(first.title()) || title.isEmpty());
        }

        /** Returns the title without page numbers. */
        private String title() {
            return tree.map(html -> html.title().replaceAll("(?i)第.页|第.頁|\\bpage\\b|[^\\p{L}]+", ""))
                    .orElse("");
        }

        /**
         * Returns the address of the next page of the same article.
         *
         * @param number number of this page, from 1
         * @param first the first page of the article
         */
        Optional<HttpUrl> next(int number, Fetched first) {
            return tree.stream()
                    .flatMap(html -> html.select("link[rel~=(?i)next][href], a[href]").stream())
                    .filter(link -> link.attr("rel").toLowerCase(Locale.ROOT).contains("next")
                            || NEXT.matcher(link.text().strip()).matches()
                            || link.text().strip().equals(String.valueOf(number + 1)))
                    .flatMap(link -> links().resolve(link.attr("href")).stream())
                    .filter(url -> PageAddress.isNext(first.address(), address(), url, number))
                    .findFirst();
        }

        List<Translation> translations() {
            return links().translations();
        }

        private PageLinks links() {
            return PageLinks.of(address(), page.links(), tree);
        }
    }

    /**
     * Holds the links of one page.
     *
     * @param address the address of the page
     * @param base the address that relative links start from
     * @param headers the values of the Link headers (RFC 8288)
     * @param tree the tree of the page; empty if it is not HTML
     */
    record PageLinks(HttpUrl address, HttpUrl base, List<String> headers, Optional<org.jsoup.nodes.Document> tree) {
        /** Length of the longest name of a language. */
        private static final int MAX_NAME = 20;

        private static final Pattern LINK_HEADER =
                Pattern.compile("<([^>]*)>((?:\\s*;\\s*[\\w*-]+\\s*=\\s*(?:\"[^\"]*\"|[^\\s\",;]+))*)");

        private static final Pattern LINK_LANGUAGE = Pattern.compile("(?i)hreflang\\s*=\\s*\"?([\\w-]+)");

        static PageLinks of(HttpUrl address, List<String> headers, Optional<org.jsoup.nodes.Document> tree) {
            Optional<HttpUrl> base = tree.map(html -> html.select("base[href]").attr("href"))
                    .filter(given -> !given.isEmpty())
                    .map(address::resolve);
            return new PageLinks(address, base.orElse(address), headers, tree);
        }

        /** Returns the links to translations, declared ones first. */
        List<Translation> translations() {
            List<Translation> found = new ArrayList<>();
            for (String header : headers) {
                Matcher link = LINK_HEADER.matcher(header);
                while (link.find()) {
                    Matcher language = LINK_LANGUAGE.matcher(link.group(2));
                    if (link.group(2).toLowerCase(Locale.ROOT).contains("alternate") && language.find()) {
                        add(found, link.group(1), language.group(1), true);
                    }
                }
            }
            tree.ifPresent(html -> {
                for (Element link : html.select("link[rel~=(?i)alternate][hreflang][href]")) {
                    add(found, link.attr("href"), link.attr("hreflang"), true);
                }
                for (Element link : html.select("a[hreflang][href]")) {
                    add(found, link.attr("href"), link.attr("hreflang"), false);
                }
                for (Element link : html.select("a[href]:not([hreflang])")) {
                    named(link).ifPresent(tag -> addVisible(found, link.attr("href"), tag));
                }
            });
            return found;
        }

        private static Optional<String> named(Element link) {
            String text = link.text().strip();
            String name = text.isEmpty() ? link.attr("title").strip() : text;
            return name.length() > MAX_NAME
                    ? Optional.empty()
                    : LanguageName.of(name.replaceFirst("(?i)(?: version|版)$", ""))
                            .filter(language -> language.isChinese() || language.isEnglish())
                            .map(language -> language.chineseScript()
                                            .filter("Hant"::equals)
                                            .isPresent()
                                    ? "zh-hant"
                                    : language.primary());
        }

        /** Adds a visible link within the site that does not only lead to its home page. */
        private void addVisible(List<Translation> found, String href, String tag) {
            Optional<HttpUrl> url = resolve(href)
                    .filter(to ->
                            site(to).equals(site(address)) && (!PageAddress.isHome(to) || PageAddress.isHome(address)));
            if (url.isPresent()) {
                add(found, href, tag, false);
            }
        }

        private void add(List<Translation> found, String href, String tag, boolean isDeclared) {
            resolve(href)
                    .filter(url -> !url.equals(address))
                    .map(url -> new Translation(
                            url.toString(), tag.strip().toLowerCase(Locale.ROOT).replace('_', '-'), isDeclared))
                    .ifPresent(found::add);
        }

        /** Returns the registered name of the site, or the host if it is not registered. */
        private static String site(HttpUrl url) {
            String registered = url.topPrivateDomain();
            return registered == null ? url.host() : registered;
        }

        /** Returns the absolute address of a link without its fragment; empty if it is not on the web. */
        Optional<HttpUrl> resolve(String href) {
            return Optional.ofNullable(base.resolve(href.strip()))
                    .map(found -> found.newBuilder().fragment(null).build());
        }
    }

    /**
     * Recognises the addresses of the pages of one article: they differ only in the page number. Stateless.
     *
     * @param stem the address without the number of the page
     * @param number the number of the page; empty if the address has none
     */
    private record PageAddress(String stem, OptionalInt number) {
        private static final Set<String> PARAMETERS =
                Set.of("page", "p", "pg", "pn", "pageno", "page_no", "pagenum", "pagenumber", "curpage");

        /** Matches a page number at the end of a path: {@code /story/2/}, {@code /story_2.html}, {@code /story/p2}. */
        private static final Pattern IN_PATH =
                Pattern.compile("(.+?)[/_-](?:p|page[-_]?)?(\\d{1,2})(\\.[a-z]{2,5})?/?");

        private static final Pattern END = Pattern.compile("(.+?)(?:/|(\\.[a-z]{2,5}))?");

        static PageAddress of(HttpUrl url) {
            HttpUrl.Builder rest = url.newBuilder().fragment(null);
            for (String name : url.queryParameterNames()) {
                String value = Objects.requireNonNullElse(url.queryParameter(name), "");
                if (PARAMETERS.contains(name.toLowerCase(Locale.ROOT)) && value.matches("\\d{1,2}")) {
                    rest.removeAllQueryParameters(name);
                    return new PageAddress(whole(rest.build()), OptionalInt.of(Integer.parseInt(value)));
                }
            }
            Matcher matcher = IN_PATH.matcher(url.encodedPath());
            if (matcher.matches()) {
                String ending = Objects.requireNonNullElse(matcher.group(3), "");
                rest.encodedPath(matcher.group(1) + ending);
                return new PageAddress(whole(rest.build()), OptionalInt.of(Integer.parseInt(matcher.group(2))));
            }
            return new PageAddress(whole(url), OptionalInt.empty());
        }

        private static String whole(HttpUrl url) {
            Matcher end = END.matcher(url.encodedPath());
            String path =
                    end.matches() ? end.group(1) + Objects.requireNonNullElse(end.group(2), "") : url.encodedPath();
            return url.newBuilder().encodedPath(path).fragment(null).build().toString();
        }

        /** Returns whether an address is that of the next page. Some sites number the second page with 1. */
        static boolean isNext(HttpUrl first, HttpUrl current, HttpUrl next, int count) {
            PageAddress to = of(next);
            if (to.number().isEmpty()) {
                return false;
            }
            int number = to.number().getAsInt();
            PageAddress from = of(current);
            if (count > 1) {
                return to.stem().equals(from.stem()) && number == from.number().orElse(0) + 1;
            }
            boolean isPlain = to.stem().equals(whole(first)) && (number == 1 || number == 2);
            return isPlain || (to.stem().equals(from.stem()) && from.number().orElse(0) == 1 && number == 2);
        }

        static boolean isHome(HttpUrl url) {
            return url.querySize() == 0
                    && url.encodedPath().matches("(?i)/(?:(?:zh|en|cn)[\\w-]*/?)?(?:index\\.\\w+)?");
        }
    }
}
