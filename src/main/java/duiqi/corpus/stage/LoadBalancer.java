package duiqi.corpus.stage;

import duiqi.corpus.input.CorpusDocument;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import scala.Tuple2;

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
     * @param longest the length of the longest document
     */
    private record Work(int group, long size, long longest) implements Serializable {
        Work plus(Work other) {
            return new Work(group, size + other.size, Math.max(longest, other.longest));
        }
    }

    private record Task(int number, long load) {}

    /**
     * Returns the same documents, distributed to tasks by their length.
     *
     * @param documents rows of {@link CorpusDocument}
     * @param most the maximum number of tasks
     */
    static JavaRDD<Row> balanced(JavaRDD<Row> documents, int most) {
        int groups = GROUPS_PER_TASK * most;
        List<Work> works = documents
                .mapToPair(row -> {
                    long size = row.<Long>getAs(CorpusDocument.SIZE);
                    int group = group(row, groups);
                    return new Tuple2<>(group, new Work(group, size, size));
                })
                .reduceByKey(Work::plus)
                .values()
                .collect();
        long size = works.stream().mapToLong(Work::size).sum();
        // Use fewer tasks than the longest document allows: shorter tasks would only wait for it.
        long longest = works.stream().mapToLong(Work::longest).max().orElse(0);
        int tasks = (int) Math.max(1, Math.min(most, size / Math.max(MIN_TASK, longest)));
        int[] balanced = tasks(works, groups, tasks);
        return documents
                .mapToPair(row -> new Tuple2<>(balanced[group(row, groups)], row))
                .partitionBy(new HashPartitioner(tasks))
                .values();
    }

    private static int group(Row row, int groups) {
        String key = row.getAs(CorpusDocument.ID) + " " + row.<Integer>getAs(CorpusDocument.PART) + " "
                + row.getAs(CorpusDocument.PLACE);
        return Math.floorMod(CorpusUnit.Hashes.of(key), groups);
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
