package duiqi.corpus.stage;

import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.CorpusInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Reads the documents of the input and distributes them to buckets. */
public final class ReadStage {
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

    /**
     * Returns the ids of several documents, each with the location of the document that keeps the id: the first one in
     * the input.
     */
    public Map<String, String> repeatedIds() {
        Map<String, String> first = new HashMap<>();
        job.spark()
                .read()
                .schema(CorpusDocument.Columns.SCHEMA)
                .parquet(IntStream.range(0, input.groups())
                        .mapToObj(group -> job.part(Stage.READ.folder(), group).toString())
                        .toArray(String[]::new))
                .filter(functions.col(CorpusDocument.REASON).isNull())
                .select(
                        functions.col(CorpusDocument.ID),
                        functions
                                .struct(
                                        functions.regexp_extract(
                                                functions.col(CorpusDocument.PLACE), "^(.*?)(:\\d+)?$", 1),
                                        functions
                                                .regexp_extract(functions.col(CorpusDocument.PLACE), ":(\\d+)$", 1)
                                                .try_cast("long"),
                                        functions.col(CorpusDocument.PLACE).as(CorpusDocument.PLACE))
                                .as("at"))
                .groupBy(CorpusDocument.ID)
                .agg(functions.count("*").as("count"), functions.min("at").as("first"))
                .filter(functions.col("count").gt(1))
                .select(functions.col(CorpusDocument.ID), functions.col("first." + CorpusDocument.PLACE))
                .toLocalIterator()
                .forEachRemaining(row -> first.put(row.getString(0), row.getString(1)));
        return first;
    }

    /** Returns the rows with rejections for documents that have the id of another document. */
    public static JavaRDD<Row> withoutRepeated(JavaRDD<Row> documents, Broadcast<Map<String, String>> repeated) {
        return documents.map(row -> repeated(row, repeated.value()).orElse(row));
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
