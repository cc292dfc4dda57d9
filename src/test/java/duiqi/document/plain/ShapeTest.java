package duiqi.document.plain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The end.       | true  | true  | false",
                "“走吧！”        | true  | true  | false",
                "(Really?)      | true  | true  | false",
                "地址：          | false | true  | true",
                "one thing;     | false | true  | true",
                "走了，          | false | false | true",
                "he said —      | false | false | true",
                "The end        | false | false | false",
                "”              | false | false | false"
            })
    void classifiesEndByLastMark(String text, boolean sentence, boolean clause, boolean more) {
        assertThat(Shape.SentenceEnd.closes(text)).isEqualTo(sentence);
        assertThat(Shape.SentenceEnd.closesClause(text)).isEqualTo(clause);
        assertThat(Shape.SentenceEnd.expectsMore(text)).isEqualTo(more);
    }
}
