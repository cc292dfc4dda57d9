package duiqi.align.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.EvidenceFixture;
import duiqi.align.Segments;
import duiqi.text.Location;
import duiqi.text.Paragraph;
import duiqi.text.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FurnitureEvidenceTest {
    private static final String NUMBERED = "numbered line against none";
    private static final String REPEATED = "repeated line against none";
    private static final String NOTE = "note against none";

    private static Map<String, Double> measure(List<String> chinese, List<String> english, int i, int n, int j, int m) {
        return new EvidenceFixture(chinese, english)
                .measure(
                        (pair, scores) -> new FurnitureEvidence(new FurnitureEvidence.FurnitureCounts(pair.pair())),
                        i,
                        n,
                        j,
                        m);
    }

    /** Measures a line together with a Chinese sentence, in a text with other lines. */
    private static Map<String, Double> besideText(String line, String... others) {
        List<String> english = new ArrayList<>(List.of(line));
        english.addAll(List.of(others));
        return measure(List.of("渡船早上六点开。"), english, 0, 1, 0, 1);
    }

    @Test
    void recognisesLinesThatDifferOnlyInNumbers() {
        assertThat(besideText("Harbour News 12", "The ferry leaves at six.", "Harbour News 13"))
                .containsEntry(NUMBERED, -1.0)
                .containsEntry(REPEATED, 0.0);
        assertThat(besideText("PART TWO", "PART III")).containsEntry(NUMBERED, -1.0);
        assertThat(besideText("Harbour News 12", "The ferry leaves at six.")).containsEntry(NUMBERED, 0.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Page 7", "第十二章", "٣", "Chapter #", "PART Two", "#、one", "(III)", "In XV#", "３#"})
    void replacesNumerals(String line) {
        assertThat(FurnitureEvidence.FurnitureCounts.withoutNumerals(line))
                .contains("#")
                .doesNotContainPattern("[7十٣３]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"I see.", "Onerous, tenfold.", "XIIth", "Vixen"})
    void keepsWordsThatAreNoNumerals(String line) {
        assertThat(FurnitureEvidence.FurnitureCounts.withoutNumerals(line)).isEqualTo(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "- 12 -", "xiv", "〔十二〕", "· IX ·"})
    void recognisesPageNumbers(String line) {
        assertThat(besideText(line)).containsEntry(NUMBERED, -1.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[3] See the map.", "* Now a school.", "③ 见地图。", "¹ Ibid.", "（3）见地图。", "† Lost since."})
    void recognisesNotesByTheirMark(String line) {
        assertThat(besideText(line)).containsEntry(NOTE, -1.0).containsEntry(NUMBERED, 0.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * *",
                "The ferry leaves at 6.",
                "(laughs) Six.",
                "……",
                "I",
                "I…",
                "“I—”",
                "I . . .",
                "Ill.",
                "Civil!",
                "“Twelve!”",
                "十！",
                "“三。”",
                "Mix",
                ""
            })
    void treatsOtherLinesAsText(String line) {
        assertThat(besideText(line)).containsEntry(NOTE, 0.0).containsEntry(NUMBERED, 0.0);
    }

    @Test
    void allowsPairsOfLinesThatRecurOnBothSides() {
        List<String> chinese = List.of("渡船啊渡船！", "天亮了。", "渡船啊渡船！", "天黑了。", "渡船啊渡船！", "7");
        List<String> english = List.of("O ferry!", "Day broke.", "O ferry!", "Night fell.", "O ferry!", "VII");
        for (int k = 0; k < 6; k++) {
            assertThat(measure(chinese, english, k, 1, k, 1).values()).containsOnly(0.0);
        }
        assertThat(measure(chinese, english, 0, 1, 1, 1)).containsEntry(REPEATED, -1.0);
        assertThat(measure(chinese, english, 0, 3, 1, 1)).containsEntry(REPEATED, -2.0);
        assertThat(measure(chinese, english, 0, 1, 0, 0).values()).containsOnly(0.0);
    }

    @Test
    void doesNotTreatHeadingsAsFurniture() {
        List<Segment> headings = new ArrayList<>();
        for (String text : List.of("Chapter 1", "Chapter 2")) {
            headings.add(new Segment(text, new Location("x", 1, 1), headings.size(), Paragraph.Kind.HEADING));
        }
        Map<String, Double> measured = EvidenceFixture.ofSegments(Segments.of(List.of("第一章")), headings)
                .measure(
                        (pair, scores) -> new FurnitureEvidence(new FurnitureEvidence.FurnitureCounts(pair.pair())),
                        0,
                        1,
                        0,
                        1);
        assertThat(measured.values()).containsOnly(0.0);
    }
}
