package duiqi.align.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import duiqi.align.AlignmentWeights;
import duiqi.align.Bead;
import duiqi.align.Segments;
import duiqi.align.search.PreparedPair;
import duiqi.lexicon.Lexicon;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScorerTest {
    private final PreparedPair prepared = PreparedPair.of(
            Lexicon.standard(),
            Segments.of(List.of("今天下雨。", "我们不去公园。", "他没有说话。")),
            Segments.of(List.of("It is raining today.", "We will not go to the park.", "He did not speak.")));

    /** The evidence of the type is kept by type, so each type is scored twice. */
    @Test
    void scoreIsTheWeightedSumOfTheFeatures() {
        AlignmentWeights.Weights weights = AlignmentWeights.standard().lexical().search();
        List<Evidence> evidence = Evidence.search(prepared.texts(), prepared.scores());
        Scorer scorer = new Scorer(evidence, weights);
        List<String> features = Scorer.features(evidence);
        for (int i = 0; i < 2; i++) {
            for (Bead.Type type : Bead.Shapes.upTo(new Bead.Type(2, 2)).types()) {
                if (type.sources() <= 2 && type.targets() <= 2) {
                    double score = scorer.score(i, type.sources(), 1 - i, type.targets());
                    double[] values = scorer.measure(i, type.sources(), 1 - i, type.targets());
                    double sum = 0;
                    for (int f = 0; f < values.length; f++) {
                        sum += weights.get(features.get(f)) * values[f];
                    }
                    assertThat(score).isCloseTo(sum, within(1e-9));
                }
            }
        }
    }
}
