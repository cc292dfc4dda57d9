package duiqi.corpus;

import duiqi.text.FormatException;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark, as started here or as {@code spark-submit} has set it up. */
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
     * @param master where to run; empty for what spark-submit says, or else all processors of this machine
     * @throws FormatException if there is no Spark
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

    /** How many tasks run at the same time. */
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
}
