package duiqi.document.plain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {
    @Test
    void splitsLinesLikeEditors() {
        assertThat(Line.of("a\r\nb\rc\n\nd\u2028e\u2029f"))
                .extracting(Line::text)
                .containsExactly("a", "b", "c", "", "d", "e", "f");
        assertThat(Line.of("a\n\r\n")).extracting(Line::text).containsExactly("a", "");
        assertThat(Line.of("a\n")).containsExactly(new Line(1, "a"));
        assertThat(Line.of("")).isEmpty();
    }

    @Test
    void countsColumnsInCodePoints() {
        Line line = new Line(3, "\u3000𠀀𠀀x\t");
        assertThat(line.indent()).isEqualTo(1);
        assertThat(line.column(5)).isEqualTo(4);
        assertThat(line.stripped()).isEqualTo("𠀀𠀀x");
        assertThat(new Line(1, "\u3000 \uFEFF").isBlank()).isTrue();
    }

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
        assertThat(Line.Shape.SentenceEnd.closes(text)).isEqualTo(sentence);
        assertThat(Line.Shape.SentenceEnd.closesClause(text)).isEqualTo(clause);
        assertThat(Line.Shape.SentenceEnd.expectsMore(text)).isEqualTo(more);
    }
}
