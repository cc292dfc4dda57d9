package duiqi.check.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Checks;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.text.Direction;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatternCheckTest {
    @TempDir
    Path folder;

    private List<Finding> findings(String pattern, CheckedUnit... units) throws IOException {
        Path file = folder.resolve(CheckSettings.FILE_NAME);
        Files.writeString(file, "[[patterns]]\nname = 'p'\n" + pattern);
        CheckSettings.Reading reading = CheckSettings.read(file, Checks.rules(), Optional.empty());
        assertThat(reading.problems()).isEmpty();
        PatternCheck check = new PatternCheck(reading.settings());
        List<Finding> findings = new ArrayList<>();
        for (CheckedUnit unit : units) {
            findings.addAll(check.check(unit));
        }
        findings.addAll(check.finish());
        return findings;
    }

    private CheckedUnit unit(String file, String source, String target) {
        Location place = new Location(folder.resolve(file).toString(), 1, 1);
        return CheckedUnit.of(
                "u",
                Direction.INTO_ENGLISH,
                CheckedUnit.Passage.of(source, place),
                CheckedUnit.Passage.of(target, place));
    }

    @Test
    void fillsGroupsOfMessageAndFix() throws IOException {
        assertThat(findings(
                        "target = '(\\d+) (?<unit>%|‰)'\nmessage = 'write $1 per cent, not $2'\nfix = '$1${unit}'\n",
                        unit("a.tmx", "增长", "It grew by 5 % and 6 ‰.")))
                .extracting(Finding::message, finding -> finding.suggestions().get(0))
                .containsExactly(tuple("write 5 per cent, not %", "5%"), tuple("write 6 per cent, not ‰", "6‰"));
    }

    @Test
    void givesFindingsTheSeverityOfTheirPattern() throws IOException {
        assertThat(findings("target = 'x'\nseverity = 'note'\n", unit("a.tmx", "水", "x")))
                .extracting(Finding::severity)
                .containsExactly(Severity.NOTE);
        assertThat(findings("target = 'x'\n", unit("a.tmx", "水", "x")))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void appliesPatternToItsFilesOnly() throws IOException {
        assertThat(findings("target = 'x'\nfiles = 'help/**'\n", unit("a.tmx", "水", "x"), unit("help/a.tmx", "水", "x")))
                .extracting(finding -> finding.location().file())
                .containsExactly(folder.resolve("help/a.tmx").toString());
    }

    @Test
    void readsSyntaxOfJavaForChineseCharacters() throws IOException {
        assertThat(findings("target = '[\\u4e00-\\u9fa5]+\\p{IsLatin}'\n", unit("a.tmx", "水", "a 水闸a")))
                .extracting(finding -> finding.unit().text(finding.spans().get(0)))
                .containsExactly("水闸a");
        assertThat(findings("target = '\\bH\\b'\n", unit("a.tmx", "水", "水H水"))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$b", "(.*,){20}x", "(?:a?){50}a{50}b", "(?:a|b)*c"})
    @Timeout(60)
    void endsSoonOnLongTexts(String expression) throws IOException {
        assertThat(findings("target = '" + expression + "'\n", unit("a.tmx", "水", "a".repeat(60_000))))
                .isEmpty();
    }
}
