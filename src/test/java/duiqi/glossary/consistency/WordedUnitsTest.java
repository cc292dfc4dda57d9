package duiqi.glossary.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.lexicon.Lexicon;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordedUnitsTest {
    private static final List<String> CHINESE = List.of("基础研究是科技创新的源头。", "", "GDP增长3%，中国特色社会主义");
    private static final List<String> ENGLISH =
            List.of("Basic research is the source of innovation.", "It isn't well-known: no.", "");

    @Test
    void returnsEqualWords() throws Exception {
        WordSegmenter segmenter = new WordSegmenter(Lexicon.standard());
        try (WordedUnits units = new WordedUnits()) {
            for (int i = 0; i < CHINESE.size(); i++) {
                units.add(segmenter.cut(CHINESE.get(i), ENGLISH.get(i)));
            }
            for (int i = 0; i < CHINESE.size(); i++) {
                assertThat(units.units().get(i))
                        .usingRecursiveComparison()
                        .isEqualTo(segmenter.cut(CHINESE.get(i), ENGLISH.get(i)));
            }
        }
    }
}
