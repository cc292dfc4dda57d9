package duiqi.index;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class NormalTextTest {
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                        Arbitraries.strings().ofMinLength(1).ofMaxLength(1).excludeChars('\uFFFE', '\uFFFF'),
                        Arbitraries.of(
                                "e", "\u0301", "\u0323", "か", "\u3099", "ﬁ", "㎏", " ", "\u3000", "\u00A0", "\n",
                                "\u00AD", "\uFE0F", "\u1100", "\u1161", "\u11A8", "ß", "İ", "𠮷", "\u2019", "\u0345",
                                "Σ", "½", "\u200D"))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 5000)
    void tracedTextEqualsNormalText(@ForAll("texts") String text) {
        String normal = Tokens.NormalText.of(text);
        assertThat(Tokens.NormalText.traced(text).text()).isEqualTo(normal);
        assertThat(Tokens.NormalText.of(normal)).isEqualTo(normal);
    }

    @Property(tries = 2000)
    void everyCharacterHasAnOrigin(@ForAll("texts") String text) {
        Tokens.NormalText normal = Tokens.NormalText.traced(text);
        int last = 0;
        for (int i = 0; i < normal.text().length(); i++) {
            Concordance.Span origin = normal.origin(i, i + 1);
            assertThat(origin.start()).isGreaterThanOrEqualTo(last);
            assertThat(origin.end()).isGreaterThan(origin.start()).isLessThanOrEqualTo(text.length());
            last = origin.start();
        }
    }

    @Test
    void ignoresCaseWidthAndSpace() {
        assertThat(Tokens.NormalText.of("學習")).isNotEqualTo(Tokens.NormalText.of("学习"));
        assertThat(Tokens.NormalText.of(" ＤＮＡ\u3000 Test\r\n")).isEqualTo("dna test");
    }
}
