package duiqi.corpus.stage;

import static org.apache.spark.sql.functions.expr;

import duiqi.align.CorpusTables;
import duiqi.align.CorpusTraining;
import duiqi.align.Expectation;
import duiqi.align.ExpectedCounts;
import duiqi.align.StemTotals;
import duiqi.align.TableRows;
import duiqi.align.TokenTypes;
import duiqi.corpus.CorpusSettings.Languages;
import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.CorpusInput;
import duiqi.corpus.input.DocumentReading;
import duiqi.corpus.stage.Job.Stage;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.FileUtil;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Learns translation tables from the first alignment of the corpus with {@link CorpusTraining}. It counts in each
 * bucket, then adds the counts of all buckets. The driver holds at most {@link TokenTypes#MAX_TYPES} types of each view,
 * about 100 bytes each, and the pairs of the tables, about 36 bytes each while it builds them: see
 * {@link CorpusTables#share}.
 */
public final class TableStages {
    /** Number of buckets in a part. Counting them takes about as long as aligning one. */
    private static final int BUCKETS_PER_PART = 4;

    /** Number of files with the counts of a part. */
    private static final int FILES = 8;

    /** Maximum number of ranges of Chinese types. A task adds the counts of one range. */
    private static final int MAX_RANGES = 64;

    private static final StructType COUNTED =
            StructType.fromDDL("view string NOT NULL, type string NOT NULL, occurrences bigint NOT NULL");

    private final Job job;
    private final Languages languages;
    private final AlignStage aligned;
    private final int ranges;

    public TableStages(Job job, Languages languages, AlignStage aligned) {
        this.job = job;
        this.languages = languages;
        this.aligned = aligned;
        // The number of ranges must not depend on the number of processors, because a run can continue with another
        // number.
        ranges = Math.min(MAX_RANGES, 2 * job.buckets().count());
    }

    /** Returns the tables after the last round. */
    public CorpusTables run() throws IOException {
        TokenTypes vocabulary = vocabulary();
        Broadcast<TokenTypes> words = job.context().broadcast(vocabulary);
        Learning learning = new Learning(words);
        job.stage(Stage.LEARN, rounds(parts()), learning);
        CorpusTables learnt = learning.tables(CorpusTraining.ITERATIONS);
        words.destroy();
        return learnt;
    }

    private TokenTypes vocabulary() throws IOException {
        Languages own = languages;
        job.stage(
                Stage.TYPES,
                parts(),
                (part, into) -> aligned(part)
                        .mapPartitionsToPair(rows -> {
                            DocumentReading reading = own.reading();
                            TokenTypes.Counts counted = new TokenTypes.Counts();
                            while (rows.hasNext()) {
                                counted.add(
                                        Lexicon.standard(),
                                        reading.texts(
                                                CorpusDocument.of(rows.next()).own()));
                            }
                            List<Tuple2<String, Long>> pairs = new ArrayList<>(counted.size());
                            counted.forEach((type, occurrences) -> pairs.add(new Tuple2<>(type, occurrences)));
                            return pairs.iterator();
                        })
                        .reduceByKey(Long::sum, ranges)
                        .coalesce(FILES)
                        .saveAsObjectFile(into.toString()));
        JavaRDD<Row> counted = this.<Tuple2<String, Long>>all(Stage.TYPES, 0)
                .mapToPair(count -> count)
                .reduceByKey(Long::sum, ranges)
                .filter(count -> count._2() >= TokenTypes.MIN_OCCURRENCES)
                .map(count ->
                        RowFactory.create(TokenTypes.View.ofType(count._1()).name(), count._1(), count._2()));
        // The driver holds the most frequent types of each view. Workers select them, because a large corpus has many
        // more.
        TokenTypes.Counts all = new TokenTypes.Counts();
        job.spark()
                .createDataFrame(counted, COUNTED)
                .withColumn("rank", expr("row_number() OVER (PARTITION BY view ORDER BY occurrences DESC, type)"))
                .filter("rank <= " + TokenTypes.MAX_TYPES)
                .toLocalIterator()
                .forEachRemaining(row -> all.add(row.getString(1), row.getLong(2)));
        return TokenTypes.of(all);
    }

    /** Counts in each part of each round, with the tables of the round before. */
    private final class Learning implements Job.Part {
        private final Broadcast<TokenTypes> words;
        private int round = -1;
        private CorpusTables tables = CorpusTables.EMPTY;

        Learning(Broadcast<TokenTypes> words) {
            this.words = words;
        }

        /** Returns the tables after some rounds. */
        CorpusTables tables(int rounds) throws IOException {
            if (rounds != round) {
                round = rounds;
                tables = CorpusTables.EMPTY;
                if (rounds > 0) {
                    job.work().make(file(rounds), file -> {
                        try (OutputStream out = job.work().files().create(file)) {
                            sums(rounds - 1, words).write(out);
                        }
                    });
                    Path file = job.work().step(file(rounds));
                    try (InputStream in = job.work().files().open(file)) {
                        tables = CorpusTables.read(CorpusInput.name(file), in);
                    }
                }
            }
            return tables;
        }

        @Override
        public void make(int number, Path into) throws IOException {
            int split = ranges;
            Languages own = languages;
            Broadcast<TokenTypes> types = words;
            Broadcast<CorpusTables> before = job.context().broadcast(tables(number / parts()));
            aligned(number % parts())
                    .mapPartitionsToPair(rows -> {
                        Expectation expectation = new Expectation(Lexicon.standard(), types.value(), before.value());
                        DocumentReading reading = own.reading();
                        ExpectedCounts counts = new ExpectedCounts();
                        while (rows.hasNext()) {
                            Row row = rows.next();
                            expectation.add(
                                    AlignStage.AlignedTable.text(
                                            row,
                                            reading.texts(CorpusDocument.of(row).own())),
                                    counts);
                        }
                        List<Tuple2<Integer, ExpectedCounts>> ranged = new ArrayList<>();
                        for (ExpectedCounts range : counts.split(split, types.value())) {
                            ranged.add(new Tuple2<>(ranged.size(), range));
                        }
                        return ranged.iterator();
                    })
                    .reduceByKey(TableStages::sum, split)
                    .coalesce(FILES)
                    .saveAsObjectFile(into.toString());
            before.destroy();
        }
    }

    private static ExpectedCounts sum(ExpectedCounts one, ExpectedCounts other) {
        ExpectedCounts sum = new ExpectedCounts();
        sum.add(one);
        sum.add(other);
        return sum;
    }

    /** Adds the counts of all buckets. The workers omit rare pairs, because the driver holds all others. */
    private CorpusTables sums(int round, Broadcast<TokenTypes> words) {
        JavaPairRDD<Integer, TableRows> parts = this.<Tuple2<Integer, ExpectedCounts>>all(Stage.LEARN, round)
                .mapToPair(range -> range)
                .reduceByKey(TableStages::sum, ranges)
                .mapValues(counts -> TableRows.of(counts, words.value()))
                .persist(StorageLevel.MEMORY_AND_DISK_SER());
        StemTotals totals = parts.values()
                .treeAggregate(StemTotals.NONE, (sum, part) -> sum.plus(part.stemTotals()), StemTotals::plus);
        Broadcast<StemTotals> all = job.context().broadcast(totals);
        double share = CorpusTables.share(
                least -> parts.values()
                        .map(part -> part.count(words.value(), all.value(), least))
                        .fold(0L, Long::sum),
                CorpusTables.MAX_PAIRS);
        List<TableRows> rows =
                parts.mapValues(part -> part.without(words.value(), all.value(), share)).collect().stream()
                        .sorted(Comparator.comparing(Tuple2::_1))
                        .map(Tuple2::_2)
                        .toList();
        all.destroy();
        parts.unpersist();
        return CorpusTables.of(words.value(), totals, rows);
    }

    /** Returns the saved counts of a round of a stage from all buckets. */
    private <T> JavaRDD<T> all(Stage stage, int round) {
        JavaRDD<T> all = job.context().emptyRDD();
        for (String folder : job.folders(stage, round * parts(), (round + 1) * parts())) {
            all = all.union(job.context().objectFile(folder));
        }
        return all;
    }

    private int parts() {
        return parts(job.buckets().count());
    }

    /** Returns the number of parts of a round. */
    public static int parts(int buckets) {
        return (buckets + BUCKETS_PER_PART - 1) / BUCKETS_PER_PART;
    }

    /** Returns the number of parts of all rounds. */
    public static int rounds(int parts) {
        return parts * CorpusTraining.ITERATIONS;
    }

    private JavaRDD<Row> aligned(int part) {
        int first = part * BUCKETS_PER_PART;
        return aligned.firstOf(first, Math.min(job.buckets().count(), first + BUCKETS_PER_PART))
                .filter("reason IS NULL")
                .javaRDD();
    }

    private static String file(int rounds) {
        return Stage.LEARN.folder() + "-" + rounds + ".tables";
    }

    /** Copies the trained tables to the output. */
    public void save() throws IOException {
        Path learnt = job.work().step(file(CorpusTraining.ITERATIONS));
        job.stage(
                Stage.TABLES,
                into -> FileUtil.copy(
                        job.work().files(),
                        learnt,
                        job.work().files(),
                        into,
                        false,
                        job.spark().sparkContext().hadoopConfiguration()));
    }
}
