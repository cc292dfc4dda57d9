package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.align.learn.TokenView;
import duiqi.align.learn.TokenizedPair;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenTypesTest {
    private final Lexicon lexicon = Lexicon.standard();
    private final TokenTypes.Counts counts = new TokenTypes.Counts();

    private static TextPair texts(List<String> chinese, List<String> english) {
        return new TextPair(Segments.chinese(chinese), Segments.english(english));
    }

    private List<String> known(TokenTypes.View side, TokenizedPair pair, TokenTypes vocabulary) {
        TokenView view = side.of(pair);
        int[] numbers = vocabulary.numbers(side, view);
        List<String> known = new ArrayList<>();
        for (int token = 0; token < numbers.length; token++) {
            if (numbers[token] >= 0) {
                known.add(view.form(token));
            }
        }
        return known;
    }

    @Test
    void numbersNoTypeThatOccursOnce() {
        TextPair texts = texts(List.of("学校很大。", "学校很好"), List.of("The school is big.", "A school is good"));
        counts.add(lexicon, texts);
        TokenTypes vocabulary = TokenTypes.of(counts);
        TokenizedPair pair = new TokenizedPair(
                lexicon, texts.chinese().segments(), texts.english().segments());
        assertThat(known(TokenTypes.View.WORD, pair, vocabulary)).containsExactly("学校", "很");
        assertThat(known(TokenTypes.View.CHARACTER, pair, vocabulary)).containsExactly("学", "校", "很");
        assertThat(known(TokenTypes.View.STEM, pair, vocabulary))
                .contains("school")
                .doesNotContain("good", "big");
        assertThat(vocabulary.chineseSize()).isEqualTo(5);
        assertThat(vocabulary.isCharacter(1)).isFalse();
        assertThat(vocabulary.isCharacter(2)).isTrue();
    }

    @Test
    void keepsTheMostFrequentTypes() {
        counts.add("CAold", 5);
        counts.add("CAnew", 7);
        counts.add("CAred", 5);
        counts.add("AA大", 2);
        TokenTypes vocabulary = TokenTypes.of(counts, 2);
        assertThat(vocabulary.chineseSize()).isEqualTo(1);
        assertThat(vocabulary.stemSize()).isEqualTo(2);
        TokenTypes.Counts same = new TokenTypes.Counts();
        same.add("CAold", 2);
        same.add("CAnew", 2);
        same.add("AA大", 2);
        assertThat(vocabulary).isEqualTo(TokenTypes.of(same));
    }

    @Test
    void rejectsInvalidTypes() {
        assertThatThrownBy(() -> counts.add("word", 1)).hasMessageContaining("\"word\"");
        assertThatThrownBy(() -> counts.add("", 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
