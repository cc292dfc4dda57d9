package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests the locations of characters in texts, lines and segments. */
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
        assertThatThrownBy(() -> new Located("ab", List.of(new Paragraph.Origin(1, 1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the first origin of a text must be at offset 0");
    }

    private static Segment segment(String text, Paragraph.Origin... origins) {
        Location start = new Location("a.txt", origins[0].line(), origins[0].column());
        return new Segment(text, start, 0, Paragraph.Kind.TEXT, List.of(origins), Optional.empty());
    }

    @Test
    void locatesCharactersOfJoinedSegments() {
        Text text = new Text(
                "a.txt",
                Language.ENGLISH,
                List.of(
                        segment("One two.", new Paragraph.Origin(0, 1, 1), new Paragraph.Origin(4, 2, 3)),
                        segment("", new Paragraph.Origin(0, 3, 1)),
                        segment("\uD83D\uDE00 is here.", new Paragraph.Origin(0, 4, 5))));
        List<Integer> all = List.of(0, 1, 2);
        assertThat(text.join(all)).isEqualTo("One two. \uD83D\uDE00 is here.");
        assertThat(List.of(0, 2, 4, 9, 12, 20))
                .extracting(offset -> text.locate(all, offset).toString())
                .containsExactly("a.txt:1:1", "a.txt:1:3", "a.txt:2:3", "a.txt:4:5", "a.txt:4:7", "a.txt:4:15");
        assertThat(text.locate(List.of(0, 2), 8)).as("separator").hasToString("a.txt:2:7");
    }

    @Test
    void splitsLinesLikeEditors() {
        assertThat(Line.of("a\r\nb\rc\n\nd\u2028e\u2029f"))
                .extracting(Line::text)
                .containsExactly("a", "b", "c", "", "d", "e", "f");
        assertThat(Line.of("a\n\r\n")).extracting(Line::text).containsExactly("a", "");
        assertThat(Line.of("a\n")).containsExactly(new Line(1, "a"));
        assertThat(Line.of("")).isEmpty();
        Line line = new Line(3, "\u3000𠀀𠀀x\t");
        assertThat(line.indent()).isEqualTo(1);
        assertThat(line.column(5)).isEqualTo(4);
        assertThat(line.stripped()).isEqualTo("𠀀𠀀x");
        assertThat(new Line(1, "\u3000 \uFEFF").isBlank()).isTrue();
    }
}
