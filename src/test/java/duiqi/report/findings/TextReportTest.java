package duiqi.report.findings;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.SampleFindings;
import duiqi.report.Terminal;
import duiqi.text.Direction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static String written(FindingReport report, ReportFormat.TextLayout layout) {
        ReportFormat.Settings plain = SampleFindings.settings();
        return SampleFindings.written(
                ReportFormat.ALL.get(0),
                report,
                new ReportFormat.Settings(plain.folder(), plain.root(), layout, Optional.empty()));
    }

    @Test
    void listsErrorsFirstAndCountsTheRestOfARule() {
        List<Finding> many = new ArrayList<>();
        for (int line = 1; line <= 62; line++) {
            CheckedUnit unit = CheckedUnit.of(
                    "u",
                    Direction.INTO_ENGLISH,
                    SampleFindings.near("好", "a.tmx", line, 1),
                    SampleFindings.near("good", line == 62 ? "b.tmx" : "a.tmx", line, 1));
            Rule rule = line % 2 == 0 ? SampleFindings.PUNCTUATION : SampleFindings.FORBIDDEN;
            many.add(SampleFindings.finding(rule, unit, "wrong", "", List.of()));
        }
        FindingReport report = SampleFindings.report(many);
        List<String> lines = written(report, new ReportFormat.TextLayout(false, true, false, 80, ""))
                .lines()
                .filter(line -> !line.startsWith(" "))
                .toList();
        assertThat(lines).hasSize(1 + 20 + 1 + 20 + 1 + 1);
        assertThat(lines.get(0))
                .startsWith("62 findings in ")
                .endsWith(": 31 errors, 0 warnings, 31 notes (made-up-punctuation 31, made-up-term-forbidden 31)");
        assertThat(lines.get(1)).startsWith("a.tmx:1:1: error: wrong ");
        assertThat(lines.get(21)).isEqualTo("a.tmx: and 11 more [made-up-term-forbidden]; list them with --all");
        assertThat(lines.get(22)).startsWith("a.tmx:2:1: note: wrong ");
        assertThat(lines.get(42)).isEqualTo("a.tmx: and 10 more [made-up-punctuation]; list them with --all");
        assertThat(lines.get(43)).startsWith("b.tmx:62:1: note: ");
        assertThat(written(report, new ReportFormat.TextLayout(false, false, true, 80, ""))
                        .lines()
                        .filter(line -> line.contains(": wrong ")))
                .hasSize(62);
    }

    @Test
    void colourDoesNotChangeTheText() {
        String text = written(SampleFindings.report(), new ReportFormat.TextLayout(true, false, false, 80, ""));
        assertThat(text).contains(Terminal.ESCAPE + "[1m");
        assertThat(text.replaceAll(Terminal.ESCAPE + "\\[[0-9;]*m", ""))
                .isEqualTo(SampleFindings.written("text", SampleFindings.report()));
    }

    /** Checks that lines fit the width, that the underline points at the span, and that short texts are not cut. */
    @Property
    void underlinesTheSpanWithinTheWidth(
            @ForAll @CharRange(from = 'a', to = 'z') @CharRange(from = '一', to = '龥') @StringLength(max = 120)
                    String text,
            @ForAll @IntRange(max = 120) int from,
            @ForAll @IntRange(max = 120) int length,
            @ForAll @IntRange(min = 20, max = 100) int columns) {
        int start = Math.min(from, text.length());
        int end = Math.min(start + length, text.length());
        TextReports.TextReport.Excerpt excerpt =
                TextReports.TextReport.Excerpt.around(text, new TextSpan(TextSpan.Side.TARGET, start, end), columns);
        assertThat(Terminal.Columns.width(excerpt.line())).isLessThanOrEqualTo(columns);
        assertThat(excerpt.underline()).matches(" {" + Terminal.Columns.width(excerpt.before()) + "}\\^+");
        assertThat(text.substring(start, end)).startsWith(excerpt.words().replace("…", ""));
        assertThat(text.substring(0, start)).endsWith(excerpt.before().replace("…", ""));
        assertThat(text.substring(end)).startsWith(excerpt.after().replace("…", ""));
        assertThat(excerpt.line()).doesNotContain("……");
        if (Terminal.Columns.width(text) <= columns) {
            assertThat(excerpt.line()).isEqualTo(text);
        }
    }
}
