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

import duiqi.align.ParallelTextCheck;
import duiqi.corpus.CorpusRun.CorpusSummary;
import duiqi.corpus.duplicate.Deduplication;
import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.stage.AlignStage;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.corpus.stage.Job;
import duiqi.corpus.stage.Job.Stage;
import duiqi.corpus.stage.TmxShards;
import duiqi.corpus.term.CorpusTermTable;
import duiqi.corpus.term.CorpusTerms;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Writes the tables of the output. */
final class OutputStages {
    /** Column with the number of units of the corpus that a unit represents. */
    static final String OCCURRENCES = "occurrences";

    /** Column with the reason why a unit or document is dropped. */
    static final String REASON = "reason";

    /** Column with the id of the unit that replaces a dropped duplicate; null if there is none. */
    static final String STAYS = "stays";

    /** Suffix of the folder with the intermediate tables of the deduplication. */
    private static final String ROUNDS = "-rounds";

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

    private static final StructType UNRELATED = new StructType()
            .add(AlignStage.ResultTable.ID, DataTypes.StringType, false)
            .add(REASON, DataTypes.StringType, false);

    private final Job job;
    private final SparkSession spark;
    private final Dataset<Row> results;
    private final Dataset<Row> unrelated;

    /**
     * Creates the stages after the last alignment.
     *
     * @param results rows of {@link AlignStage.ResultTable} from the last alignment
     */
    OutputStages(Job job, Dataset<Row> results) {
        this.job = job;
        this.results = results;
        spark = job.spark();
        unrelated = unrelated();
    }

    /**
     * Returns the sliced documents whose texts are not translations of each other. A single slice is too short to show
     * that. The driver holds their ids and reasons, about 300 bytes each; each document has more than
     * {@link CorpusSettings.Input#longestDocument} characters.
     */
    private Dataset<Row> unrelated() {
        FlatMapFunction<Row, Row> checking = row -> {
            ParallelTextCheck fit =
                    new ParallelTextCheck((int) row.getLong(1), (int) row.getLong(2), (int) row.getLong(3));
            return fit.isParallel()
                    ? Collections.emptyIterator()
                    : List.of(RowFactory.create(row.getString(0), fit.problem()))
                            .iterator();
        };
        List<Row> found = results.filter(col(AlignStage.ResultTable.REASON)
                        .isNull()
                        .and(col(AlignStage.ResultTable.PART).geq(0)))
                .groupBy(AlignStage.ResultTable.ID)
                .agg(
                        sum(AlignStage.ResultTable.PAIRS),
                        sum(AlignStage.ResultTable.TRANSLATED),
                        sum(AlignStage.ResultTable.WORDS))
                .flatMap(checking, Encoders.row(UNRELATED))
                .collectAsList();
        // Spark sends a table of the driver to all workers, so the units are not moved for the comparison.
        return spark.createDataFrame(found, UNRELATED);
    }

    /** Returns the results of documents that have units. */
    private Dataset<Row> accepted() {
        return results.filter(col(AlignStage.ResultTable.REASON).isNull())
                .join(unrelated, new String[] {AlignStage.ResultTable.ID}, "left_anti");
    }

    private Dataset<Row> allUnits() {
        return accepted()
                .select(explode(col(AlignStage.ResultTable.UNITS)).as("unit"))
                .select("unit.*");
    }

    private Dataset<Row> kept() {
        return allUnits().filter(col(CorpusUnit.DROPPED).isNull());
    }

    /** Finds duplicate units. */
    void duplicates() throws IOException {
        if (hasDuplicates()) {
            job.stage(Stage.DUPLICATES, into -> {
                try (Deduplication found = new Deduplication(
                        kept(), job.settings().duplicates(), job.settings().languages(), into.suffix(ROUNDS))) {
                    found.duplicates().write().parquet(into.toString());
                }
            });
        }
    }

    private boolean hasDuplicates() {
        return job.settings().duplicates().sameness() != CorpusSettings.Sameness.NONE;
    }

    private Dataset<Row> duplicatesFound() {
        return hasDuplicates() ? read(Stage.DUPLICATES) : spark.createDataFrame(List.of(), Deduplication.DUPLICATES);
    }

    private Dataset<Row> read(Stage stage) {
        return spark.read().parquet(job.work().step(stage.folder()).toString());
    }

    /** Writes the tables of units and documents. */
    void tables() throws IOException {
        job.stage(Stage.UNITS, this::writeUnits);
        job.stage(Stage.DROPPED, into -> dropped().write().parquet(into.toString()));
        job.stage(Stage.DOCUMENTS, into -> documents().write().parquet(into.toString()));
    }

    private void writeUnits(Path into) {
        Dataset<Row> found = duplicatesFound();
        long all = accepted()
                .agg(coalesce(sum(size(col(AlignStage.ResultTable.UNITS))), lit(0)))
                .first()
                .getLong(0);
        int files = (int) (1 + all / UNITS_PER_FILE);
        Dataset<Row> units = kept().drop(CorpusUnit.DROPPED)
                .join(found, new String[] {CorpusUnit.ID}, "left_anti")
                .join(Deduplication.counts(found), new String[] {CorpusUnit.ID}, "left")
                .withColumn(OCCURRENCES, coalesce(col(Deduplication.UNITS), lit(1L)))
                .drop(Deduplication.UNITS)
                .select(
                        col(CorpusUnit.ID),
                        col(CorpusUnit.DOCUMENT),
                        sourcePositions(),
                        targetPositions(),
                        col(isIntoChinese() ? CorpusUnit.ENGLISH : CorpusUnit.CHINESE)
                                .as(SOURCE),
                        col(isIntoChinese() ? CorpusUnit.CHINESE : CorpusUnit.ENGLISH)
                                .as(TARGET),
                        lit(isIntoChinese()
                                        ? languages().english()
                                        : languages().chinese())
                                .as(SOURCE_LANGUAGE),
                        lit(isIntoChinese()
                                        ? languages().chinese()
                                        : languages().english())
                                .as(TARGET_LANGUAGE),
                        inDirection(col(CorpusUnit.TYPE)).as(CorpusUnit.TYPE),
                        col(CorpusUnit.PROBABILITY),
                        col(CorpusUnit.QUALITY),
                        col(CorpusUnit.EVIDENCE),
                        col(OCCURRENCES));
        inFiles(units, files, STRETCH).write().parquet(into.toString());
    }

    /**
     * Returns the units, distributed to files. Each file has whole stretches of documents, so a book is the work of several tasks.
     *
     * @param stretch the number of sentences in a stretch
     */
    static Dataset<Row> inFiles(Dataset<Row> units, int files, int stretch) {
        return units.repartition(
                        files,
                        col(CorpusUnit.DOCUMENT),
                        floor(firstOf(SOURCE_POSITIONS).divide(stretch)))
                .sortWithinPartitions(col(CorpusUnit.DOCUMENT), firstOf(SOURCE_POSITIONS), firstOf(TARGET_POSITIONS));
    }

    private CorpusSettings.Languages languages() {
        return job.settings().languages();
    }

    private boolean isIntoChinese() {
        return languages().isIntoChinese();
    }

    private Column sourcePositions() {
        return col(isIntoChinese() ? CorpusUnit.ENGLISH_POSITIONS : CorpusUnit.CHINESE_POSITIONS)
                .as(SOURCE_POSITIONS);
    }

    private Column targetPositions() {
        return col(isIntoChinese() ? CorpusUnit.CHINESE_POSITIONS : CorpusUnit.ENGLISH_POSITIONS)
                .as(TARGET_POSITIONS);
    }

    /** Returns the number of sentences of each side with the source first, or with the Chinese first again. */
    private Column inDirection(Column type) {
        return isIntoChinese() ? regexp_replace(type, "^(\\d+)-(\\d+)$", "$2-$1") : type;
    }

    /** Returns the units of the output with the columns of {@link CorpusUnit}. */
    private Dataset<Row> unitsByLanguage() {
        return read(Stage.UNITS)
                .withColumn(CorpusUnit.TYPE, inDirection(col(CorpusUnit.TYPE)))
                .withColumnRenamed(SOURCE, isIntoChinese() ? CorpusUnit.ENGLISH : CorpusUnit.CHINESE)
                .withColumnRenamed(TARGET, isIntoChinese() ? CorpusUnit.CHINESE : CorpusUnit.ENGLISH)
                .withColumnRenamed(
                        SOURCE_POSITIONS, isIntoChinese() ? CorpusUnit.ENGLISH_POSITIONS : CorpusUnit.CHINESE_POSITIONS)
                .withColumnRenamed(
                        TARGET_POSITIONS,
                        isIntoChinese() ? CorpusUnit.CHINESE_POSITIONS : CorpusUnit.ENGLISH_POSITIONS);
    }

    private static Column firstOf(String positions) {
        return element_at(col(positions), 1);
    }

    private Dataset<Row> dropped() {
        Column[] place = {
            col(CorpusUnit.ID),
            col(CorpusUnit.DOCUMENT),
            sourcePositions(),
            targetPositions(),
            col(CorpusUnit.PROBABILITY),
            col(CorpusUnit.QUALITY),
            col(REASON),
            col(STAYS)
        };
        Dataset<Row> bad = allUnits()
                .filter(col(CorpusUnit.DROPPED).isNotNull())
                .withColumn(REASON, col(CorpusUnit.DROPPED))
                .withColumn(STAYS, lit(null).cast(DataTypes.StringType))
                .select(place);
        Dataset<Row> same = kept().join(duplicatesFound(), new String[] {CorpusUnit.ID})
                .withColumn(REASON, col(Deduplication.KIND))
                .select(place);
        return bad.union(same).sort(CorpusUnit.DOCUMENT, CorpusUnit.ID);
    }

    private Dataset<Row> documents() {
        return accepted()
                .groupBy(AlignStage.ResultTable.ID)
                .agg(
                        min(AlignStage.ResultTable.PLACE).as(AlignStage.ResultTable.PLACE),
                        sum(AlignStage.ResultTable.CHINESE_SENTENCES).as(AlignStage.ResultTable.CHINESE_SENTENCES),
                        sum(AlignStage.ResultTable.ENGLISH_SENTENCES).as(AlignStage.ResultTable.ENGLISH_SENTENCES),
                        sum(size(col(AlignStage.ResultTable.UNITS))).as(AlignStage.ResultTable.UNITS),
                        sum(AlignStage.ResultTable.TRANSLATED)
                                .divide(sum(AlignStage.ResultTable.WORDS))
                                .as(AlignStage.ResultTable.TRANSLATED),
                        max(col(AlignStage.ResultTable.PART)).plus(1).as("slices"))
                .sort(AlignStage.ResultTable.ID);
    }

    /**
     * Writes the rejected documents.
     *
     * @param earlier rows of {@link CorpusDocument} that were rejected before the last alignment
     */
    void rejected(Dataset<Row> earlier) throws IOException {
        Column[] columns = {col(AlignStage.ResultTable.ID), col(AlignStage.ResultTable.PLACE), col(REASON)};
        job.stage(
                Stage.REJECTED,
                into -> earlier.select(columns)
                        .union(results.filter(col(REASON).isNotNull()).select(columns))
                        .union(results.filter(col(AlignStage.ResultTable.PART).leq(0))
                                .select(AlignStage.ResultTable.ID, AlignStage.ResultTable.PLACE)
                                .join(unrelated, AlignStage.ResultTable.ID)
                                .select(columns))
                        .distinct()
                        .sort(AlignStage.ResultTable.PLACE, AlignStage.ResultTable.ID)
                        .write()
                        .parquet(into.toString()));
    }

    /** Counts the terms and writes the term list. */
    void terms() throws IOException {
        if (!job.settings().countsTerms()) {
            return;
        }
        job.stage(
                Stage.TERMS,
                into -> CorpusTerms.terms(
                                unitsByLanguage()
                                        .withColumn(
                                                CorpusUnit.DROPPED, lit(null).cast(DataTypes.StringType)),
                                job.settings().terms())
                        .write()
                        .parquet(into.toString()));
        job.stage(Stage.TERM_LIST, file -> {
            try (OutputStream out = job.work().files().create(file)) {
                CorpusTermTable.writeCsv(read(Stage.TERMS), out);
            }
        });
    }

    void tmx() throws IOException {
        if (job.settings().tmxFiles() > 0) {
            job.stage(
                    Stage.TMX,
                    into -> TmxShards.write(
                            unitsByLanguage(),
                            new CorpusSettings.Tmx(
                                    job.settings().tmxFiles(),
                                    job.settings().languages(),
                                    Instant.parse(job.plan().begun()),
                                    job.settings().version()),
                            // A worker has its own current folder, so the path must be absolute.
                            job.work().files().makeQualified(into).toString()));
        }
    }

    /** Returns the summary of the output. */
    CorpusSummary summary() {
        Row documents = read(Stage.DOCUMENTS)
                .agg(
                        count(lit(1)),
                        coalesce(sum(AlignStage.ResultTable.CHINESE_SENTENCES), lit(0)),
                        coalesce(sum(AlignStage.ResultTable.ENGLISH_SENTENCES), lit(0)))
                .first();
        SortedMap<String, Long> dropped = new TreeMap<>();
        for (Row row : read(Stage.DROPPED)
                .groupBy(substring_index(col(REASON), ":", 1))
                .count()
                .collectAsList()) {
            dropped.put(row.getString(0), row.getLong(1));
        }
        // Thousandths are integers, so the order of the units does not change their sum.
        Row units = read(Stage.UNITS)
                .agg(
                        count(lit(1)),
                        coalesce(
                                sum(round(col(CorpusUnit.QUALITY).multiply(QUALITY_STEPS))
                                        .cast(DataTypes.LongType)),
                                lit(0L)))
                .first();
        return new CorpusSummary(
                documents.getLong(0),
                read(Stage.REJECTED).count(),
                documents.getLong(1),
                documents.getLong(2),
                units.getLong(0),
                dropped,
                units.getLong(1) / (QUALITY_STEPS * Math.max(1, units.getLong(0))),
                termCounts());
    }

    private CorpusSummary.TermCounts termCounts() {
        if (!job.settings().countsTerms()) {
            return new CorpusSummary.TermCounts(0, 0);
        }
        Dataset<Row> terms = read(Stage.TERMS);
        return new CorpusSummary.TermCounts(
                terms.count(), terms.filter(col(CorpusTermTable.DRIFT).gt(0)).count());
    }
}
