package duiqi.align.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.EvidenceFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuotationEvidenceTest {
    private static Map<String, Double> measure(List<String> chinese, List<String> english, int i, int n, int j, int m) {
        return new EvidenceFixture(chinese, english)
                .measure(
                        (pair, scores) ->
                                new QuotationEvidence(pair.pair(), pair.texts().expansion()),
                        i,
                        n,
                        j,
                        m);
    }

    @Test
    void matchesQuotationsThatContinueInBothTexts() {
        List<String> chinese = List.of("他说：“天冷了。", "我们回家吧。”", "她点头。");
        List<String> english = List.of("“It is cold,” he said. “The wind is up.", "Let us go home.”", "She nodded.");
        Map<String, Double> first = measure(chinese, english, 0, 1, 0, 1);
        assertThat(first).containsEntry("quoted against not", 0.0);
        assertThat(first.get("both quoted")).isBetween(0.8, 1.0);
        Map<String, Double> second = measure(chinese, english, 1, 1, 1, 1);
        assertThat(second).containsEntry("both quoted", 0.0).containsEntry("quoted against not", 0.0);
    }

    @Test
    void penalisesABoundaryInsideOneQuotation() {
        List<String> chinese = List.of("他说：“天冷了。", "我们回家吧。”", "她点头。");
        List<String> english = List.of("He said: “It is cold.”", "“We should go home.”", "She nodded.");
        assertThat(measure(chinese, english, 0, 1, 0, 1).get("quoted against not"))
                .isBetween(0.7, 1.0);
    }

    @Test
    void countsLittleIfOneTextHasNoMarks() {
        List<String> chinese = List.of("他说：“天冷了。", "我们回家吧。”", "她点头。");
        List<String> english = List.of("He said it was cold.", "They should go home.", "She nodded.");
        assertThat(measure(chinese, english, 0, 1, 0, 1).values()).allMatch(value -> Math.abs(value) < 0.1);
    }

    @Test
    void readsTokenisedMarks() {
        List<String> chinese = List.of("“好，”他说，“不是他的。”", "走吧。", "完。");
        for (String first : List.of(
                "`` Good , '' he said . `` It 's not his . ''",
                "\" Good , \" he said . \" It 's not his . \"",
                "''Good,'' he said. ''It's not his.''")) {
            Map<String, Double> values = measure(chinese, List.of(first, "Go .", "End ."), 0, 1, 0, 1);
            assertThat(values)
                    .as(first)
                    .containsEntry("opening marks", 0.0)
                    .containsEntry("English cut in quotation", 0.0)
                    .containsEntry("quoted against not", 0.0);
            assertThat(values.get("quoted share")).as(first).isGreaterThan(-0.2);
        }
    }

    @Test
    void ignoresApostrophes() {
        List<String> chinese = List.of("这是李的书。", "我不能去。", "好。");
        List<String> english = List.of("It's Li's book.", "I can't go, 'cause it's late.", "Fine.");
        assertThat(measure(chinese, english, 0, 1, 0, 1))
                .containsEntry("quoted share", -0.0)
                .containsEntry("English cut in quotation", 0.0);
    }

    @Test
    void readsStraightQuotationMarks() {
        List<String> chinese = List.of("“好，”他说。", "走吧。", "完。");
        List<String> english = List.of("\"Good,\" he said.", "Go.", "End.");
        Map<String, Double> values = measure(chinese, english, 0, 1, 0, 1);
        assertThat(values).containsEntry("opening marks", 0.0).containsEntry("quoted against not", 0.0);
    }
}
