package duiqi.align.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.EvidenceFixture;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundaryEvidenceTest {
    /** Function words give small values by chance. */
    private static final double NEARLY_NOTHING = 0.1;

    private final EvidenceFixture straight = new EvidenceFixture(
            List.of("猫在屋里睡觉，狗在门外叫。", "天气很冷，他们回家了。", "学生去学校。"),
            List.of(
                    "The cat sleeps in the room, the dog barks outside the door.",
                    "The weather is cold, they went home.",
                    "The students go to school."));
    private final EvidenceFixture crossed = new EvidenceFixture(
            List.of("猫在屋里睡觉，狗在门外叫。", "天气很冷，他们回家了。", "学生去学校。"),
            List.of(
                    "The cat sleeps in the room, the dog barks outside the door, and the weather is cold.",
                    "They went home.",
                    "The students go to school."));

    private static Map<String, Double> measure(EvidenceFixture texts, int i, int n, int j, int m) {
        return texts.measure((pair, scores) -> new BoundaryEvidence(pair.pair(), scores), i, n, j, m);
    }

    private static double value(EvidenceFixture texts, String feature, int i, int n, int j, int m) {
        return measure(texts, i, n, j, m).getOrDefault(feature, Double.NaN);
    }

    @Test
    void findsAClauseThatFitsTheNextBead() {
        assertThat(value(crossed, "English clause fits neighbour", 0, 1, 0, 1)).isPositive();
        assertThat(value(straight, "English clause fits neighbour", 0, 1, 0, 1)).isZero();
    }

    @Test
    void findsAClauseThatFitsThePreviousBead() {
        assertThat(value(crossed, "Chinese clause fits neighbour", 1, 1, 1, 1)).isPositive();
        assertThat(value(straight, "Chinese clause fits neighbour", 1, 1, 1, 1)).isZero();
    }

    @Test
    void acceptsABeadThatContainsTheClause() {
        assertThat(measure(crossed, 0, 2, 0, 2).values()).allMatch(value -> value < NEARLY_NOTHING);
        assertThat(measure(crossed, 2, 1, 2, 1).values()).allMatch(value -> value < NEARLY_NOTHING);
    }

    @Test
    void keepsValuesSmall() {
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(measure(crossed, i, 1, j, 1).values()).allMatch(value -> value >= 0 && value <= 3);
            }
        }
    }

    @Test
    void measuresNothingForUnpairedSegments() {
        assertThat(measure(crossed, 0, 1, 0, 0).values()).containsOnly(0.0);
        assertThat(measure(crossed, 0, 0, 0, 1).values()).containsOnly(0.0);
    }
}
