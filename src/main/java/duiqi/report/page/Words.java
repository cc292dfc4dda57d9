package duiqi.report.page;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.Terminal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says in words what all formats tell of a finding. */
public final class Words {
    private Words() {}

    /** Returns the span of the finding: English, which translators can mend, or Chinese where there is no English one. */
    public static Optional<TextSpan> span(Finding finding) {
        return finding.span(TextSpan.Side.TARGET).or(() -> finding.span(TextSpan.Side.SOURCE));
    }

    /** Returns the span on the other side. */
    public static Optional<TextSpan> otherSpan(Finding finding) {
        return finding.span(TextSpan.Side.TARGET).flatMap(target -> finding.span(TextSpan.Side.SOURCE));
    }

    /** Returns the message and the suggestions on one line. */
    public static String advice(Finding finding) {
        String message = Terminal.plain(finding.message());
        return finding.suggestions().isEmpty() ? message : message + "; write " + suggestions(finding);
    }

    /** Returns the suggestions. */
    public static String suggestions(Finding finding) {
        return finding.suggestions().stream()
                .map(suggestion -> "\"" + Terminal.plain(suggestion) + "\"")
                .collect(Collectors.joining(" or "));
    }

    /** Returns both texts, one line each. */
    public static List<String> texts(CheckedUnit unit) {
        return List.of("zh: " + Terminal.plain(unit.chinese()), "en: " + Terminal.plain(unit.english()));
    }

    /** Returns the outcome of the run, in one sentence without a full stop. */
    public static String summary(FindingReport report) {
        String looked =
                count(report.units(), "unit") + " of " + count(report.files().size(), "file");
        if (report.findings().isEmpty()) {
            return "nothing found in " + looked;
        }
        String rules = report.byRule().entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return count(report.findings().size(), "finding") + " in " + looked + ": " + count(report, Severity.ERROR)
                + ", " + count(report, Severity.WARNING) + ", " + count(report, Severity.NOTE) + " (" + rules + ")";
    }

    private static String count(FindingReport report, Severity severity) {
        return count(report.count(severity), severity.toString());
    }

    /** Returns a number of things: {@code 1 unit}, {@code 2 units}. */
    static String count(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
