package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aligns texts whose sentences are far longer than any real one. */
class LongSegmentsTest {
    private static void align(List<String> chinese, List<String> english) {
        assertThat(assertTimeoutPreemptively(
                        Duration.ofSeconds(60), () -> Segments.aligned(new Aligner(), chinese, english)))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"零, 'zero '", "颠覆性技术, 'disruptive technology '", "（, (", "“, '\"'", "1, 1", "的, a", "😀, 😀"})
    @Tag("hostile")
    void alignsSentenceOfEqualWords(String chinese, String english) {
        align(List.of("天气" + chinese.repeat(30_000)), List.of("Weather " + english.repeat(30_000)));
    }

    @Test
    void alignsLongSentence() {
        align(List.of("颠覆性技术".repeat(5_000)), List.of("disruptive technology ".repeat(5_000)));
    }

    @Test
    @Tag("hostile")
    void alignsManySentencesOfEqualWords() {
        align(Collections.nCopies(50, "天气好".repeat(700)), Collections.nCopies(50, "fine weather ".repeat(700)));
    }
}
