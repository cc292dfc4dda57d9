package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class XmlCharactersTest {
    @Test
    void removesControlCharactersNoncharactersAndLoneSurrogates() {
        assertThat(XmlCharacters.only("\u0000a\u0008\u000B\u001F道\uD800\uDC00x\uDC00\uD800\uFFFE\uFFFFz"))
                .isEqualTo("a道\uD800\uDC00xz");
    }

    @Test
    void keepsWhiteSpaceAndSupplementaryHan() {
        String text = "\t\n\r\u3000\u00A0\u200B𠀀𪚥\u0085";
        assertThat(XmlCharacters.only(text)).isEqualTo(text);
    }

    @Property
    void isIdempotent(@ForAll String text) {
        String kept = XmlCharacters.only(text);
        assertThat(XmlCharacters.only(kept)).isEqualTo(kept);
        assertThat(kept.codePoints()).allMatch(XmlCharacters::isAllowed);
    }
}
