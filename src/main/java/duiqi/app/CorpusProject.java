package duiqi.app;

import duiqi.corpus.CorpusListener;
import duiqi.corpus.CorpusPlan;
import duiqi.corpus.CorpusRun;
import duiqi.corpus.CorpusSession;
import duiqi.corpus.CorpusSettings;
import duiqi.text.FormatException;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Aligns a corpus with Spark, which need not be on the class path of other work. Immutable.
 *
 * @param settings the corpus and what is made of it
 * @param master the master of Spark; empty for the one of spark-submit, or else all processors of this machine
 * @param clock the time that memories record
 */
public record CorpusProject(CorpusSettings settings, Optional<String> master, Clock clock) {
    /**
     * The outcome of a run.
     *
     * @param summary the counts
     * @param processors the number of tasks that ran at the same time
     */
    public record Outcome(CorpusRun.CorpusSummary summary, int processors) {}

    /** Uses a session of Spark. */
    @FunctionalInterface
    private interface Use<T> {
        T with(CorpusSession spark) throws IOException;
    }

    /**
     * Returns what a run would do, and what it has done already.
     *
     * @throws FormatException if Spark is missing or does not start, or the corpus cannot be read
     */
    public CorpusPlan plan(CorpusListener listener) throws IOException {
        return use(spark -> new CorpusRun(spark, settings, clock, listener).plan());
    }

    /**
     * Aligns the corpus, or goes on where an earlier run was stopped.
     *
     * @throws FormatException if Spark is missing or does not start, or the corpus cannot be read
     */
    public Outcome run(CorpusListener listener) throws IOException {
        return use(spark -> new Outcome(new CorpusRun(spark, settings, clock, listener).run(), spark.processors()));
    }

    private <T> T use(Use<T> use) throws IOException {
        try (CorpusSession spark = CorpusSession.open(master)) {
            return use.with(spark);
        } catch (NoClassDefFoundError missing) {
            throw new FormatException(
                    "duiqi corpus",
                    "needs Apache Spark, which is not on the class path",
                    "run it by the duiqi script of a clone, which fetches Spark, or by spark-submit; an installed duiqi finds "
                            + "the Spark 4.1 that SPARK_HOME names, or spark/jars in the folder that DUIQI_LIBRARIES names",
                    missing);
        }
    }
}
