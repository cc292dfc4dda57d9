package duiqi.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChineseTokenizerTest {
    private final ChineseTokenizer tokenizer = new ChineseTokenizer(Lexicon.standard());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
              加强基础研究 | 加强 基础 研究
              他一方面学习，一方面工作。 | 他 一方面 学习 , 一方面 工作 .
              實現高水平科學研究 | 实现 高 水平 科学研究
              三千二百万人 | 32000000 人
              增长到3.5万亿元 | 增长 到 3500000000000 元
              7月31日 | 七月 31 日
              二〇二三年 | 2023 年
              3个人 | 三 个人
              三心二意 | 三心二意
              使用ＡＰＩ和databases | 使用 api 和 databas
              “好！”——是吗？…… | “ 好 ! ” — 是 吗 ? …
            """)
    void splitsIntoDictionaryWordsNumbersAndMarks(String text, String words) {
        assertThat(tokenizer.words(text)).extracting(Token::form).containsExactly(words.split(" "));
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
