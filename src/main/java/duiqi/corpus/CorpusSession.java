package duiqi.corpus;

import duiqi.text.FormatException;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;

/** Holds a Spark session. It starts the session, or uses the session of {@code spark-submit}. */
public final class CorpusSession implements AutoCloseable {
    private static final String SHUFFLES = "spark.sql.shuffle.partitions";
    private static final int TASKS_PER_PROCESSOR = 4;

    /** Maximum length of a small input, in bytes of text. Compiling the plans of its stages takes longer than their work. */
    private static final long SMALL_INPUT = 20_000_000;

    /** Oldest version of Spark with all methods that duiqi calls. */
    private static final String OLDEST = "4.1";

    private final SparkSession spark;

    private CorpusSession(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * Opens a session.
     *
     * @param master the Spark master; empty for the master of spark-submit, or else for all processors of this machine
     * @throws FormatException if Spark does not start
     */
    public static CorpusSession open(Optional<String> master) throws FormatException {
        SparkConf conf = new SparkConf();
        master.ifPresent(conf::setMaster);
        conf.setIfMissing("spark.master", "local[*]");
        if (conf.get("spark.master").startsWith("local")) {
            // Other machines cannot reach the driver, and Spark does not resolve the name of this machine.
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            conf.setIfMissing("spark.ui.enabled", "false");
            // Otherwise the process exits without a message when memory runs out.
            conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
        } else {
            // Executors need the classes of duiqi. With spark-submit, the jar is already set.
            conf.setIfMissing("spark.jars", jar());
        }
        conf.setIfMissing("spark.app.name", "duiqi");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.log.level", "ERROR");
        // A bucket consists of small files. If Spark packed them together, one processor would read all of them.
        conf.setIfMissing("spark.sql.files.openCostInBytes", "134217728");
        SparkSession spark = started(conf);
        if (!conf.contains(SHUFFLES)) {
            // The default of Spark, 200 tasks, is for clusters. Here the overhead of so many tasks exceeds their work.
            int tasks = TASKS_PER_PROCESSOR * spark.sparkContext().defaultParallelism();
            spark.conf().set(SHUFFLES, tasks);
        }
        return new CorpusSession(spark);
    }

    /**
     * Chooses the options for the length of the input, unless the user gives other ones. For a small input, few tasks that
     * interpret their plans take less time than many tasks with compiled plans.
     */
    static void adapt(SparkSession spark, long bytes) {
        if (bytes <= SMALL_INPUT) {
            Map<String, String> options = Map.of(
                    SHUFFLES,
                    String.valueOf(spark.sparkContext().defaultParallelism()),
                    "spark.sql.adaptive.enabled",
                    "false",
                    "spark.sql.codegen.wholeStage",
                    "false",
                    "spark.sql.codegen.factoryMode",
                    "NO_CODEGEN");
            options.forEach((option, value) -> {
                if (!spark.sparkContext().conf().contains(option)) {
                    spark.conf().set(option, value);
                }
            });
        }
    }

    /** Returns the address of the jar of duiqi. The comma is the separator of the list that Spark expects. */
    private static String jar() {
        return CorpusSession.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString()
                .replace(",", "%2C");
    }

    private static SparkSession started(SparkConf conf) throws FormatException {
        try {
            SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
            requireVersion(spark.version());
            return spark;
        } catch (FormatException tooOld) {
            throw tooOld;
        } catch (Exception failure) {
            // Spark throws exceptions that it does not declare. If the master does not answer, the only symptom is a
            // stopped context.
            String problem = String.valueOf(RunFailures.root(failure).getMessage());
            throw new FormatException(
                    conf.get("spark.master"),
                    problem.contains("stopped SparkContext")
                            ? "the Spark master does not answer"
                            : "cannot start Spark: " + problem,
                    "use for example --master local[4] or spark://host:7077, and check that the master is running",
                    failure);
        }
    }

    /**
     * Rejects an old Spark before it has worked for hours.
     *
     * @param version the version of Spark, for example {@code 4.1.3}
     */
    static void requireVersion(String version) throws FormatException {
        if (Version.parse(version).compareTo(Version.parse(OLDEST)) < 0) {
            throw new FormatException(
                    "Spark " + version, "is too old", "submit the run with Spark " + OLDEST + " or newer");
        }
    }

    /** Returns the number of tasks that run at the same time. */
    public int processors() {
        return spark.sparkContext().defaultParallelism();
    }

    SparkSession spark() {
        return spark;
    }

    @Override
    public void close() {
        spark.stop();
    }

    /** Finds the cause of a Spark exception that the user can act on. */
    public static final class RunFailures {
        private static final String MEMORY =
                "increase it with DUIQI_JAVA_OPTS=-Xmx8g, or with --driver-memory and --executor-memory of spark-submit";

        private RunFailures() {}

        /** Returns the innermost cause of an exception. */
        public static Throwable root(Throwable failure) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return root;
        }

        /**
         * Returns the cause if it is outside duiqi: a file or disk error, a lack of memory, or lost workers; empty for
         * a bug of duiqi.
         */
        static Optional<IOException> outside(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof FormatException fault) {
                    return Optional.of(fault);
                }
                if (cause instanceof OutOfMemoryError) {
                    return of("a task needs more memory than it has", MEMORY, failure);
                }
            }
            Throwable root = root(failure);
            String message = String.valueOf(root.getMessage());
            if (root instanceof IOException) {
                return of(
                        "cannot read or write a file: " + message,
                        "fix the problem, then run the command again to continue",
                        failure);
            }
            if (message.contains("stopped SparkContext")) {
                return of(
                        "the Spark cluster ended the run",
                        "check the logs of its master and workers, then run the command again to continue",
                        failure);
            }
            return root instanceof SparkException && message.contains("ExecutorLostFailure")
                    ? of(
                            "workers were lost, probably because they ran out of memory",
                            MEMORY + ", then run the command again to continue",
                            failure)
                    : Optional.empty();
        }

        private static Optional<IOException> of(String problem, String remedy, Throwable failure) {
            return Optional.of(new FormatException("duiqi corpus", problem, remedy, failure));
        }
    }
}
