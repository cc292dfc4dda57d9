package duiqi.align.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import duiqi.align.EvidenceFixture;
import duiqi.align.learn.TokenizedPair;
import duiqi.align.learn.Translations.TranslationTable;
import duiqi.align.search.PreparedPair;
import duiqi.lexicon.Token;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LexicalEvidenceTest {
    private final EvidenceFixture texts = new EvidenceFixture(
            List.of("基础研究很重要。", "去年有35000名学生。", "王小明住在北京。"),
            List.of(
                    "Basic research matters.",
                    "Last year there were 35,000 students.",
                    "Wang Xiaoming lives in Beijing."));

    private Map<String, Double> lexical(int i, int n, int j, int m) {
        return texts.measure((pair, scores) -> new LexicalEvidence(pair.pair(), scores), i, n, j, m);
    }

    @Test
    void scoresTheTranslationAboveEveryOtherSentence() {
        for (int here = 0; here < 3; here++) {
            for (int other = 0; other < 3; other++) {
                if (here != other) {
                    // A score sums over the tokens of one side, so that side stays and the other changes.
                    assertThat(value("words to English", here, here))
                            .isGreaterThan(value("words to English", other, here));
                    assertThat(value("characters to English", here, here))
                            .isGreaterThan(value("characters to English", other, here));
                    assertThat(value("English to words", here, here))
                            .isGreaterThan(value("English to words", here, other));
                }
            }
        }
    }

    private double value(String feature, int i, int j) {
        return lexical(i, 1, j, 1).getOrDefault(feature, Double.NaN);
    }

    @Test
    void matchesNumbersAndNamesInAnySpelling() {
        TokenizedPair pair = texts.prepared().pair();
        int number = pair.words().find("35000", Token.Kind.NUMBER);
        int name = pair.words().find("wang", Token.Kind.NAME);
        assertThat(texts.prepared().translations().tables().words().stems(number))
                .containsExactly(pair.stems().find("35000", Token.Kind.NUMBER));
        assertThat(texts.prepared().translations().tables().words().stems(name))
                .containsExactly(pair.stems().find("wang", Token.Kind.WORD));
    }

    /** Compares the fast sums with a direct computation of the formula. */
    @Test
    void computesTheFormula() {
        PreparedPair prepared = texts.prepared();
        TokenizedPair pair = prepared.pair();
        TranslationTable table = prepared.translations().tables().words();
        float[] weights = pair.words().weights();
        for (int n = 1; n <= 3; n++) {
            for (int m = 1; m <= 3; m++) {
                double expected = 0;
                double weight = 0;
                for (int i = 0; i < n; i++) {
                    weight += pair.words().sums()[i];
                }
                for (int j = 0; j < m; j++) {
                    for (int stem : pair.stems().tokens(j)) {
                        expected += Math.log(0.35 + 0.65 * ratio(pair, table, weights, n, stem) / weight);
                    }
                }
                assertThat(lexical(0, n, 0, m).getOrDefault("words to English", Double.NaN))
                        .isCloseTo(expected, within(1e-4));
            }
        }
    }

    private static double ratio(TokenizedPair pair, TranslationTable table, float[] weights, int n, int stem) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int token : pair.words().tokens(i)) {
                int[] stems = table.stems(token);
                for (int k = 0; k < stems.length; k++) {
                    sum += stems[k] == stem ? weights[token] * table.forward(token)[k] : 0;
                }
            }
        }
        return sum;
    }

    @Test
    void weightsMatchesByRelativePosition() {
        assertThat(placed("猫在屋里睡觉，狗在门外叫。")).isGreaterThan(placed("狗在门外叫，猫在屋里睡觉。"));
    }

    private static double placed(String chinese) {
        return EvidenceFixture.of(chinese, "The cat sleeps in the room, the dog barks outside the door.")
                .measure(
                        (pair, scores) -> new MatchEvidence(
                                pair.pair(), pair.translations().tables()),
                        0,
                        1,
                        0,
                        1)
                .getOrDefault("placed words to English", Double.NaN);
    }
}
