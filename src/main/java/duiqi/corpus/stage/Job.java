package duiqi.corpus.stage;

import duiqi.corpus.CorpusRun.CorpusListener;
import duiqi.corpus.input.CorpusDocument;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs the stages of a run in its work folder, and reports their progress.
 *
 * @param spark the Spark session
 * @param work the work folder of the run
 * @param plan the plan from the beginning of the run
 * @param listener receives the progress
 * @param times the measurements of the tasks
 */
public record Job(SparkSession spark, WorkFolder work, WorkFolder.Plan plan, CorpusListener listener, TaskTimes times) {
    /** Runs one part of a stage. */
    public interface Part {
        void make(int number, Path into) throws IOException;
    }

    /** Creates the rows of a table. */
    public interface Rows {
        Dataset<Row> create() throws IOException;
    }

    public JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(spark.sparkContext());
    }

    public CorpusDocument.Buckets buckets() {
        return new CorpusDocument.Buckets(plan.buckets());
    }

    /** Runs a stage with a single part. */
    public void stage(Stage stage, WorkFolder.Making making) throws IOException {
        run(stage, List.of(stage.folder()), (number, into) -> making.into(into));
    }

    /**
     * Runs all parts of a stage that are not done, one after the other. A run that is stopped loses at most one part.
     *
     * @param parts the number of its parts
     */
    public void stage(Stage stage, int parts, Part part) throws IOException {
        run(stage, stage.names(parts), part);
    }

    private void run(Stage stage, List<String> names, Part part) throws IOException {
        int earlier = 0;
        for (String name : names) {
            earlier += work.isDone(name) ? 1 : 0;
        }
        if (earlier == names.size()) {
            return;
        }
        spark.sparkContext().setJobDescription(stage.title());
        times.begin();
        listener.progress(stage.title(), earlier, names.size());
        int done = earlier;
        for (int number = 0; number < names.size(); number++) {
            if (!work.isDone(names.get(number))) {
                int own = number;
                work.make(names.get(number), into -> part.make(own, into));
                done++;
                listener.progress(stage.title(), done, names.size());
            }
        }
        listener.done(times.figures(stage.title(), names.size(), earlier));
    }

    /** Runs a stage that writes a table. */
    public void table(Stage stage, Rows rows) throws IOException {
        stage(stage, into -> rows.create().write().parquet(into.toString()));
    }

    /** Returns the table of a stage with a single part. */
    public Dataset<Row> table(Stage stage) {
        return spark.read().parquet(work.step(stage.folder()).toString());
    }

    /** Returns the folders of some parts of a stage. */
    public String[] folders(Stage stage, int from, int end) {
        return stage.names(end).subList(from, end).stream()
                .map(name -> work.step(name).toString())
                .toArray(String[]::new);
    }

    /** Measures the Spark tasks of a stage. Thread-safe. */
    public static final class TaskTimes extends SparkListener {
        private final Clock clock;
        private int count;
        private long milliseconds;
        private long longest;
        private Instant start;

        public TaskTimes(Clock clock) {
            this.clock = clock;
            start = clock.instant();
        }

        @Override
        public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
            if (end.taskMetrics() != null) {
                long time = end.taskMetrics().executorRunTime();
                count++;
                milliseconds += time;
                longest = Math.max(longest, time);
            }
        }

        /** Starts to measure a stage. */
        synchronized void begin() {
            count = 0;
            milliseconds = 0;
            longest = 0;
            start = clock.instant();
        }

        /** Returns the measurements since the stage began. */
        synchronized CorpusListener.StageFigures figures(String stage, int parts, int earlier) {
            return new CorpusListener.StageFigures(
                    stage,
                    parts,
                    earlier,
                    Duration.between(start, clock.instant()),
                    count,
                    Duration.ofMillis(milliseconds),
                    Duration.ofMillis(longest));
        }
    }

    /** Lists the stages of corpora, then those of crawls, in their order. */
    public enum Stage {
        READ("read", "read documents", "reads the input, cuts long documents, and distributes all to buckets by id"),
        FIRST("first", "align", "aligns each document with the lexicon and the weights of duiqi"),
        TYPES("types", "count words", "counts the words of the corpus"),
        LEARN("learn", "learn", "learns word translations from all documents, in several rounds"),
        LAST("last", "create units", "aligns each document with the learned translations and filters its units"),
        TABLES(
                "output/translations.tables",
                "write tables",
                "writes the learned translations for duiqi align --tables"),
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
        TMX("output/tmx", "write TMX", "writes the units as TMX files"),

        CRAWL("read", "read pages", "extracts the article, language, date and links of each page"),
        PAGES("pages", "remove duplicate pages", "keeps the newest page of an address, and one of equal articles"),
        PAIRS("pairs", "pair pages", "finds the pages that are translations of each other"),
        TEXTS("output/documents", "write documents", "writes the texts of the pairs"),
        STATES("output/pages", "write pages", "writes what became of each page");

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

        /** Returns the paths of the parts of the stage, relative to the work folder. */
        public List<String> names(int parts) {
            return IntStream.range(0, parts)
                    .mapToObj(number -> String.format(Locale.ROOT, "%s/%05d", folder, number))
                    .toList();
        }
    }
}
