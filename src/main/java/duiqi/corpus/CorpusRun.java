package duiqi.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import duiqi.align.CorpusTables;
import duiqi.corpus.input.CorpusDocument.Buckets;
import duiqi.corpus.input.CorpusInput;
import duiqi.corpus.stage.AlignStage;
import duiqi.corpus.stage.CorpusUnit;
import duiqi.corpus.stage.Job;
import duiqi.corpus.stage.Job.Stage;
import duiqi.corpus.stage.ReadStage;
import duiqi.corpus.stage.TableStages;
import duiqi.corpus.stage.WorkFolder;
import duiqi.corpus.stage.WorkFolder.Plan;
import duiqi.text.FormatException;
import java.io.CharConversionException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Runs all stages of a corpus alignment, from the input files to the output tables. A run continues a stopped run. An
 * output with a summary file is complete. The same input and settings give the same output on any number of processors.
 */
public final class CorpusRun {
    /** Bytes of text for each processor in a bucket, about ten seconds of work. */
    private static final long BUCKET_BYTES = 3_000_000;

    private static final int MAX_BUCKETS = 10_000;

    private static final JsonMapper JSON = new JsonMapper();

    private final SparkSession spark;
    private final CorpusSettings settings;
    private final Clock clock;
    private final CorpusListener listener;

    /**
     * Creates a run.
     *
     * @param session the Spark session, which the caller closes
     * @param settings the settings
     * @param clock the clock for the stage times and for the dates of units
     * @param listener receives the progress
     */
    public CorpusRun(CorpusSession session, CorpusSettings settings, Clock clock, CorpusListener listener) {
        spark = session.spark();
        this.settings = settings;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Runs all stages that are not done.
     *
     * @return the counts of the output
     * @throws FormatException if the input is not a corpus, the output folder has other content, or another run uses
     *     the work folder
     */
    public CorpusSummary run() throws IOException {
        return reporting(() -> {
            CorpusInput input = open();
            return work(
                    spark,
                    clock,
                    listener,
                    settings.output(),
                    plan(input),
                    CorpusSummary.class,
                    job -> run(job, input));
        });
    }

    private CorpusInput open() throws IOException {
        CorpusInput input = CorpusInput.open(spark, settings.input());
        CorpusSession.adapt(spark, input.text());
        return input;
    }

    /** Does the work of a run, and returns its summary. */
    interface Work<T> {
        T summary() throws IOException;
    }

    /** Does work. Reports failures that the user can correct as errors of files. */
    static <T> T reporting(Work<T> work) throws IOException {
        try {
            return work.summary();
        } catch (IOException failure) {
            throw failure;
        } catch (Exception | OutOfMemoryError failure) {
            // Spark throws checked exceptions that it does not declare.
            Optional<IOException> outside = CorpusSession.RunFailures.outside(failure);
            if (outside.isPresent()) {
                throw outside.get();
            }
            throw failure;
        }
    }

    /** Runs all stages of a run that are not done. */
    interface Stages<T> {
        T run(Job job) throws IOException;
    }

    /** Begins or continues a run, and creates its output. Returns the summary of an output of the same plan. */
    static <T> T work(
            SparkSession spark,
            Clock clock,
            CorpusListener listener,
            String folder,
            Plan plan,
            Class<T> type,
            Stages<T> stages)
            throws IOException {
        Path output = new Path(folder);
        Configuration configuration = spark.sparkContext().hadoopConfiguration();
        Optional<T> finished = finished(output, plan, configuration, type);
        if (finished.isPresent()) {
            return finished.get();
        }
        try (WorkFolder work = WorkFolder.of(output, configuration, clock)) {
            Plan begun = work.begin(plan);
            if (WorkFolder.isComplete(work.files(), output)) {
                work.finish();
                return finished(output, plan, configuration, type).orElseThrow();
            }
            Job.TaskTimes times = new Job.TaskTimes(clock);
            spark.sparkContext().addSparkListener(times);
            try {
                T summary = stages.run(new Job(spark, work, begun, listener, times));
                work.complete(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Saved<>(begun, summary)));
                work.finish();
                return summary;
            } finally {
                spark.sparkContext().removeSparkListener(times);
            }
        }
    }

    /** Holds a summary and its plan, as the summary file in the output contains them. */
    private record Saved<T>(Plan plan, T summary) {}

    /** Returns the stages of the run, and how much of each is already done. */
    public CorpusPlan plan() throws IOException {
        CorpusInput input = open();
        Plan plan = plan(input);
        return CorpusPlan.of(spark, settings.output(), plan, input.bytes(), (begun, stages) -> {
            int buckets = begun.buckets();
            int parts = TableStages.parts(buckets);
            stages.add(Stage.READ, Stage.READ.names(input.groups()));
            if (settings.learns()) {
                stages.add(Stage.FIRST, Stage.FIRST.names(buckets));
                stages.add(Stage.TYPES, Stage.TYPES.names(parts));
                stages.add(Stage.LEARN, Stage.LEARN.names(TableStages.rounds(parts)));
            }
            stages.add(Stage.LAST, Stage.LAST.names(buckets));
            if (settings.learns()) {
                stages.add(Stage.TABLES);
            }
            if (settings.findsDuplicates()) {
                stages.add(Stage.DUPLICATES);
            }
            stages.add(Stage.UNITS, Stage.DROPPED, Stage.DOCUMENTS, Stage.REJECTED);
            if (settings.countsTerms()) {
                stages.add(Stage.TERMS, Stage.TERM_LIST);
            }
            if (settings.tmxFiles() > 0) {
                stages.add(Stage.TMX);
            }
        });
    }

    private Plan plan(CorpusInput input) {
        long bytes = BUCKET_BYTES * spark.sparkContext().defaultParallelism();
        int buckets = (int) Math.min(MAX_BUCKETS, 1 + input.text() / bytes);
        return plan(settings.hash(), input.fingerprint(), buckets, clock);
    }

    static Plan plan(String settings, List<String> files, int buckets, Clock clock) {
        String begun = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Plan(settings, CorpusUnit.Hashes.ofParts(files), buckets, begun);
    }

    /**
     * Returns the summary of an existing output of the same plan; empty if there is no complete output.
     *
     * @throws FormatException if the output folder has other content
     */
    private static <T> Optional<T> finished(Path output, Plan plan, Configuration configuration, Class<T> type)
            throws IOException {
        FileSystem files = output.getFileSystem(configuration);
        if (!files.exists(output)) {
            return Optional.empty();
        }
        Path summary = WorkFolder.summary(output);
        if (!files.exists(summary)) {
            if (WorkFolder.isComplete(files, output)) {
                // A run was stopped while it moved its files to the output.
                return Optional.empty();
            }
            throw foreign(output);
        }
        try (var in = files.open(summary)) {
            JsonNode saved = JSON.readTree(in.readAllBytes());
            if (!saved.path("plan").isObject() || !saved.path("summary").isObject()) {
                throw foreign(output);
            }
            if (JSON.treeToValue(saved.path("plan"), Plan.class).matches(plan)) {
                WorkFolder.removeRest(files, output);
                return Optional.of(JSON.treeToValue(saved.path("summary"), type));
            }
        } catch (JsonProcessingException | CharConversionException other) {
            throw foreign(output);
        }
        throw new FormatException(
                CorpusInput.name(output),
                "already exists, from another input or other options",
                "give another folder, or remove it");
    }

    private static FormatException foreign(Path output) {
        return new FormatException(
                CorpusInput.name(output),
                "already exists and is not an output of duiqi",
                "give another folder, or remove it");
    }

    private CorpusSummary run(Job job, CorpusInput input) throws IOException {
        ReadStage read = new ReadStage(job, input);
        read.run();
        Dataset<Row> repeated = read.repeatedIds().persist();
        boolean areUnique = repeated.isEmpty();
        AlignStage.Documents documents = bucket -> areUnique ? read.bucket(bucket) : read.bucket(bucket, repeated);
        AlignStage aligned = new AlignStage(job, settings);
        Dataset<Row> unread = read.bucket(Buckets.REJECTED);
        if (settings.learns()) {
            aligned.first(documents);
            TableStages tables = new TableStages(job, settings.languages(), aligned);
            CorpusTables learnt = tables.run();
            aligned.last(bucket -> aligned.firstOf(bucket, bucket + 1).filter("reason IS NULL"), learnt);
            tables.save();
            unread = unread.union(aligned.firstOf(0, job.buckets().count())
                    .filter("reason IS NOT NULL")
                    .drop("beads"));
        } else {
            aligned.last(documents, CorpusTables.EMPTY);
        }
        repeated.unpersist();
        return new OutputStages(job, settings, aligned.results()).run(unread);
    }

    /**
     * Counts the content of an output.
     *
     * @param documents the number of documents with units
     * @param rejected the number of documents without units
     * @param chineseSentences the number of Chinese sentences of the documents with units
     * @param englishSentences the number of English sentences of the documents with units
     * @param units the number of units in the output
     * @param dropped the number of dropped units by kind of reason
     * @param quality the mean {@linkplain duiqi.memory.UnitQuality quality} of the units in the output, which is their
     *     expected precision; 0 without units
     * @param terms the counts of terms and phrases
     */
    public record CorpusSummary(
            long documents,
            long rejected,
            long chineseSentences,
            long englishSentences,
            long units,
            SortedMap<String, Long> dropped,
            double quality,
            TermCounts terms) {
        public CorpusSummary {
            dropped = Collections.unmodifiableSortedMap(new TreeMap<>(dropped));
        }

        /**
         * Counts the terms of a corpus.
         *
         * @param all the number of terms and phrases
         * @param drifting the number of terms and phrases with more than one frequent translation
         */
        public record TermCounts(long all, long drifting) {}
    }

    /** Receives the progress of a run. */
    @FunctionalInterface
    public interface CorpusListener {
        /**
         * Receives the progress of a stage, also when the stage begins.
         *
         * @param stage the title of the stage
         * @param done the number of parts that are done, in this run or an earlier one
         * @param parts the number of parts of the stage
         */
        void progress(String stage, int done, int parts);

        /** Receives the measurements of a stage that is done. The default implementation ignores them. */
        default void done(StageFigures figures) {}

        /**
         * Holds the measurements of a stage and its Spark tasks.
         *
         * @param stage the title of the stage
         * @param parts the number of parts of the stage
         * @param earlier the number of parts that an earlier run has done
         * @param time the elapsed time of the stage in this run
         * @param tasks the number of tasks
         * @param busy the run time of all tasks together
         * @param longest the run time of the longest task
         */
        record StageFigures(
                String stage, int parts, int earlier, Duration time, int tasks, Duration busy, Duration longest) {}
    }

    /**
     * Describes the stages of a run before it begins or continues.
     *
     * @param bytes the length of the input in bytes
     * @param buckets the number of folders for the documents
     * @param processors the number of tasks that run at the same time
     * @param stages the stages in their order
     */
    public record CorpusPlan(long bytes, int buckets, int processors, List<PlannedStage> stages) {
        public CorpusPlan {
            stages = List.copyOf(stages);
        }

        interface Listing {
            void list(Plan begun, Planning stages) throws IOException;
        }

        /** Collects stages, and how much of each is already done in a work folder. */
        record Planning(FileSystem files, Path work, List<PlannedStage> planned) {
            void add(Stage... stages) throws IOException {
                for (Stage stage : stages) {
                    add(stage, List.of(stage.folder()));
                }
            }

            void add(Stage stage, List<String> parts) throws IOException {
                planned.add(new PlannedStage(
                        stage.title(), stage.work(), parts.size(), WorkFolder.done(files, work, parts)));
            }
        }

        /** Returns the plan of a run, with the number of buckets of the run that it continues. */
        static CorpusPlan of(SparkSession spark, String output, Plan plan, long bytes, Listing listing)
                throws IOException {
            Path work = WorkFolder.beside(new Path(output));
            FileSystem files = work.getFileSystem(spark.sparkContext().hadoopConfiguration());
            Plan begun = WorkFolder.plan(files, work).filter(plan::matches).orElse(plan);
            Planning planning = new Planning(files, work, new ArrayList<>());
            listing.list(begun, planning);
            return new CorpusPlan(bytes, begun.buckets(), spark.sparkContext().defaultParallelism(), planning.planned);
        }

        /**
         * Describes a stage of a run.
         *
         * @param title the title of the stage
         * @param work a description of its work
         * @param parts the number of its parts
         * @param done the number of parts that are done
         */
        public record PlannedStage(String title, String work, int parts, int done) {}
    }
}
