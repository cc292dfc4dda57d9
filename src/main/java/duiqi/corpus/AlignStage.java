package duiqi.corpus;

import duiqi.align.CorpusTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Tuple2;

/** Aligns documents, bucket by bucket, each task having as much to do as the others. */
final class AlignStage {
    /** Tasks for each processor: enough that the last ones to end do not keep the others waiting for long. */
    private static final int TASKS_PER_PROCESSOR = 4;

    /** UTF-16 units for which a task is worth while. */
    private static final long MIN_TASK = 100_000;

    private final Job job;

    AlignStage(Job job) {
        this.job = job;
    }

    /** What the documents of a bucket are. */
    interface Documents {
        JavaRDD<Row> of(int bucket) throws IOException;
    }

    /** Aligns for the first time, by what comes with the program. */
    void first(Documents documents) throws IOException {
        UnitLanguages languages = job.settings().languages();
        job.stage(Stage.FIRST, job.buckets().count(), (bucket, into) -> {
            JavaRDD<Row> aligned = dealt(documents.of(bucket)).mapPartitions(rows -> {
                DocumentAligning aligning = new DocumentAligning(CorpusTables.EMPTY, languages.reading());
                return Rows.stream(rows).map(aligning::aligned).iterator();
            });
            job.spark().createDataFrame(aligned, AlignedTable.SCHEMA).write().parquet(into.toString());
        });
    }

    /** Aligns by tables that the corpus has taught, if it has, and makes units. */
    void last(Documents documents, CorpusTables tables) throws IOException {
        UnitLanguages languages = job.settings().languages();
        FilterSettings sifting = job.settings().sifting();
        Broadcast<CorpusTables> shared = job.context().broadcast(tables);
        job.stage(Stage.LAST, job.buckets().count(), (bucket, into) -> {
            JavaRDD<Row> results = dealt(documents.of(bucket)).mapPartitions(rows -> {
                DocumentAligning aligning = new DocumentAligning(shared.value(), languages.reading());
                UnitFilter filter = new UnitFilter(sifting);
                return Rows.stream(rows)
                        .map(row -> aligning.result(row, filter::fault))
                        .iterator();
            });
            job.spark().createDataFrame(results, ResultTable.SCHEMA).write().parquet(into.toString());
        });
        shared.destroy();
    }

    /** The same rows, dealt out to tasks by how long they are. */
    private JavaRDD<Row> dealt(JavaRDD<Row> rows) {
        List<LoadBalancer.Work> works = new ArrayList<>();
        for (LoadBalancer.Work work : rows.map(
                        row -> new LoadBalancer.Work(key(row), row.<Long>getAs(DocumentTable.SIZE)))
                .collect()) {
            works.add(work);
        }
        long size = works.stream().mapToLong(LoadBalancer.Work::size).sum();
        // No task need be shorter than the longest document is: it would only make that one stand out.
        long longest = works.stream().mapToLong(LoadBalancer.Work::size).max().orElse(0);
        int most = TASKS_PER_PROCESSOR * job.context().defaultParallelism();
        int tasks = (int) Math.max(1, Math.min(most, size / Math.max(MIN_TASK, longest)));
        Broadcast<Map<String, Integer>> dealt = job.context().broadcast(LoadBalancer.of(works, tasks));
        return rows.mapToPair(row -> new Tuple2<>(dealt.value().getOrDefault(key(row), 0), row))
                .partitionBy(new HashPartitioner(tasks))
                .values();
    }

    private static String key(Row row) {
        return row.getAs(DocumentTable.ID) + " " + row.<Integer>getAs(DocumentTable.PART) + " "
                + row.getAs(DocumentTable.PLACE);
    }

    /** What the first alignment made of the buckets from one number on to before another. */
    Dataset<Row> firstOf(int from, int end) {
        return job.spark().read().schema(AlignedTable.SCHEMA).parquet(folders(Stage.FIRST, from, end));
    }

    /** What the last alignment made of all buckets. */
    Dataset<Row> results() {
        return job.spark()
                .read()
                .schema(ResultTable.SCHEMA)
                .parquet(folders(Stage.LAST, 0, job.buckets().count()));
    }

    private String[] folders(Stage stage, int from, int end) {
        return IntStream.range(from, end)
                .mapToObj(bucket -> job.part(stage.folder(), bucket).toString())
                .toArray(String[]::new);
    }
}
