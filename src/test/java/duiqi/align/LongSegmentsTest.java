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
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource({"零, 'zero '", "颠覆性技术, 'disruptive technology '", "（, (", "“, '\"'", "1, 1", "的, a", "😀, 😀"})
    @Tag("hostile")
    void alignsSentenceOfEqualWords(String chinese, String english) {
        Pair texts = new Pair(List.of("天气" + chinese.repeat(30_000)), List.of("Weather " + english.repeat(30_000)));
        assertThat(texts.beads()).isNotEmpty();
    }

    @Test
    void alignsLongSentence() {
        alignsSentenceOfEqualWords("颠覆性技术", "disruptive technology ");
    }

    @Test
    @Tag("hostile")
    void alignsManySentencesOfEqualWords() {
        List<String> source = Collections.nCopies(50, "天气好".repeat(700));
        List<String> target = Collections.nCopies(50, "fine weather ".repeat(700));
        assertThat(new Pair(source, target).beads()).isNotEmpty();
    }

    private record Pair(List<String> source, List<String> target) {
        List<Bead> beads() {
            return assertTimeoutPreemptively(
                    LIMIT,
                    () -> new Aligner()
                            .align(Segments.chinese(source), Segments.english(target))
                            .text()
                            .alignment()
                            .beads());
        }
    }
}
