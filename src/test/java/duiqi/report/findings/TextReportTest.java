package duiqi.report.findings;

import static org.assertj.core.api.Assertions.assertThat;

import duiqi.check.TextSpan;
import duiqi.report.ReportFormat;
import duiqi.report.SampleFindings;
import duiqi.report.Terminal;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextReportTest {
    @Test
    void colourDoesNotChangeTheText() {
        ReportFormat.Settings plain = SampleFindings.settings();
        ReportFormat.Settings coloured =
                new ReportFormat.Settings(plain.folder(), plain.root(), true, plain.columns(), Optional.empty());
        String text = SampleFindings.written(ReportFormat.ALL.get(0), SampleFindings.report(), coloured);
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
