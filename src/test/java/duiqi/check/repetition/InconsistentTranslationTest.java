package duiqi.check.repetition;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.Units;
import duiqi.lexicon.EnglishWords;
import duiqi.lexicon.Lexicon;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class InconsistentTranslationTest {
    private static final List<String> CHINESE = List.of("研究人员在实验室里工作。", "孩子们在河边玩耍。", "水资源管理");
    private static final List<String> ENGLISH =
            List.of("The children are playing by the river.", "They work, all of them, in laboratories.", "Water");

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
                unit(1, CHINESE.get(0), "Researchers are at work in laboratories."),
                unit(2, CHINESE.get(0), "The researchers work in the laboratory."),
                unit(3, CHINESE.get(0), "The researchers work in the laboratory.")));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.unit().id()).isEqualTo("a.tmx1");
            assertThat(finding.message()).contains("a.tmx:3:1").contains("The researchers work in the laboratory.");
            assertThat(finding.suggestions()).containsExactly("The researchers work in the laboratory.");
            assertThat(finding.severity()).isEqualTo(Severity.NOTE);
        });
    }

    @Property(tries = 200, shrinking = ShrinkingMode.BOUNDED)
    void ignoresOrderOfUnits(@ForAll @Size(max = 12) List<@IntRange(max = 8) Integer> texts) {
        List<CheckedUnit> units = IntStream.range(0, texts.size())
                .mapToObj(i -> unit(i + 1, CHINESE.get(texts.get(i) / 3), ENGLISH.get(texts.get(i) % 3)))
                .toList();
        List<CheckedUnit> reversed = new ArrayList<>(units);
        Collections.reverse(reversed);
        assertThat(findings(reversed)).containsExactlyInAnyOrderElementsOf(findings(units));
    }
}
