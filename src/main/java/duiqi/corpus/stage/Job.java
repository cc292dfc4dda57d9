package duiqi.corpus.stage;

import duiqi.corpus.CorpusListener;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.input.CorpusDocument;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * The parts of a run that all stages share.
 *
 * @param spark the engine
 * @param work the folder of the run
 * @param settings the settings of the run
 * @param plan the decisions at the beginning of the run
 * @param listener hears the progress
 * @param times measures the tasks
 */
public record Job(
        SparkSession spark,
        WorkFolder work,
        CorpusSettings settings,
        WorkFolder.Plan plan,
        CorpusListener listener,
        TaskTimes times) {
    /** Makes one part of a stage. */
    interface Part {
        void make(int number, Path into) throws IOException;
    }

    public JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    public CorpusDocument.Buckets buckets() {
        return plan.folders();
    }

    /** Makes a stage of one part. */
    public void stage(Stage stage, WorkFolder.Making making) throws IOException {
        if (!work.isDone(stage.folder())) {
            begin(stage.title(), 0, 1);
            work.make(stage.folder(), making);
            times.part();
            listener.progress(stage.title(), 1, 1);
            listener.done(times.figures(stage.title(), 1, 0));
        }
    }

    /** Makes all parts of a stage that are not done. */
    void stage(Stage stage, int parts, Part part) throws IOException {
        stage(stage.title(), stage.folder(), parts, part);
    }

    /**
     * Makes all parts of a stage that are not done, one after the other, so that a killed run loses no more than one of them.
     *
     * @param title the title of the stage
     * @param folder the folder of its parts
     * @param parts the number of its parts
     */
    void stage(String title, String folder, int parts, Part part) throws IOException {
        int earlier = work.done(folder, parts);
        if (earlier == parts) {
            return;
        }
        begin(title, earlier, parts);
        int done = earlier;
        for (int number = 0; number < parts; number++) {
            if (!work.isDone(name(folder, number))) {
                int own = number;
                work.make(name(folder, number), into -> part.make(own, into));
                times.part();
                done++;
                listener.progress(title, done, parts);
            }
        }
        listener.done(times.figures(title, parts, earlier));
    }

    /** Makes a stage step by step; each step tells whether another one follows. */
    public interface Steps {
        /** Returns whether a step follows after the one that was read last. */
        boolean isNext();

        void make(Path into) throws IOException;

        /** Reads the result of a step of this run or an earlier one. */
        void read(Path made) throws IOException;
    }

    /** Makes the steps of a stage, each of which continues the one before. */
    public void steps(Stage stage, Steps steps) throws IOException {
        int earlier = 0;
        int number = 0;
        while (steps.isNext()) {
            String folder = name(stage.folder(), number);
            if (work.isDone(folder)) {
                earlier++;
            } else {
                if (number == earlier) {
                    begin(stage.title(), earlier, earlier + 1);
                }
                work.make(folder, steps::make);
                times.part();
            }
            number++;
            steps.read(work.step(folder));
            listener.progress(stage.title(), number, steps.isNext() ? number + 1 : number);
        }
        if (number > earlier) {
            listener.done(times.figures(stage.title(), number, earlier));
        }
    }

    private void begin(String title, int done, int parts) {
        spark.sparkContext().setJobDescription(title);
        times.begin();
        listener.progress(title, done, parts);
    }

    /** Returns the folder of a part of a stage. */
    Path part(String folder, int number) {
        return work.step(name(folder, number));
    }

    /** Returns the name of a part of a stage in the work folder. */
    public static String name(String folder, int number) {
        return String.format(Locale.ROOT, "%s/%05d", folder, number);
    }

    /**
     * Measures how long the tasks of Spark take. Only the tasks that do the most work of each part of a stage show how even the work is:
     * those that move rows for them are short. Thread-safe.
     */
    public static final class TaskTimes extends SparkListener {
        private record Task(long milliseconds, long processorNanos) {}

        private final Clock clock;

        /** The tasks of the current part, by Spark's number of a set of tasks. */
        private final Map<Integer, List<Task>> part = new TreeMap<>();

        private final List<Task> all = new ArrayList<>();

        /** The tasks of all parts that did the most work. */
        private final List<Task> main = new ArrayList<>();

        private Instant start;

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
                all.add(task);
            }
        }

        /** Begins a stage. */
        synchronized void begin() {
            part.clear();
            all.clear();
            main.clear();
            start = clock.instant();
        }

        /** Ends a part. */
        synchronized void part() {
            part.values().stream()
                    .max(Comparator.comparingLong(tasks -> sum(tasks, Task::milliseconds)))
                    .ifPresent(main::addAll);
            part.clear();
        }

        private static long sum(List<Task> tasks, ToLongFunction<Task> time) {
            return tasks.stream().mapToLong(time).sum();
        }

        /** Returns the figures of a stage since it began. */
        synchronized CorpusListener.StageFigures figures(String stage, int parts, int earlier) {
            long[] sorted = main.stream().mapToLong(Task::milliseconds).sorted().toArray();
            return new CorpusListener.StageFigures(
                    stage,
                    parts,
                    earlier,
                    Duration.between(start, clock.instant()),
                    new CorpusListener.TaskFigures(
                            all.size(),
                            Duration.ofMillis(sum(all, Task::milliseconds)),
                            Duration.ofNanos(sum(all, Task::processorNanos)),
                            Duration.ofMillis(sorted.length == 0 ? 0 : sorted[sorted.length / 2]),
                            Duration.ofMillis(sorted.length == 0 ? 0 : sorted[sorted.length - 1])));
        }
    }
}
