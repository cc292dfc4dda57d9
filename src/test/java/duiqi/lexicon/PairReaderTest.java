package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the words of pairs, and the odds of {@link PairWords}. */
class PairReaderTest {
    private final PairReader reader = new PairReader(Lexicon.standard());

    /** Returns each Chinese word with its translations. */
    private List<String> links(String chinese, String english) {
        PairWords words = reader.read(chinese, english);
        return words.chinese().stream()
                .map(word -> word.token().form() + "="
                        + word.translations().stream()
                                .map(index -> words.english().get(index).token().form())
                                .toList())
                .toList();
    }

    @Test
    void linksWordsWithTheirTranslations() {
        assertThat(links("老师打开窗户。", "The teacher opened a window."))
                .containsExactly("老师=[teacher]", "打开=[open]", "窗户=[window]");
        assertThat(links("35000人用Linux", "35,000 people use Linux")).contains("35000=[35000]", "linux=[linux]");
        assertThat(links("老师打开窗户。", "The rain stopped.")).allMatch(link -> link.endsWith("=[]"));
        assertThat(reader.read("", "").odds()).isFinite();
    }

    @Test
    void givesTranslationsHigherOdds() {
        String chinese = "老师请学生们打开窗户，让新鲜空气进来，然后开始讲授历史。";
        assertThat(reader.read(
                                chinese,
                                "The teacher asked the students to open the windows and let in fresh air, and then began to"
                                        + " teach history.")
                        .odds())
                .isPositive();
        assertThat(reader.read(chinese, "After the match the players had dinner at a hotel near the airport and slept.")
                        .odds())
                .isLessThan(-4);
    }

    @Test
    void limitsLinksOfRepeatedWords() {
        assertThat(reader.read("水".repeat(9_000), "water ".repeat(9_000)).chinese())
                .hasSizeLessThanOrEqualTo(1_000);
    }
}
