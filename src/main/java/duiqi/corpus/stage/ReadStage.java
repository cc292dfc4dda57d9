package duiqi.corpus.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.regexp_extract;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.CorpusInput;
import duiqi.corpus.stage.Job.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads the documents of the input and distributes them to buckets. */
public final class ReadStage {
    private static final String FIRST = "first_place";

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
                (group, into) -> job.spark()
                        .createDataFrame(input.reader().read(group, job.buckets()), CorpusDocument.Columns.SCHEMA)
                        .repartition(col(CorpusDocument.BUCKET))
                        .write()
                        .partitionBy(CorpusDocument.BUCKET)
                        .parquet(into.toString()));
    }

    /**
     * Returns the ids that several documents have, each with the location of the document that keeps the id: the first one
     * in the input.
     */
    public Dataset<Row> repeatedIds() {
        Column place = col(CorpusDocument.PLACE);
        return job.spark()
                .read()
                // The groups have the same buckets, which Spark would reject as partitions of one table.
                .option("recursiveFileLookup", "true")
                .schema(CorpusDocument.Columns.SCHEMA)
                .parquet(job.folders(Stage.READ, 0, input.groups()))
                .filter(col(CorpusDocument.REASON).isNull())
                .select(
                        col(CorpusDocument.ID),
                        struct(
                                        regexp_extract(place, "^(.*?)(:\\d+)?$", 1),
                                        regexp_extract(place, ":(\\d+)$", 1).try_cast("long"),
                                        place.as(CorpusDocument.PLACE))
                                .as("at"))
                .groupBy(CorpusDocument.ID)
                .agg(min("at").as("first"), max("at").as("last"))
                .filter(col("first").notEqual(col("last")))
                .select(
                        col(CorpusDocument.ID),
                        col("first." + CorpusDocument.PLACE).as(FIRST));
    }

    /**
     * Returns the documents of a bucket, which may be empty.
     *
     * @param repeated the rows of {@link #repeatedIds}; the other documents with these ids are rejected
     */
    public Dataset<Row> bucket(int number, Dataset<Row> repeated) throws IOException {
        Column isLater = col(FIRST).notEqual(col(CorpusDocument.PLACE));
        Column reason = concat(lit("has the same id as the document at "), col(FIRST));
        return bucket(number)
                .join(repeated, new String[] {CorpusDocument.ID}, "left")
                .withColumn(CorpusDocument.REASON, when(isLater, reason).otherwise(col(CorpusDocument.REASON)))
                .drop(FIRST);
    }

    /** Returns all documents of a bucket, which may be empty. */
    public Dataset<Row> bucket(int number) throws IOException {
        List<String> found = new ArrayList<>();
        for (String group : job.folders(Stage.READ, 0, input.groups())) {
            Path bucket = new Path(group, CorpusDocument.BUCKET + "=" + number);
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
                        .withColumn(CorpusDocument.BUCKET, lit(number));
    }
}
