package duiqi.corpus;

import duiqi.text.FormatException;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.sql.SparkSession;

/** A session of Spark, which this class starts or {@code spark-submit} has set up. */
public final class CorpusSession implements AutoCloseable {
    private static final String SHUFFLES = "spark.sql.shuffle.partitions";
    private static final int TASKS_PER_PROCESSOR = 4;

    private final SparkSession spark;

    private CorpusSession(SparkSession spark) {
        this.spark = spark;
    }

    /**
     * Opens a session.
     *
     * @param master the master of Spark; empty for the one of spark-submit, or else all processors of this machine
     * @throws FormatException if Spark does not start
     */
    public static CorpusSession open(Optional<String> master) throws FormatException {
        SparkConf conf = new SparkConf();
        master.ifPresent(conf::setMaster);
        conf.setIfMissing("spark.master", "local[*]");
        if (conf.get("spark.master").startsWith("local")) {
            // Nobody else is to reach it, and no name of this machine need be known.
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            conf.setIfMissing("spark.ui.enabled", "false");
            // Else the process would end without a word where memory runs out.
            conf.setIfMissing("spark.executor.killOnFatalError.depth", "0");
        }
        conf.setIfMissing("spark.app.name", "duiqi");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.log.level", "ERROR");
        // The documents of a bucket lie in small files; packed together they would keep one processor busy.
        conf.setIfMissing("spark.sql.files.openCostInBytes", "134217728");
        SparkSession spark = started(conf);
        if (!conf.contains(SHUFFLES)) {
            // Spark's own 200 are for clusters; here each would cost more than what it has to do.
            int tasks = TASKS_PER_PROCESSOR * spark.sparkContext().defaultParallelism();
            spark.conf().set(SHUFFLES, tasks);
        }
        return new CorpusSession(spark);
    }

    private static SparkSession started(SparkConf conf) throws FormatException {
        try {
            return SparkSession.builder().config(conf).getOrCreate();
        } catch (Exception failure) {
            // Spark throws what it does not declare; where nobody answers it has only stopped by then.
            String problem = String.valueOf(RunFailures.root(failure).getMessage());
            throw new FormatException(
                    conf.get("spark.master"),
                    problem.contains("stopped SparkContext")
                            ? "no master of Spark answers there"
                            : "Spark cannot be started there: " + problem,
                    "name a master as in --master local[4] or spark://host:7077, and check that it is up",
                    failure);
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

    /** Finds in an exception of Spark the cause that a user can act on. */
    public static final class RunFailures {
        private static final String MEMORY =
                "give more, as in DUIQI_JAVA_OPTS=-Xmx8g, or with --driver-memory and --executor-memory of spark-submit";

        private RunFailures() {}

        /** Returns the first of all causes. */
        public static Throwable root(Throwable failure) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return root;
        }

        /**
         * Returns the cause of a failure outside this program: a fault in a file or of a disk, a lack of memory, or lost workers;
         * empty for a fault of this program.
         */
        static Optional<IOException> outside(Throwable failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof FormatException fault) {
                    return Optional.of(fault);
                }
                if (cause instanceof OutOfMemoryError) {
                    return Optional.of(new FormatException(
                            "duiqi corpus", "a task needs more memory than it has", MEMORY, failure));
                }
            }
            if (root(failure) instanceof IOException disk) {
                return Optional.of(new FormatException(
                        "duiqi corpus",
                        "a file cannot be read or written: " + disk.getMessage(),
                        "mend that, and run it again to go on",
                        failure));
            }
            return root(failure) instanceof SparkException lost
                            && String.valueOf(lost.getMessage()).contains("ExecutorLostFailure")
                    ? Optional.of(new FormatException(
                            "duiqi corpus",
                            "workers were lost, as they are where memory runs out",
                            MEMORY + "; run it again to go on",
                            failure))
                    : Optional.empty();
        }
    }
}
