package duiqi.align.gold;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.Bead;
import duiqi.align.Beads;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static Bead bead(List<Integer> source, List<Integer> target) {
        return new Bead(source, target, 1);
    }

    /**
     * Compares the counts with those by hand. The gold leaves Chinese 1 and 2 and English 3 unpaired, the test Chinese
     * 1 and 0 and English 9. The gold does not mention English 9.
     */
    @Test
    void countsAsByHand() {
        List<Bead> gold =
                List.of(bead(List.of(0), List.of(0)), bead(List.of(1, 2), List.of()), bead(List.of(), List.of(3)));
        List<Bead> test = List.of(
                bead(List.of(0), List.of()),
                bead(List.of(1), List.of()),
                bead(List.of(2), List.of(0, 3)),
                bead(List.of(), List.of(9)));
        Score.Unpaired unpaired = Score.Unpaired.of(gold, test);
        assertThat(unpaired).isEqualTo(new Score.Unpaired(3, 2, 1));
        assertThat(unpaired.precision()).isEqualTo(1 / 2.0);
        assertThat(unpaired.recall()).isEqualTo(1 / 3.0);
        assertThat(unpaired.plus(new Score.Unpaired(1, 2, 1))).isEqualTo(new Score.Unpaired(4, 4, 2));
    }

    @Test
    void givesZeroRatesWithoutUnpairedSentences() {
        assertThat(Score.Unpaired.NONE.precision()).isZero();
        assertThat(Score.Unpaired.NONE.recall()).isZero();
    }

    @Property
    void scoresGoldAgainstItselfAsPerfect(@ForAll("beads") List<Bead> beads) {
        Score.Unpaired unpaired = Score.Unpaired.of(beads, beads);
        assertThat(unpaired.both()).isEqualTo(unpaired.gold()).isEqualTo(unpaired.test());
    }

    @Provide
    Arbitrary<List<Bead>> beads() {
        return Beads.any().list();
    }
}
