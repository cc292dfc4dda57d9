package duiqi.align.search;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.EvidenceFixture;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurringEndingsTest {
    /** Joins a line to a speech in five of six lattices of one speech, and leaves it unpaired in the last one. */
    @ParameterizedTest
    @CsvSource({"议员致辞的译文：, 6", "议员致辞的译文。, 7", "议员在会议厅里向全体议员和来宾致辞，以下是致辞的译文：, 7"})
    void letsShortLineWithColonTakeRoleOfItsGroup(String introduction, int beads) {
        StringBuilder chinese = new StringBuilder();
        List<Lattice.Edge> edges = new ArrayList<>();
        for (int k = 0; k < 6; k++) {
            chinese.append("甲乙丙丁戊己".charAt(k)).append(introduction).append("/我们赞成这个建议。/");
            edges.add(new Lattice.Edge(2 * k, 2, k, 1, k == 5 ? 0 : 2));
            edges.add(new Lattice.Edge(2 * k, 1, k, 0, 0));
            edges.add(new Lattice.Edge(2 * k + 1, 1, k, 1, 0.5));
        }
        Lattice lattice = new Lattice(edges, 12, 6);
        lattice.computePosteriors();
        EvidenceFixture texts = EvidenceFixture.of(chinese.toString(), "We support this proposal./".repeat(6));
        new RecurringEndings(texts.prepared().pair()).agree(lattice);
        assertThat(lattice.beads()).hasSize(beads);
    }
}
