package duiqi.corpus.stage;

import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.CorpusInput;
import duiqi.corpus.stage.Job.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Reads the documents of the input and distributes them to buckets. */
public final class ReadStage {
    /** Folder of the ids of several documents. */
    private static final String REPEATED = Stage.READ.folder() + "-repeated";

    private static final StructType REPEATED_IDS = new StructType()
            .add(CorpusDocument.ID, DataTypes.StringType, false)
            .add(CorpusDocument.PLACE, DataTypes.StringType, false);

    private final Job job;
    private final CorpusInput input;

    public ReadStage(Job job, CorpusInput input) {
        this.job = job;
        this.input = input;
    }

    public void run() throws IOException {
        job.stage(
                Stage.READ,
                input.groups(),
                (group, into) -> write(job, input.reader().read(group, job.buckets()), into));
    }

    /** Writes rows of {@link CorpusDocument}, each bucket to its own folder. */
    public static void write(Job job, JavaRDD<Row> documents, Path into) {
        job.spark()
                .createDataFrame(documents, CorpusDocument.Columns.SCHEMA)
                .repartition(functions.col(CorpusDocument.BUCKET))
                .write()
                .partitionBy(CorpusDocument.BUCKET)
                .parquet(into.toString());
    }

    /** Returns the documents of a bucket, which may be empty. */
    public Dataset<Row> bucket(int number) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (int group = 0; group < input.groups(); group++) {
            folders.add(job.part(Stage.READ.folder(), group));
        }
        return bucket(job, folders, number);
    }

    /** Returns the documents of a bucket from several folders. It may be empty. */
    public static Dataset<Row> bucket(Job job, List<Path> folders, int number) throws IOException {
        List<String> found = new ArrayList<>();
        for (Path folder : folders) {
            Path bucket = new Path(folder, CorpusDocument.BUCKET + "=" + number);
            if (job.work().files().exists(bucket)) {
                found.add(bucket.toString());
            }
        }
        return found.isEmpty()
                ? job.spark().createDataFrame(List.of(), CorpusDocument.Columns.SCHEMA)
                : job.spark()
                        .read()
                        .schema(CorpusDocument.Columns.SCHEMA)
                        .parquet(found.toArray(String[]::new))
                        .withColumn(CorpusDocument.BUCKET, functions.lit(number));
    }

    /** Finds the ids of several documents. The driver holds those of one bucket at a time. */
    public void findRepeatedIds() throws IOException {
        job.work()
                .make(
                        REPEATED,
                        into -> job.spark()
                                .read()
                                // The groups have the same buckets, which Spark would reject as partitions of one
                                // table.
                                .option("recursiveFileLookup", "true")
                                .schema(CorpusDocument.Columns.SCHEMA)
                                .parquet(IntStream.range(0, input.groups())
                                        .mapToObj(group -> job.part(Stage.READ.folder(), group)
                                                .toString())
                                        .toArray(String[]::new))
                                // A book has several rows; the first one counts.
                                .filter(functions
                                        .col(CorpusDocument.REASON)
                                        .isNull()
                                        .and(functions.col(CorpusDocument.PART).leq(0)))
                                .select(
                                        functions.col(CorpusDocument.ID),
                                        functions
                                                .regexp_extract(
                                                        functions.col("_metadata.file_path"),
                                                        "/" + CorpusDocument.BUCKET + "=(-?\\d+)/",
                                                        1)
                                                .cast("int")
                                                .as(CorpusDocument.BUCKET),
                                        functions
                                                .struct(
                                                        functions.regexp_extract(
                                                                functions.col(CorpusDocument.PLACE),
                                                                "^(.*?)(:\\d+)?$",
                                                                1),
                                                        functions
                                                                .regexp_extract(
                                                                        functions.col(CorpusDocument.PLACE),
                                                                        ":(\\d+)$",
                                                                        1)
                                                                .try_cast("long"),
                                                        functions
                                                                .col(CorpusDocument.PLACE)
                                                                .as(CorpusDocument.PLACE))
                                                .as("at"))
                                .groupBy(CorpusDocument.ID)
                                .agg(
                                        functions.count("*").as("count"),
                                        functions.min("at").as("first"),
                                        // A book and a short document with the same id are in different buckets.
                                        functions
                                                .collect_set(CorpusDocument.BUCKET)
                                                .as("buckets"))
                                .filter(functions.col("count").gt(1))
                                .select(
                                        functions.col(CorpusDocument.ID),
                                        functions.col("first." + CorpusDocument.PLACE),
                                        functions
                                                .explode(functions.col("buckets"))
                                                .as(CorpusDocument.BUCKET))
                                .repartition(functions.col(CorpusDocument.BUCKET))
                                .write()
                                .partitionBy(CorpusDocument.BUCKET)
                                .parquet(into.toString()));
    }

    /**
     * Returns the ids in a bucket that several documents have, each with the location of the document that keeps the
     * id: the first one in the input.
     */
    public Map<String, String> repeatedIds(int bucket) throws IOException {
        Path folder = new Path(job.work().step(REPEATED), CorpusDocument.BUCKET + "=" + bucket);
        Map<String, String> first = new HashMap<>();
        if (job.work().files().exists(folder)) {
            for (Row row : job.spark()
                    .read()
                    .schema(REPEATED_IDS)
                    .parquet(folder.toString())
                    .collectAsList()) {
                first.put(row.getString(0), row.getString(1));
            }
        }
        return first;
    }

    /** Returns the documents of a bucket, with rejections for documents that have the id of another document. */
    public Dataset<Row> withoutRepeated(int bucket) throws IOException {
        Dataset<Row> documents = bucket(bucket);
        Map<String, String> repeated = repeatedIds(bucket);
        return repeated.isEmpty()
                ? documents
                : job.spark()
                        .createDataFrame(
                                documents
                                        .javaRDD()
                                        .map(row -> repeated(row, repeated).orElse(row)),
                                CorpusDocument.Columns.SCHEMA);
    }

    /** Returns the rejection of a document whose id another document keeps; empty if this document keeps the id. */
    public static Optional<Row> repeated(Row row, Map<String, String> repeated) {
        String id = row.getAs(CorpusDocument.ID);
        String place = row.getAs(CorpusDocument.PLACE);
        String first = repeated.getOrDefault(id, place);
        return first.equals(place)
                ? Optional.empty()
                : Optional.of(CorpusDocument.rejected(id, place, "has the same id as the document at " + first));
    }
}
