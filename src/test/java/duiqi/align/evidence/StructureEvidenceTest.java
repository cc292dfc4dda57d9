package duiqi.align.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.EvidenceFixture;
import duiqi.align.Segments;
import duiqi.text.Location;
import duiqi.text.Paragraph.Kind;
import duiqi.text.Segment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StructureEvidenceTest {
    private static Segment segment(String text, int paragraph, Kind kind) {
        return new Segment(text, new Location("x", paragraph + 1, 1), paragraph, kind);
    }

    private final List<Segment> chinese = List.of(
            segment("题目", 0, Kind.HEADING),
            segment("第一句。", 1, Kind.TEXT),
            segment("第二句。", 1, Kind.TEXT),
            segment("第三句。", 1, Kind.TEXT),
            segment("第四句。", 2, Kind.TEXT));
    private final List<Segment> english = List.of(
            segment("Title", 0, Kind.HEADING),
            segment("First.", 1, Kind.TEXT),
            segment("Second.", 1, Kind.TEXT),
            segment("Third.", 2, Kind.TEXT),
            segment("Fourth.", 3, Kind.TEXT));

    private static Map<String, Double> measure(
            List<Segment> chinese, List<Segment> english, int i, int n, int j, int m) {
        return EvidenceFixture.ofSegments(chinese, english)
                .measure((pair, scores) -> new StructureEvidence(pair.pair()), i, n, j, m);
    }

    @Test
    void measuresParagraphEndsOnBothSides() {
        assertThat(measure(chinese, english, 3, 1, 3, 1)).containsEntry("paragraph ends in both", 1.0);
        assertThat(measure(chinese, english, 2, 1, 2, 1)).containsEntry("paragraph ends against none", 1.0);
        assertThat(measure(chinese, english, 1, 1, 1, 1))
                .containsEntry("paragraph ends in both", 0.0)
                .containsEntry("paragraph ends against none", 0.0);
    }

    @Test
    void countsParagraphBreaksInsideABead() {
        assertThat(measure(chinese, english, 1, 2, 1, 3)).containsEntry("paragraph breaks inside", 1.0);
        assertThat(measure(chinese, english, 3, 2, 3, 2)).containsEntry("paragraph breaks inside", 2.0);
    }

    @Test
    void comparesHeadings() {
        assertThat(measure(chinese, english, 0, 1, 1, 1)).containsEntry("heading against text", 1.0);
        assertThat(measure(chinese, english, 0, 1, 0, 1))
                .containsEntry("heading against text", 0.0)
                .containsEntry("heading beside text", 0.0);
        assertThat(measure(chinese, english, 0, 2, 0, 1)).containsEntry("heading beside text", 1.0);
    }

    @Test
    void takesNoLineWithoutFinalMarkForAHeading() {
        List<Segment> names = Segments.of(List.of("主席", "总督彭定康先生", "大会开始。"));
        List<Segment> lines = Segments.of(List.of("THE PRESIDENT.", "THE GOVERNOR.", "The Council met."));
        assertThat(measure(names, lines, 1, 2, 1, 2).values()).containsOnly(0.0);
    }

    @Test
    void ignoresTextsOfLinesWithoutParagraphs() {
        List<Segment> lines = Segments.of(List.of("First.", "Second.", "Third.", "Fourth.", "Fifth."));
        assertThat(measure(chinese, lines, 3, 1, 3, 1).values()).containsOnly(0.0);
    }
}
