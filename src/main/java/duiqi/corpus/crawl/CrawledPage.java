package duiqi.corpus.crawl;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

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
