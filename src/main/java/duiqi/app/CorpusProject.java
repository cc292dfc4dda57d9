package duiqi.app;

import duiqi.corpus.CorpusSession;
import duiqi.text.FormatException;
import java.io.IOException;
import java.util.Optional;

/** Runs work with Apache Spark. Only this class needs Spark on the class path. */
public final class CorpusProject {
    private CorpusProject() {}

    @FunctionalInterface
    public interface Work<T> {
        T with(CorpusSession spark) throws IOException;
    }

    /**
     * Aligns a corpus or pairs the pages of a crawl, continues such a run, or plans it.
     *
     * @param master the Spark master; empty for the master of spark-submit, or else for all processors of this machine
     * @throws FormatException if Spark is missing or does not start, or the input cannot be read
     */
    public static <T> T run(Optional<String> master, Work<T> work) throws IOException {
        try (CorpusSession spark = CorpusSession.open(master)) {
            return work.with(spark);
        } catch (NoClassDefFoundError missing) {
            throw new FormatException(
                    "duiqi corpus",
                    "needs Apache Spark, but the class path lacks "
                            + String.valueOf(missing.getMessage()).replace('/', '.'),
                    "run the duiqi script of a clone, which downloads Spark, or use spark-submit; an installed duiqi uses "
                            + "Spark 4.1 from the folder SPARK_HOME, or from spark/jars in the folder DUIQI_LIBRARIES",
                    missing);
        } catch (Exception failure) {
            // Spark throws checked exceptions that it does not declare. When the process ends, Spark stops under the
            // run.
            if (Workspace.isEnding()) {
                throw new FormatException(
                        "duiqi corpus", "interrupted", "run the same command again to continue", failure);
            }
            throw failure;
        }
    }
}
