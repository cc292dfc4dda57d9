package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharactersTest {
    @Test
    void removesControlCharactersNoncharactersAndLoneSurrogates() {
        assertThat(XmlCharacters.only("\u0000a\u0008\u000B\u001F道\uD800\uDC00x\uDC00\uD800\uFFFE\uFFFFz"))
                .isEqualTo("a道\uD800\uDC00xz");
        String text = "\t\n\r\u3000\u00A0\u200B𠀀𪚥\u0085";
        assertThat(XmlCharacters.only(text)).isEqualTo(text);
    }

    @Property
    void isIdempotent(@ForAll String text) {
        String kept = XmlCharacters.only(text);
        assertThat(XmlCharacters.only(kept)).isEqualTo(kept);
        assertThat(kept.codePoints()).allMatch(XmlCharacters::isAllowed);
    }

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
