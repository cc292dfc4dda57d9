package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.Alignment;
import duiqi.align.Bead;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CrossingsTest {
    /** Returns an alignment of 1-1 beads whose targets follow a permutation. */
    private static Alignment inOrder(List<Integer> targets) {
        List<Bead> beads = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            beads.add(new Bead(List.of(i), List.of(targets.get(i)), 1));
        }
        return new Alignment(targets.size(), targets.size(), beads);
    }

    @Test
    void ignoresUnpairedSentences() {
        Alignment alignment = new Alignment(
                2,
                2,
                List.of(
                        new Bead(List.of(0), List.of(0), 1),
                        new Bead(List.of(1), List.of(), 1),
                        new Bead(List.of(), List.of(1), 1)));
        assertThat(PairReport.Chart.Crossings.of(alignment)).isEmpty();
    }

    @Provide
    Arbitrary<List<Integer>> permutations() {
        return Arbitraries.integers()
                .between(0, 8)
                .flatMap(size ->
                        Arbitraries.shuffle(IntStream.range(0, size).boxed().toList()));
    }

    @Property(tries = 200)
    void reportsTheFewestPairsWhoseRemovalSortsTheRest(@ForAll("permutations") List<Integer> targets) {
        Set<Integer> crossing = PairReport.Chart.Crossings.of(inOrder(targets));
        assertThat(rest(targets, crossing)).isSorted();
        int fewest = targets.size();
        for (int subset = 0; subset < 1 << targets.size(); subset++) {
            List<Integer> kept = new ArrayList<>();
            for (int i = 0; i < targets.size(); i++) {
                if ((subset >> i & 1) == 1) {
                    kept.add(targets.get(i));
                }
            }
            if (kept.equals(kept.stream().sorted().toList())) {
                fewest = Math.min(fewest, targets.size() - kept.size());
            }
        }
        assertThat(crossing).hasSize(fewest);
    }

    private static List<Integer> rest(List<Integer> targets, Set<Integer> crossing) {
        List<Integer> rest = new ArrayList<>();
        for (int i = 0; i < targets.size(); i++) {
            if (!crossing.contains(i)) {
                rest.add(targets.get(i));
            }
        }
        return rest;
    }
}
