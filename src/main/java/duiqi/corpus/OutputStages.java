package duiqi.corpus;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_replace;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.substring_index;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

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
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Writes the tables of the output. */
final class OutputStages {
    /** Column with the number of units of the corpus that a unit represents. */
    static final String OCCURRENCES = "occurrences";

    /** Column with the reason why a unit or document is dropped. */
    static final String REASON = ResultTable.REASON;

    /** Column with the id of the unit that replaces a dropped duplicate; null if there is none. */
    static final String STAYS = Deduplication.STAYS;

    /** Number of steps from 0 to 1 of the rounded quality of a unit. */
    private static final double QUALITY_STEPS = 1000;

    /** Number of units in a Parquet file. */
    private static final long UNITS_PER_FILE = 500_000;

    /** Number of source sentences in a stretch of a document. The units of a stretch are in one file. */
    private static final int STRETCH = 50_000;

    /** Columns of a unit by source and target. Inside a run, the columns are Chinese and English. */
    static final String SOURCE = "source";

    static final String TARGET = "target";
    static final String SOURCE_POSITIONS = "source_positions";
    static final String TARGET_POSITIONS = "target_positions";
    static final String SOURCE_LANGUAGE = "source_lang";
    static final String TARGET_LANGUAGE = "target_lang";

    private static final String[] ID = {ResultTable.ID};

    private static final StructType UNRELATED =
            new StructType().add(ResultTable.ID, DataTypes.StringType, false).add(REASON, DataTypes.StringType, false);

    private final Job job;
    private final CorpusSettings settings;
    private final Dataset<Row> results;
    private final Dataset<Row> unrelated;

    /** Results of documents that have units. */
    private final Dataset<Row> accepted;

    private final Dataset<Row> units;

    /** Columns of the source and target texts and their positions inside a run. */
    private final List<String> sides;

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
        accepted = results.filter(col(REASON).isNull()).join(unrelated, ID, "left_anti");
        units = accepted.select(explode(col(ResultTable.UNITS)).as("unit")).select("unit.*");
        sides = isIntoChinese()
                ? List.of(
                        CorpusUnit.ENGLISH,
                        CorpusUnit.CHINESE,
                        CorpusUnit.ENGLISH_POSITIONS,
                        CorpusUnit.CHINESE_POSITIONS)
                : List.of(
                        CorpusUnit.CHINESE,
                        CorpusUnit.ENGLISH,
                        CorpusUnit.CHINESE_POSITIONS,
                        CorpusUnit.ENGLISH_POSITIONS);
    }

    /**
     * Returns the sliced documents whose texts are not translations of each other. A single slice is too short to show
     * that. The driver holds their ids and reasons, about 300 bytes each; each document has more than
     * {@link CorpusSettings.Input#longestDocument} characters.
     */
    private Dataset<Row> unrelated() {
        List<Row> found = results.filter(
                        col(REASON).isNull().and(col(ResultTable.PART).geq(0)))
                .groupBy(ResultTable.ID)
                .agg(sum(ResultTable.PAIRS), sum(ResultTable.TRANSLATED), sum(ResultTable.WORDS))
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
        return job.spark().createDataFrame(found, UNRELATED);
    }

    private boolean isIntoChinese() {
        return settings.languages().isIntoChinese();
    }

    private Dataset<Row> kept() {
        return units.filter(col(CorpusUnit.DROPPED).isNull());
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
            job.table(
                    Stage.TERMS,
                    () -> CorpusTerms.terms(
                            unitsByLanguage()
                                    .withColumn(CorpusUnit.DROPPED, lit(null).cast(DataTypes.StringType)),
                            settings.terms()));
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
        job.stage(Stage.DUPLICATES, into -> {
            try (Deduplication found = new Deduplication(kept(), settings.duplicates(), settings.languages())) {
                found.duplicates().write().parquet(into.toString());
            }
        });
        return job.table(Stage.DUPLICATES);
    }

    private Dataset<Row> output(Dataset<Row> duplicates) {
        long all = accepted.agg(coalesce(sum(size(col(ResultTable.UNITS))), lit(0)))
                .first()
                .getLong(0);
        int files = (int) (1 + all / UNITS_PER_FILE);
        CorpusSettings.Languages languages = settings.languages();
        Dataset<Row> unique = kept().join(duplicates, ID, "left_anti")
                .join(Deduplication.counts(duplicates), ID, "left")
                .select(
                        col(CorpusUnit.ID),
                        col(CorpusUnit.DOCUMENT),
                        col(sides.get(2)).as(SOURCE_POSITIONS),
                        col(sides.get(3)).as(TARGET_POSITIONS),
                        col(sides.get(0)).as(SOURCE),
                        col(sides.get(1)).as(TARGET),
                        lit(isIntoChinese() ? languages.english() : languages.chinese())
                                .as(SOURCE_LANGUAGE),
                        lit(isIntoChinese() ? languages.chinese() : languages.english())
                                .as(TARGET_LANGUAGE),
                        inDirection(col(CorpusUnit.TYPE)).as(CorpusUnit.TYPE),
                        col(CorpusUnit.PROBABILITY),
                        col(CorpusUnit.QUALITY),
                        col(CorpusUnit.EVIDENCE),
                        coalesce(col(Deduplication.UNITS), lit(1L)).as(OCCURRENCES));
        return inFiles(unique, files, STRETCH);
    }

    /**
     * Returns the units, distributed to files. Each file has whole stretches of documents, so a book is the work of several tasks.
     *
     * @param stretch the number of sentences in a stretch
     */
    static Dataset<Row> inFiles(Dataset<Row> units, int files, int stretch) {
        Column source = element_at(col(SOURCE_POSITIONS), 1);
        return units.repartition(files, col(CorpusUnit.DOCUMENT), floor(source.divide(stretch)))
                .sortWithinPartitions(col(CorpusUnit.DOCUMENT), source, element_at(col(TARGET_POSITIONS), 1));
    }

    /** Returns the number of sentences of each side with the source first, or with the Chinese first again. */
    private Column inDirection(Column type) {
        return isIntoChinese() ? regexp_replace(type, "^(\\d+)-(\\d+)$", "$2-$1") : type;
    }

    /** Returns the units of the output with the columns of {@link CorpusUnit}. */
    private Dataset<Row> unitsByLanguage() {
        return job.table(Stage.UNITS)
                .withColumn(CorpusUnit.TYPE, inDirection(col(CorpusUnit.TYPE)))
                .withColumnRenamed(SOURCE, sides.get(0))
                .withColumnRenamed(TARGET, sides.get(1))
                .withColumnRenamed(SOURCE_POSITIONS, sides.get(2))
                .withColumnRenamed(TARGET_POSITIONS, sides.get(3));
    }

    private Dataset<Row> dropped(Dataset<Row> duplicates) {
        return units.join(duplicates, ID, "left")
                .withColumn(REASON, coalesce(col(CorpusUnit.DROPPED), col(Deduplication.KIND)))
                .filter(col(REASON).isNotNull())
                .select(
                        col(CorpusUnit.ID),
                        col(CorpusUnit.DOCUMENT),
                        col(sides.get(2)).as(SOURCE_POSITIONS),
                        col(sides.get(3)).as(TARGET_POSITIONS),
                        col(CorpusUnit.PROBABILITY),
                        col(CorpusUnit.QUALITY),
                        col(REASON),
                        col(STAYS))
                .sort(CorpusUnit.DOCUMENT, CorpusUnit.ID);
    }

    private Dataset<Row> documents() {
        return accepted.groupBy(ResultTable.ID)
                .agg(
                        min(ResultTable.PLACE).as(ResultTable.PLACE),
                        sum(ResultTable.CHINESE_SENTENCES).as(ResultTable.CHINESE_SENTENCES),
                        sum(ResultTable.ENGLISH_SENTENCES).as(ResultTable.ENGLISH_SENTENCES),
                        sum(size(col(ResultTable.UNITS))).as(ResultTable.UNITS),
                        sum(ResultTable.TRANSLATED)
                                .divide(sum(ResultTable.WORDS))
                                .as(ResultTable.TRANSLATED),
                        max(col(ResultTable.PART)).plus(1).as("slices"))
                .sort(ResultTable.ID);
    }

    private Dataset<Row> rejected(Dataset<Row> earlier) {
        Column[] columns = {col(ResultTable.ID), col(ResultTable.PLACE), col(REASON)};
        return earlier.select(columns)
                .union(results.filter(col(REASON).isNotNull()).select(columns))
                .union(results.filter(col(ResultTable.PART).leq(0))
                        .drop(REASON)
                        .join(unrelated, ResultTable.ID)
                        .select(columns))
                .distinct()
                .sort(ResultTable.PLACE, ResultTable.ID);
    }

    private CorpusSummary summary() {
        Row documents = job.table(Stage.DOCUMENTS)
                .agg(
                        count(lit(1)),
                        coalesce(sum(ResultTable.CHINESE_SENTENCES), lit(0)),
                        coalesce(sum(ResultTable.ENGLISH_SENTENCES), lit(0)))
                .first();
        SortedMap<String, Long> dropped = new TreeMap<>();
        for (Row row : job.table(Stage.DROPPED)
                .groupBy(substring_index(col(REASON), ":", 1))
                .count()
                .collectAsList()) {
            dropped.put(row.getString(0), row.getLong(1));
        }
        // Thousandths are integers, so the order of the units does not change their sum.
        Column thousandths =
                round(col(CorpusUnit.QUALITY).multiply(QUALITY_STEPS)).cast(DataTypes.LongType);
        Row counted = job.table(Stage.UNITS)
                .agg(count(lit(1)), coalesce(sum(thousandths), lit(0L)))
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
                .agg(count(lit(1)), count(when(col(CorpusTermTable.DRIFT).gt(0), 1)))
                .first();
        return new CorpusSummary.TermCounts(counted.getLong(0), counted.getLong(1));
    }
}
