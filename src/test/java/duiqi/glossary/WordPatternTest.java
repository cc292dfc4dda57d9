package duiqi.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.lexicon.EnglishWords;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordPatternTest {
    private final EnglishWords english = new EnglishWords();

    /** Returns the matches of a pattern in a text. */
    private List<String> found(String pattern, String text, WordPattern.Use use) {
        List<EnglishWords.EnglishWord> words = english.of(text);
        BitSet starts = new BitSet();
        starts.set(0, words.size());
        return WordPattern.of(pattern, english).find(text, words, starts, use).stream()
                .map(stretch -> text.substring(
                        words.get(stretch.from()).start(),
                        words.get(stretch.to() - 1).end()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            governing body | The Governing Bodies met. | Governing Bodies
            governing body | the governing-body's rules | governing-body's
            research centre | a research center | research center
            database | two data bases | data bases
            cyber security | cybersecurity | cybersecurity
            military base | two military bases | military bases
            right of way | rights of way | rights of way
            research* | some researchers | researchers
            climate policy | climate and energy policy | climate and energy policy
            basic research | basic, applied and other research | basic, applied and other research
            deepen reform | deepen comprehensively the reform | deepen comprehensively the reform
            """)
    void findsFormsOfAllowedTranslation(String pattern, String text, String expected) {
        assertThat(found(pattern.replace('*', '|'), text, WordPattern.Use.ALLOWED))
                .containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            governing body | the body that is governing
            governing body | governing. Body
            basic research | basic needs of our new public research
            developed country | developing countries
            AI | an ai, a three-toed sloth
            wound | the wind
            user | the use
            """)
    void findsNothingElse(String pattern, String text) {
        assertThat(found(pattern, text, WordPattern.Use.ALLOWED)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"climate and energy policy", "basic, applied and other research"})
    void takesNoWordsBetweenInForbiddenTranslationOrTerm(String text) {
        String pattern = text.startsWith("climate") ? "climate policy" : "basic research";
        assertThat(found(pattern, text, WordPattern.Use.WRONG)).isEmpty();
        assertThat(found(pattern, text, WordPattern.Use.SOURCE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ozone layer protection | the protection of the ozone layer
            reform of the system | system reforms
            """)
    void invertsNouns(String pattern, String text) {
        List<EnglishWords.EnglishWord> words = english.of(text);
        BitSet starts = new BitSet();
        starts.set(0, words.size());
        assertThat(WordPattern.of(pattern, english)
                        .inverted()
                        .orElseThrow()
                        .find(text, words, starts, WordPattern.Use.WRONG))
                .hasSize(1);
    }
}
