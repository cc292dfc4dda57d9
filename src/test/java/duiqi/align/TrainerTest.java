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
                new AlignmentWeights.Experts(AlignmentWeights.initial(), AlignmentWeights.initial()));
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

    @Test
    void readsWhatItWrote() throws IOException {
        AlignmentWeights standard = AlignmentWeights.standard();
        standard.write(folder, List.of());
        AlignmentWeights read = AlignmentWeights.read(folder);
        assertThat(weights(read)).isEqualTo(weights(standard)).hasSize(6);
    }

    private static List<Map<String, Double>> weights(AlignmentWeights weights) {
        return Stream.of(weights.lexical(), weights.adapted())
                .flatMap(stage -> Stream.of(
                        stage.search(),
                        stage.rescoring().factual(),
                        stage.rescoring().narrative()))
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
        AlignmentWeights.standard().write(folder, List.of());
        Path file = folder.resolve("adapted-search.weights");
        String damaged = Files.readString(file).replaceFirst(from, to);
        Files.write(file, damaged.getBytes(ISO_8859_1));
        assertThatThrownBy(() -> AlignmentWeights.read(folder))
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(problem);
    }
}
