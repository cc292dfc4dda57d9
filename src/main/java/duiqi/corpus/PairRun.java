package duiqi.corpus;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.asc;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.desc;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.sha2;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import duiqi.corpus.CorpusRun.CorpusListener;
import duiqi.corpus.CorpusRun.CorpusPlan;
import duiqi.corpus.crawl.CrawlInput;
import duiqi.corpus.crawl.PagePairing;
import duiqi.corpus.crawl.PageReading;
import duiqi.corpus.crawl.PageReading.CrawledPage;
import duiqi.corpus.crawl.PageReading.State;
import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.corpus.stage.Job;
import duiqi.corpus.stage.Job.Stage;
import duiqi.corpus.stage.WorkFolder.Plan;
import duiqi.document.ArchivedPage;
import duiqi.text.FormatException;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Runs all stages from a crawl to a corpus: reads the pages, removes duplicates, pairs the pages that are translations
 * of each other, and writes them as documents for {@link CorpusRun}. A run continues a stopped run. An output with a
 * summary file is complete.
 */
public final class PairRun {
    /** Number of documents in a Parquet file. */
    private static final int DOCUMENTS_PER_FILE = 20_000;

    private static final int PAGES_PER_FILE = 1_000_000;

    /** Maximum number of different reasons in the summary. */
    private static final int MAX_REASONS = 20;

    private static final int HASH_BITS = 256;
    private static final int ID_LENGTH = 32;

    /** Column with the rank of a page among its duplicates. */
    private static final String RANK = "rank";

    /** Column with the page that stays, and then with the reason for the other pages. */
    private static final String STAYS = "stays";

    private static final String PAIRED = "paired";

    private final SparkSession spark;
    private final Settings settings;
    private final Clock clock;
    private final CorpusListener listener;

    /**
     * Describes the crawl and the output. Immutable.
     *
     * @param input a WARC file, or a folder of WARC files or HTML pages
     * @param output the folder to create
     * @param base the address of a folder of pages
     * @param minProbability the minimum probability that two pages are translations of each other, from 0 to 1
     * @param version the version of duiqi; another version does not continue a run
     */
    public record Settings(String input, String output, String base, double minProbability, String version) {
        /** Address of the pages of a folder if the user gives no other one. */
        public static final String FOLDER = "file:///";

        /**
         * Checks the settings.
         *
         * @throws IllegalArgumentException if the probability is out of range, or the address is none of the web
         */
        public Settings {
            if (!(minProbability >= 0 && minProbability <= 1)) {
                throw new IllegalArgumentException(
                        "the minimum probability must be from 0 to 1, but is " + minProbability);
            }
            if (!base.equals(FOLDER) && ArchivedPage.canonical(base).isEmpty()) {
                throw new IllegalArgumentException(
                        "--base-url: " + base + " is not a web address; write it as https://host/path");
            }
        }
    }

    /**
     * Creates a run.
     *
     * @param session the Spark session, which the caller closes
     * @param settings the settings
     * @param clock the clock for the stage times
     * @param listener receives the progress
     */
    public PairRun(CorpusSession session, Settings settings, Clock clock, CorpusListener listener) {
        spark = session.spark();
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Runs all stages that are not done.
     *
     * @return the counts of the output
     * @throws FormatException if the input is not a crawl, the output folder has other content, or another run uses the
     *     work folder
     */
    public PairSummary run() throws IOException {
        return CorpusRun.reporting(() -> {
            CrawlInput input = input();
            return CorpusRun.work(
                    spark, clock, listener, settings.output, plan(input), PairSummary.class, job -> run(job, input));
        });
    }

    /** Returns the stages of the run, and how much of each is already done. */
    public CorpusPlan plan() throws IOException {
        CrawlInput input = input();
        return CorpusPlan.of(spark, settings.output, plan(input), input.bytes(), (begun, stages) -> {
            stages.add(Stage.CRAWL, begun.buckets());
            stages.add(Stage.PAGES, Stage.PAIRS, Stage.TEXTS, Stage.STATES);
        });
    }

    private CrawlInput input() throws IOException {
        CrawlInput input = CrawlInput.open(spark, settings.input, settings.base);
        CorpusSession.adapt(spark, input.bytes());
        return input;
    }

    private Plan plan(CrawlInput input) {
        String hash = CorpusUnit.Hashes.ofParts(
                List.of(settings.base, Double.toString(settings.minProbability), settings.version));
        int groups = input.groups(spark.sparkContext().defaultParallelism());
        return CorpusRun.plan(hash, input.fingerprint(), groups, clock);
    }

    private PairSummary run(Job job, CrawlInput input) throws IOException {
        int groups = job.plan().buckets();
        job.stage(
                Stage.CRAWL,
                groups,
                (group, into) -> input.read(spark, group, groups).write().parquet(into.toString()));
        Dataset<Row> records = spark.read().schema(PageReading.SCHEMA).parquet(job.folders(Stage.CRAWL, 0, groups));
        job.table(Stage.PAGES, () -> unique(records));
        Dataset<Row> pages = job.table(Stage.PAGES);
        Dataset<Row> articles = pages.filter(col(PageReading.STATE).equalTo(State.ARTICLE.title()));
        job.stage(Stage.PAIRS, into -> {
            try (PagePairing pairing =
                    new PagePairing(articles.select(columns(CrawledPage.SCHEMA)), settings.minProbability)) {
                pairing.pairs().write().parquet(into.toString());
            }
        });
        Dataset<Row> pairs = job.table(Stage.PAIRS);
        job.table(Stage.TEXTS, () -> documents(articles, pairs));
        job.table(Stage.STATES, () -> states(pages, pairs));
        return summary(job.table(Stage.STATES), records, pairs.count());
    }

    /** Returns the pages of all records. Duplicates have no text, and the reason says which page stays. */
    private static Dataset<Row> unique(Dataset<Row> records) {
        Dataset<Row> pages = records.filter(col(PageReading.STATE).notEqual(State.SKIPPED.title()))
                .select(col(PageReading.PAGE + ".*"), col("*"))
                .drop(PageReading.PAGE);
        Dataset<Row> keys =
                pages.filter(col(CrawledPage.ADDRESS).notEqual("")).drop(CrawledPage.PARAGRAPHS, CrawledPage.LINKS);
        WindowSpec captures = Window.partitionBy(CrawledPage.ADDRESS)
                .orderBy(
                        col(PageReading.STATE).equalTo(State.UNREADABLE.title()).asc(),
                        col(PageReading.CAPTURED).desc(),
                        col(CrawledPage.PLACE).asc());
        Dataset<Row> ranked = keys.withColumn(RANK, row_number().over(captures))
                .withColumn(STAYS, first(CrawledPage.PLACE).over(captures));
        WindowSpec texts = Window.partitionBy(PageReading.DIGEST)
                .orderBy(
                        col(PageReading.CANONICAL).desc(),
                        length(col(CrawledPage.ADDRESS)).asc(),
                        col(CrawledPage.ADDRESS).asc());
        Dataset<Row> equal = ranked.filter(
                        col(RANK).equalTo(1).and(col(PageReading.STATE).equalTo(State.ARTICLE.title())))
                .withColumn(STAYS, first(CrawledPage.ADDRESS).over(texts))
                .withColumn(RANK, row_number().over(texts));
        Dataset<Row> dropped =
                dropped(ranked, "newer record of the address at ").union(dropped(equal, "same text as "));
        Column isDropped = col(STAYS).isNotNull();
        return pages.join(dropped, new String[] {CrawledPage.ADDRESS, CrawledPage.PLACE}, "left")
                .withColumn(
                        PageReading.STATE,
                        when(isDropped, State.DUPLICATE.title()).otherwise(col(PageReading.STATE)))
                .withColumn(PageReading.REASON, coalesce(col(STAYS), col(PageReading.REASON)))
                .withColumn(CrawledPage.PARAGRAPHS, unless(isDropped, CrawledPage.PARAGRAPHS))
                .withColumn(CrawledPage.LINKS, unless(isDropped, CrawledPage.LINKS))
                .select(columns(CrawledPage.SCHEMA, PageReading.SENTENCES, PageReading.STATE, PageReading.REASON));
    }

    private static Dataset<Row> dropped(Dataset<Row> ranked, String reason) {
        return ranked.filter(col(RANK).gt(1))
                .select(
                        col(CrawledPage.ADDRESS),
                        col(CrawledPage.PLACE),
                        concat(lit(reason), col(STAYS)).as(STAYS));
    }

    private static Column unless(Column isDropped, String list) {
        DataType type = CrawledPage.SCHEMA.apply(list).dataType();
        return when(isDropped, array().cast(type)).otherwise(col(list));
    }

    private static Column[] columns(StructType schema, String... others) {
        return Stream.concat(Stream.of(schema.fieldNames()), Stream.of(others))
                .map(name -> col(name))
                .toArray(Column[]::new);
    }

    private static Dataset<Row> documents(Dataset<Row> articles, Dataset<Row> pairs) {
        int files = 1 + (int) (pairs.count() / DOCUMENTS_PER_FILE);
        return pairs.join(texts(articles, PagePairing.CHINESE_ADDRESS, "zh"), PagePairing.CHINESE_ADDRESS)
                .join(texts(articles, PagePairing.ENGLISH_ADDRESS, "en"), PagePairing.ENGLISH_ADDRESS)
                .select(
                        id().as(CorpusDocument.ID),
                        col("zh"),
                        col("en"),
                        col(PagePairing.CHINESE_ADDRESS),
                        col(PagePairing.ENGLISH_ADDRESS),
                        col(PagePairing.PROBABILITY))
                .repartition(files, col(CorpusDocument.ID))
                .sortWithinPartitions(CorpusDocument.ID);
    }

    private static Column id() {
        Column addresses = concat_ws("\n", col(PagePairing.CHINESE_ADDRESS), col(PagePairing.ENGLISH_ADDRESS));
        return substring(sha2(addresses, HASH_BITS), 1, ID_LENGTH);
    }

    private static Dataset<Row> texts(Dataset<Row> articles, String address, String text) {
        return articles.select(
                col(CrawledPage.ADDRESS).as(address),
                concat_ws("\n\n", col(CrawledPage.PARAGRAPHS)).as(text));
    }

    private static Dataset<Row> states(Dataset<Row> pages, Dataset<Row> pairs) {
        Dataset<Row> paired = pairs.select(col(PagePairing.CHINESE_ADDRESS).as(CrawledPage.ADDRESS))
                .union(pairs.select(PagePairing.ENGLISH_ADDRESS))
                .withColumn(PAIRED, lit(true));
        Column isPaired = col(PAIRED).and(col(PageReading.STATE).equalTo(State.ARTICLE.title()));
        return pages.join(paired, new String[] {CrawledPage.ADDRESS}, "left")
                .select(
                        col(CrawledPage.ADDRESS),
                        col(CrawledPage.PLACE),
                        col(CrawledPage.LANGUAGE),
                        col(CrawledPage.DATE),
                        col(PageReading.SENTENCES),
                        when(isPaired, State.PAIRED.title())
                                .otherwise(col(PageReading.STATE))
                                .as(PageReading.STATE),
                        col(PageReading.REASON))
                .repartition(1 + (int) (pages.count() / PAGES_PER_FILE), col(CrawledPage.ADDRESS))
                .sortWithinPartitions(CrawledPage.ADDRESS, CrawledPage.PLACE);
    }

    private static PairSummary summary(Dataset<Row> states, Dataset<Row> records, long pairs) {
        SortedMap<String, Long> counts =
                counts(states.groupBy(PageReading.STATE).count());
        return new PairSummary(
                counts.values().stream().mapToLong(Long::longValue).sum(),
                pairs,
                counts(states.filter(col(PageReading.STATE)
                                .isin(State.PAIRED.title(), State.ARTICLE.title(), State.OTHER_LANGUAGE.title()))
                        .groupBy(CrawledPage.LANGUAGE)
                        .count()),
                counts,
                reasons(states.filter(col(PageReading.STATE).equalTo(State.UNREADABLE.title()))
                        .withColumn(PageReading.RECORDS, lit(1L))),
                reasons(records.filter(col(PageReading.STATE).equalTo(State.SKIPPED.title()))));
    }

    private static SortedMap<String, Long> reasons(Dataset<Row> rows) {
        return counts(rows.groupBy(PageReading.REASON)
                .agg(sum(PageReading.RECORDS).as("count"))
                .sort(desc("count"), asc(PageReading.REASON))
                .limit(MAX_REASONS));
    }

    private static SortedMap<String, Long> counts(Dataset<Row> rows) {
        SortedMap<String, Long> counts = new TreeMap<>();
        rows.collectAsList().forEach(row -> counts.put(row.getString(0), row.getLong(1)));
        return counts;
    }

    /**
     * Counts the content of an output.
     *
     * @param pages the number of pages
     * @param pairs the number of documents
     * @param languages the number of different articles in each language
     * @param states the number of pages in each state
     * @param unreadable the number of pages by the most frequent reasons why they cannot be read
     * @param skipped the number of records without a page by the most frequent reasons
     */
    public record PairSummary(
            long pages,
            long pairs,
            SortedMap<String, Long> languages,
            SortedMap<String, Long> states,
            SortedMap<String, Long> unreadable,
            SortedMap<String, Long> skipped) {
        public PairSummary {
            languages = copy(languages);
            states = copy(states);
            unreadable = copy(unreadable);
            skipped = copy(skipped);
        }

        private static SortedMap<String, Long> copy(SortedMap<String, Long> counts) {
            return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
        }
    }
}
