package duiqi.check.text;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FileFindingsTest {
    private static final String SOURCE = "他们都来了。";

    @Test
    void acceptsQuotationThatEndsInLaterUnit() {
        assertThat(findings("He said, “I will come.", "They waited for him.", "But not today.” He left."))
                .isEmpty();
    }

    @Test
    void acceptsBracketThatEndsInNextUnit() {
        assertThat(findings("(The river is wide.", "The bridge is new.)")).isEmpty();
    }

    @Test
    void reportsQuotationThatIsNeverClosed() {
        assertThat(findings("He said, “I will come.", "They waited for him."))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message()).isEqualTo("\"“\" is not closed"));
    }

    @Test
    void reportsDistantMarks() {
        List<String> units = new ArrayList<>(Collections.nCopies(50, "They waited for him."));
        units.add(0, "He said, “I will come.");
        units.add("But not today.” He left.");
        assertThat(findings(units.toArray(String[]::new))).hasSize(2);
    }

    @Test
    void reportsStyleOfFileOnce() {
        String[] units = IntStream.range(0, 30)
                .mapToObj(i -> "The river is wide , and deep .")
                .toArray(String[]::new);
        assertThat(findings(units)).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
            assertThat(finding.message()).isEqualTo("a space precedes a mark, here and in 59 other places of the file");
            assertThat(finding.unit().location(0).line()).isEqualTo(1);
        });
    }

    @Test
    void reportsEachOfFewSpaces() {
        assertThat(findings("The river is wide , and deep.", "The bridge is new , and safe."))
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(Severity.WARNING));
    }

    private static List<Finding> findings(String... english) {
        Punctuation check = new Punctuation();
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < english.length; i++) {
            Location place = new Location("a.tmx", i + 1, 1);
            findings.addAll(check.check(CheckedUnit.of(
                    "u" + i,
                    Direction.INTO_ENGLISH,
                    CheckedUnit.Passage.of(SOURCE, place),
                    CheckedUnit.Passage.of(english[i], place))));
        }
        findings.addAll(check.finish());
        return findings;
    }
}
