package duiqi.report;

import duiqi.report.findings.CheckstyleReport;
import duiqi.report.findings.CsvReport;
import duiqi.report.findings.GithubReport;
import duiqi.report.findings.GitlabReport;
import duiqi.report.findings.JsonReport;
import duiqi.report.findings.JunitReport;
import duiqi.report.findings.RdjsonlReport;
import duiqi.report.findings.SarifReport;
import duiqi.report.findings.TextReport;
import duiqi.report.page.HtmlReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All forms in which findings are told. */
public final class ReportFormats {
    /** The forms, in the order of their page; the first is the one for people at a terminal. */
    public static final List<ReportFormat> ALL = List.of(
            new TextReport(),
            new JsonReport(),
            new JsonReport.Lines(),
            new SarifReport(),
            new JunitReport(),
            new CheckstyleReport(),
            new GithubReport(),
            new GitlabReport(),
            new RdjsonlReport(),
            new CsvReport(),
            new HtmlReport());

    private ReportFormats() {}

    /** The form that a user names. */
    public static Optional<ReportFormat> named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
