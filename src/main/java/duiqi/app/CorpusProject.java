package duiqi.app;

import duiqi.corpus.CorpusRun;
import duiqi.corpus.CorpusSession;
import duiqi.corpus.CorpusSettings;
import duiqi.corpus.PairRun;
import duiqi.text.FormatException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Aligns a corpus, or pairs the pages of a crawl, with Apache Spark. Only this class needs Spark on the class path. Immutable.
 *
 * @param settings the input, the output and the options
 * @param master the Spark master; empty for the master of spark-submit, or else for all processors of this machine
 * @param clock the clock for the dates in memories
 */
public record CorpusProject(CorpusSettings settings, Optional<String> master, Clock clock) {
    /**
     * Describes the outcome of a run.
     *
     * @param summary the counts
     * @param processors the number of tasks that ran at the same time
     */
    public record Outcome(CorpusRun.CorpusSummary summary, int processors) {}

    /** Uses a Spark session. */
    @FunctionalInterface
    private interface Use<T> {
        T with(CorpusSession spark) throws IOException;
    }

    /**
     * Returns the stages that a run would execute, and the stages that are already done.
     *
     * @throws FormatException if Spark is missing or does not start, or the corpus cannot be read
     */
    public CorpusRun.CorpusPlan plan(CorpusRun.CorpusListener listener) throws IOException {
        return use(master, spark -> new CorpusRun(spark, settings, clock, listener).plan());
    }

    /**
     * Aligns the corpus, or continues a run that was stopped.
     *
     * @throws FormatException if Spark is missing or does not start, or the corpus cannot be read
     */
    public Outcome run(CorpusRun.CorpusListener listener) throws IOException {
        return use(
                master,
                spark -> new Outcome(new CorpusRun(spark, settings, clock, listener).run(), spark.processors()));
    }

    /**
     * Pairs the pages of a crawl with Apache Spark. Immutable.
     *
     * @param settings the input, the output and the options
     * @param master the Spark master, as for a corpus
     * @param clock the clock for the times of stages
     */
    public record Crawl(PairRun.Settings settings, Optional<String> master, Clock clock) {
        /**
         * Describes the outcome of a run.
         *
         * @param summary the counts
         * @param processors the number of tasks that ran at the same time
         */
        public record Paired(PairRun.PairSummary summary, int processors) {}

        /**
         * Returns the stages that a run would execute, and the stages that are already done.
         *
         * @throws FormatException if Spark is missing or does not start, or the crawl cannot be read
         */
        public CorpusRun.CorpusPlan plan(CorpusRun.CorpusListener listener) throws IOException {
            return use(master, spark -> new PairRun(spark, settings, clock, listener).plan());
        }

        /**
         * Pairs the pages, or continues a run that was stopped.
         *
         * @throws FormatException if Spark is missing or does not start, or the crawl cannot be read
         */
        public Paired run(CorpusRun.CorpusListener listener) throws IOException {
            return use(
                    master,
                    spark -> new Paired(new PairRun(spark, settings, clock, listener).run(), spark.processors()));
        }
    }

    private static <T> T use(Optional<String> master, Use<T> use) throws IOException {
        try (CorpusSession spark = CorpusSession.open(master)) {
            return use.with(spark);
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
