package duiqi.corpus.crawl;

import static org.apache.spark.sql.functions.expr;

import duiqi.corpus.crawl.PageReading.CrawledPage;
import duiqi.corpus.stage.CorpusUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * Pairs the Chinese and English pages of a crawl that are translations of each other. Pages become candidates if they
 * have the same address but for language markers, if one declares the other as its translation, or if they have rare
 * words in common and the same site. A logistic model weighs the evidence; {@link PageMatching} then chooses.
 *
 * <p>Spark caches intermediate tables; the caller clears its cache.
 */
public final class PagePairing {
    public static final String CHINESE_ADDRESS = "zh_address";
    public static final String ENGLISH_ADDRESS = "en_address";
    public static final String PROBABILITY = "probability";

    /** Column of {@link #candidates} with the values of each {@link Evidence}, without weights. */
    public static final String VALUES = "values";

    private static final StructType SUMMARY = StructType.fromDDL("id bigint NOT NULL, zh boolean NOT NULL,"
            + " postings array<struct<kind: int NOT NULL, key: bigint NOT NULL, detail: bigint NOT NULL>> NOT NULL,"
            + " address string NOT NULL, length double NOT NULL, paragraphs int NOT NULL, date string,"
            + " sketch array<int> NOT NULL");

    /** Number of the candidates of a page with the most similar content. */
    private static final int CANDIDATES = 4;

    /** Weight that is added to all features of a page, so that a page with few features does not seem similar. */
    private static final String SMOOTHING = "40D";

    /** Parts of the table of patterns, so that a pattern of a large site does not fill one task. */
    private static final int SALTS = 32;

    private static final String HAS_PATTERN = "pattern < " + PageIndex.NO_PATTERN;

    /** True for candidates by their addresses or links. */
    private static final String IS_NAMED = "(" + HAS_PATTERN + " OR to_zh + to_en > 0)";

    private PagePairing() {}

    /**
     * Returns {@link #CHINESE_ADDRESS}, {@link #ENGLISH_ADDRESS}, {@link #PROBABILITY} and the evidence for and against
     * the pair, in log odds. Each page is in one pair at most.
     *
     * @param pages rows of {@link CrawledPage}, each address once
     * @param minProbability the smallest probability of a pair, from 0 to 1
     */
    public static Dataset<Row> pairs(Dataset<Row> pages, double minProbability) {
        String shares = Evidence.list(one -> "'" + one.name().toLowerCase(Locale.ROOT) + "', " + one.share(), ", ");
        return PageMatching.of(candidates(pages).filter("probability >= " + minProbability + "D"))
                .selectExpr(
                        CHINESE_ADDRESS,
                        ENGLISH_ADDRESS,
                        PROBABILITY,
                        "map_filter(map(" + shares + "), (name, share) -> share <> 0) AS evidence");
    }

    /** Returns all candidates with their evidence, for learning weights. */
    public static Dataset<Row> candidates(Dataset<Row> pages) {
        MapPartitionsFunction<Row, Row> summing = rows -> {
            PageContent.Reading reading = new PageContent.Reading();
            return CorpusUnit.stream(rows)
                    .map(row -> summary(CrawledPage.of(row), reading))
                    .iterator();
        };
        Dataset<Row> summaries = pages.filter("language IN ('zh', 'en')")
                .mapPartitions(summing, Encoders.row(SUMMARY))
                .persist();
        Dataset<Row> meetings = PageIndex.meetings(summaries.selectExpr("inline(postings)", "zh", "id AS page"))
                .filter("shared > 1 OR zh = " + PageIndex.NOBODY + " OR en = " + PageIndex.NOBODY + " OR " + IS_NAMED)
                .persist();
        Dataset<Row> described =
                ranked(meetings).join(of("zh", summaries), "zh").join(of("en", summaries), "en");
        return withPatterns(described)
                .selectExpr(
                        "zh",
                        "en",
                        CHINESE_ADDRESS,
                        ENGLISH_ADDRESS,
                        "array(" + Evidence.list(one -> one.value, ", ") + ") AS values")
                .withColumn(PROBABILITY, expr("1 / (1 + exp(-(" + Evidence.list(Evidence::share, " + ") + ")))"))
                .persist();
    }

    /** Adds the similarity of the content and the distance to the next candidate, and drops bad candidates. */
    private static Dataset<Row> ranked(Dataset<Row> meetings) {
        Dataset<Row> ofChinese = meetings.filter("en = " + PageIndex.NOBODY).selectExpr("zh", "weight AS zh_weight");
        Dataset<Row> ofEnglish = meetings.filter("zh = " + PageIndex.NOBODY).selectExpr("en", "weight AS en_weight");
        Dataset<Row> ranked = meetings.filter("zh <> " + PageIndex.NOBODY + " AND en <> " + PageIndex.NOBODY)
                .join(ofChinese, new String[] {"zh"}, "left")
                .join(ofEnglish, new String[] {"en"}, "left")
                .withColumn(
                        "score",
                        expr(
                                "weight / sqrt((coalesce(zh_weight, 0) + smoothing) * (coalesce(en_weight, 0) + smoothing))"
                                        .replace("smoothing", SMOOTHING)));
        for (String side : List.of("zh", "en")) {
            String best = " OVER (PARTITION BY " + side + " ORDER BY score DESC, zh, en)";
            ranked = ranked.withColumn("rank_" + side, expr("row_number()" + best))
                    .withColumn("next_" + side, expr("coalesce(lead(score)" + best + ", 0)"))
                    .withColumn("first_" + side, expr("first_value(score)" + best))
                    .withColumn(
                            "margin_" + side,
                            expr("score - if(rank_side = 1, next_side, first_side)".replace("side", side)));
        }
        return ranked.filter("rank_zh <= " + CANDIDATES + " AND rank_en <= " + CANDIDATES + " OR " + IS_NAMED);
    }

    /** Returns what the pages say about themselves, in columns of a side. */
    private static Dataset<Row> of(String side, Dataset<Row> summaries) {
        return summaries.selectExpr(Stream.concat(
                        Stream.of("id AS " + side),
                        Stream.of("address", "length", "paragraphs", "date", "sketch")
                                .map(column -> column + " AS " + side + "_" + column))
                .toArray(String[]::new));
    }

    /** Adds the number of pairs with the same pattern, and the number of them whose contents agree. */
    private static Dataset<Row> withPatterns(Dataset<Row> candidates) {
        Dataset<Row> patterns = candidates
                .filter(HAS_PATTERN)
                .groupBy("pattern")
                .agg(
                        expr("count(1) AS pattern_pairs"),
                        expr("count_if(rank_zh = 1 AND rank_en = 1 AND margin_zh > 0) AS pattern_agreeing"),
                        expr("count_if(weight > 0) AS pattern_known"))
                .withColumn("salt", expr("explode(sequence(0, " + (SALTS - 1) + "))"));
        return candidates
                .withColumn("salt", expr("pmod(zh, " + SALTS + ")"))
                .join(patterns, new String[] {"pattern", "salt"}, "left");
    }

    private static Row summary(CrawledPage page, PageContent.Reading reading) {
        boolean isChinese = page.language().equals("zh");
        PageContent content = reading.read(page.paragraphs(), isChinese);
        return RowFactory.create(
                CorpusUnit.Hashes.of(page.address()),
                isChinese,
                postings(page, isChinese, content).toArray(),
                page.address(),
                content.length(),
                page.paragraphs().size(),
                page.date().orElse(null),
                content.sketch());
    }

    private static List<Row> postings(CrawledPage page, boolean isChinese, PageContent content) {
        List<Row> postings = new ArrayList<>();
        long site = CorpusUnit.Hashes.of(AddressKeys.site(page.address()));
        for (AddressKeys.Key key : AddressKeys.of(page.address(), isChinese)) {
            long pattern = PageIndex.pattern(postings.size(), site + key.pattern());
            postings.add(PageIndex.Kind.ADDRESS.posting(CorpusUnit.Hashes.of(key.key()), pattern));
        }
        String own = AddressKeys.plain(page.address());
        postings.add(PageIndex.Kind.LINK.posting(CorpusUnit.Hashes.of(own), 0));
        page.links().stream()
                .filter(link -> link.language().matches(isChinese ? "en.*|x-default" : "zh.*|cn.*"))
                .map(link -> AddressKeys.plain(link.address()))
                .distinct()
                .filter(target -> !target.equals(own))
                .forEach(target -> postings.add(PageIndex.Kind.LINK.posting(CorpusUnit.Hashes.of(target), 1)));
        for (PageContent.Feature feature : content.features()) {
            postings.add(
                    PageIndex.Kind.FEATURE.posting(site ^ feature.hash(), 16L * feature.position() + feature.weight()));
        }
        return postings;
    }

    /**
     * Lists the evidence with its weights in the logistic model. The weights come from {@code PagePairs learn}, on the
     * sites that {@code accuracy-of-corpora.md} names.
     */
    public enum Evidence {
        BIAS(-2.51, "1"),
        /** The addresses are equal without language markers. */
        ADDRESS(0.11, "if(" + HAS_PATTERN + ", 1, 0)"),
        /** Logarithm of the number of candidates with the same markers. */
        PATTERN(0.42, "if(" + HAS_PATTERN + ", ln(pattern_pairs), 0)"),
        /** Share of the candidates with the same markers whose contents agree. */
        PATTERN_AGREES(1.21, "if(" + HAS_PATTERN + ", (pattern_agreeing + 1) / (pattern_known + 2), 0)"),
        /** Number of directions in which a page declares the other as its translation. The weight is chosen. */
        LINKS(3.0, "to_zh + to_en"),
        /** Cosine of the rare features. */
        SIMILARITY(2.32, "score"),
        /** Logarithm of the number of common rare features. */
        SHARED(-0.45, "log1p(shared)"),
        /** Distance of the similarity to that of the best other candidate of the Chinese page. */
        MARGIN_ZH(6.34, "margin_zh"),
        /** Distance of the similarity to that of the best other candidate of the English page. */
        MARGIN_EN(3.82, "margin_en"),
        /** Jaccard index of all features, estimated from as many hashes as the shorter sketch has. */
        RESEMBLANCE(
                2.39,
                "size(array_intersect(array_intersect(zh_sketch, en_sketch), slice(array_sort(array_union("
                        + "zh_sketch, en_sketch)), 1, least(size(zh_sketch), size(en_sketch)))))"
                        + " / greatest(1, least(size(zh_sketch), size(en_sketch)))"),
        /** Logarithm of the ratio of the lengths. */
        LENGTH(-0.22, "abs(ln((en_length + 50) / (zh_length + 50)))"),
        /** Logarithm of the ratio of the numbers of paragraphs. */
        PARAGRAPHS(-1.82, "abs(ln((en_paragraphs + 2) / (zh_paragraphs + 2)))"),
        /** Correlation of the positions of the common features. */
        ORDER(1.01, "position_order"),
        /** Logarithm of the number of days between the pages. The weight is chosen. */
        DATE(
                -0.3,
                "coalesce(log1p(abs(datediff(try_cast(left(zh_date, 10) AS date), try_cast(left(en_date, 10) AS date)))), 0)");

        private final double weight;

        /** The value in SQL. */
        private final String value;

        Evidence(double weight, String value) {
            this.weight = weight;
            this.value = value;
        }

        /** Returns the index of the value in {@link #VALUES}. */
        @SuppressWarnings("EnumOrdinal")
        public int index() {
            return ordinal();
        }

        private String share() {
            return weight + "D * values[" + index() + "]";
        }

        private static String list(Function<Evidence, String> form, String separator) {
            return Arrays.stream(values()).map(form).collect(Collectors.joining(separator));
        }
    }
}
