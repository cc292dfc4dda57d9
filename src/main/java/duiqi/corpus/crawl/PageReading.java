package duiqi.corpus.crawl;

import duiqi.corpus.PairRun;
import duiqi.corpus.input.DocumentReading;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.document.ArchivedPage;
import duiqi.segment.Segmenter;
import duiqi.text.Document;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.OtherLanguage;
import duiqi.text.Segment;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Reads the article of a page, detects its language, and keeps the sentences in this language. Stateless. */
public final class PageReading {
    /**
     * Columns of a record of a crawl. {@code captured} is the time of the capture in ISO 8601; {@code digest} is the hash of
     * the article, empty if there is none; {@code canonical} is true if the page declares no other address as its own;
     * {@code records} is more than 1 only for records without pages, which are counted together.
     */
    public static final StructType SCHEMA = StructType.fromDDL("page struct<" + CrawledPage.COLUMNS + "> NOT NULL,"
            + " sentences int NOT NULL, state string NOT NULL, reason string, captured string NOT NULL,"
            + " digest string NOT NULL, canonical boolean NOT NULL, records bigint NOT NULL");

    /** States of a record: a page with an article in Chinese or English, another page, or a record without a page. */
    private static final String ARTICLE = "no translation";

    private static final String OTHER_LANGUAGE = "other language";
    private static final String UNREADABLE = "unreadable";
    private static final String SKIPPED = "skipped";

    /** Address of a folder of pages inside the program, because the rules for addresses of the web apply to its pages too. */
    static final String FOLDER = "http://folder.invalid/";

    private static final Segmenter SEGMENTER = Segmenter.standard();

    private PageReading() {}

    /**
     * Returns the row of a page. A page that cannot be read has a row with the reason.
     *
     * @param place the location in the input
     * @param captured the time of the capture in ISO 8601
     */
    static Row row(ArchivedPage archived, String place, String captured) {
        try {
            ArchivedPage.Content content = archived.read();
            Sentences sentences = Sentences.of(content.document());
            String language = sentences.language();
            List<String> paragraphs = sentences.paragraphs();
            List<CrawledPage.Link> links = new ArrayList<>();
            content.links().forEach((address, tag) -> links.add(new CrawledPage.Link(shown(address), tag)));
            CrawledPage page =
                    new CrawledPage(shown(archived.address()), place, content.date(), language, paragraphs, links);
            boolean isArticle = !paragraphs.isEmpty();
            return RowFactory.create(
                    page.row(),
                    sentences.segments().size(),
                    isArticle ? ARTICLE : OTHER_LANGUAGE,
                    null,
                    captured,
                    isArticle ? CorpusUnit.Hashes.ofParts(paragraphs) : "",
                    content.canonical()
                            .filter(own -> !own.equals(archived.address()))
                            .isEmpty(),
                    1L);
        } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
            return unreadable(archived.address(), place, captured, reason(archived.address(), fault));
        }
    }

    private static String shown(String address) {
        return address.startsWith(FOLDER) ? PairRun.Settings.FOLDER + address.substring(FOLDER.length()) : address;
    }

    /** Returns the problem without the location and the remedy, because the remedy is for a page that the user wrote. */
    private static String reason(String address, Throwable fault) {
        String message = DocumentReading.reason(fault);
        return fault instanceof FormatException && message.startsWith(address + ": ")
                ? message.substring(address.length() + 2).replaceFirst("; [^;]*$", "")
                : message;
    }

    static Row unreadable(String address, String place, String captured, String reason) {
        return empty(address, place, captured, UNREADABLE, reason, 1);
    }

    /** Returns the row of records without pages. */
    static Row skipped(String place, String reason, long records) {
        return empty("", place, "", SKIPPED, reason, records);
    }

    private static Row empty(String address, String place, String captured, String state, String reason, long records) {
        CrawledPage none =
                new CrawledPage(shown(address), place, Optional.empty(), CrawledPage.OTHER, List.of(), List.of());
        return RowFactory.create(none.row(), 0, state, reason, captured, "", true, records);
    }

    /**
     * Holds the sentences of an article in its language, and those in any language.
     *
     * @param main the language of most sentences
     */
    record Sentences(List<Segment> segments, Kind main) {
        /** Names what a sentence is written in. */
        enum Kind {
            CHINESE("zh"),
            ENGLISH("en"),
            OTHER(CrawledPage.OTHER),
            /** Numbers, code or a name, in any language. */
            NEUTRAL(CrawledPage.OTHER);

            private final String language;

            Kind(String language) {
                this.language = language;
            }
        }

        private static final Pattern SPACE = Pattern.compile("\\s+");

        /** Detects the language of each sentence, unless the whole text is clearly in another language. */
        static Sentences of(Document document) throws FormatException {
            StringBuilder all = new StringBuilder();
            document.paragraphs()
                    .forEach(paragraph -> all.append(paragraph.text()).append('\n'));
            if (OtherLanguage.of(all).isPresent()) {
                return new Sentences(List.of(), Kind.OTHER);
            }
            Language rules = Language.of(all).orElse(Language.ENGLISH);
            List<Segment> segments = SEGMENTER.segment(document, rules).segments();
            List<Kind> kinds =
                    segments.stream().map(segment -> kind(segment.text())).toList();
            Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
            kinds.forEach(kind -> counts.merge(kind, 1, Integer::sum));
            counts.remove(Kind.NEUTRAL);
            Kind main = counts.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(Kind.OTHER);
            return new Sentences(
                    IntStream.range(0, main == Kind.OTHER ? 0 : segments.size())
                            .filter(k -> kinds.get(k) == main || kinds.get(k) == Kind.NEUTRAL)
                            .mapToObj(segments::get)
                            .toList(),
                    main);
        }

        static Kind kind(String sentence) {
            OtherLanguage words = new OtherLanguage();
            words.add(sentence);
            if (words.sentenceLanguage().isPresent()) {
                return Kind.OTHER;
            }
            Optional<Language> language = Language.of(sentence);
            if (language.isEmpty()) {
                return Kind.NEUTRAL;
            }
            if (language.get().isChinese()) {
                return Kind.CHINESE;
            }
            return words.isEnglish() ? Kind.ENGLISH : Kind.NEUTRAL;
        }

        String language() {
            return main.language;
        }

        /** Returns the text of each paragraph. */
        List<String> paragraphs() {
            SortedMap<Integer, String> paragraphs = new TreeMap<>();
            for (Segment segment : segments) {
                paragraphs.merge(
                        segment.paragraph(),
                        SPACE.matcher(segment.text()).replaceAll(" "),
                        (text, next) -> text + (main == Kind.CHINESE ? "" : " ") + next);
            }
            return List.copyOf(paragraphs.values());
        }
    }

    /**
     * Holds the article of a page from a crawl. Immutable.
     *
     * @param address the address of the page, without a fragment
     * @param place the location of the page in the input, for messages
     * @param date the date of the page in ISO 8601 ({@code 2026-11-28}); empty if it is unknown
     * @param language the language of most sentences: {@code zh}, {@code en} or {@link #OTHER}
     * @param paragraphs the paragraphs of the article with the sentences in this language, the headline first; empty for
     *     another language
     * @param links the links of the whole page, not only of the article
     */
    public record CrawledPage(
            String address,
            String place,
            Optional<String> date,
            String language,
            List<String> paragraphs,
            List<Link> links) {
        /** Language of a page that is neither Chinese nor English. */
        public static final String OTHER = "other";

        private static final String COLUMNS = "address string NOT NULL, place string NOT NULL, date string,"
                + " language string NOT NULL, paragraphs array<string> NOT NULL,"
                + " links array<struct<address string NOT NULL, language string NOT NULL>> NOT NULL";

        public static final StructType SCHEMA = StructType.fromDDL(COLUMNS);

        public CrawledPage {
            paragraphs = List.copyOf(paragraphs);
            links = List.copyOf(links);
        }

        /**
         * Links to another page.
         *
         * @param address the absolute address, without a fragment
         * @param language the language that the link declares with {@code hreflang} or {@code lang} or by its text, for example
         *     <em>English</em>, in lower case; empty if it declares none
         */
        public record Link(String address, String language) {}

        /** Returns the row of the page. */
        public Row row() {
            return RowFactory.create(
                    address,
                    place,
                    date.orElse(null),
                    language,
                    CollectionConverters.asScala(paragraphs),
                    CollectionConverters.asScala(links.stream()
                            .map(link -> RowFactory.create(link.address, link.language))
                            .toList()));
        }

        /** Returns the page of a row. */
        public static CrawledPage of(Row row) {
            return new CrawledPage(
                    row.getAs("address"),
                    row.getAs("place"),
                    Optional.ofNullable(row.getAs("date")),
                    row.getAs("language"),
                    row.getList(row.fieldIndex("paragraphs")),
                    row.<Row>getList(row.fieldIndex("links")).stream()
                            .map(link -> new Link(link.getString(0), link.getString(1)))
                            .toList());
        }
    }
}
