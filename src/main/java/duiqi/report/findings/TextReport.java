package duiqi.report.findings;

import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.Terminal;
import duiqi.report.page.FindingText;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;

/**
 * Writes findings for people at a terminal. Each finding has a line {@code file:line:col: severity: message [rule]}, as
 * compilers print it, the texts with the span underlined, and the suggestions. The last line contains the counts.
 */
public final class TextReport {
    private static final String INDENT = "    ";

    /** Gap between the language code and the text. */
    private static final String GAP = "  ";

    private TextReport() {}

    /** Writes a report. */
    public static void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        for (Finding finding : report.findings()) {
            write(finding, settings, out);
        }
        for (String line : report.incomplete()) {
            String labelled = FindingReport.labelled(line);
            int end = labelled.length() - line.length();
            out.write(Terminal.styled(labelled.substring(0, end), Terminal.Style.BOLD, settings.inColour())
                    + Terminal.plain(line) + "\n");
        }
        out.write(Terminal.styled(FindingText.summary(report), Terminal.Style.BOLD, settings.inColour()) + "\n");
    }

    private static void write(Finding finding, ReportFormat.Settings settings, Writer out) throws IOException {
        boolean inColour = settings.inColour();
        out.write(Terminal.styled(Terminal.plain(finding.location().toString()), Terminal.Style.BOLD, inColour) + ": "
                + Terminal.styled(finding.severity().toString(), style(finding.severity()), inColour) + ": "
                + Terminal.plain(finding.message()) + " "
                + Terminal.styled("[" + finding.rule().id() + "]", Terminal.Style.DIM, inColour) + "\n");
        // A span over an empty target shows no words.
        boolean isAboutSettings = finding.unit().source().text().isEmpty()
                && finding.unit().target().text().isEmpty();
        if (isAboutSettings) {
            return;
        }
        boolean hasSource = finding.span(TextSpan.Side.SOURCE).isPresent()
                || finding.span(TextSpan.Side.TARGET).isEmpty()
                || finding.unit().target().text().isEmpty();
        if (hasSource) {
            out.write(side(finding, TextSpan.Side.SOURCE, settings));
        }
        out.write(side(finding, TextSpan.Side.TARGET, settings));
        for (FindingText.Remedy remedy : FindingText.remedies(finding)) {
            out.write(INDENT + remedy.verb() + ": " + Terminal.styled(remedy.quoted(), Terminal.Style.GREEN, inColour)
                    + "\n");
        }
    }

    private static String side(Finding finding, TextSpan.Side side, ReportFormat.Settings settings) {
        String code = FindingText.code(finding.unit(), side);
        String text = finding.unit().passage(side).text();
        Optional<TextSpan> span = finding.span(side);
        int room = settings.columns() - INDENT.length() - code.length() - GAP.length();
        boolean inColour = settings.inColour();
        String start = INDENT + Terminal.styled(code, Terminal.Style.DIM, inColour) + GAP;
        if (text.isEmpty()) {
            return start + Terminal.styled("(empty)", Terminal.Style.DIM, inColour) + "\n";
        }
        if (span.isEmpty()) {
            return start + Excerpt.of(text, room).line() + "\n";
        }
        // One column is reserved: a gap at the end of the text is underlined after the text.
        Excerpt excerpt = Excerpt.around(text, span.get(), room - 1);
        return start + excerpt.line() + "\n"
                + " ".repeat(INDENT.length() + code.length() + GAP.length())
                + Terminal.styled(excerpt.underline(), Terminal.Style.HIGHLIGHT, inColour) + "\n";
    }

    private static Terminal.Style style(Severity severity) {
        return switch (severity) {
            case ERROR -> Terminal.Style.HIGHLIGHT;
            case WARNING -> Terminal.Style.YELLOW;
            case NOTE -> Terminal.Style.DIM;
        };
    }

    /**
     * Holds the part of a text around a span that fits on one terminal line, without characters that terminals
     * interpret. Immutable.
     *
     * @param before the text before the span
     * @param words the text of the span; empty if the finding is about missing text
     * @param after the text after the span
     */
    record Excerpt(String before, String words, String after) {
        private static final String CUT = "…";

        /** Returns the part around a span. */
        static Excerpt around(String text, TextSpan span, int columns) {
            String before = Terminal.plain(text.substring(0, span.start()));
            String words = Terminal.plain(text.substring(span.start(), span.end()));
            String after = Terminal.plain(text.substring(span.end()));
            // The ellipsis counts as one column. Some terminals show it in two, so that a line may be one or two
            // columns too long.
            String shown = begin(words, columns);
            if (!shown.equals(words)) {
                return new Excerpt("", shown, "");
            }
            int room = columns - Terminal.Columns.width(shown);
            int left =
                    Math.min(Terminal.Columns.width(before), Math.max(room / 2, room - Terminal.Columns.width(after)));
            String shownBefore = end(before, left);
            return new Excerpt(shownBefore, shown, begin(after, room - Terminal.Columns.width(shownBefore)));
        }

        /** Returns the beginning of a text without a span. */
        static Excerpt of(String text, int columns) {
            return new Excerpt(begin(Terminal.plain(text), columns), "", "");
        }

        private static String begin(String text, int columns) {
            if (Terminal.Columns.width(text) <= columns) {
                return text;
            }
            return columns < 1 ? "" : Terminal.Columns.fit(text, columns - 1) + CUT;
        }

        private static String end(String text, int columns) {
            if (Terminal.Columns.width(text) <= columns) {
                return text;
            }
            return columns < 1 ? "" : CUT + Terminal.Columns.fitEnd(text, columns - 1);
        }

        String line() {
            return before + words + after;
        }

        /**
         * Returns a line that underlines the span. The underline has at least one column, so that it can point at a
         * gap.
         */
        String underline() {
            return " ".repeat(Terminal.Columns.width(before)) + "^".repeat(Math.max(1, Terminal.Columns.width(words)));
        }
    }
}
