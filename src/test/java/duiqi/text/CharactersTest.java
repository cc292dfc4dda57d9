package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharactersTest {
    @ParameterizedTest
    @CsvSource({
        "河, 水, true",
        "河, 。, true",
        "𠮷, 河, true",
        "河, “, true",
        "…, 河, true",
        "河, a, false",
        "7, 河, false",
        "a, b, false",
        "“, a, false",
        "한, 글, false"
    })
    void needsNoSpaceBetweenAdjoiningCharacters(String before, String after, boolean adjoining) {
        assertThat(Characters.adjoin(before.codePointAt(0), after.codePointAt(0)))
                .isEqualTo(adjoining);
    }

    @ParameterizedTest
    @CsvSource({"river bank, 5", "river, 5", "河水, 1", "𠮷野, 2", "No河, 2"})
    void endsFirstWordAtPossibleLineBreak(String text, int end) {
        assertThat(Characters.endOfFirstWord(text)).isEqualTo(end);
    }
}
