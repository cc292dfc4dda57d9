package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import duiqi.lexicon.Lexicon;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeadShapesTest {
    @Test
    void limitsBothSidesOfPairsButNotUnpairedSegments() {
        assertThat(Bead.Shapes.upTo(new Bead.Type(1, 1)).types())
                .contains(new Bead.Type(1, 0), new Bead.Type(0, 1))
                .filteredOn(type -> !type.isNull())
                .extracting(Bead.Type::toString)
                .containsExactly("1-1");
        assertThat(Bead.Shapes.upTo(new Bead.Type(2, 3)).types())
                .filteredOn(type -> !type.isNull())
                .extracting(Bead.Type::toString)
                .containsExactly("1-1", "1-2", "1-3", "2-1", "2-2", "2-3");
        assertThat(Bead.Shapes.upTo(new Bead.Type(100, 100))).isEqualTo(Bead.Shapes.standard());
        assertThatThrownBy(() -> Bead.Shapes.upTo(new Bead.Type(0, 1))).hasMessageContaining("not 0-1");
    }

    @Test
    void usesOnlyTheGivenShapes() {
        Aligner pairs = new Aligner(
                Lexicon.standard(),
                AlignmentWeights.standard(),
                Bead.Shapes.upTo(new Bead.Type(1, 1)),
                KnownTranslations.NONE);
        List<Bead> beads = pairs.align(
                        Segments.chinese(List.of("没有人回答，屋里很安静，窗外下着雨。")),
                        Segments.english(List.of("Nobody answered.", "The room was quiet, and it was raining.")))
                .text()
                .alignment()
                .beads();
        assertThat(beads)
                .hasSize(2)
                .allMatch(bead -> bead.source().size() <= 1 && bead.target().size() <= 1);
    }
}
