package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlicesTest {
    private static final Slicer.Slices TWO =
            new Slicer.Slices(List.of(new Slicer.Slice(0, 2, 0, 1), new Slicer.Slice(2, 3, 1, 3)));
    private static final Alignment FIRST = new Alignment(2, 1, List.of(new Bead(List.of(0, 1), List.of(0), 0.5)));
    private static final Alignment SECOND =
            new Alignment(1, 2, List.of(new Bead(List.of(0), List.of(1), 1), new Bead(List.of(), List.of(0), 1)));

    @Test
    void joinsAlignmentsWithTheIndicesOfTheWholeText() {
        assertThat(TWO.join(List.of(FIRST, SECOND)))
                .isEqualTo(new Alignment(
                        3,
                        3,
                        List.of(
                                new Bead(List.of(0, 1), List.of(0), 0.5),
                                new Bead(List.of(2), List.of(2), 1),
                                new Bead(List.of(), List.of(1), 1))));
    }

    @Test
    void rejectsAlignmentsOfOtherSlices() {
        assertThatThrownBy(() -> TWO.join(List.of(FIRST))).hasMessageContaining("1 alignments for 2 slices");
        assertThatThrownBy(() -> TWO.join(List.of(SECOND, FIRST))).hasMessageContaining("1 and 2 segments");
    }

    @Test
    void rejectsGapsAndOverlaps() {
        assertThatThrownBy(() -> new Slicer.Slices(List.of())).hasMessageContaining("must start with both texts");
        assertThatThrownBy(() -> new Slicer.Slices(List.of(new Slicer.Slice(1, 2, 0, 1))))
                .hasMessageContaining("must start with both texts");
        assertThatThrownBy(() -> new Slicer.Slices(List.of(new Slicer.Slice(0, 2, 0, 1), new Slicer.Slice(2, 3, 2, 3))))
                .hasMessageContaining("must start at the end of the previous slice");
        assertThatThrownBy(() -> new Slicer.Slices(List.of(new Slicer.Slice(0, 2, 0, 2), new Slicer.Slice(1, 3, 2, 3))))
                .hasMessageContaining("must start at the end of the previous slice");
    }
}
