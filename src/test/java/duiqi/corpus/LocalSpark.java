package duiqi.corpus;

import org.apache.spark.sql.SparkSession;

/** One Spark in this process for all tests. */
final class LocalSpark {
    private LocalSpark() {}

    private static final class Session {
        private static final SparkSession SESSION = SparkSession.builder()
                .master("local[2]")
                .appName("tests")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "4")
                .getOrCreate();
    }

    static SparkSession session() {
        return Session.SESSION;
    }
}
