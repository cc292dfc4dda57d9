package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
