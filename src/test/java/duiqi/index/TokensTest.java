package duiqi.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void splitsChineseIntoCharacters() {
        assertThat(Tokens.of("2016年，我们用DNA。")).containsExactly("2016", "年", ",", "我", "们", "用", "dna", "。");
        assertThat(Tokens.of("𠮷野々〇")).containsExactly("𠮷", "野", "々", "〇");
    }

    @Test
    void splitsEnglishIntoWords() {
        assertThat(Tokens.of("Don\u2019t re-do the 'Naïve' 3.5% (v2)!"))
                .containsExactly(
                        "don't", "re", "-", "do", "the", "'", "naïve", "'", "3", ".", "5", "%", "(", "v2", ")", "!");
    }

    @Test
    void splitsKanaIntoLetters() {
        assertThat(Tokens.of("ﾃﾞｰﾀです")).containsExactly("デ", "ー", "タ", "で", "す");
    }

    @Test
    void keepsCombiningMarksInWords() {
        assertThat(Tokens.of("x\u0331y \u0301z 水\u0301")).containsExactly("x\u0331y", "\u0301", "z", "水", "\u0301");
    }

    @Test
    void ignoresInvisibleCharacters() {
        assertThat(Tokens.of(" \t\u200B\u00AD\u0007\u3000")).isEmpty();
        assertThat(Tokens.of("soft\u00ADhyphen")).containsExactly("softhyphen");
    }
}
