package duiqi.align.search;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.EvidenceFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecurringEndingsTest {
    private static final int SPEECHES = 6;

    /**
     * Returns a lattice in which a line and the sentence after it may pair with one English sentence, or the line may
     * stay unpaired. The line of the last speech stays unpaired.
     */
    private static Lattice lattice() {
        List<Lattice.Edge> edges = new ArrayList<>();
        for (int k = 0; k < SPEECHES; k++) {
            edges.add(new Lattice.Edge(2 * k, 2, k, 1, k == SPEECHES - 1 ? 0 : 2));
            edges.add(new Lattice.Edge(2 * k, 1, k, 0, 0));
            edges.add(new Lattice.Edge(2 * k + 1, 1, k, 1, 0.5));
        }
        Lattice lattice = new Lattice(edges, 2 * SPEECHES, SPEECHES);
        lattice.computePosteriors();
        return lattice;
    }

    /** Returns the number of beads after the lines that introduce the speeches agree with each other. */
    private static int beads(String introduction) {
        List<String> chinese = new ArrayList<>();
        List<String> english = new ArrayList<>();
        for (int k = 0; k < SPEECHES; k++) {
            chinese.add("甲乙丙丁戊己".charAt(k) + introduction);
            chinese.add("我们赞成这个建议。");
            english.add("We support this proposal.");
        }
        Lattice lattice = lattice();
        new RecurringEndings(new EvidenceFixture(chinese, english).prepared().pair()).agree(lattice);
        return lattice.beads().size();
    }

    @Test
    void letsLineTakeRoleOfItsGroup() {
        assertThat(lattice().beads()).hasSize(SPEECHES + 1);
        assertThat(beads("议员致辞的译文：")).isEqualTo(SPEECHES);
    }

    @Test
    void readsOnlyShortLinesWithColon() {
        assertThat(beads("议员致辞的译文。")).isEqualTo(SPEECHES + 1);
        assertThat(beads("议员在会议厅里向全体议员和来宾致辞，以下是致辞的译文：")).isEqualTo(SPEECHES + 1);
    }
}
