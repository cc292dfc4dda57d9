package duiqi.corpus.stage;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.xxhash64;

import duiqi.corpus.input.CorpusDocument;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Assigns documents to tasks of similar work. Forms groups of documents by a hash, and assigns the longest group first,
 * each to the task with the least work (Graham 1969). The driver holds only the length of each group, because a bucket
 * can have millions of documents.
 */
final class LoadBalancer {
    /** Number of groups for each task. With so many, each task gets about the same work. */
    private static final int GROUPS_PER_TASK = 64;

    /** Minimum work of a task in UTF-16 units. */
    private static final long MIN_TASK = 100_000;

    private LoadBalancer() {}

    /**
     * Describes the documents of a group.
     *
     * @param group the number of the group
     * @param size the length of all documents
     */
    private record Work(int group, long size) {}

    private record Task(int number, long load) {}

    /**
     * Returns the same documents, distributed to tasks by their length.
     *
     * @param documents rows of {@link CorpusDocument}
     * @param most the maximum number of tasks
     */
    static Dataset<Row> balanced(Dataset<Row> documents, int most) {
        int groups = GROUPS_PER_TASK * most;
        Column group = pmod(
                        xxhash64(col(CorpusDocument.ID), col(CorpusDocument.PART), col(CorpusDocument.PLACE)),
                        lit(groups))
                .cast(DataTypes.IntegerType);
        List<Row> sizes = documents
                .groupBy(group)
                .agg(sum(CorpusDocument.SIZE), max(CorpusDocument.SIZE))
                .collectAsList();
        List<Work> works = sizes.stream()
                .map(row -> new Work(row.getInt(0), row.getLong(1)))
                .toList();
        long size = works.stream().mapToLong(Work::size).sum();
        // Use fewer tasks than the longest document allows: shorter tasks would only wait for it.
        long longest = sizes.stream().mapToLong(row -> row.getLong(2)).max().orElse(0);
        int tasks = (int) Math.max(1, Math.min(most, size / Math.max(MIN_TASK, longest)));
        // A table is shuffled in the compact rows of Spark, an RDD as Java objects.
        return documents.repartitionById(tasks, element_at(lit(tasks(works, groups, tasks)), group.plus(1)));
    }

    /** Returns the task number of each group, from 0. */
    private static int[] tasks(List<Work> works, int groups, int tasks) {
        PriorityQueue<Task> least =
                new PriorityQueue<>(Comparator.comparingLong(Task::load).thenComparingInt(Task::number));
        for (int number = 0; number < tasks; number++) {
            least.add(new Task(number, 0));
        }
        int[] balanced = new int[groups];
        List<Work> longestFirst = works.stream()
                .sorted(Comparator.comparingLong(Work::size).reversed().thenComparing(Work::group))
                .toList();
        for (Work work : longestFirst) {
            Task task = least.remove();
            balanced[work.group] = task.number;
            least.add(new Task(task.number, task.load + work.size));
        }
        return balanced;
    }
}
