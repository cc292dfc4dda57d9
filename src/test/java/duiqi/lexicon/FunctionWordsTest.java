package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FunctionWordsTest {
    private final EnglishTokenizer tokenizer = new EnglishTokenizer();

    @Test
    void recognisesFunctionWords() {
        assertThat("the an his them any very only these were has doing why".split(" "))
                .allMatch(word -> FunctionWords.isEnglish(tokenizer.stem(word)));
        assertThat("basis research three people".split(" "))
                .noneMatch(word -> FunctionWords.isEnglish(tokenizer.stem(word)));
        assertThat("的 我们 在".split(" ")).allMatch(FunctionWords::isChinese);
        assertThat(FunctionWords.isChinese("研究")).isFalse();
    }
}
