package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FunctionWordsTest {
    private final EnglishTokenizer tokenizer = new EnglishTokenizer();

    @ParameterizedTest
    @ValueSource(strings = {"the", "an", "his", "them", "any", "very", "only", "these", "were", "has", "doing", "why"})
    void recognisesStemsOfEnglishFunctionWords(String word) {
        assertThat(FunctionWords.isEnglish(tokenizer.stem(word))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"basis", "research", "three", "people"})
    void rejectsContentWords(String word) {
        assertThat(FunctionWords.isEnglish(tokenizer.stem(word))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"的", "我们", "在"})
    void recognisesChineseFunctionWords(String word) {
        assertThat(FunctionWords.isChinese(word)).isTrue();
        assertThat(FunctionWords.isChinese("研究")).isFalse();
    }
}
