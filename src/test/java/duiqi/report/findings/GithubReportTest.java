package duiqi.report.findings;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.report.SampleFindings;
import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GithubReportTest {
    private static List<String> lines(int errors, int warnings, int notes) {
        CheckedUnit unit = CheckedUnit.of(
                "u",
                Direction.INTO_ENGLISH,
                SampleFindings.near("好", "a.tmx", 1, 1),
                SampleFindings.near("good", "a.tmx", 1, 1));
        Map<Rule, Integer> counts = Map.of(
                SampleFindings.PUNCTUATION, notes, SampleFindings.MISSING, warnings, SampleFindings.FORBIDDEN, errors);
        List<Finding> all = new ArrayList<>();
        counts.forEach((rule, count) ->
                all.addAll(Collections.nCopies(count, SampleFindings.finding(rule, unit, "no", "", List.of()))));
        return SampleFindings.written("github", SampleFindings.report(all))
                .lines()
                .toList();
    }

    private static Map<String, Long> levels(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst("::(\\w+) .*", "$1"))
                .collect(Collectors.groupingBy(level -> level, Collectors.counting()));
    }

    @Test
    void writesAllFindingsWithinTheLimit() {
        assertThat(levels(lines(10, 10, 10))).isEqualTo(Map.of("error", 10L, "warning", 10L, "notice", 10L));
    }

    @Test
    void reportsOmittedFindingsInANotice() {
        List<String> lines = lines(11, 0, 10);
        assertThat(levels(lines)).isEqualTo(Map.of("error", 10L, "notice", 10L));
        assertThat(lines).first().asString().startsWith("::error file=a.tmx,line=1,col=1,");
        assertThat(lines)
                .last()
                .asString()
                .startsWith("::notice title=duiqi::21 findings")
                .endsWith("; 2 findings not annotated");
    }
}
