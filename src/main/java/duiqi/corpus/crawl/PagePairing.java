package duiqi.corpus.crawl;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sqrt;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import duiqi.corpus.crawl.PageReading.CrawledPage;
import duiqi.corpus.stage.CorpusUnit;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Pairs the Chinese and English pages of a crawl that are translations of each other. Pages become candidates if they
 * have the same address but for language markers, if one declares the other as its translation, or if they have rare
 * words in common and the same site. A logistic model weighs the evidence; {@link PageMatching} then chooses.
 *
 * <p>The workers hold intermediate tables until this object is closed. Not thread-safe.
 */
public final class PagePairing implements AutoCloseable {
    public static final String CHINESE_ADDRESS = "zh_address";
    public static final String ENGLISH_ADDRESS = "en_address";
    public static final String PROBABILITY = PageMatching.PROBABILITY;

    /** Column with the evidence for and against the pair, in log odds. */
    public static final String EVIDENCE = "evidence";

    /** Column of {@link #candidates} with the values of each {@link Evidence}, without weights. */
    public static final String VALUES = "values";

    private static final StructType SUMMARY = StructType.fromDDL("id bigint NOT NULL, zh boolean NOT NULL,"
            + " postings binary NOT NULL, address string NOT NULL, length double NOT NULL, paragraphs int NOT NULL,"
            + " day int, sketch binary NOT NULL");

    private static final StructType EDGE = new StructType()
            .add(PageIndex.CHINESE, DataTypes.LongType, false)
            .add(PageIndex.ENGLISH, DataTypes.LongType, false)
            .add(CHINESE_ADDRESS, DataTypes.StringType, false)
            .add(ENGLISH_ADDRESS, DataTypes.StringType, false)
            .add(VALUES, DataTypes.createArrayType(DataTypes.DoubleType, false), false)
            .add(PROBABILITY, DataTypes.DoubleType, false);

    private static final StructType PAIR = new StructType()
            .add(CHINESE_ADDRESS, DataTypes.StringType, false)
            .add(ENGLISH_ADDRESS, DataTypes.StringType, false)
            .add(PROBABILITY, DataTypes.DoubleType, false)
            .add(EVIDENCE, DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false), false);

    /** Number of the candidates of a page with the most similar content. */
    private static final int CANDIDATES = 4;

    /** Weight that is added to all features of a page, so that a page with few features does not seem similar. */
    private static final double SMOOTHING = 40;

    /** Parts of the table of patterns, so that a pattern of a large site does not fill one task. */
    private static final int SALTS = 32;

    /** True for candidates by their addresses or links. */
    private static final Column IS_NAMED = col(PageIndex.PATTERN)
            .lt(PageIndex.NO_PATTERN)
            .or(col(PageIndex.LINK_TO_CHINESE)
                    .plus(col(PageIndex.LINK_TO_ENGLISH))
                    .gt(0));

    private final List<Dataset<Row>> held = new ArrayList<>();
    private final Dataset<Row> candidates;
    private final PageMatching matching;
    private final Dataset<Row> pairs;

    /**
     * Pairs pages.
     *
     * @param pages rows of {@link CrawledPage}, each address once
     * @param minProbability the smallest probability of a pair, from 0 to 1
     */
    public PagePairing(Dataset<Row> pages, double minProbability) {
        MapFunction<Row, Row> weighing = PagePairing::weighed;
        candidates = hold(evidence(pages).map(weighing, Encoders.row(EDGE)));
        matching = new PageMatching(candidates.filter(col(PROBABILITY).geq(minProbability)));
        MapFunction<Row, Row> explaining = PagePairing::explained;
        pairs = matching.chosen().map(explaining, Encoders.row(PAIR));
    }

    /**
     * Returns {@link #CHINESE_ADDRESS}, {@link #ENGLISH_ADDRESS}, {@link #PROBABILITY} and {@link #EVIDENCE} of the
     * pairs. Each page is in one pair at most. The rows are valid until this object is closed.
     */
    public Dataset<Row> pairs() {
        return pairs;
    }

    /** Returns all candidates with their evidence, for learning weights. */
    public Dataset<Row> candidates() {
        return candidates;
    }

    @Override
    public void close() {
        matching.close();
        held.forEach(Dataset::unpersist);
        held.clear();
    }

    private Dataset<Row> hold(Dataset<Row> table) {
        Dataset<Row> persisted = table.persist(StorageLevel.MEMORY_AND_DISK());
        held.add(persisted);
        return persisted;
    }

    /** Returns the candidates with a column for each {@link Evidence}, and the addresses. */
    private Dataset<Row> evidence(Dataset<Row> pages) {
        MapPartitionsFunction<Row, Row> summing = rows -> {
            PageContent.Reading reading = new PageContent.Reading();
            return CorpusUnit.stream(rows)
                    .map(row -> summary(CrawledPage.of(row), reading))
                    .iterator();
        };
        Dataset<Row> summaries = hold(
                pages.filter(col(CrawledPage.LANGUAGE).isin("zh", "en")).mapPartitions(summing, Encoders.row(SUMMARY)));
        FlatMapFunction<Row, Row> posting = PageIndex::postings;
        Dataset<Row> meetings = hold(PageIndex.meetings(
                        summaries.select("id", "zh", "postings").flatMap(posting, Encoders.row(PageIndex.POSTING)))
                .filter(col(PageIndex.SHARED)
                        .gt(1)
                        .or(IS_NAMED)
                        .or(col(PageIndex.CHINESE).equalTo(PageIndex.NOBODY))
                        .or(col(PageIndex.ENGLISH).equalTo(PageIndex.NOBODY))));
        Dataset<Row> candidates = described(ranked(meetings), summaries);
        return withPatterns(candidates);
    }

    /** Adds the similarity of the content and the distance to the next candidate, and drops bad candidates. */
    private static Dataset<Row> ranked(Dataset<Row> meetings) {
        Dataset<Row> ofChinese = meetings.filter(col(PageIndex.ENGLISH).equalTo(PageIndex.NOBODY))
                .select(col(PageIndex.CHINESE), col(PageIndex.WEIGHT).as("zh_weight"));
        Dataset<Row> ofEnglish = meetings.filter(col(PageIndex.CHINESE).equalTo(PageIndex.NOBODY))
                .select(col(PageIndex.ENGLISH), col(PageIndex.WEIGHT).as("en_weight"));
        Dataset<Row> scored = meetings.filter(col(PageIndex.ENGLISH)
                        .notEqual(PageIndex.NOBODY)
                        .and(col(PageIndex.CHINESE).notEqual(PageIndex.NOBODY)))
                .join(ofChinese, new String[] {PageIndex.CHINESE}, "left")
                .join(ofEnglish, new String[] {PageIndex.ENGLISH}, "left")
                .withColumn("zh_weight", coalesce(col("zh_weight"), lit(0L)))
                .withColumn("en_weight", coalesce(col("en_weight"), lit(0L)))
                .withColumn(
                        "score",
                        col(PageIndex.WEIGHT)
                                .divide(sqrt(col("zh_weight")
                                        .plus(SMOOTHING)
                                        .multiply(col("en_weight").plus(SMOOTHING)))));
        Dataset<Row> ranked = scored;
        for (String side : List.of(PageIndex.CHINESE, PageIndex.ENGLISH)) {
            WindowSpec best = Window.partitionBy(side)
                    .orderBy(
                            col("score").desc(),
                            col(PageIndex.CHINESE).asc(),
                            col(PageIndex.ENGLISH).asc());
            WindowSpec all = best.rowsBetween(Window.unboundedPreceding(), Window.unboundedFollowing());
            ranked = ranked.withColumn("rank_" + side, row_number().over(best))
                    .withColumn("rival_" + side, expr("nth_value(score, 2)").over(all))
                    .withColumn("first_" + side, expr("first_value(score)").over(all))
                    .withColumn(
                            "margin_" + side,
                            col("score")
                                    .minus(when(
                                                    col("rank_" + side).equalTo(1),
                                                    coalesce(col("rival_" + side), lit(0.0)))
                                            .otherwise(col("first_" + side))));
        }
        return ranked.filter(col("rank_zh")
                .leq(CANDIDATES)
                .and(col("rank_en").leq(CANDIDATES))
                .or(IS_NAMED));
    }

    private static Dataset<Row> described(Dataset<Row> candidates, Dataset<Row> summaries) {
        Dataset<Row> texts = summaries.select("id", "address", "length", "paragraphs", "day", "sketch");
        return candidates
                .join(
                        texts.toDF(
                                PageIndex.CHINESE,
                                CHINESE_ADDRESS,
                                "zh_length",
                                "zh_paragraphs",
                                "zh_day",
                                "zh_sketch"),
                        PageIndex.CHINESE)
                .join(
                        texts.toDF(
                                PageIndex.ENGLISH,
                                ENGLISH_ADDRESS,
                                "en_length",
                                "en_paragraphs",
                                "en_day",
                                "en_sketch"),
                        PageIndex.ENGLISH);
    }

    /** Adds the number of pairs with the same pattern, and the number of them whose contents agree. */
    private static Dataset<Row> withPatterns(Dataset<Row> candidates) {
        Column isBest = col("rank_zh")
                .equalTo(1)
                .and(col("rank_en").equalTo(1))
                .and(col("margin_zh").gt(0));
        Column salt = expr("pmod(zh, " + SALTS + ")");
        Dataset<Row> patterns = candidates
                .filter(col(PageIndex.PATTERN).lt(PageIndex.NO_PATTERN))
                .groupBy(PageIndex.PATTERN)
                .agg(
                        count(lit(1)).as("pattern_pairs"),
                        sum(when(isBest, 1).otherwise(0)).as("pattern_agreeing"),
                        sum(when(col(PageIndex.WEIGHT).gt(0), 1).otherwise(0)).as("pattern_known"))
                .withColumn("salt", expr("explode(sequence(0, " + (SALTS - 1) + "))"));
        return candidates
                .withColumn("salt", salt)
                .join(patterns, new String[] {PageIndex.PATTERN, "salt"}, "left")
                .drop("salt");
    }

    private static long id(String address) {
        return CorpusUnit.Hashes.of(address);
    }

    private static Row summary(CrawledPage page, PageContent.Reading reading) {
        boolean isChinese = page.language().equals("zh");
        PageContent content = reading.read(page.paragraphs(), isChinese);
        Optional<Integer> day = page.date().flatMap(PagePairing::day);
        return RowFactory.create(
                id(page.address()),
                isChinese,
                postings(page, isChinese, content),
                page.address(),
                content.length(),
                page.paragraphs().size(),
                day.orElse(null),
                content.sketchBytes());
    }

    private static Optional<Integer> day(String date) {
        try {
            return Optional.of((int) LocalDate.parse(date.substring(0, Math.min(10, date.length())))
                    .toEpochDay());
        } catch (DateTimeParseException unknown) {
            return Optional.empty();
        }
    }

    private static byte[] postings(CrawledPage page, boolean isChinese, PageContent content) {
        List<AddressKeys.Key> keys = AddressKeys.of(page.address(), isChinese);
        String own = AddressKeys.plain(page.address());
        List<Long> targets = page.links().stream()
                .filter(link -> link.language().matches(isChinese ? "en.*|x-default" : "zh.*|cn.*"))
                .map(link -> AddressKeys.plain(link.address()))
                .distinct()
                .filter(target -> !target.equals(own))
                .map(CorpusUnit.Hashes::of)
                .toList();
        long site = CorpusUnit.Hashes.of(AddressKeys.site(page.address()));
        int count = keys.size() + 1 + targets.size() + content.features().size();
        ByteBuffer bytes = ByteBuffer.allocate(count * PageIndex.POSTING_BYTES);
        for (int k = 0; k < keys.size(); k++) {
            AddressKeys.Key key = keys.get(k);
            PageIndex.Kind.ADDRESS.write(
                    bytes, CorpusUnit.Hashes.of(key.key()), PageIndex.pattern(k, site + key.pattern()));
        }
        PageIndex.Kind.LINK.write(bytes, CorpusUnit.Hashes.of(own), 0);
        targets.forEach(target -> PageIndex.Kind.LINK.write(bytes, target, 1));
        for (PageContent.Feature feature : content.features()) {
            PageIndex.Kind.FEATURE.write(bytes, site ^ feature.hash(), 16L * feature.position() + feature.weight());
        }
        return bytes.array();
    }

    /**
     * Lists the evidence with its weights in the logistic model. The weights come from {@code PagePairs learn}, on the
     * sites that {@code accuracy-of-corpora.md} names.
     */
    public enum Evidence {
        BIAS(-2.51, row -> 1),
        /** The addresses are equal without language markers. */
        ADDRESS(0.11, row -> hasPattern(row) ? 1 : 0),
        /** Logarithm of the number of candidates with the same markers. */
        PATTERN(0.42, row -> hasPattern(row) ? Math.log(number(row, "pattern_pairs")) : 0),
        /** Share of the candidates with the same markers whose contents agree. */
        PATTERN_AGREES(
                1.21,
                row -> hasPattern(row)
                        ? (number(row, "pattern_agreeing") + 1) / (number(row, "pattern_known") + 2)
                        : 0),
        /** Number of directions in which a page declares the other as its translation. The weight is chosen. */
        LINKS(3.0, row -> number(row, PageIndex.LINK_TO_CHINESE) + number(row, PageIndex.LINK_TO_ENGLISH)),
        /** Cosine of the rare features. */
        SIMILARITY(2.32, row -> number(row, "score")),
        /** Logarithm of the number of common rare features. */
        SHARED(-0.45, row -> Math.log1p(number(row, PageIndex.SHARED))),
        /** Distance of the similarity to that of the best other candidate of the Chinese page. */
        MARGIN_ZH(6.34, row -> number(row, "margin_zh")),
        /** Distance of the similarity to that of the best other candidate of the English page. */
        MARGIN_EN(3.82, row -> number(row, "margin_en")),
        /** Jaccard index of all features. */
        RESEMBLANCE(2.39, row -> PageContent.resemblance(row.getAs("zh_sketch"), row.getAs("en_sketch"))),
        /** Logarithm of the ratio of the lengths. */
        LENGTH(-0.22, row -> Math.abs(ratio(row, "length", 50))),
        /** Logarithm of the ratio of the numbers of paragraphs. */
        PARAGRAPHS(-1.82, row -> Math.abs(ratio(row, "paragraphs", 2))),
        /** Correlation of the positions of the common features. */
        ORDER(1.01, row -> number(row, PageIndex.ORDER)),
        /** Logarithm of the number of days between the pages. The weight is chosen. */
        DATE(-0.3, Evidence::days);

        private final double weight;

        @SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
        private final ToDoubleFunction<Row> value;

        Evidence(double weight, ToDoubleFunction<Row> value) {
            this.weight = weight;
            this.value = value;
        }

        /** Returns the index of the value in {@link #VALUES}. */
        @SuppressWarnings("EnumOrdinal")
        public int index() {
            return ordinal();
        }

        double weight() {
            return weight;
        }

        /** Returns the value of the evidence in a row of {@link PagePairing#evidence}. */
        double of(Row row) {
            return value.applyAsDouble(row);
        }

        private static boolean hasPattern(Row row) {
            return row.<Long>getAs(PageIndex.PATTERN) != PageIndex.NO_PATTERN;
        }

        private static double number(Row row, String column) {
            return row.<Number>getAs(column).doubleValue();
        }

        private static double days(Row row) {
            return row.isNullAt(row.fieldIndex("zh_day")) || row.isNullAt(row.fieldIndex("en_day"))
                    ? 0
                    : Math.log1p(Math.abs(number(row, "zh_day") - number(row, "en_day")));
        }

        private static double ratio(Row row, String column, double smoothing) {
            return Math.log((number(row, "en_" + column) + smoothing) / (number(row, "zh_" + column) + smoothing));
        }
    }

    private static Row weighed(Row candidate) {
        double[] values = new double[Evidence.values().length];
        double sum = 0;
        for (Evidence one : Evidence.values()) {
            values[one.index()] = one.of(candidate);
            sum += one.weight() * values[one.index()];
        }
        return RowFactory.create(
                candidate.getAs(PageIndex.CHINESE),
                candidate.getAs(PageIndex.ENGLISH),
                candidate.getAs(CHINESE_ADDRESS),
                candidate.getAs(ENGLISH_ADDRESS),
                values,
                1 / (1 + Math.exp(-sum)));
    }

    private static Row explained(Row edge) {
        List<Double> values = edge.getList(edge.fieldIndex(VALUES));
        Map<String, Double> evidence = new LinkedHashMap<>();
        for (Evidence one : Evidence.values()) {
            double share = one.weight() * values.get(one.index());
            if (share != 0) {
                evidence.put(one.name().toLowerCase(Locale.ROOT), share);
            }
        }
        return RowFactory.create(
                edge.getAs(CHINESE_ADDRESS),
                edge.getAs(ENGLISH_ADDRESS),
                edge.getAs(PROBABILITY),
                CollectionConverters.asScala(evidence));
    }
}
