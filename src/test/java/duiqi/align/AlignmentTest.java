package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTest {
    private static Bead bead(List<Integer> source, List<Integer> target) {
        return new Bead(source, target, 0.5);
    }

    @Test
    void requiresEverySegmentInOneBead() {
        Bead first = bead(List.of(0), List.of(0));
        assertThat(new Alignment(
                                3,
                                2,
                                List.of(
                                        bead(List.of(0, 2), List.of(1)),
                                        bead(List.of(1), List.of()),
                                        bead(List.of(), List.of(0))))
                        .beads())
                .as("crossing beads")
                .hasSize(3);
        assertThatThrownBy(() -> new Alignment(2, 1, List.of(first))).hasMessage("source segment 1 is in no bead");
        assertThatThrownBy(() -> new Alignment(2, 1, List.of(first, bead(List.of(1), List.of(0)))))
                .hasMessage("target segment 0 is in two beads");
        assertThatThrownBy(() -> new Alignment(1, 1, List.of(bead(List.of(0, 1), List.of(0)))))
                .hasMessage("source segment 1 is outside 0 to 0");
    }

    @Test
    void rejectsInvalidBeads() {
        assertThatThrownBy(() -> bead(List.of(), List.of())).hasMessageContaining("at least one side");
        assertThatThrownBy(() -> bead(List.of(1, 0), List.of())).hasMessageContaining("increase");
        assertThatThrownBy(() -> new Bead(List.of(0), List.of(), 1.2)).hasMessageContaining("1.2");
        assertThatThrownBy(() -> new Bead(List.of(0), List.of(), Double.NaN)).hasMessageContaining("NaN");
        assertThat(bead(List.of(0, 1), List.of(3)).type()).hasToString("2-1");
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1-1", "2, 3, 1-1 1-2 1-3 2-1 2-2 2-3"})
    void limitsBothSidesOfPairsButNotUnpairedSegments(int sources, int targets, String types) {
        assertThat(Bead.Shapes.upTo(new Bead.Type(sources, targets)).types())
                .contains(new Bead.Type(1, 0), new Bead.Type(0, 1))
                .filteredOn(type -> !type.isNull())
                .extracting(Bead.Type::toString)
                .containsExactly(types.split(" "));
        assertThat(Bead.Shapes.upTo(new Bead.Type(100, 100))).isEqualTo(Bead.Shapes.standard());
        assertThatThrownBy(() -> Bead.Shapes.upTo(new Bead.Type(0, 1))).hasMessageContaining("not 0-1");
    }
}
