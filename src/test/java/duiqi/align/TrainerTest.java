package duiqi.align;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.bitext.FormatException;
import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        AlignmentWeights learnt = new Trainer(Lexicon.standard(), Augmentation.NONE).train(training);
        assertThat(f1(learnt, training)).isGreaterThan(f1(start, training));
        assertThat(f1(learnt, held)).isGreaterThanOrEqualTo(f1(start, held));
    }

    @Test
    void weightsSetByHandStayWhereTheTextsSayNothing() throws IOException {
        AlignmentWeights learnt = new Trainer(Lexicon.standard(), Augmentation.NONE)
                .train(GoldText.in(GOLD).subList(0, 1));
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
        assertThat(read.rescoringWithEncoder().byFeature())
                .isEqualTo(AlignmentWeights.standard().rescoringWithEncoder().byFeature());
    }

    @Test
    void weightsLearntWithoutAnEncoderRefuseOne() throws IOException {
        new AlignmentWeights(
                        AlignmentWeights.standard().search(),
                        AlignmentWeights.standard().rescoring())
                .write(folder, List.of());
        AlignmentWeights read = AlignmentWeights.read(folder);
        assertThat(read.knowEncoders()).isFalse();
        SentenceVectors vectors = SentenceVectors.of(List.of(new float[] {1}), List.of(new float[] {1}));
        assertThatThrownBy(() -> new Aligner(Lexicon.standard(), read)
                        .align(
                                Segments.chinese(List.of("好。")),
                                Segments.english(List.of("Good.")),
                                Optional.of(vectors)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("these weights were learnt without an encoder");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (?m)^.* type 1-1$ | ''            | has no weight for "type 1-1"
            type 1-1          | type one-one  | has no weight for "type 1-1"
            \\z               | 1.5 moonlight | an unknown feature, "moonlight"
            (?m)^.* type 1-1$ | NaN type 1-1  | not a weight and a feature
            type 1-1          | ÿ            | not a text file in UTF-8
            """)
    void weightsThatDoNotFitAreRefused(String from, String to, String problem) throws IOException {
        AlignmentWeights.standard().write(folder, List.of());
        Path file = folder.resolve("search.weights");
        String damaged = Files.readString(file).replaceFirst(from, to);
        Files.write(file, damaged.getBytes(ISO_8859_1));
        assertThatThrownBy(() -> AlignmentWeights.read(folder))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(problem);
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
        SentenceVectors vectors = SentenceVectors.of(List.of(new float[] {1}), List.of(new float[] {1}));
        assertThat(AlignmentWeights.standard().rescoringWithEncoder().byFeature())
                .containsOnlyKeys(Scorer.features(Evidences.rescoring(prepared, scores, Optional.of(vectors))));
    }
}
