package duiqi.align;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationTest {
    private static final List<Bead> GOLD = List.of(
            bead(List.of(0), List.of(0)),
            bead(List.of(1), List.of(1, 2)),
            bead(List.of(2), List.of()),
            bead(List.of(3, 4), List.of(3)),
            bead(List.of(), List.of(4)));

    /**
     * Counted by hand. Five beads are tested: 0:0 and the null bead 2: are right; 1:1 shares a pair; 3: is not a
     * null bead of the gold; 4:3,4 shares the pair 4:3. The gold has three two-sided beads: 0:0 is found strictly
     * and all three laxly.
     */
    private static final List<Bead> TEST = List.of(
            new Bead(List.of(0), List.of(0), 0.7),
            bead(List.of(1), List.of(1)),
            bead(List.of(2), List.of()),
            bead(List.of(3), List.of()),
            bead(List.of(4), List.of(3, 4)));

    @Test
    void countsAsByHand() {
        assertThat(Evaluation.of(GOLD, TEST)).isEqualTo(new Evaluation(2, 4, 5, 1, 3, 3));
        assertThat(Evaluation.of(List.of(), List.of())).isEqualTo(Evaluation.NONE);
        assertThat(Evaluation.NONE.strict().f1()).isZero();
        Evaluation sum = new Evaluation(1, 1, 1, 1, 1, 1).plus(new Evaluation(0, 0, 3, 0, 0, 3));
        assertThat(sum.strict().precision()).isEqualTo(0.25);
        assertThat(new Evaluation(1, 3, 32, 0, 0, 0).toLine())
                .as("halves rounded to even")
                .contains("P 0.0312")
                .contains("P 0.0938");
    }

    @Test
    void printsTheFiguresOfTheVecalignScorer() {
        Evaluation evaluation = Evaluation.of(GOLD, TEST);
        assertThat(evaluation.toLine())
                .isEqualTo("strict P 0.4000 R 0.3333 F1 0.3636 | lax P 0.8000 R 1.0000 F1 0.8889"
                        + " | test beads 5 gold non-null 3");
        assertThat(evaluation.toJson(""))
                .isEqualTo("{\"p_strict\":0.4,\"r_strict\":0.3333333333333333,\"f1_strict\":0.3636363636363636,"
                        + "\"p_lax\":0.8,\"r_lax\":1.0,\"f1_lax\":0.888888888888889,"
                        + "\"test_beads\":5,\"gold_beads_nonnull\":3}");
    }

    @Property
    void ignoresOrderAndRepetitionOfBeads(@ForAll("beads") List<Bead> gold, @ForAll("beads") List<Bead> test) {
        Evaluation evaluation = Evaluation.of(gold, test);
        List<Bead> shuffled = new ArrayList<>(test);
        shuffled.addAll(test);
        Collections.reverse(shuffled);
        assertThat(Evaluation.of(gold, shuffled)).isEqualTo(evaluation);
        assertThat(evaluation.testLax()).isBetween(evaluation.testStrict(), evaluation.testBeads());
        assertThat(evaluation.goldLax()).isBetween(evaluation.goldStrict(), evaluation.goldBeads());
        Evaluation perfect = Evaluation.of(gold, gold);
        assertThat(perfect.testStrict()).isEqualTo(perfect.testBeads());
        assertThat(perfect.goldStrict()).isEqualTo(perfect.goldBeads());
    }

    @Provide
    Arbitrary<List<Bead>> beads() {
        return Beads.any().list();
    }

    private static Bead bead(List<Integer> source, List<Integer> target) {
        return new Bead(source, target, 1);
    }

    @TempDir
    Path folder;

    private Path create(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    @Test
    void pairsFilesByNameAndListsMissingCounterparts() throws IOException {
        Path gold = create("gold");
        Path test = create("test");
        file(gold, "b.gold");
        file(gold, "a.align");
        file(gold, "only.gold");
        file(gold, "a.zh");
        file(test, "a.align");
        file(test, "b.align");
        file(test, "more.align");
        GoldPairs pairs = GoldPairs.of(gold, test);
        assertThat(pairs.pairs())
                .containsExactly(
                        new GoldPairs.Pair("a", gold.resolve("a.align"), test.resolve("a.align")),
                        new GoldPairs.Pair("b", gold.resolve("b.gold"), test.resolve("b.align")));
        file(gold, "b.align");
        assertThat(GoldPairs.of(gold, gold).pairs())
                .contains(new GoldPairs.Pair("b", gold.resolve("b.gold"), gold.resolve("b.align")));
        assertThat(pairs.goldOnly()).containsExactly(gold.resolve("only.gold"));
        assertThat(pairs.testOnly()).containsExactly(test.resolve("more.align"));
        Path one = gold.resolve("only.gold");
        Path other = test.resolve("more.align");
        assertThat(GoldPairs.of(one, other).pairs()).containsExactly(new GoldPairs.Pair("only", one, other));
        assertThatThrownBy(() -> GoldPairs.of(gold, other))
                .hasMessage(gold + " and " + other + " must be two files or two folders");
    }

    private static Path file(Path folder, String name) throws IOException {
        return Files.writeString(folder.resolve(name), "[0]:[0]\n");
    }
}
