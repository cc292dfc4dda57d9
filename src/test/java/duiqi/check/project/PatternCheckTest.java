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
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
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
    void reportsSlowPatternOnce() throws IOException {
        String text = "a".repeat(60);
        assertThat(findings("target = 'a*a*a*a*a*a*a*a*!'\n", unit("b.tmx", "水", text), unit("a.tmx", "水", text)))
                .extracting(finding -> finding.location().file(), Finding::message)
                .containsExactly(tuple(
                        folder.resolve("a.tmx").toString(),
                        "the pattern p (" + folder.resolve("duiqi.toml")
                                + ":1:1) takes too long here and on 1 more unit, so duiqi skipped it;"
                                + " remove nested repetitions, for example (a+)+"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?s).*.*x",
                "\\p{L}*\\p{L}*1",
                "(?i:a)*(?i:A)*b",
                "a{1,20}a{1,20}a{1,20}a{1,20}a{1,20}a{1,20}a{1,20}a{1,20}b",
                "(a+)+$b",
                "(a|aa)+$b",
                "(.*,){20}x",
                "(?:a?){50}a{50}b",
                "((a{100}){100}){100}",
                "a{1000000}",
                "(a*)\\1*b",
                "(?<=a{0,900})b",
                "(?=(a*)+b)a*+b"
            })
    @Timeout(60)
    @Tag("hostile")
    void limitsSlowPatternInLongUnitAndInAllUnits(String expression) throws IOException {
        List<CheckedUnit> units = new ArrayList<>(List.of(unit("a.tmx", "水", "a".repeat(60_000))));
        units.addAll(Collections.nCopies(1_000, unit("b.tmx", "水", "a".repeat(100))));
        units.add(unit("c.tmx", "水", "c"));
        assertThat(findings(
                        "target = '" + expression + "'\n[[patterns]]\nname = 'q'\ntarget = 'c'\n",
                        units.toArray(CheckedUnit[]::new)))
                .satisfies(found -> assertThat(found.get(0).location().file()).endsWith("c.tmx"))
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void switchesOffPatternThatIsALittleBelowTheLimitInEachUnit() throws IOException {
        List<CheckedUnit> units = Collections.nCopies(2_000, unit("a.tmx", "水", "a".repeat(40)));
        assertThat(findings("target = '(?s).*.*x'\n", units.toArray(CheckedUnit[]::new)))
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("takes too long here, so duiqi skipped it here and in all later units; remove");
    }

    @Test
    void endsOnTextThatOverflowsTheStack() throws IOException {
        assertThat(findings("target = '(?:a|b)*c'\n", unit("a.tmx", "水", "ab".repeat(30_000))))
                .hasSizeLessThanOrEqualTo(1);
    }
}
