package duiqi.align;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.lexicon.Lexicon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
        return all.strict().f1();
    }

    @Test
    void improvesTheInitialWeights() throws IOException {
        List<GoldText> texts = GoldText.in(GOLD);
        List<GoldText> training = texts.subList(0, 3);
        List<GoldText> held = texts.subList(3, 6);
        AlignmentWeights.Stage initial = new AlignmentWeights.Stage(
                AlignmentWeights.initial(),
                new AlignmentWeights.Experts(AlignmentWeights.initial(), AlignmentWeights.initial()),
                Optional.empty());
        AlignmentWeights start = new AlignmentWeights(initial, initial);
        AlignmentWeights trained = new Trainer(Lexicon.standard()).train(training);
        assertThat(f1(trained, training)).isGreaterThan(f1(start, training));
        assertThat(f1(trained, held)).isGreaterThanOrEqualTo(f1(start, held));
    }

    @Test
    void keepsHandSetWeightsWithoutTrainingData() throws IOException {
        AlignmentWeights trained =
                new Trainer(Lexicon.standard()).train(GoldText.in(GOLD).subList(0, 1));
        String feature = "paragraph breaks inside";
        assertThat(trained.lexical().rescoring().factual().get(feature))
                .isEqualTo(trained.adapted().rescoring().narrative().get(feature))
                .isEqualTo(AlignmentWeights.initial().get(feature))
                .isNegative();
    }

    private static AlignmentWeights.Stage withoutEncoder(AlignmentWeights.Stage stage) {
        return new AlignmentWeights.Stage(stage.search(), stage.rescoring(), Optional.empty());
    }

    @Test
    void replacesEncoderWeightsWhenTrainedWithoutEncoder() throws IOException {
        AlignmentWeights standard = AlignmentWeights.standard();
        standard.write(folder, new AlignmentWeights.Provenance(List.of(), Optional.empty()));
        assertThat(AlignmentWeights.read(folder).supportEncoders()).isTrue();
        assertThat(weights(AlignmentWeights.read(folder)))
                .isEqualTo(weights(standard))
                .hasSize(10);
        new AlignmentWeights(withoutEncoder(standard.lexical()), withoutEncoder(standard.adapted()))
                .write(folder, new AlignmentWeights.Provenance(List.of(), Optional.empty()));
        AlignmentWeights read = AlignmentWeights.read(folder);
        assertThat(read.supportEncoders()).isFalse();
        Aligner aligner = new Aligner(Lexicon.standard(), read);
        assertThatThrownBy(() -> aligner.with(new LetterEncoder()))
                .hasMessage("the weights were trained without an encoder");
    }

    @Test
    void trainsOtherWeightsTheSameWithAnEncoder() throws IOException {
        List<GoldText> texts = GoldText.in(GOLD).subList(0, 2);
        AlignmentWeights without = new Trainer(Lexicon.standard()).train(texts);
        AlignmentWeights with = new Trainer(
                        Lexicon.standard(), 0, List.of(), feature -> false, true, Optional.of(new LetterEncoder()))
                .train(texts);
        assertThat(without.supportEncoders()).isFalse();
        assertThat(with.supportEncoders()).isTrue();
        assertThat(weights(new AlignmentWeights(withoutEncoder(with.lexical()), withoutEncoder(with.adapted()))))
                .isEqualTo(weights(without));
    }

    private static List<Map<String, Double>> weights(AlignmentWeights weights) {
        return Stream.of(weights.lexical(), weights.adapted())
                .flatMap(stage -> Stream.concat(
                        Stream.of(stage.search()),
                        Stream.concat(Stream.of(stage.rescoring()), stage.rescoringWithEncoder().stream())
                                .flatMap(experts -> Stream.of(experts.factual(), experts.narrative()))))
                .map(AlignmentWeights.Weights::byFeature)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            (?m)^.* type 1-1$ | ''            | has no weight for "type 1-1"
            type 1-1          | type one-one  | has no weight for "type 1-1"
            \\z               | 1.5 moonlight | an unknown feature, "moonlight"
            (?m)^.* type 1-1$ | NaN type 1-1  | is not a weight and a feature
            type 1-1          | ÿ            | is not UTF-8 text
            """)
    void rejectsWeightsThatDoNotMatchTheFeatures(String from, String to, String problem) throws IOException {
        AlignmentWeights.standard().write(folder, new AlignmentWeights.Provenance(List.of(), Optional.empty()));
        Path file = folder.resolve("adapted-search.weights");
        String damaged = Files.readString(file).replaceFirst(from, to);
        Files.write(file, damaged.getBytes(ISO_8859_1));
        assertThatThrownBy(() -> AlignmentWeights.read(folder))
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(problem);
    }
}
