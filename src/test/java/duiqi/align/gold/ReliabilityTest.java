package duiqi.align.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import duiqi.align.Bead;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
    private static Bead bead(int number, double probability) {
        return new Bead(List.of(number), List.of(number), probability);
    }

    private static List<Bead> gold(int size) {
        return IntStream.range(0, size).mapToObj(k -> bead(k, 1)).toList();
    }

    /**
     * Compares the bins with a count by hand: 0.5 is right, one of 0.9 and 0.94 is right, and 1 is wrong; |0.5-1| +
     * |1.84-1| + |1-0| over 4 beads.
     */
    @Test
    void countsAsByHand() {
        Reliability reliability =
                Reliability.of(gold(2), List.of(bead(0, 0.5), bead(1, 0.9), bead(2, 0.94), bead(3, 1)));
        assertThat(reliability.bins())
                .extracting(Reliability.Bin::beads)
                .containsExactly(0, 1, 0, 0, 0, 2, 0, 1)
                .hasSameSizeAs(Reliability.NONE.bins());
        Reliability.Bin bin = reliability.bins().get(5);
        assertThat(bin.meanProbability()).isCloseTo(0.92, within(1e-9));
        assertThat(bin.shareRight()).isEqualTo(0.5);
        assertThat(reliability.expectedCalibrationError()).isCloseTo((0.5 + 0.84 + 1) / 4, within(1e-9));
    }

    @Test
    void countsABeadWithOtherBoundariesAsWrong() {
        Bead shifted = new Bead(List.of(0), List.of(1), 0.7);
        assertThat(Reliability.of(gold(2), List.of(shifted)).bins().get(3).right())
                .isZero();
    }

    @Test
    void hasNoCalibrationErrorWithoutBeads() {
        assertThat(Reliability.NONE.expectedCalibrationError()).isZero();
    }

    @Property
    void putsEveryBeadIntoOneBin(@ForAll("beads") @Size(max = 40) List<Bead> beads) {
        Reliability reliability = Reliability.of(gold(20), beads);
        assertThat(reliability.bins().stream().mapToInt(Reliability.Bin::beads).sum())
                .isEqualTo(beads.size());
        reliability.bins().stream()
                .filter(bin -> bin.beads() > 0)
                .forEach(bin -> assertThat(bin.meanProbability()).isBetween(bin.from() - 1e-9, bin.to() + 1e-9));
        assertThat(reliability.plus(Reliability.NONE)).isEqualTo(reliability);
        assertThat(reliability.plus(reliability).expectedCalibrationError())
                .isCloseTo(reliability.expectedCalibrationError(), within(1e-9));
    }

    @Provide
    Arbitrary<List<Bead>> beads() {
        return Arbitraries.doubles()
                .between(0, 1)
                .list()
                .ofMaxSize(40)
                .map(values -> IntStream.range(0, values.size())
                        .mapToObj(k -> bead(k, values.get(k)))
                        .toList());
    }
}
