package duiqi.align.gold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import duiqi.align.Bead;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReliabilityTest {
    private static Bead bead(int number, double probability) {
        return new Bead(List.of(number), List.of(number), probability);
    }

    /**
     * Compares the bins with a count by hand: 0.5 is right, one of 0.9 and 0.94 is right, and 1 is wrong; |0.5-1| +
     * |1.84-1| + |1-0| over 4 beads. A bead with other boundaries is wrong.
     */
    @Test
    void countsReliabilityAsByHand() {
        List<Bead> gold = List.of(bead(0, 1), bead(1, 1));
        Reliability reliability = Reliability.of(gold, List.of(bead(0, 0.5), bead(1, 0.9), bead(2, 0.94), bead(3, 1)));
        assertThat(reliability.bins())
                .extracting(Reliability.Bin::beads)
                .containsExactly(0, 1, 0, 0, 0, 2, 0, 1)
                .hasSameSizeAs(Reliability.NONE.bins());
        Reliability.Bin bin = reliability.bins().get(5);
        assertThat(bin.meanProbability()).isCloseTo(0.92, within(1e-9));
        assertThat(bin.shareRight()).isEqualTo(0.5);
        assertThat(reliability.expectedCalibrationError()).isCloseTo((0.5 + 0.84 + 1) / 4, within(1e-9));
        assertThat(reliability.plus(Reliability.NONE)).isEqualTo(reliability);
        assertThat(reliability.plus(reliability).expectedCalibrationError())
                .isCloseTo(reliability.expectedCalibrationError(), within(1e-9));
        assertThat(Reliability.NONE.expectedCalibrationError()).isZero();
        Bead shifted = new Bead(List.of(0), List.of(1), 0.7);
        assertThat(Reliability.of(gold, List.of(shifted)).bins().get(3).right()).isZero();
    }
}
