package duiqi.corpus;

import duiqi.corpus.stage.CorpusUnit;
import duiqi.text.FormatException;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Provides a small local Spark session for the tests of one JVM. It takes seconds to start and ends with the JVM. */
public final class LocalSpark {
    private LocalSpark() {}

    private static final class Started {
        static final SparkSession SESSION = start();

        private static SparkSession start() {
            SparkSession session = SparkSession.builder()
                    .appName("tests")
                    .master("local[2]")
                    .config("spark.ui.enabled", "false")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.sql.shuffle.partitions", "2")
                    // For a few rows, compiling a plan takes far longer than running it.
                    .config("spark.sql.codegen.wholeStage", "false")
                    .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
                    .config("spark.sql.adaptive.enabled", "false")
                    .config("spark.sql.warehouse.dir", "target/spark-warehouse")
                    .getOrCreate();
            session.sparkContext().setLogLevel("WARN");
            return session;
        }
    }

    public static SparkSession session() {
        return Started.SESSION;
    }

    /** Returns the session as duiqi opens it, so tests cover its settings. */
    static CorpusSession corpus() throws FormatException {
        SparkSession session = session();
        CorpusSession opened = CorpusSession.open(Optional.empty());
        session.conf().set("spark.sql.shuffle.partitions", "2");
        return opened;
    }

    /** Returns a table of units in the given order, in two partitions. */
    public static Dataset<Row> units(List<CorpusUnit> units) {
        return session()
                .createDataFrame(units.stream().map(CorpusUnit::row).toList(), CorpusUnit.SCHEMA)
                .repartition(2);
    }
}
