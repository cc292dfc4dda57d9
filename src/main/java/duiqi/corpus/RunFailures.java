package duiqi.corpus;

import duiqi.text.FormatException;
import java.io.IOException;
import java.util.Optional;
import org.apache.spark.SparkException;

/** Finds in what Spark throws what it was that a user can act on. */
public final class RunFailures {
    private static final String MEMORY =
            "give more, as in DUIQI_JAVA_OPTS=-Xmx8g, or with --driver-memory and --executor-memory of spark-submit";

    private RunFailures() {}

    /** The first of all causes. */
    public static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /**
     * What a failure comes from, where that is not the program itself: a fault in a file, a disk, want of memory, workers that are
     * gone.
     */
    static Optional<IOException> outside(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof FormatException fault) {
                return Optional.of(fault);
            }
            if (cause instanceof OutOfMemoryError) {
                return Optional.of(
                        new FormatException("duiqi corpus", "a task needs more memory than it has", MEMORY, failure));
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
