package duiqi.align.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import duiqi.align.EvidenceFixture;
import duiqi.align.LetterEncoder;
import duiqi.align.Segments;
import duiqi.align.learn.TokenizedPair;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncoderEvidenceTest {
    private static final Offset<Double> NEARLY = within(1e-5);

    private static final String MARGIN = "encoder margin";
    private static final String SIZED = "encoder margin times size";
    private static final String END = "encoder gain of an end";

    /** Returns a vector with ones at the given indices. */
    private static float[] vector(int... ones) {
        float[] vector = new float[8];
        for (int one : ones) {
            vector[one] = 1;
        }
        return vector;
    }

    /** Measures a bead of sentences with equal lengths, so that they have equal weights. */
    private static Map<String, Double> measure(
            List<float[]> chinese, List<float[]> english, int i, int n, int j, int m) {
        return measure(
                new EvidenceFixture(
                        Collections.nCopies(chinese.size(), "好的"), Collections.nCopies(english.size(), "well")),
                chinese,
                english,
                new int[] {i, n, j, m});
    }

    private static Map<String, Double> measure(
            EvidenceFixture texts, List<float[]> chinese, List<float[]> english, int[] bead) {
        EncoderEvidence.SentenceVectors vectors = EncoderEvidence.SentenceVectors.of(chinese, english);
        return texts.measure(
                (pair, scores) -> new EncoderEvidence(pair.pair(), vectors), bead[0], bead[1], bead[2], bead[3]);
    }

    private final List<float[]> four = List.of(vector(0), vector(1), vector(2), vector(3));

    @Test
    void givesTranslationsAHigherMarginThanNeighbours() {
        Map<String, Double> right = measure(four, four, 1, 1, 1, 1);
        Map<String, Double> wrong = measure(four, four, 1, 1, 2, 1);
        // The centred vectors of four orthogonal vectors have a cosine of -1/3, and their mean is zero.
        assertThat(right.get(MARGIN)).isCloseTo(1, NEARLY);
        assertThat(wrong.get(MARGIN)).isCloseTo(-1.0 / 3, NEARLY);
        assertThat(right.get(SIZED)).isCloseTo(1, NEARLY);
    }

    @Test
    void lowersTheMarginOfSentencesSimilarToAll() {
        List<float[]> chinese = new ArrayList<>(four);
        chinese.add(vector(0, 1));
        Map<String, Double> alone = measure(four, four, 0, 1, 0, 1);
        Map<String, Double> contested = measure(chinese, four, 0, 1, 0, 1);
        assertThat(contested.get(MARGIN)).isLessThan(alone.get(MARGIN));
    }

    @ParameterizedTest
    @CsvSource({
        "1 1 1 1, encoder gain of a neighbour, 0.2, 2",
        "1 1 1 2, encoder gain of a neighbour, 0, 0.01",
        "1 1 1 2, encoder gain of an end, 0.2, 2",
        "1 1 1 3, encoder gain of an end, -2, -0.05",
        "1 2 1 2, encoder gain of an end, -2, -0.05",
        "0 1 0 1, encoder gain of an end, 0, 0",
        "1 1 1 0, encoder margin, 0, 0",
        "1 0 1 1, encoder gain of an end, 0, 0",
    })
    void detectsABeadThatIsTooSmallOrTooLarge(String bead, String feature, double least, double most) {
        List<float[]> merged = List.of(vector(0), vector(1, 2), vector(3), vector(4));
        List<float[]> split = List.of(vector(0), vector(1), vector(2), vector(3), vector(4));
        int[] n = Stream.of(bead.split(" ")).mapToInt(Integer::parseInt).toArray();
        assertThat(measure(merged, split, n[0], n[1], n[2], n[3]).getOrDefault(feature, Double.NaN))
                .isBetween(least, most);
        Map<String, Double> whole = measure(merged, split, 1, 1, 1, 2);
        assertThat(whole.get(MARGIN))
                .isGreaterThan(measure(merged, split, 1, 1, 1, 1).get(MARGIN));
        assertThat(whole.get(SIZED)).isCloseTo(1.5 * whole.getOrDefault(MARGIN, 0.0), NEARLY);
    }

    @Test
    void weightsLongSentencesMore() {
        List<float[]> one = List.of(vector(0), vector(1), vector(0, 1));
        EvidenceFixture texts = new EvidenceFixture(
                List.of("这是一个很长很长的句子", "短", "这是一个很长很长的句子短"), List.of("a rather long one", "x", "both"));
        // Together with the second English sentence, the long Chinese sentence is noise. Together with the first, the
        // short one is hardly noise.
        assertThat(measure(texts, one, one, new int[] {0, 2, 0, 1}).getOrDefault(END, 0.0))
                .isGreaterThan(measure(texts, one, one, new int[] {0, 2, 1, 1}).getOrDefault(END, 9.0));
    }

    @Test
    void measuresTheSameAtEveryPositionAndInAnyOrder() {
        List<float[]> many =
                IntStream.range(0, 200).mapToObj(k -> vector(k % 4, 4 + k % 3)).toList();
        assertThat(measure(many, many, 120, 2, 120, 2).get(MARGIN))
                .isCloseTo(measure(many, many, 60, 2, 60, 2).getOrDefault(MARGIN, 0.0), within(1e-3));
        TokenizedPair pair = Segments.prepared(Collections.nCopies(200, "好的"), Collections.nCopies(200, "well"))
                .pair();
        EncoderEvidence.SentenceVectors vectors = EncoderEvidence.SentenceVectors.of(many, many);
        EncoderEvidence used = new EncoderEvidence(pair, vectors);
        for (int k = 0; k < 190; k++) {
            used.measure(k, 1 + k % 3, k, 2, new double[4], 0);
            double[] values = new double[4];
            used.measure(24, 2, 24, 2, values, 0);
            double[] fresh = new double[4];
            new EncoderEvidence(pair, vectors).measure(24, 2, 24, 2, fresh, 0);
            assertThat(values).isEqualTo(fresh);
        }
    }

    @Test
    void encodesEachSentenceOnceAndNoBlankSentence() {
        LetterEncoder encoder = new LetterEncoder();
        EncoderEvidence.SentenceVectors vectors = EncoderEvidence.SentenceVectors.of(
                encoder, Segments.chinese(List.of("好。", "", "走吧。", "好。")), Segments.english(List.of("OK.", " ")));
        assertThat(encoder.requested()).containsExactly("好。", "走吧。", "OK.");
        assertThat(vectors.chinese()[0]).isEqualTo(vectors.chinese()[3]).isNotEqualTo(vectors.chinese()[2]);
        assertThat(vectors.chinese()[1]).containsOnly(0);
        // A single sentence equals the mean of its text.
        assertThat(vectors.english()).isEqualTo(new float[2][3]);
    }
}
