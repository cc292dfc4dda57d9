package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ChineseTokenizerTest {
    private final ChineseTokenizer tokenizer = new ChineseTokenizer(Lexicon.standard());

    private List<String> words(String text) {
        return tokenizer.words(text).stream().map(Token::form).toList();
    }

    @Test
    void splitsIntoDictionaryWords() {
        assertThat(words("加强基础研究")).containsExactly("加强", "基础", "研究");
        assertThat(words("他一方面学习，一方面工作。")).containsExactly("他", "一方面", "学习", ",", "一方面", "工作", ".");
    }

    @Test
    void readsTraditionalAsSimplified() {
        assertThat(words("實現高水平科學研究")).isEqualTo(words("实现高水平科学研究"));
    }

    @Test
    void returnsNumbersAsValues() {
        assertThat(words("三千二百万人")).containsExactly("32000000", "人");
        assertThat(words("增长到3.5万亿元")).contains("3500000000000");
        assertThat(words("7月31日")).containsExactly("七月", "31", "日");
        assertThat(words("二〇二三年")).containsExactly("2023", "年");
    }

    @Test
    void keepsSmallNumbersAsWords() {
        assertThat(words("3个人")).containsExactly("三", "个人");
        assertThat(words("三心二意")).containsExactly("三心二意");
    }

    @Test
    void stemsLatinWords() {
        assertThat(words("使用ＡＰＩ和databases")).containsExactly("使用", "api", "和", "databas");
    }

    @Test
    void mapsMarksToEnglishOnes() {
        assertThat(words("“好！”——是吗？……")).containsExactly("“", "好", "!", "”", "—", "是", "吗", "?", "…");
    }

    @Property(tries = 300)
    void returnsTokensInOrderWithinText(@ForAll @StringLength(max = 40) String text) {
        for (List<Token> tokens : List.of(tokenizer.words(text), tokenizer.characters(text))) {
            int last = -1;
            for (Token token : tokens) {
                assertThat(token.start()).isGreaterThan(last).isLessThan(text.length());
                last = token.start();
            }
        }
    }
}
