package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Checks minimum accuracy on the project's own gold, whose texts were not used for training. */
class AlignerGoldTest {
    private static final Path GOLD = Path.of("src/test/resources/gold");

    @Test
    void alignsUnseenTextsOfSixGenres() throws IOException {
        Evaluation all = Evaluation.NONE;
        for (GoldText text : GoldText.in(GOLD)) {
            Aligner.Outcome outcome = new Aligner().align(text.chinese(), text.english());
            Evaluation evaluation =
                    Evaluation.of(text.beads(), outcome.text().alignment().beads());
            assertThat(evaluation.strict().f1()).as(text.name()).isGreaterThan(0.85);
            assertThat(outcome.fit().isParallel()).as(text.name()).isTrue();
            all = all.plus(evaluation);
        }
        assertThat(all.strict().f1()).isGreaterThan(0.93);
    }

    /** Checks long lines, which have more words than sentences. An earlier version left them unpaired. */
    @Test
    void alignsTextsWithOneParagraphPerLine() throws IOException {
        List<GoldText> texts = GoldText.in(GOLD);
        Evaluation all = Evaluation.NONE;
        for (GoldText text : texts) {
            GoldText lines = new Noise(Noise.Kind.PARAGRAPHS, 0.9).copy(text, 0);
            Aligner.Outcome outcome = new Aligner().align(lines.chinese(), lines.english());
            assertThat(outcome.fit().isParallel()).as(text.name()).isTrue();
            all = all.plus(
                    Evaluation.of(lines.beads(), outcome.text().alignment().beads()));
        }
        assertThat(all.strict().f1()).isGreaterThan(0.85);
    }

    @Test
    void splitsGoldTextsIntoPiecesThatCoverThem() throws IOException {
        for (GoldText text : GoldText.in(GOLD)) {
            var pieces = text.pieces(10);
            assertThat(pieces).hasSizeGreaterThan(1);
            assertThat(pieces.stream()
                            .mapToInt(piece -> piece.chinese().segments().size())
                            .sum())
                    .isEqualTo(text.chinese().segments().size());
            assertThat(pieces.stream()
                            .mapToInt(piece -> piece.english().segments().size())
                            .sum())
                    .isEqualTo(text.english().segments().size());
            assertThat(pieces.stream().mapToInt(piece -> piece.beads().size()).sum())
                    .isEqualTo(text.beads().size());
            // Throws if a bead has segments outside its piece.
            pieces.forEach(piece -> new Alignment(
                    piece.chinese().segments().size(),
                    piece.english().segments().size(),
                    piece.beads()));
        }
    }
}
