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
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Reads the article of a page, detects its language, and keeps the sentences in this language. Stateless. */
public final class PageReading {
    public static final String PAGE = "page";
    public static final String SENTENCES = "sentences";
    public static final String STATE = "state";
    public static final String REASON = "reason";

    /** Column with the time of the capture in ISO 8601. */
    public static final String CAPTURED = "captured";

    /** Column with the hash of the article; empty if there is none. */
    public static final String DIGEST = "digest";

    /** Column that is true if the page declares no other address as its own. */
    public static final String CANONICAL = "canonical";

    /** Column with the number of records; more than 1 only for records without pages, which are counted together. */
    public static final String RECORDS = "records";

    /** Columns of a record of a crawl. */
    public static final StructType SCHEMA = new StructType()
            .add(PAGE, CrawledPage.SCHEMA, false)
            .add(SENTENCES, DataTypes.IntegerType, false)
            .add(STATE, DataTypes.StringType, false)
            .add(REASON, DataTypes.StringType, true)
            .add(CAPTURED, DataTypes.StringType, false)
            .add(DIGEST, DataTypes.StringType, false)
            .add(CANONICAL, DataTypes.BooleanType, false)
            .add(RECORDS, DataTypes.LongType, false);

    /** Address of a folder of pages inside the program, because the rules for addresses of the web apply to its pages too. */
    static final String FOLDER = "http://folder.invalid/";

    private static final Segmenter SEGMENTER = Segmenter.standard();

    private PageReading() {}

    /** Describes what became of a record. */
    public enum State {
        /** A page with an article in Chinese or English. */
        ARTICLE("no translation"),
        OTHER_LANGUAGE("other language"),
        DUPLICATE("duplicate"),
        UNREADABLE("unreadable"),
        /** A record without a page. */
        SKIPPED("skipped"),
        PAIRED("paired");

        private final String title;

        State(String title) {
            this.title = title;
        }

        /** Returns the name of the state in tables. */
        public String title() {
            return title;
        }
    }

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
                    isArticle ? sentences.count() : 0,
                    (isArticle ? State.ARTICLE : State.OTHER_LANGUAGE).title(),
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
        return empty(address, place, captured, State.UNREADABLE, reason, 1);
    }

    /** Returns the row of records without pages. */
    static Row skipped(String place, String reason, long records) {
        return empty("", place, "", State.SKIPPED, reason, records);
    }

    private static Row empty(String address, String place, String captured, State state, String reason, long records) {
        CrawledPage none =
                new CrawledPage(shown(address), place, Optional.empty(), CrawledPage.OTHER, List.of(), List.of());
        return RowFactory.create(none.row(), 0, state.title(), reason, captured, "", true, records);
    }

    /**
     * Holds the sentences of an article with their languages.
     *
     * @param segments the sentences in their order
     * @param kinds the language of each sentence
     * @param main the language of most sentences
     */
    record Sentences(List<Segment> segments, List<Kind> kinds, Kind main) {
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
                return new Sentences(List.of(), List.of(), Kind.OTHER);
            }
            Language rules = Language.of(all).orElse(Language.ENGLISH);
            List<Segment> segments = SEGMENTER.segment(document, rules).segments();
            List<Kind> kinds = new ArrayList<>(segments.size());
            Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
            for (Segment segment : segments) {
                Kind kind = kind(segment.text());
                kinds.add(kind);
                counts.merge(kind, 1, Integer::sum);
            }
            counts.remove(Kind.NEUTRAL);
            Kind main = counts.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(Kind.OTHER);
            return new Sentences(segments, kinds, main);
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

        private boolean isKept(int k) {
            return kinds.get(k) == main || kinds.get(k) == Kind.NEUTRAL;
        }

        int count() {
            int count = 0;
            for (int k = 0; k < kinds.size(); k++) {
                count += isKept(k) ? 1 : 0;
            }
            return count;
        }

        /** Returns the paragraphs with the sentences in the main language; none for another language. */
        List<String> paragraphs() {
            List<String> paragraphs = new ArrayList<>();
            if (main != Kind.CHINESE && main != Kind.ENGLISH) {
                return paragraphs;
            }
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < segments.size(); k++) {
                if (isKept(k)) {
                    text.append(text.isEmpty() || main == Kind.CHINESE ? "" : " ")
                            .append(SPACE.matcher(segments.get(k).text()).replaceAll(" "));
                }
                boolean isLast = k + 1 == segments.size()
                        || segments.get(k + 1).paragraph() != segments.get(k).paragraph();
                if (isLast && !text.isEmpty()) {
                    paragraphs.add(text.toString());
                    text.setLength(0);
                }
            }
            return paragraphs;
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

        public static final String ADDRESS = "address";
        public static final String PLACE = "place";
        public static final String DATE = "date";
        public static final String LANGUAGE = "language";
        public static final String PARAGRAPHS = "paragraphs";
        public static final String LINKS = "links";

        private static final StructType LINK = new StructType()
                .add("address", DataTypes.StringType, false)
                .add("language", DataTypes.StringType, false);

        public static final StructType SCHEMA = new StructType()
                .add(ADDRESS, DataTypes.StringType, false)
                .add(PLACE, DataTypes.StringType, false)
                .add(DATE, DataTypes.StringType, true)
                .add(LANGUAGE, DataTypes.StringType, false)
                .add(PARAGRAPHS, DataTypes.createArrayType(DataTypes.StringType, false), false)
                .add(LINKS, DataTypes.createArrayType(LINK, false), false);

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
                    row.getAs(ADDRESS),
                    row.getAs(PLACE),
                    Optional.ofNullable(row.getAs(DATE)),
                    row.getAs(LANGUAGE),
                    row.getList(row.fieldIndex(PARAGRAPHS)),
                    row.<Row>getList(row.fieldIndex(LINKS)).stream()
                            .map(link -> new Link(link.getString(0), link.getString(1)))
                            .toList());
        }
    }
}
