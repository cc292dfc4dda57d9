package duiqi.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorpusSessionTest {
    @ParameterizedTest
    @ValueSource(strings = {"4.1.0", "4.1.3", "4.2.0-preview1", "4.10.0", "5.0.0"})
    void acceptsSparkWithAllMethods(String version) {
        assertThatCode(() -> CorpusSession.requireVersion(version)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.5.6", "4.0.1"})
    void rejectsOldSpark(String version) {
        assertThatThrownBy(() -> CorpusSession.requireVersion(version))
                .isInstanceOf(FormatException.class)
                .hasMessage("Spark " + version + ": is too old; submit the run with Spark 4.1 or newer");
    }

    @Test
    void reportsClusterThatEndsRun() {
        Exception ended = new SparkException(
                "Job aborted", new IllegalStateException("Cannot call methods on a stopped SparkContext."));

        assertThat(CorpusSession.RunFailures.outside(ended))
                .get()
                .satisfies(fault -> assertThat(fault)
                        .hasMessage(
                                "duiqi corpus: the Spark cluster ended the run; check the logs of its master and workers,"
                                        + " then run the command again to continue"));
    }
}
