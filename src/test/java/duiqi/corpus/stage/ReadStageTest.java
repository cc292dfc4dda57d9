package duiqi.corpus.stage;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.corpus.CorpusRun;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.LocalSpark;
import duiqi.corpus.input.CorpusDocument;
import duiqi.corpus.input.CorpusDocument.Buckets;
import duiqi.corpus.input.CorpusDocument.Side;
import duiqi.corpus.input.CorpusInput;
import duiqi.glossary.Glossary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@Tag("spark")
@ResourceLock("spark")
class ReadStageTest {
    private static final CorpusRun.CorpusListener SILENT = new CorpusRun.CorpusListener() {
        @Override
        public void progress(String stage, int done, int parts) {}

        @Override
        public void done(CorpusRun.CorpusListener.StageFigures figures) {}
    };

    @TempDir
    private Path folder;

    private static Row document(String id, String place, int bucket) {
        return new CorpusDocument(id, place, CorpusDocument.WHOLE, 0, 0, Side.uncut("好"), Side.uncut("Good"))
                .row(bucket);
    }

    private static CorpusSettings settings() {
        return new CorpusSettings(
                new CorpusSettings.Input("in", CorpusSettings.Columns.STANDARD, CorpusSettings.Languages.STANDARD, 1),
                "out",
                false,
                CorpusSettings.Filter.STANDARD,
                new CorpusSettings.Duplicates(CorpusSettings.Sameness.NONE, 0.9),
                new CorpusSettings.Terms(new Glossary(List.of()), 3, 0),
                0,
                "1");
    }

    @Test
    void findsIdsOfSeveralDocumentsInAllGroups() throws IOException {
        SparkSession spark = LocalSpark.session();
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Buckets buckets = new Buckets(3);
        int twice = buckets.of("twice");
        int book = buckets.of("book");
        List<List<Row>> groups = List.of(
                List.of(
                        document("twice", "b:10", twice),
                        document("once", "b:11", buckets.of("once")),
                        CorpusDocument.rejected("book", "b:1", "is empty"),
                        document("book", "b:12", Buckets.BOOKS)),
                List.of(document("twice", "b:9", twice), document("book", "b:13", book)));
        CorpusInput input = new CorpusInput(
                List.of(), 0, 0, groups.size(), (group, all) -> context.parallelize(groups.get(group), 1));
        try (WorkFolder work = WorkFolder.of(
                new org.apache.hadoop.fs.Path(folder.resolve("out").toUri()),
                spark.sparkContext().hadoopConfiguration(),
                Clock.systemUTC())) {
            WorkFolder.Plan plan = new WorkFolder.Plan("", "", buckets.count(), "");
            work.begin(plan);
            Job job = new Job(spark, work, settings(), plan, SILENT, new Job.TaskTimes(Clock.systemUTC()));
            ReadStage read = new ReadStage(job, input);
            read.run();
            read.findRepeatedIds();

            assertThat(read.repeatedIds(Buckets.BOOKS)).isEqualTo(Map.of("book", "b:12"));
            assertThat(read.repeatedIds(twice)).containsEntry("twice", "b:9");
            assertThat(read.repeatedIds(book)).containsEntry("book", "b:12");
            assertThat(read.withoutRepeated(twice).collectAsList())
                    .extracting(row -> row.getAs(CorpusDocument.PLACE) + " " + row.getAs(CorpusDocument.REASON))
                    .contains("b:9 null", "b:10 has the same id as the document at b:9");
        }
    }
}
