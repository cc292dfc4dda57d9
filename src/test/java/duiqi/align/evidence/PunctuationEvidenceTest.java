package duiqi.align.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.EvidenceFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PunctuationEvidenceTest {
    private static Map<String, Double> measure(List<String> chinese, List<String> english, int i, int n, int j, int m) {
        return new EvidenceFixture(chinese, english)
                .measure((pair, scores) -> new PunctuationEvidence(pair.pair()), i, n, j, m);
    }

    @Test
    void comparesMarksAtTheEnd() {
        List<String> chinese = List.of("你来吗？", "好！", "他说：");
        List<String> english = List.of("Are you coming?", "Fine.", "He said:");
        assertThat(measure(chinese, english, 0, 1, 0, 1)).containsEntry("question against none", 0.0);
        assertThat(measure(chinese, english, 0, 1, 1, 1))
                .containsEntry("question against none", 1.0)
                .containsEntry("number of questions", -1.0);
        assertThat(measure(chinese, english, 1, 1, 1, 1)).containsEntry("exclamation against none", 1.0);
        assertThat(measure(chinese, english, 2, 1, 1, 1)).containsEntry("clause against sentence", 1.0);
    }

    @Test
    void countsSentencesBeyondTheClauses() {
        List<String> chinese = List.of("他走了，天黑了。");
        List<String> english = List.of("He left.", "It was dark.", "Nobody came.");
        assertThat(measure(chinese, english, 0, 1, 0, 2)).containsEntry("more sentences than clauses", 0.0);
        assertThat(measure(chinese, english, 0, 1, 0, 3)).containsEntry("more sentences than clauses", -1.0);
    }

    @Test
    void findsBareLinesBetweenSentences() {
        List<String> chinese = List.of("他同意。", "职务：教授。");
        List<String> english = List.of("He agreed.", "Jane Smith", "Position: Professor.");
        assertThat(measure(chinese, english, 1, 0, 1, 1)).containsEntry("bare line unpaired", 1.0);
        assertThat(measure(chinese, english, 0, 0, 0, 1)).containsEntry("bare line unpaired", 0.0);
        assertThat(measure(chinese, english, 1, 1, 1, 2)).containsEntry("bare line beside sentence", -1.0);
        assertThat(measure(chinese, english, 1, 1, 1, 1)).containsEntry("bare line beside sentence", 0.0);
    }

    @Test
    void findsNoBareLineInAList() {
        List<String> chinese = List.of("出席者。");
        List<String> english = List.of("Present.", "The Chair", "Jane Smith", "They began.");
        assertThat(measure(chinese, english, 0, 0, 1, 1)).containsEntry("bare line unpaired", 0.0);
        assertThat(measure(chinese, english, 0, 1, 0, 3)).containsEntry("bare line beside sentence", 0.0);
    }
}
