package duiqi.index;

import static org.assertj.core.api.Assertions.assertThat;

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
}
