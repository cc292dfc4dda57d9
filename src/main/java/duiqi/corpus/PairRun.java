package duiqi.corpus;

import static org.apache.spark.sql.functions.expr;

import duiqi.corpus.CorpusRun.CorpusListener;
import duiqi.corpus.CorpusRun.CorpusPlan;
import duiqi.corpus.crawl.CrawlInput;
import duiqi.corpus.crawl.PagePairing;
import duiqi.corpus.crawl.PageReading;
import duiqi.corpus.crawl.PageReading.CrawledPage;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.corpus.stage.Job;
import duiqi.corpus.stage.Job.Stage;
import duiqi.corpus.stage.WorkFolder.Plan;
import duiqi.document.ArchivedPage;
import duiqi.text.FormatException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs all stages from a crawl to a corpus: reads the pages, removes duplicates, pairs the pages that are translations
 * of each other, and writes them as documents for {@link CorpusRun}. A run continues a stopped run. An output with a
 * summary file is complete.
 */
public final class PairRun {
    private static final int DOCUMENTS_PER_FILE = 20_000;

    private static final int PAGES_PER_FILE = 1_000_000;

    /** Maximum number of different reasons in the summary. */
    private static final int MAX_REASONS = 20;

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
            stages.add(Stage.CRAWL, Stage.CRAWL.names(begun.buckets()));
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
        Dataset<Row> articles = pages.filter("state = 'no translation'");
        job.stage(Stage.PAIRS, into -> {
            PagePairing.pairs(articles.selectExpr(CrawledPage.SCHEMA.fieldNames()), settings.minProbability)
                    .write()
                    .parquet(into.toString());
            spark.catalog().clearCache();
        });
        Dataset<Row> pairs = job.table(Stage.PAIRS);
        job.table(Stage.TEXTS, () -> documents(articles, pairs));
        job.table(Stage.STATES, () -> states(pages, pairs));
        return summary(job.table(Stage.STATES), records, pairs.count());
    }

    /** Returns the pages of all records. Duplicates have no text, and the reason says which page stays. */
    private static Dataset<Row> unique(Dataset<Row> records) {
        Dataset<Row> pages =
                records.filter("state <> 'skipped'").selectExpr("page.*", "*").drop("page");
        Dataset<Row> captures = ranked(
                pages.filter("address <> ''").drop("paragraphs", "links"),
                "place",
                "PARTITION BY address ORDER BY state = 'unreadable', captured DESC, place");
        Dataset<Row> texts = ranked(
                captures.filter("rank = 1 AND state = 'no translation'"),
                "address",
                "PARTITION BY digest ORDER BY canonical DESC, length(address), address");
        Dataset<Row> dropped =
                dropped(captures, "newer record of the address at ").union(dropped(texts, "same text as "));
        return pages.join(dropped, new String[] {"address", "place"}, "left")
                .selectExpr(
                        "address",
                        "place",
                        "date",
                        "language",
                        "if(stays IS NULL, paragraphs, array()) AS paragraphs",
                        "if(stays IS NULL, links, array()) AS links",
                        "sentences",
                        "if(stays IS NULL, state, 'duplicate') AS state",
                        "coalesce(stays, reason) AS reason");
    }

    /** Adds the rank of each page among its duplicates, and the name of the first one. */
    private static Dataset<Row> ranked(Dataset<Row> pages, String name, String duplicates) {
        return pages.withColumn("rank", expr("row_number() OVER (" + duplicates + ")"))
                .withColumn("stays", expr("first_value(" + name + ") OVER (" + duplicates + ")"));
    }

    private static Dataset<Row> dropped(Dataset<Row> ranked, String reason) {
        return ranked.filter("rank > 1").selectExpr("address", "place", "'" + reason + "' || stays AS stays");
    }

    private static Dataset<Row> documents(Dataset<Row> articles, Dataset<Row> pairs) {
        int files = 1 + (int) (pairs.count() / DOCUMENTS_PER_FILE);
        return pairs.join(texts(articles, "zh"), "zh_address")
                .join(texts(articles, "en"), "en_address")
                .selectExpr(
                        "left(sha2(concat_ws('\\n', zh_address, en_address), 256), 32) AS id",
                        "zh",
                        "en",
                        "zh_address",
                        "en_address",
                        "probability")
                .repartition(files, expr("id"))
                .sortWithinPartitions("id");
    }

    private static Dataset<Row> texts(Dataset<Row> articles, String side) {
        return articles.selectExpr("address AS " + side + "_address", "concat_ws('\\n\\n', paragraphs) AS " + side);
    }

    private static Dataset<Row> states(Dataset<Row> pages, Dataset<Row> pairs) {
        Dataset<Row> paired = pairs.selectExpr("explode(array(zh_address, en_address)) AS address", "true AS paired");
        return pages.join(paired, new String[] {"address"}, "left")
                .selectExpr(
                        "address",
                        "place",
                        "language",
                        "date",
                        "sentences",
                        "if(paired AND state = 'no translation', 'paired', state) AS state",
                        "reason")
                .repartition(1 + (int) (pages.count() / PAGES_PER_FILE), expr("address"))
                .sortWithinPartitions("address", "place");
    }

    private static PairSummary summary(Dataset<Row> states, Dataset<Row> records, long pairs) {
        SortedMap<String, Long> counts = counts(states.groupBy("state").count());
        return new PairSummary(
                counts.values().stream().mapToLong(Long::longValue).sum(),
                pairs,
                counts(states.filter("state IN ('paired', 'no translation', 'other language')")
                        .groupBy("language")
                        .count()),
                counts,
                reasons(states.filter("state = 'unreadable'"), "count(1)"),
                reasons(records.filter("state = 'skipped'"), "sum(records)"));
    }

    private static SortedMap<String, Long> reasons(Dataset<Row> rows, String number) {
        return counts(rows.groupBy("reason")
                .agg(expr(number + " AS number"))
                .orderBy(expr("-number"), expr("reason"))
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
            SortedMap<String, Long> skipped) {}
}
