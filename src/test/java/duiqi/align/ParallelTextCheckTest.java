package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParallelTextCheckTest {
    @ParameterizedTest
    @CsvSource({
        "1, 0, 0, true",
        "1, 0, 5, true",
        "9, 0, 100, false",
        "9, 10, 100, false",
        "9, 30, 100, true",
        "0, 0, 0, false"
    })
    void doesNotRejectTextsByAFewWords(int pairs, int translated, int words, boolean isParallel) {
        assertThat(new ParallelTextCheck(pairs, translated, words).isParallel()).isEqualTo(isParallel);
        assertThat(new ParallelTextCheck(0, 0, 0).problem()).endsWith(": no sentence has a probable counterpart");
    }

    private static double probability(String chinese, String english) {
        return Segments.aligned(new Aligner(), List.of(chinese), List.of(english)).stream()
                .filter(bead -> !bead.isNull())
                .mapToDouble(Bead::probability)
                .max()
                .orElse(0);
    }

    @Test
    void distinguishesSingleSentencesByTheirProbability() {
        String chinese = "医生在医院里仔细检查了病人的心脏。";
        assertThat(probability(chinese, "The doctor carefully examined the patient's heart in the hospital."))
                .isGreaterThan(0.9);
        assertThat(probability(chinese, "Farmers planted rice along the river before the summer rains."))
                .isLessThan(0.5);
    }

    @Test
    void keepsProbabilitiesOfLongerTexts() {
        List<Bead> beads = IntStream.range(0, 6)
                .mapToObj(k -> new Bead(List.of(k), List.of(k), 0.9))
                .toList();
        assertThat(new ParallelTextCheck(6, 0, 60).weighed(beads)).isEqualTo(beads);
        assertThat(new ParallelTextCheck(5, 0, 60).weighed(beads.subList(0, 5)))
                .allMatch(bead -> bead.probability() < 0.1);
    }

    @Test
    void distinguishesPiecesFromShuffledPieces() throws IOException {
        for (int size : List.of(4, 10)) {
            List<GoldText> pieces = new ArrayList<>();
            for (GoldText text : GoldText.in(Path.of("src/test/resources/gold"))) {
                pieces.addAll(text.pieces(size));
            }
            int rejected = 0;
            int caught = 0;
            for (int k = 0; k < pieces.size(); k++) {
                rejected += fits(pieces.get(k), pieces.get(k)) ? 0 : 1;
                caught += fits(pieces.get(k), pieces.get((k + pieces.size() / 2) % pieces.size())) ? 0 : 1;
            }
            // Two pieces of the noisy text are aligned only with a footnote or an untranslated paragraph.
            assertThat(rejected).as("right pairs rejected, of " + pieces.size()).isLessThanOrEqualTo(2);
            assertThat((double) caught / pieces.size())
                    .as("shuffled pairs caught")
                    .isGreaterThan(size == 4 ? 0.75 : 0.9);
        }
    }

    private static boolean fits(GoldText chinese, GoldText english) {
        return new Aligner().align(chinese.chinese(), english.english()).fit().isParallel();
    }
}
