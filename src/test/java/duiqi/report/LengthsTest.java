package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LengthsTest {
    @Property
    void binsBeginAtTheirLowerBound(@ForAll @IntRange(min = 1, max = 2896) int length) {
        int step = PairCounts.Lengths.step(length);
        assertThat(PairCounts.Lengths.from(step)).isLessThanOrEqualTo(length);
        assertThat(PairCounts.Lengths.from(step + 1)).isGreaterThan(length);
    }

    @Test
    void putsLongTextsIntoTheLastBin() {
        assertThat(PairCounts.Lengths.step(2897)).isEqualTo(PairCounts.Lengths.STEPS - 1);
        assertThat(PairCounts.Lengths.step(1_000_000)).isEqualTo(PairCounts.Lengths.STEPS - 1);
    }

    @Test
    void countsCodePointsOfBothSides() {
        PairCounts.Lengths lengths = new PairCounts.Lengths();
        for (int i = 0; i < 9; i++) {
            lengths.add("😀二三四", "x".repeat(16));
        }
        lengths.add("一二三四", "x".repeat(64));
        assertThat(lengths.pairs(4, 8)).isEqualTo(9);
        assertThat(lengths.pairs(4, 12)).isEqualTo(1);
        assertThat(lengths.most()).isEqualTo(9);
        assertThat(lengths.lines()).containsExactly(new PairCounts.Lengths.Line(4, 10, 16, 16, 16));
        lengths.add("一二三四", "x".repeat(64));
        assertThat(lengths.lines()).containsExactly(new PairCounts.Lengths.Line(4, 11, 16, 16, 64));
        assertThat(lengths.words()).endsWith(": Chinese from 4: English from 16");
    }
}
