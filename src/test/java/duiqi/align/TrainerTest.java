package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    private static final Path GOLD = Path.of("src/test/resources/gold");

    @TempDir
    private Path folder;

    private static double f1(AlignmentWeights weights, List<GoldText> texts) {
        Aligner aligner = new Aligner(Lexicon.standard(), weights);
        Evaluation all = Evaluation.NONE;
        for (GoldText text : texts) {
            Alignment alignment =
                    aligner.align(text.chinese(), text.english()).text().alignment();
            all = all.plus(Evaluation.of(text.beads(), alignment.beads()));
        }
        return all.strictF1();
    }

    @Test
    void learningBeatsWhereItStarted() throws IOException {
        List<GoldText> texts = GoldText.in(GOLD);
        List<GoldText> training = texts.subList(0, 3);
        List<GoldText> held = texts.subList(3, 6);
        AlignmentWeights start = new AlignmentWeights(AlignmentWeights.initial(), AlignmentWeights.initial());
        AlignmentWeights learnt = new Trainer(Lexicon.standard(), 0).train(training);
        assertThat(f1(learnt, training)).isGreaterThan(f1(start, training));
        assertThat(f1(learnt, held)).isGreaterThanOrEqualTo(f1(start, held));
    }

    @Test
    void weightsSetByHandStayWhereTheTextsSayNothing() throws IOException {
        AlignmentWeights learnt =
                new Trainer(Lexicon.standard(), 0).train(GoldText.in(GOLD).subList(0, 1));
        String feature = "paragraph breaks inside";
        assertThat(learnt.rescoring().get(feature))
                .isEqualTo(AlignmentWeights.initial().get(feature))
                .isNegative();
    }

    @Test
    void weightsAreReadAsTheyWereWritten() throws IOException {
        AlignmentWeights.standard().write(folder, List.of("for a test"));
        AlignmentWeights read = AlignmentWeights.read(folder);
        assertThat(read.search().byFeature())
                .isEqualTo(AlignmentWeights.standard().search().byFeature());
        assertThat(read.rescoring().byFeature())
                .isEqualTo(AlignmentWeights.standard().rescoring().byFeature());
    }

    @Test
    void everyFeatureHasAWeight() {
        PreparedPair prepared =
                PreparedPair.of(Lexicon.standard(), Segments.of(List.of("好。")), Segments.of(List.of("Good.")));
        PairScores scores = prepared.scores();
        assertThat(AlignmentWeights.standard().search().byFeature())
                .containsOnlyKeys(Scorer.features(Evidences.search(prepared, scores)));
        assertThat(AlignmentWeights.standard().rescoring().byFeature())
                .containsOnlyKeys(Scorer.features(Evidences.rescoring(prepared, scores)));
    }
}
