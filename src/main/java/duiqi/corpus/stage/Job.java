package duiqi.corpus.stage;

import duiqi.corpus.CorpusRun;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.input.CorpusDocument;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/**
 * Holds the objects that all stages of a run share.
 *
 * @param spark the Spark session
 * @param work the work folder of the run
 * @param settings the settings of the run
 * @param plan the plan of the run
 * @param listener receives the progress
 * @param times the measurements of the tasks
 */
public record Job(
        SparkSession spark,
        WorkFolder work,
        CorpusSettings settings,
        WorkFolder.Plan plan,
        CorpusRun.CorpusListener listener,
        TaskTimes times) {
    public JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    public CorpusDocument.Buckets buckets() {
        return plan.folders();
    }

    private Stages stages() {
        return new Stages(spark, work, listener, times);
    }

    /** Runs a stage with a single part. */
    public void stage(Stage stage, WorkFolder.Making making) throws IOException {
        stages().stage(stage.title(), stage.folder(), making);
    }

    /** Runs all parts of a stage that are not done. */
    void stage(Stage stage, int parts, Stages.Part part) throws IOException {
        stages().stage(stage.title(), stage.folder(), parts, part);
    }

    /** Runs all parts of a stage that are not done. */
    void stage(String title, String folder, int parts, Stages.Part part) throws IOException {
        stages().stage(title, folder, parts, part);
    }

    /**
     * Runs the stages of any kind of run, and reports their progress.
     *
     * @param spark the Spark session
     * @param work the work folder of the run
     * @param listener receives the progress
     * @param times the measurements of the tasks
     */
    public record Stages(SparkSession spark, WorkFolder work, CorpusRun.CorpusListener listener, TaskTimes times) {
        /** Runs one part of a stage. */
        public interface Part {
            void make(int number, Path into) throws IOException;
        }

        /** Runs a stage with a single part. */
        public void stage(String title, String folder, WorkFolder.Making making) throws IOException {
            if (!work.isDone(folder)) {
                begin(title, 0, 1);
                work.make(folder, making);
                times.part();
                listener.progress(title, 1, 1);
                listener.done(times.figures(title, 1, 0));
            }
        }

        /**
         * Runs all parts of a stage that are not done, one after the other. A run that is stopped loses at most one part.
         *
         * @param title the title of the stage
         * @param folder the folder of its parts
         * @param parts the number of its parts
         */
        public void stage(String title, String folder, int parts, Part part) throws IOException {
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

        private void begin(String title, int done, int parts) {
            spark.sparkContext().setJobDescription(title);
            times.begin();
            listener.progress(title, done, parts);
        }
    }

    /** Runs a stage in steps. Each step decides whether another one follows. */
    public interface Steps {
        /** Returns whether another step follows the step that was read last. */
        boolean isNext();

        void make(Path into) throws IOException;

        /** Reads the result of a step of this run or an earlier run. */
        void read(Path made) throws IOException;
    }

    /** Runs the steps of a stage. Each step continues the previous one. */
    public void steps(Stage stage, Steps steps) throws IOException {
        int earlier = 0;
        int number = 0;
        while (steps.isNext()) {
            String folder = name(stage.folder(), number);
            if (work.isDone(folder)) {
                earlier++;
            } else {
                if (number == earlier) {
                    stages().begin(stage.title(), earlier, earlier + 1);
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

    /** Returns the folder of a part of a stage. */
    Path part(String folder, int number) {
        return work.step(name(folder, number));
    }

    /** Returns the path of a part of a stage, relative to the work folder. */
    public static String name(String folder, int number) {
        return String.format(Locale.ROOT, "%s/%05d", folder, number);
    }

    /**
     * Measures the Spark tasks. For each part of a stage it counts only the task set with the most work, which shows
     * how well the work is balanced; tasks that only move rows are short. Thread-safe.
     */
    public static final class TaskTimes extends SparkListener {
        private final Clock clock;

        /**
         * Tasks of the current part by the id of their Spark stage. Each map has the number of tasks for each run time
         * in milliseconds, so that it does not grow with the number of tasks.
         */
        private final Map<Integer, SortedMap<Long, Long>> part = new TreeMap<>();

        /** Tasks of the task set with the most work, from all parts. */
        private final SortedMap<Long, Long> main = new TreeMap<>();

        private int count;
        private long milliseconds;
        private long processorNanos;
        private Instant start;

        public TaskTimes(Clock clock) {
            this.clock = clock;
            start = clock.instant();
        }

        @Override
        public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
            TaskMetrics metrics = end.taskMetrics();
            if (metrics != null) {
                part.computeIfAbsent(end.stageId(), none -> new TreeMap<>())
                        .merge(metrics.executorRunTime(), 1L, Long::sum);
                count++;
                milliseconds += metrics.executorRunTime();
                processorNanos += metrics.executorCpuTime();
            }
        }

        /** Starts to measure a stage. */
        synchronized void begin() {
            part.clear();
            main.clear();
            count = 0;
            milliseconds = 0;
            processorNanos = 0;
            start = clock.instant();
        }

        /** Ends a part of the stage. */
        synchronized void part() {
            part.values().stream()
                    .max(Comparator.comparingLong(tasks -> tasks.entrySet().stream()
                            .mapToLong(time -> time.getKey() * time.getValue())
                            .sum()))
                    .ifPresent(tasks -> tasks.forEach((time, number) -> main.merge(time, number, Long::sum)));
            part.clear();
        }

        private long median() {
            long before = 0;
            long all = main.values().stream().mapToLong(Long::longValue).sum();
            for (Map.Entry<Long, Long> time : main.entrySet()) {
                before += time.getValue();
                if (before > all / 2) {
                    return time.getKey();
                }
            }
            return 0;
        }

        /** Returns the measurements since the stage began. */
        synchronized CorpusRun.CorpusListener.StageFigures figures(String stage, int parts, int earlier) {
            return new CorpusRun.CorpusListener.StageFigures(
                    stage,
                    parts,
                    earlier,
                    Duration.between(start, clock.instant()),
                    new CorpusRun.CorpusListener.TaskFigures(
                            count,
                            Duration.ofMillis(milliseconds),
                            Duration.ofNanos(processorNanos),
                            Duration.ofMillis(median()),
                            Duration.ofMillis(main.isEmpty() ? 0 : main.lastKey())));
        }
    }

    /** Lists the stages of a run in their order. */
    public enum Stage {
        READ("read", "read documents", "reads the input and distributes its documents to buckets by id"),
        SENTENCES("sentences", "segment books", "splits documents that are too long for one task into sentences"),
        CUTS("cuts", "cut books", "cuts these documents at certain anchors until no part is too long"),
        BOOKS("books", "write slices", "writes the slices of these documents, which are aligned separately"),
        FIRST("first", "align", "aligns each document with the lexicon and the weights of duiqi"),
        TYPES("types", "count words", "counts the words of the corpus"),
        LEARN("learn", "learn", "learns word translations from all documents, in several rounds"),
        LAST("last", "create units", "aligns each document with the learned translations and filters its units"),
        DUPLICATES("duplicates", "find duplicates", "finds exact and near duplicates in the whole corpus"),
        UNITS("output/units", "write units", "writes the units that are kept"),
        DROPPED("output/dropped", "write dropped units", "writes the dropped units and the reasons"),
        DOCUMENTS("output/documents", "write documents", "writes the counts of each document with units"),
        REJECTED("output/rejected", "write rejections", "writes the documents without units and the reasons"),
        TERMS(
                "output/terms",
                "count terms",
                "counts the translations of terms and recurring phrases in the whole corpus"),
        TERM_LIST("output/terms.csv", "list terms", "writes the terms as a CSV table, highest drift first"),
        TABLES(
                "output/translations.tables",
                "write tables",
                "writes the learned translations for duiqi align --tables"),
        TMX("output/tmx", "write TMX", "writes the units as TMX files");

        private final String folder;
        private final String title;
        private final String work;

        Stage(String folder, String title, String work) {
            this.folder = folder;
            this.title = title;
            this.work = work;
        }

        /** Returns the folder of the stage in the work folder. */
        public String folder() {
            return folder;
        }

        /** Returns the title of the stage in messages. */
        public String title() {
            return title;
        }

        /** Returns a description of the work of the stage. */
        public String work() {
            return work;
        }

        /** Returns whether a run with the given settings includes this stage. */
        public boolean isIncluded(CorpusSettings settings) {
            return switch (this) {
                case FIRST, TYPES, LEARN, TABLES -> settings.learns();
                case DUPLICATES -> settings.duplicates().sameness() != CorpusSettings.Sameness.NONE;
                case TERMS, TERM_LIST -> settings.countsTerms();
                case TMX -> settings.tmxFiles() > 0;
                case READ, SENTENCES, CUTS, BOOKS, LAST, UNITS, DROPPED, DOCUMENTS, REJECTED -> true;
            };
        }
    }
}
