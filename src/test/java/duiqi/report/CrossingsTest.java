package duiqi.report;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.align.Alignment;
import duiqi.align.Bead;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossingsTest {
    /** Checks the fewest pairs whose removal sorts the rest; -1 is an unpaired sentence. */
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "0 1 2, ''",
        "0 -1 1, ''",
        "2 0 1, 0",
        "1 2 3 0, 3",
        "3 0 1 -1 2 4, 0",
        "1 0 3 2, 0 2",
        "2 1 0, 0 1"
    })
    void reportsTheFewestPairs(String targets, String crossing) {
        List<Bead> beads = new ArrayList<>();
        for (String target : targets.split(" ")) {
            if (!target.isEmpty()) {
                beads.add(new Bead(
                        List.of(beads.size()), target.equals("-1") ? List.of() : List.of(Integer.valueOf(target)), 1));
            }
        }
        int paired = (int) beads.stream().filter(bead -> !bead.isNull()).count();
        assertThat(PairReport.Crossings.of(new Alignment(beads.size(), paired, beads)))
                .hasSize(crossing.isEmpty() ? 0 : crossing.split(" ").length);
    }
}
