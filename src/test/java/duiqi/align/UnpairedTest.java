package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class UnpairedTest {
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
        Evaluation.Unpaired unpaired = Evaluation.Unpaired.of(gold, test);
        assertThat(unpaired).isEqualTo(new Evaluation.Unpaired(3, 2, 1));
        assertThat(unpaired.precision()).isEqualTo(1 / 2.0);
        assertThat(unpaired.recall()).isEqualTo(1 / 3.0);
        assertThat(unpaired.plus(new Evaluation.Unpaired(1, 2, 1))).isEqualTo(new Evaluation.Unpaired(4, 4, 2));
    }

    @Test
    void givesZeroRatesWithoutUnpairedSentences() {
        assertThat(Evaluation.Unpaired.NONE.precision()).isZero();
        assertThat(Evaluation.Unpaired.NONE.recall()).isZero();
    }

    @Property
    void scoresGoldAgainstItselfAsPerfect(@ForAll("beads") List<Bead> beads) {
        Evaluation.Unpaired unpaired = Evaluation.Unpaired.of(beads, beads);
        assertThat(unpaired.both()).isEqualTo(unpaired.gold()).isEqualTo(unpaired.test());
    }

    @Provide
    Arbitrary<List<Bead>> beads() {
        return Beads.any().list();
    }
}
