package duiqi.corpus;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.text.FormatException;
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
}
