package duiqi.index;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokensTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
              2016年，我们用DNA。 | 2016 年 , 我 们 用 dna 。
              𠮷野々〇 | 𠮷 野 々 〇
              Don\u2019t re-do the 'Naïve' 3.5% (v2)! | don't re - do the ' naïve ' 3 . 5 % ( v2 ) !
              ﾃﾞｰﾀです | デ ー タ で す
              x\u0331y \u0301z 水\u0301 | x\u0331y \u0301 z 水 \u0301
              soft\u00ADhyphen \u200B\u00AD\u0007\u3000 | softhyphen
            """)
    void splitsChineseIntoCharactersAndEnglishIntoWords(String text, String tokens) {
        assertThat(Tokens.of(text)).containsExactly(tokens.split(" "));
    }

    @Test
    void reservesHundredPercentForEqualTexts() {
        assertThat(SearchOptions.Similarity.of(1, 6)).isEqualTo(5.0 / 6);
        assertThat(SearchOptions.Similarity.of(0, 0)).isEqualTo(1);
        assertThat(SearchOptions.Similarity.of(2, 2)).isZero();
        assertThat(SearchOptions.Similarity.fuzzyPercentage(1, 1000)).isEqualTo(99);
        assertThat(SearchOptions.Similarity.fuzzyPercentage(1, 3)).isEqualTo(66);
        assertThat(SearchOptions.Similarity.fuzzyPercentage(3, 3)).isZero();
    }

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
    void tracedTextEqualsNormalTextAndHasOrigins(@ForAll("texts") String text) {
        String whole = Tokens.NormalText.of(text);
        assertThat(Tokens.NormalText.of(whole)).isEqualTo(whole);
        Tokens.NormalText normal = Tokens.NormalText.traced(text);
        assertThat(normal.text()).isEqualTo(whole);
        int last = 0;
        for (int i = 0; i < whole.length(); i++) {
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
