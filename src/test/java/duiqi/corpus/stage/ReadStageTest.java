package duiqi.corpus.stage;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.corpus.CorpusRuns;
import duiqi.corpus.LocalSpark;
import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.CorpusDocument.Buckets;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.corpus.input.CorpusInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("spark")
@ResourceLock("spark")
class ReadStageTest {
    @TempDir
    private Path folder;

    private static Row document(String id, String place, int bucket) {
        return new CorpusDocument(id, place, CorpusDocument.WHOLE, 0, 0, Side.uncut("好"), Side.uncut("Good"))
                .row(bucket);
    }

    @Test
    void findsIdsOfSeveralDocumentsInAllGroups() throws IOException {
        SparkSession spark = LocalSpark.session();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Buckets buckets = new Buckets(3);
        int twice = buckets.of("twice");
        int other = (twice + 1) % 3;
        List<List<Row>> groups = List.of(
                List.of(
                        document("twice", "b:10", twice),
                        document("once", "b:11", buckets.of("once")),
                        CorpusDocument.rejected("once", "b:1", "is empty")),
                // A slice of a long document is in another bucket.
                List.of(document("twice", "b:9", twice), document("twice", "c:1", other)));
        CorpusInput input = new CorpusInput(
                List.of(), 0, 0, groups.size(), (group, all) -> context.parallelize(groups.get(group), 1));
        try (WorkFolder work = WorkFolder.of(
                new org.apache.hadoop.fs.Path(folder.resolve("out").toUri()),
                spark.sparkContext().hadoopConfiguration(),
                Clock.systemUTC())) {
            WorkFolder.Plan plan = new WorkFolder.Plan("", "", buckets.count(), "");
            work.begin(plan);
            Job job = new Job(spark, work, plan, CorpusRuns.SILENT, new Job.TaskTimes(Clock.systemUTC()));
            ReadStage read = new ReadStage(job, input);
            read.run();
            Dataset<Row> repeated = read.repeatedIds();

            assertThat(repeated.collectAsList()).extracting(Row::toString).containsExactly("[twice,b:9]");
            assertThat(read.bucket(twice, repeated).collectAsList())
                    .extracting(row -> row.getAs("place") + " " + row.getAs("reason"))
                    .contains("b:9 null", "b:10 has the same id as the document at b:9");
            assertThat(read.bucket(other, repeated).collectAsList())
                    .extracting(row -> row.getAs("place") + " " + row.getAs("reason"))
                    .contains("c:1 has the same id as the document at b:9");
        }
    }
}
