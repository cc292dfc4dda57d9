package duiqi.corpus.stage;

import duiqi.corpus.CorpusListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * Hears from Spark how long tasks take. Of each part of a stage only the tasks that bore the most work tell how even it is: those
 * that move rows along for it are short. Safe for threads.
 */
public final class TaskTimes extends SparkListener {
    private record Task(long milliseconds, long processorNanos) {}

    private final Clock clock;

    /** By Spark's number of a set of tasks: those of the part at hand. */
    private final Map<Integer, List<Task>> part = new TreeMap<>();

    /** The tasks of all parts that bore the most work. */
    private final List<Task> main = new ArrayList<>();

    private Instant start;
    private long busyMilliseconds;
    private long processorNanos;
    private int tasks;

    public TaskTimes(Clock clock) {
        this.clock = clock;
        start = clock.instant();
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        TaskMetrics metrics = end.taskMetrics();
        if (metrics != null) {
            Task task = new Task(metrics.executorRunTime(), metrics.executorCpuTime());
            part.computeIfAbsent(end.stageId(), none -> new ArrayList<>()).add(task);
            busyMilliseconds += task.milliseconds();
            processorNanos += task.processorNanos();
            tasks++;
        }
    }

    /** Forgets what was before. */
    synchronized void begin() {
        part.clear();
        main.clear();
        busyMilliseconds = 0;
        processorNanos = 0;
        tasks = 0;
        start = clock.instant();
    }

    /** A part is done. */
    synchronized void part() {
        part.values().stream().max(Comparator.comparingLong(TaskTimes::sum)).ifPresent(main::addAll);
        part.clear();
    }

    private static long sum(List<Task> tasks) {
        return tasks.stream().mapToLong(Task::milliseconds).sum();
    }

    /** What a stage took since it was begun. */
    synchronized CorpusListener.StageFigures figures(String stage, int parts, int earlier) {
        long[] sorted = main.stream().mapToLong(Task::milliseconds).sorted().toArray();
        return new CorpusListener.StageFigures(
                stage,
                parts,
                earlier,
                Duration.between(start, clock.instant()),
                tasks,
                Duration.ofMillis(busyMilliseconds),
                Duration.ofNanos(processorNanos),
                Duration.ofMillis(sorted.length == 0 ? 0 : sorted[sorted.length / 2]),
                Duration.ofMillis(sorted.length == 0 ? 0 : sorted[sorted.length - 1]));
    }
}
