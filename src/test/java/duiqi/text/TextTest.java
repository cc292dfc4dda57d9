package duiqi.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextTest {
    private final Text text = new Text(
            "a.txt",
            Language.ENGLISH,
            List.of(
                    segment("One two.", new Paragraph.Origin(0, 1, 1), new Paragraph.Origin(4, 2, 3)),
                    segment("", new Paragraph.Origin(0, 3, 1)),
                    segment("\uD83D\uDE00 is here.", new Paragraph.Origin(0, 4, 5))));

    private static Segment segment(String text, Paragraph.Origin... origins) {
        Location start = new Location("a.txt", origins[0].line(), origins[0].column());
        return new Segment(text, start, 0, Paragraph.Kind.TEXT, List.of(origins), Optional.empty());
    }

    @Test
    void locatesCharactersOfJoinedSegments() {
        List<Integer> all = List.of(0, 1, 2);
        assertThat(text.join(all)).isEqualTo("One two. \uD83D\uDE00 is here.");
        assertThat(text.locate(all, 0)).hasToString("a.txt:1:1");
        assertThat(text.locate(all, 2)).hasToString("a.txt:1:3");
        assertThat(text.locate(all, 4)).hasToString("a.txt:2:3");
        assertThat(text.locate(all, 9)).hasToString("a.txt:4:5");
        assertThat(text.locate(all, 12)).hasToString("a.txt:4:7");
        assertThat(text.locate(all, text.join(all).length())).hasToString("a.txt:4:15");
    }

    @Test
    void locatesSeparatorAtEndOfPrecedingSegment() {
        assertThat(text.locate(List.of(0, 2), 8)).hasToString("a.txt:2:7");
    }
}
