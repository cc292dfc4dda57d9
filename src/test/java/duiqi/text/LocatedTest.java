package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LocatedTest {
    @Test
    void sharesOriginsOfAdjacentColumns() {
        Located.Builder text = new Located.Builder();
        Line line = new Line(3, "a 𠀀b\tc");
        text.append(line, 0, 1).append(line, 2, 7);
        text.appendSpace();
        text.append('x', 4, 1);
        Located located = text.located();
        assertThat(located.text()).isEqualTo("a𠀀b c x");
        assertThat(located.origins())
                .containsExactly(
                        new Paragraph.Origin(0, 3, 1),
                        new Paragraph.Origin(1, 3, 3),
                        new Paragraph.Origin(5, 3, 6),
                        new Paragraph.Origin(7, 4, 1));
        assertThat(located.locate("f", 3)).hasToString("f:3:4");
        assertThat(located.locate("f", 8)).hasToString("f:4:2");
    }

    @Test
    void keepsLocationsAfterTruncation() {
        Located.Builder text = new Located.Builder().append(new Line(1, "one  "), 0, 5);
        text.truncateSpace();
        text.append(new Line(1, "one, two"), 3, 8);
        assertThat(text.located().origins()).containsExactly(new Paragraph.Origin(0, 1, 1));
        text.truncate(0);
        text.append('x', 1, 1);
        assertThat(text.located()).isEqualTo(Located.of("x", 1, 1));
    }

    @Test
    void cutsParts() {
        Located text = new Located("𠀀好。 来了。", List.of(new Paragraph.Origin(0, 3, 5), new Paragraph.Origin(5, 4, 1)));
        Located.Range first = text.trimmed(0, 5).orElseThrow();
        assertThat(first).isEqualTo(new Located.Range(0, 4));
        assertThat(text.parts(List.of(first, new Located.Range(2, 7))))
                .containsExactly(
                        Located.of("𠀀好。", 3, 5),
                        new Located("好。 来了", List.of(new Paragraph.Origin(0, 3, 6), new Paragraph.Origin(3, 4, 1))));
        assertThat(text.trimmed(4, 5)).isEmpty();
    }

    @Test
    void rejectsOriginsInWrongOrder() {
        assertThatThrownBy(() -> new Located("ab", List.of(new Paragraph.Origin(1, 1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the first origin of a text must be at offset 0");
    }
}
