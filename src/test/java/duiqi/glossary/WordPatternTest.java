package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.lexicon.EnglishWords;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPatternTest {
    private final EnglishWords english = new EnglishWords();

    /** Returns the matches of a pattern in a text. */
    private List<String> found(WordPattern pattern, String text, WordPattern.Use use) {
        List<EnglishWords.EnglishWord> words = english.of(text);
        BitSet starts = new BitSet();
        starts.set(0, words.size());
        return pattern.find(text, words, starts, use).stream()
                .map(stretch -> text.substring(
                        words.get(stretch.from()).start(),
                        words.get(stretch.to() - 1).end()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
              governing body ¦ ALLOWED ¦ The Governing Bodies met. ¦ Governing Bodies
              governing body ¦ ALLOWED ¦ the governing-body's rules ¦ governing-body's
              research centre ¦ ALLOWED ¦ a research center ¦ research center
              database ¦ ALLOWED ¦ two data bases ¦ data bases
              cyber security ¦ ALLOWED ¦ cybersecurity ¦ cybersecurity
              military base ¦ ALLOWED ¦ two military bases ¦ military bases
              right of way ¦ ALLOWED ¦ rights of way ¦ rights of way
              research| ¦ ALLOWED ¦ some researchers ¦ researchers
              climate policy ¦ ALLOWED ¦ climate and energy policy ¦ climate and energy policy
              climate policy ¦ WRONG ¦ climate and energy policy ¦
              climate policy ¦ SOURCE ¦ climate and energy policy ¦
              basic research ¦ ALLOWED ¦ basic, applied and other research ¦ basic, applied and other research
              basic research ¦ WRONG ¦ basic, applied and other research ¦
              basic research ¦ SOURCE ¦ basic, applied and other research ¦
              deepen reform ¦ ALLOWED ¦ deepen comprehensively the reform ¦ deepen comprehensively the reform
              governing body ¦ ALLOWED ¦ the body that is governing ¦
              governing body ¦ ALLOWED ¦ governing. Body ¦
              basic research ¦ ALLOWED ¦ basic needs of our new public research ¦
              developed country ¦ ALLOWED ¦ developing countries ¦
              AI ¦ ALLOWED ¦ an ai, a three-toed sloth ¦
              wound ¦ ALLOWED ¦ the wind ¦
              user ¦ ALLOWED ¦ the use ¦
            """)
    void findsForms(String pattern, WordPattern.Use use, String text, @Nullable String expected) {
        assertThat(found(WordPattern.of(pattern, english), text, use))
                .isEqualTo(expected == null ? List.of() : List.of(expected));
    }

    @ParameterizedTest
    @CsvSource({"ozone layer protection, the protection of the ozone layer", "reform of the system, system reforms"})
    void invertsNouns(String pattern, String text) {
        WordPattern inverted = WordPattern.of(pattern, english).inverted().orElseThrow();
        assertThat(found(inverted, text, WordPattern.Use.WRONG)).hasSize(1);
    }

    private final RelatedRenderings kin = new RelatedRenderings();

    @ParameterizedTest
    @CsvSource({
        "scientific spirit, spirit of science, true",
        "micro-organisms, microorganism, true",
        "preventive measures, prevention measure, true",
        "deep-sea exploration, deep-sea probing, false",
        "mortality, mortality rate, false",
        "mortality rate, mortality, false",
        "of the, in the, false"
    })
    void recognisesRelatedTranslations(String one, String other, boolean areOne) {
        assertThat(kin.areOne(one, other)).isEqualTo(areOne);
        assertThat(kin.areOne(other, one)).isEqualTo(areOne);
    }
}
