package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlignmentTest {
    private static Bead bead(List<Integer> source, List<Integer> target) {
        return new Bead(source, target, 0.5);
    }

    @Test
    void acceptsCrossingBeads() {
        Alignment alignment = new Alignment(
                3,
                2,
                List.of(bead(List.of(0, 2), List.of(1)), bead(List.of(1), List.of()), bead(List.of(), List.of(0))));
        assertThat(alignment.beads()).hasSize(3);
    }

    @Test
    void rejectsAGap() {
        assertThatThrownBy(() -> new Alignment(2, 1, List.of(bead(List.of(0), List.of(0)))))
                .hasMessage("source segment 1 is in no bead");
    }

    @Test
    void rejectsAnOverlap() {
        List<Bead> beads = List.of(bead(List.of(0), List.of(0)), bead(List.of(1), List.of(0)));
        assertThatThrownBy(() -> new Alignment(2, 1, beads)).hasMessage("target segment 0 is in two beads");
    }

    @Test
    void rejectsSegmentsOutsideTheTexts() {
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
}
