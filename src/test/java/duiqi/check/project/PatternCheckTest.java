package duiqi.check.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import duiqi.check.CheckSettings;
import duiqi.check.CheckedUnit;
import duiqi.check.Checks;
import duiqi.check.Finding;
import duiqi.check.Units;
import duiqi.text.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternCheckTest {
    @TempDir
    Path folder;

    private List<Finding> findings(String pattern, String file, String target) throws IOException {
        Path settings = folder.resolve(CheckSettings.FILE_NAME);
        Files.writeString(settings, "[[patterns]]\nname = 'p'\n" + pattern);
        CheckSettings.Reading reading = CheckSettings.read(settings, Checks.rules(), Optional.empty());
        assertThat(reading.problems()).isEmpty();
        CheckedUnit unit = Units.of(Direction.INTO_ENGLISH, folder.resolve(file).toString(), "水", target);
        return Units.findings(new PatternCheck(reading.settings()), unit);
    }

    @Test
    void fillsGroupsOfMessageAndFix() throws IOException {
        assertThat(findings(
                        "target = '(\\d+) (?<unit>%|‰)'\nmessage = 'write $1 per cent, not $2'\nfix = '$1${unit}'\n",
                        "a.tmx", "It grew by 5 % and 6 ‰."))
                .extracting(Finding::message, finding -> finding.suggestions().get(0))
                .containsExactly(tuple("write 5 per cent, not %", "5%"), tuple("write 6 per cent, not ‰", "6‰"));
    }

    /** The last columns are the severity and the marked words of a finding. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
              target = 'x'⏎severity = 'note'                 | a.tmx      | x         | note    | x
              target = 'x'                                   | a.tmx      | x         | warning | x
              target = 'x'⏎files = 'help/**'                 | help/a.tmx | x         | warning | x
              target = 'x'⏎files = 'help/**'                 | a.tmx      | x         |         |
              target = '[\\u4e00-\\u9fa5]+\\p{IsLatin}'      | a.tmx      | a 水闸a   | warning | 水闸a
              target = '\\bH\\b'                             | a.tmx      | 水H水     | warning | H
            """)
    void findsPatternInItsFiles(
            String pattern, String file, String target, @Nullable String severity, @Nullable String words)
            throws IOException {
        assertThat(findings(pattern.replace('⏎', '\n'), file, target))
                .extracting(
                        finding -> finding.severity().toString(),
                        finding -> finding.unit().text(finding.spans().get(0)))
                .isEqualTo(severity == null ? List.of() : List.of(tuple(severity, words)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$b", "(.*,){20}x", "(?:a?){50}a{50}b", "(?:a|b)*c"})
    @Timeout(60)
    void endsSoonOnLongTexts(String expression) throws IOException {
        assertThat(findings("target = '" + expression + "'\n", "a.tmx", "a".repeat(60_000)))
                .isEmpty();
    }
}
