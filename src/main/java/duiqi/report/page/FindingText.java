package duiqi.report.page;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.Terminal;
import duiqi.text.Plurals;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats the texts of findings that several report formats share. */
public final class FindingText {
    private FindingText() {}

    /**
     * Returns the main span of a finding: the span in the target, which translators can correct, or the span in the
     * source if there is none in the target.
     */
    public static Optional<TextSpan> span(Finding finding) {
        return finding.span(TextSpan.Side.TARGET).or(() -> finding.span(TextSpan.Side.SOURCE));
    }

    /** Returns the span in the source of a finding that also has a span in the target. */
    public static Optional<TextSpan> otherSpan(Finding finding) {
        return finding.span(TextSpan.Side.TARGET).flatMap(target -> finding.span(TextSpan.Side.SOURCE));
    }

    /** Returns the message and the suggestions on one line. */
    public static String advice(Finding finding) {
        String message = Terminal.plain(finding.message());
        return finding.suggestions().isEmpty() ? message : message + "; use " + suggestions(finding);
    }

    /** Returns the suggestions. */
    public static String suggestions(Finding finding) {
        return finding.suggestions().stream()
                .map(suggestion -> "\"" + Terminal.plain(suggestion) + "\"")
                .collect(Collectors.joining(" or "));
    }

    /** Returns both texts, one line each, the source first. */
    public static List<String> texts(CheckedUnit unit) {
        return Stream.of(TextSpan.Side.SOURCE, TextSpan.Side.TARGET)
                .map(side -> code(unit, side) + ": "
                        + Terminal.plain(unit.passage(side).text()))
                .toList();
    }

    /** Returns the code of the language of a side: {@code zh} or {@code en}. */
    public static String code(CheckedUnit unit, TextSpan.Side side) {
        return (side == TextSpan.Side.SOURCE) == unit.isIntoChinese() ? "en" : "zh";
    }

    /** Returns the result of the run as one clause without a full stop. */
    public static String summary(FindingReport report) {
        String checked = Plurals.of(report.units(), "unit") + " of "
                + Plurals.of(report.files().size(), "file");
        if (report.findings().isEmpty()) {
            return "no findings in " + checked;
        }
        String rules = report.byRule().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return Plurals.of(report.findings().size(), "finding") + " in " + checked + ": " + count(report, Severity.ERROR)
                + ", " + count(report, Severity.WARNING) + ", " + count(report, Severity.NOTE) + " (" + rules + ")";
    }

    private static String count(FindingReport report, Severity severity) {
        return Plurals.of(report.count(severity), severity.toString());
    }
}
