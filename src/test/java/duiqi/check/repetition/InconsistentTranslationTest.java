package duiqi.check.repetition;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.Units;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.List;
import org.junit.jupiter.api.Test;

class InconsistentTranslationTest {
    private static final String CHINESE = "研究人员在实验室里工作。";

    private static CheckedUnit unit(int line, String chinese, String english) {
        return Units.unit("a.tmx", line, chinese, english);
    }

    private static List<Finding> findings(List<CheckedUnit> units) {
        InconsistentTranslation check = new InconsistentTranslation(Lexicon.standard(), new EnglishWords());
        units.forEach(unit -> assertThat(check.check(unit)).isEmpty());
        return check.finish();
    }

    @Test
    void reportsUsualTranslationWithLocation() {
        List<Finding> findings = findings(List.of(
                unit(1, CHINESE, "Researchers are at work in laboratories."),
                unit(2, CHINESE, "The researchers work in the laboratory."),
                unit(3, CHINESE, "The researchers work in the laboratory.")));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.unit().id()).isEqualTo("a.tmx1");
            assertThat(finding.message()).contains("a.tmx:3:1").contains("The researchers work in the laboratory.");
            assertThat(finding.suggestions()).containsExactly("The researchers work in the laboratory.");
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
        });
    }
}
