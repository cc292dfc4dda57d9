package duiqi.report.findings;

import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.Terminal;
import duiqi.report.page.FindingText;
import duiqi.text.Plurals;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes workflow commands for GitHub Actions, which GitHub shows as annotations in a pull request. GitHub shows 10
 * annotations of each level per step and 50 per job. Errors come first. If findings are omitted, the last notice
 * contains their number.
 *
 * <p>Source: GitHub Docs, Workflow commands for GitHub Actions; escapes as in {@code actions/toolkit}, command.ts.
 */
public final class GithubReport {
    /** Number of annotations of one level that GitHub shows per step. */
    private static final int MAX_OF_A_LEVEL = 10;

    private GithubReport() {}

    /** Writes a report. */
    public static void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        FilePaths paths = new FilePaths(settings.root());
        List<Finding> annotated = new ArrayList<>();
        annotated.addAll(first(report, Severity.ERROR, MAX_OF_A_LEVEL));
        annotated.addAll(first(report, Severity.WARNING, MAX_OF_A_LEVEL));
        List<Finding> notes = first(report, Severity.NOTE, MAX_OF_A_LEVEL);
        boolean isAll = annotated.size() + notes.size() == report.findings().size()
                && report.incomplete().isEmpty();
        annotated.addAll(isAll ? notes : first(report, Severity.NOTE, MAX_OF_A_LEVEL - 1));
        for (Finding finding : annotated) {
            out.write(command(finding, paths));
        }
        if (!isAll) {
            StringBuilder rest = new StringBuilder(FindingText.summary(report));
            int omitted = report.findings().size() - annotated.size();
            if (omitted > 0) {
                rest.append("; ").append(Plurals.of(omitted, "finding")).append(" not annotated");
            }
            report.incomplete().forEach(line -> rest.append('\n').append(Terminal.plain(FindingReport.labelled(line))));
            out.write("::notice title=duiqi::" + data(rest.toString()) + "\n");
        }
    }

    private static List<Finding> first(FindingReport report, Severity severity, int most) {
        return report.findings().stream()
                .filter(finding -> finding.severity() == severity)
                .limit(most)
                .toList();
    }

    private static String command(Finding finding, FilePaths paths) {
        Region region = Region.of(finding);
        StringBuilder command = new StringBuilder("::")
                .append(
                        finding.severity() == Severity.NOTE
                                ? "notice"
                                : finding.severity().toString())
                .append(" file=")
                .append(property(Terminal.plain(paths.path(region.start().file()))))
                .append(",line=")
                .append(region.start().line())
                .append(",col=")
                .append(region.start().column());
        // GitHub accepts an end column only on the same line.
        if (region.hasEnd() && region.end().line() == region.start().line()) {
            command.append(",endColumn=").append(region.end().column());
        }
        return command.append(",title=")
                .append(property("duiqi: " + finding.rule().id()))
                .append("::")
                .append(data(message(finding)))
                .append('\n')
                .toString();
    }

    private static String message(Finding finding) {
        String chinese = finding.span(TextSpan.Side.SOURCE)
                .map(span -> "\nzh: " + Terminal.plain(finding.unit().text(span)))
                .orElse("");
        return FindingText.advice(finding) + chinese;
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
