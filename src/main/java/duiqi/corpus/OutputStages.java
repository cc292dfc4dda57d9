package duiqi.corpus;

import static org.apache.spark.sql.functions.expr;

import duiqi.align.ParallelTextCheck;
import duiqi.corpus.CorpusRun.CorpusSummary;
import duiqi.corpus.duplicate.Deduplication;
import duiqi.corpus.stage.AlignStage.ResultTable;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.corpus.stage.Job;
import duiqi.corpus.stage.Job.Stage;
import duiqi.corpus.stage.TmxShards;
import duiqi.corpus.term.CorpusTermTable;
import duiqi.corpus.term.CorpusTerms;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Writes the tables of the output. Their columns are source and target; inside a run, they are Chinese and English. */
final class OutputStages {
    /** Number of steps from 0 to 1 of the rounded quality of a unit. */
    private static final double QUALITY_STEPS = 1000;

    private static final long UNITS_PER_FILE = 500_000;

    /** Number of source sentences in a stretch of a document. The units of a stretch are in one file. */
    private static final int STRETCH = 50_000;

    private static final String[] ID = {"id"};

    private final Job job;
    private final CorpusSettings settings;
    private final Dataset<Row> results;
    private final Dataset<Row> unrelated;

    /** Results of documents that have units. */
    private final Dataset<Row> accepted;

    private final Dataset<Row> units;

    /** Names of the sides inside a run. */
    private final String source;

    private final String target;

    /** The number of sentences of each side with the source first, or with the Chinese first again. */
    private final String type;

    /**
     * Creates the stages after the last alignment.
     *
     * @param results rows of {@link ResultTable} from the last alignment
     */
    OutputStages(Job job, CorpusSettings settings, Dataset<Row> results) {
        this.job = job;
        this.settings = settings;
        this.results = results;
        unrelated = unrelated();
        accepted = results.filter("reason IS NULL").join(unrelated, ID, "left_anti");
        units = accepted.selectExpr("inline(units)");
        boolean isIntoChinese = settings.languages().isIntoChinese();
        source = isIntoChinese ? "en" : "zh";
        target = isIntoChinese ? "zh" : "en";
        type = isIntoChinese ? "regexp_replace(type, '^([0-9]+)-([0-9]+)$', '$2-$1')" : "type";
    }

    /**
     * Returns the sliced documents whose texts are not translations of each other. A single slice is too short to show
     * that. The driver holds their ids and reasons, about 300 bytes each; each document has more than
     * {@link CorpusSettings.Input#longestDocument} characters.
     */
    private Dataset<Row> unrelated() {
        List<Row> found = results.filter("reason IS NULL AND part >= 0")
                .groupBy("id")
                .sum("pairs", "translated", "words")
                .javaRDD()
                .flatMap(row -> {
                    ParallelTextCheck fit =
                            new ParallelTextCheck((int) row.getLong(1), (int) row.getLong(2), (int) row.getLong(3));
                    return fit.isParallel()
                            ? List.<Row>of().iterator()
                            : List.of(RowFactory.create(row.getString(0), fit.problem()))
                                    .iterator();
                })
                .collect();
        // Spark sends a table of the driver to all workers, so the units are not moved for the comparison.
        return job.spark().createDataFrame(found, StructType.fromDDL("id string NOT NULL, reason string NOT NULL"));
    }

    private Dataset<Row> kept() {
        return units.filter("dropped IS NULL");
    }

    /**
     * Writes all tables, and returns their counts.
     *
     * @param earlier rows of documents that were rejected before the last alignment
     */
    CorpusSummary run(Dataset<Row> earlier) throws IOException {
        Dataset<Row> duplicates = duplicates();
        job.table(Stage.UNITS, () -> output(duplicates));
        job.table(Stage.DROPPED, () -> dropped(duplicates));
        job.table(Stage.DOCUMENTS, this::documents);
        job.table(Stage.REJECTED, () -> rejected(earlier));
        if (settings.countsTerms()) {
            job.table(Stage.TERMS, () -> CorpusTerms.terms(unitsByLanguage(), settings.terms()));
            job.stage(Stage.TERM_LIST, file -> {
                try (OutputStream out = job.work().files().create(file)) {
                    CorpusTermTable.writeCsv(job.table(Stage.TERMS), out);
                }
            });
        }
        if (settings.tmxFiles() > 0) {
            CorpusSettings.Tmx tmx = new CorpusSettings.Tmx(
                    settings.tmxFiles(),
                    settings.languages(),
                    Instant.parse(job.plan().begun()),
                    settings.version());
            job.stage(
                    Stage.TMX,
                    into -> TmxShards.write(
                            unitsByLanguage(),
                            tmx,
                            // A worker has its own current folder, so the path must be absolute.
                            job.work().files().makeQualified(into).toString()));
        }
        return summary();
    }

    private Dataset<Row> duplicates() throws IOException {
        if (!settings.findsDuplicates()) {
            return job.spark().createDataFrame(List.of(), Deduplication.DUPLICATES);
        }
        job.table(
                Stage.DUPLICATES, () -> Deduplication.duplicates(kept(), settings.duplicates(), settings.languages()));
        job.spark().catalog().clearCache();
        return job.table(Stage.DUPLICATES);
    }

    private Dataset<Row> output(Dataset<Row> duplicates) {
        long all = accepted.selectExpr("coalesce(sum(size(units)), 0L)").first().getLong(0);
        int files = (int) (1 + all / UNITS_PER_FILE);
        CorpusSettings.Languages languages = settings.languages();
        Dataset<Row> unique = kept().join(duplicates, ID, "left_anti")
                .join(Deduplication.counts(duplicates), ID, "left")
                .selectExpr(
                        "id",
                        "document",
                        source + "_positions AS source_positions",
                        target + "_positions AS target_positions",
                        source + " AS source",
                        target + " AS target",
                        "'" + (source.equals("zh") ? languages.chinese() : languages.english()) + "' AS source_lang",
                        "'" + (target.equals("zh") ? languages.chinese() : languages.english()) + "' AS target_lang",
                        type + " AS type",
                        "probability",
                        "quality",
                        "evidence",
                        "coalesce(units, 1L) AS occurrences");
        return inFiles(unique, files, STRETCH);
    }

    /**
     * Returns the units, distributed to files. Each file has whole stretches of documents, so a book is the work of several tasks.
     *
     * @param stretch the number of sentences in a stretch
     */
    static Dataset<Row> inFiles(Dataset<Row> units, int files, int stretch) {
        return units.repartition(files, expr("document"), expr("floor(source_positions[0] / " + stretch + ")"))
                .sortWithinPartitions(expr("document"), expr("source_positions[0]"), expr("target_positions[0]"));
    }

    /** Returns the units of the output with the columns of {@link CorpusUnit}. */
    private Dataset<Row> unitsByLanguage() {
        return job.table(Stage.UNITS)
                .withColumn("type", expr(type))
                .withColumnsRenamed(Map.of(
                        "source",
                        source,
                        "target",
                        target,
                        "source_positions",
                        source + "_positions",
                        "target_positions",
                        target + "_positions"));
    }

    private Dataset<Row> dropped(Dataset<Row> duplicates) {
        return units.join(duplicates, ID, "left")
                .filter("dropped IS NOT NULL OR kind IS NOT NULL")
                .selectExpr(
                        "id",
                        "document",
                        source + "_positions AS source_positions",
                        target + "_positions AS target_positions",
                        "probability",
                        "quality",
                        "coalesce(dropped, kind) AS reason",
                        "stays")
                .sort("document", "id");
    }

    private Dataset<Row> documents() {
        return accepted.groupBy("id")
                .agg(
                        expr("min(place) AS place"),
                        expr("sum(zh_sentences) AS zh_sentences"),
                        expr("sum(en_sentences) AS en_sentences"),
                        expr("sum(size(units)) AS units"),
                        expr("try_divide(sum(translated), sum(words)) AS translated"),
                        expr("max(part) + 1 AS slices"))
                .sort("id");
    }

    private Dataset<Row> rejected(Dataset<Row> earlier) {
        return earlier.selectExpr("id", "place", "reason")
                .union(results.filter("reason IS NOT NULL").selectExpr("id", "place", "reason"))
                .union(results.filter("part <= 0")
                        .drop("reason")
                        .join(unrelated, "id")
                        .selectExpr("id", "place", "reason"))
                .distinct()
                .sort("place", "id");
    }

    private CorpusSummary summary() {
        Row documents = job.table(Stage.DOCUMENTS)
                .selectExpr("count(1)", "coalesce(sum(zh_sentences), 0L)", "coalesce(sum(en_sentences), 0L)")
                .first();
        SortedMap<String, Long> dropped = new TreeMap<>();
        job.table(Stage.DROPPED)
                .groupBy(expr("substring_index(reason, ':', 1)"))
                .count()
                .collectAsList()
                .forEach(row -> dropped.put(row.getString(0), row.getLong(1)));
        // Rounded to integers, the order of the units does not change their sum.
        Row counted = job.table(Stage.UNITS)
                .selectExpr("count(1)", "coalesce(sum(bigint(round(quality * " + QUALITY_STEPS + "D))), 0L)")
                .first();
        return new CorpusSummary(
                documents.getLong(0),
                job.table(Stage.REJECTED).count(),
                documents.getLong(1),
                documents.getLong(2),
                counted.getLong(0),
                dropped,
                counted.getLong(1) / (QUALITY_STEPS * Math.max(1, counted.getLong(0))),
                termCounts());
    }

    private CorpusSummary.TermCounts termCounts() {
        if (!settings.countsTerms()) {
            return new CorpusSummary.TermCounts(0, 0);
        }
        Row counted = job.table(Stage.TERMS)
                .selectExpr("count(1)", "count_if(drift > 0)")
                .first();
        return new CorpusSummary.TermCounts(counted.getLong(0), counted.getLong(1));
    }
}
