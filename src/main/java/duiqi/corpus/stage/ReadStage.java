package duiqi.corpus.stage;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.CorpusInput;
import duiqi.corpus.stage.Job.Stage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Reads the documents of the input and distributes them to buckets. */
public final class ReadStage {
    private static final String REPEATED = "has the same id as the document at ";

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
                        .repartition(expr("bucket"))
                        .write()
                        .partitionBy("bucket")
                        .parquet(into.toString()));
    }

    /**
     * Returns the ids that several documents have, each with the location of the document that keeps the id: the first one
     * in the input.
     */
    public Dataset<Row> repeatedIds() {
        return job.spark()
                .read()
                // The groups have the same buckets, which Spark would reject as partitions of one table.
                .option("recursiveFileLookup", "true")
                .schema(CorpusDocument.Columns.SCHEMA)
                .parquet(job.folders(Stage.READ, 0, input.groups()))
                .filter("reason IS NULL")
                .selectExpr(
                        "id",
                        "struct(regexp_extract(place, '^(.*?)(:[0-9]+)?$', 1),"
                                + " try_cast(regexp_extract(place, ':([0-9]+)$', 1) AS bigint), place) AS at")
                .groupBy("id")
                .agg(expr("min(at) AS first"), expr("max(at) AS last"))
                .filter("first <> last")
                .selectExpr("id", "first.place AS first_place");
    }

    /**
     * Returns the documents of a bucket, which may be empty.
     *
     * @param repeated the rows of {@link #repeatedIds}; the other documents with these ids are rejected
     */
    public Dataset<Row> bucket(int number, Dataset<Row> repeated) throws IOException {
        return bucket(number)
                .join(repeated, new String[] {"id"}, "left")
                .withColumn("reason", expr("if(first_place <> place, '" + REPEATED + "' || first_place, reason)"))
                .drop("first_place");
    }

    /** Returns all documents of a bucket, which may be empty. */
    public Dataset<Row> bucket(int number) throws IOException {
        List<String> found = new ArrayList<>();
        for (String group : job.folders(Stage.READ, 0, input.groups())) {
            Path bucket = new Path(group, "bucket" + "=" + number);
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
                        .withColumn("bucket", lit(number));
    }
}
