package duiqi.corpus.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CorpusUnitTest {
    @Test
    void keepsOrderOfEvidence() {
        Map<String, Float> evidence = new LinkedHashMap<>();
        for (int number = 0; number < 20; number++) {
            evidence.put("feature " + number, number / 2f);
        }
        CorpusUnit unit = new CorpusUnit(
                "1",
                new CorpusUnit.Place("document", List.of(0), List.of(0)),
                "好",
                "Good",
                "1-1",
                new CorpusUnit.Scores(0.9, 0.8),
                evidence,
                Optional.empty());

        // The order of an immutable map differs between processes, so rows of the same unit would differ too.
        assertThat(unit.evidence()).containsExactlyEntriesOf(evidence);
        assertThat(unit.row().getJavaMap(CorpusUnit.SCHEMA.fieldIndex("evidence")))
                .hasToString(evidence.toString());
        evidence.clear();
        assertThat(unit.evidence()).hasSize(20);
    }
}
