package duiqi.corpus.stage;

import static org.apache.spark.sql.functions.expr;

import duiqi.align.Aligner;
import duiqi.align.Alignment;
import duiqi.align.Bead;
import duiqi.align.CorpusTables;
import duiqi.align.Explanation;
import duiqi.align.ParallelText;
import duiqi.align.ParallelTextCheck;
import duiqi.align.TextPair;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.CorpusSettings.Languages;
import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.DocumentReading;
import duiqi.corpus.stage.Job.Stage;
import duiqi.lexicon.Lexicon;
import duiqi.lexicon.PairLength;
import duiqi.memory.MemoryCleaning;
import duiqi.memory.UnitQuality;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Aligns the documents of each bucket. */
public final class AlignStage {
    /** Number of tasks for each processor. With so many, the last tasks end at about the same time. */
    private static final int TASKS_PER_PROCESSOR = 16;

    /** Minimum work of a task in UTF-16 units. */
    private static final long MIN_TASK = 100_000;

    private final Job job;
    private final CorpusSettings settings;

    public AlignStage(Job job, CorpusSettings settings) {
        this.job = job;
        this.settings = settings;
    }

    /** Provides the documents of a bucket. */
    public interface Documents {
        Dataset<Row> of(int bucket) throws IOException;
    }

    /** Aligns all documents without translation tables. */
    public void first(Documents documents) throws IOException {
        Languages languages = settings.languages();
        job.stage(Stage.FIRST, job.buckets().count(), (bucket, into) -> {
            JavaRDD<Row> aligned = balanced(documents.of(bucket)).mapPartitions(rows -> {
                DocumentAligning aligning = new DocumentAligning(CorpusTables.EMPTY, languages.reading());
                return CorpusUnit.stream(rows).map(aligning::aligned).iterator();
            });
            job.spark().createDataFrame(aligned, AlignedTable.SCHEMA).write().parquet(into.toString());
        });
    }

    /**
     * Aligns all documents with the translation tables of the corpus, and creates units.
     *
     * @param tables the tables, which may be empty
     */
    public void last(Documents documents, CorpusTables tables) throws IOException {
        Languages languages = settings.languages();
        CorpusSettings.Filter filtering = settings.filter();
        Broadcast<CorpusTables> shared = job.context().broadcast(tables);
        job.stage(Stage.LAST, job.buckets().count(), (bucket, into) -> {
            JavaRDD<Row> results = balanced(documents.of(bucket)).mapPartitions(rows -> {
                DocumentAligning aligning = new DocumentAligning(shared.value(), languages.reading());
                UnitFilter filter = new UnitFilter(filtering, languages);
                return CorpusUnit.stream(rows)
                        .map(row -> aligning.result(row, filter::fault))
                        .iterator();
            });
            job.spark().createDataFrame(results, ResultTable.SCHEMA).write().parquet(into.toString());
        });
        shared.destroy();
    }

    /** Returns the same documents, distributed to tasks at random, because their lengths differ. */
    private JavaRDD<Row> balanced(Dataset<Row> documents) {
        long size = documents.selectExpr("coalesce(sum(size), 0L)").first().getLong(0);
        long tasks = Math.min(TASKS_PER_PROCESSOR * job.context().defaultParallelism(), size / MIN_TASK);
        return documents
                .repartition((int) Math.max(1, tasks), expr("id"), expr("part"), expr("place"))
                .javaRDD();
    }

    /** Returns the first alignment of the buckets {@code from} to {@code end - 1}. */
    public Dataset<Row> firstOf(int from, int end) {
        return job.spark().read().schema(AlignedTable.SCHEMA).parquet(job.folders(Stage.FIRST, from, end));
    }

    /** Returns the last alignment of all buckets. */
    public Dataset<Row> results() {
        return job.spark()
                .read()
                .schema(ResultTable.SCHEMA)
                .parquet(job.folders(Stage.LAST, 0, job.buckets().count()));
    }

    /**
     * Aligns the documents of a task with the aligner of {@code duiqi align}. If a document cannot be aligned, its row
     * contains the reason. Not thread-safe.
     */
    private static final class DocumentAligning {
        private final Aligner aligner;
        private final DocumentReading reading;
        private final UnitQuality quality = new UnitQuality(Lexicon.standard());

        /**
         * Creates an aligner.
         *
         * @param tables the translation tables of the corpus, which may be empty
         */
        DocumentAligning(CorpusTables tables, DocumentReading reading) {
            this.reading = reading;
            aligner = new Aligner().withTables(tables);
        }

        /** Returns the row of {@link AlignedTable} for a row of {@link CorpusDocument}. */
        Row aligned(Row row) {
            if (!row.isNullAt(row.fieldIndex("reason"))) {
                return AlignedTable.row(row, List.of());
            }
            CorpusDocument document = CorpusDocument.of(row);
            int bucket = row.<Integer>getAs("bucket");
            return attempt(
                    document,
                    (cut, outcome) -> AlignedTable.row(
                            cut.row(bucket), outcome.text().alignment().beads()),
                    reason -> AlignedTable.row(
                            CorpusDocument.rejected(document.id(), document.place(), reason), List.of()));
        }

        /** Returns the row of {@link ResultTable} for a row of {@link CorpusDocument} or {@link AlignedTable}. */
        Row result(Row row, Function<CorpusUnit, Optional<String>> filter) {
            CorpusDocument document = CorpusDocument.of(row);
            if (!row.isNullAt(row.fieldIndex("reason"))) {
                return ResultTable.rejected(document, row.getAs("reason"));
            }
            return attempt(
                    document,
                    (cut, outcome) -> ResultTable.row(cut.own(), outcome.fit(), null, units(cut, outcome, filter)),
                    reason -> ResultTable.rejected(document, reason));
        }

        /**
         * Aligns a document. If the document, a bug of duiqi or a lack of memory causes a failure, the other documents
         * are still aligned.
         */
        private Row attempt(
                CorpusDocument document,
                BiFunction<CorpusDocument, Aligner.Outcome, Row> aligned,
                Function<String, Row> rejected) {
            try {
                CorpusDocument cut = reading.cut(document);
                Aligner.Outcome outcome =
                        aligner.align(reading.textsInContext(cut)).get(1);
                requireTranslations(cut, outcome.fit());
                return aligned.apply(cut, outcome);
            } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError fault) {
                return rejected.apply(DocumentReading.reason(fault));
            }
        }

        /**
         * Rejects a document whose texts are not translations of each other. A slice may be an appendix, so
         * {@code OutputStages} checks sliced documents as a whole.
         */
        private static void requireTranslations(CorpusDocument document, ParallelTextCheck fit) {
            if (document.part() == CorpusDocument.WHOLE && !fit.isParallel()) {
                throw new IllegalArgumentException(fit.problem());
            }
        }

        private List<CorpusUnit> units(
                CorpusDocument document, Aligner.Outcome outcome, Function<CorpusUnit, Optional<String>> filter) {
            ParallelText text = outcome.text();
            double usualLength = UnitQuality.usualLength(text.alignment().beads().stream()
                    .filter(bead -> !bead.isNull())
                    .mapToDouble(bead -> PairLength.of(text.sourceText(bead), text.targetText(bead))
                            .deviation()));
            Explanation.Explainer explainer = outcome.explainer().get();
            List<CorpusUnit> units = new ArrayList<>();
            for (Bead bead : text.alignment().beads()) {
                String chinese = text.sourceText(bead);
                String english = text.targetText(bead);
                if (!chinese.isBlank() && !english.isBlank()) {
                    List<Integer> chinesePositions = moved(bead.source(), document.chineseStart());
                    List<Integer> englishPositions = moved(bead.target(), document.englishStart());
                    CorpusUnit unit = new CorpusUnit(
                            CorpusUnit.Hashes.ofParts(List.of(
                                    document.id(),
                                    chinesePositions.toString(),
                                    englishPositions.toString(),
                                    chinese,
                                    english)),
                            new CorpusUnit.Place(document.id(), chinesePositions, englishPositions),
                            chinese,
                            english,
                            bead.type().toString(),
                            new CorpusUnit.Scores(
                                    bead.probability(), quality.of(chinese, english, bead.probability(), usualLength)),
                            evidence(explainer.explain(bead)),
                            Optional.empty());
                    units.add(filter.apply(unit).map(unit::without).orElse(unit));
                }
            }
            return units;
        }

        private static List<Integer> moved(List<Integer> positions, int start) {
            return positions.stream().map(position -> position + start).toList();
        }

        private static Map<String, Float> evidence(Explanation explanation) {
            Map<String, Float> evidence = new LinkedHashMap<>();
            explanation.shares().forEach(share -> evidence.put(share.feature(), (float) share.score()));
            return evidence;
        }
    }

    /** Defines the table of the first alignment: the columns of {@link CorpusDocument}, and the beads. */
    static final class AlignedTable {
        static final StructType SCHEMA = new StructType(Stream.of(
                        CorpusDocument.Columns.SCHEMA,
                        StructType.fromDDL("beads array<struct<zh array<int> NOT NULL, en array<int> NOT NULL,"
                                + " probability double NOT NULL>> NOT NULL"))
                .flatMap(schema -> Stream.of(schema.fields()))
                .toArray(StructField[]::new));

        private AlignedTable() {}

        /** Returns the row of a document with its beads. A rejected document has no beads. */
        static Row row(Row document, List<Bead> beads) {
            List<Row> rows = new ArrayList<>();
            for (Bead bead : beads) {
                rows.add(
                        RowFactory.create(bead.source().toArray(), bead.target().toArray(), bead.probability()));
            }
            return CorpusUnit.appended(document, CollectionConverters.asScala(rows));
        }

        /** Returns the texts of a document with their alignment. */
        static ParallelText text(Row row, TextPair pair) {
            List<Bead> beads = new ArrayList<>();
            for (Row bead : row.<Row>getList(row.fieldIndex("beads"))) {
                beads.add(new Bead(bead.getList(0), bead.getList(1), bead.getDouble(2)));
            }
            return new ParallelText(
                    pair.chinese(),
                    pair.english(),
                    new Alignment(
                            pair.chinese().segments().size(),
                            pair.english().segments().size(),
                            beads));
        }
    }

    /**
     * Finds reasons to drop units of a corpus: a low probability, a finding of a filter of {@code duiqi tm clean}, or a low
     * quality. Each partition has its own filter, because a filter caches data. Not thread-safe.
     */
    static final class UnitFilter {
        /** Prefix of {@link CorpusUnit#DROPPED} for units whose probability is too low. */
        static final String IMPROBABLE = "improbable";

        /** Separator between the name of a filter and its finding. */
        static final String SEPARATOR = ": ";

        private final Languages.Pairing languages;
        private final CorpusSettings.Filter settings;
        private final List<MemoryCleaning.Filter> filters;

        UnitFilter(CorpusSettings.Filter settings, Languages languages) {
            this.languages = languages.pairing();
            this.settings = settings;
            filters = MemoryCleaning.Filter.all(Lexicon.standard()).stream()
                    .filter(filter -> settings.names().contains(filter.name()))
                    .toList();
        }

        /** Returns the name of the filter that drops a unit, a colon, and the finding; empty for a unit that is kept. */
        Optional<String> fault(CorpusUnit unit) {
            if (!(unit.scores().probability() >= settings.minProbability())) {
                return Optional.of(tooLow(IMPROBABLE, unit.scores().probability(), settings.minProbability()));
            }
            MemoryCleaning.Texts texts = MemoryCleaning.Texts.of(languages.of(unit.chinese(), unit.english()));
            for (MemoryCleaning.Filter filter : filters) {
                Optional<String> fault = filter.reason(texts);
                if (fault.isPresent()) {
                    return fault.map(found -> filter.name() + SEPARATOR + found);
                }
            }
            return unit.scores().quality() >= settings.minQuality()
                    ? Optional.empty()
                    : Optional.of(tooLow("quality", unit.scores().quality(), settings.minQuality()));
        }

        private static String tooLow(String reason, double score, double minimum) {
            return reason + SEPARATOR + rounded(score) + " is less than "
                    + BigDecimal.valueOf(minimum).stripTrailingZeros().toPlainString();
        }

        /** Rounds down, so that a value below the minimum also looks smaller. */
        private static String rounded(double probability) {
            return Double.isNaN(probability)
                    ? "not a number"
                    : BigDecimal.valueOf(probability)
                            .setScale(4, RoundingMode.DOWN)
                            .stripTrailingZeros()
                            .toPlainString();
        }
    }

    /**
     * Defines the table of aligned documents. Each row contains the units of a document, or the reason why there are none.
     * It has the counts of {@link ParallelTextCheck}, which are summed over the parts of a document.
     */
    public static final class ResultTable {
        static final StructType SCHEMA = StructType.fromDDL("id string NOT NULL, place string NOT NULL,"
                        + " part int NOT NULL, zh_sentences int NOT NULL, en_sentences int NOT NULL, pairs int NOT NULL,"
                        + " translated int NOT NULL, words int NOT NULL, reason string")
                .add("units", DataTypes.createArrayType(CorpusUnit.SCHEMA, false), false);

        private ResultTable() {}

        static Row rejected(CorpusDocument document, String reason) {
            return row(document, new ParallelTextCheck(0, 0, 0), reason, List.of());
        }

        static Row row(
                CorpusDocument document, ParallelTextCheck fit, @Nullable String reason, List<CorpusUnit> units) {
            return RowFactory.create(
                    document.id(),
                    document.place(),
                    document.part(),
                    document.chinese().texts().size(),
                    document.english().texts().size(),
                    fit.pairs(),
                    fit.translated(),
                    fit.words(),
                    reason,
                    CollectionConverters.asScala(
                            units.stream().map(CorpusUnit::row).toList()));
        }
    }
}
