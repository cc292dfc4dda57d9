package duiqi.report;

import duiqi.report.findings.CsvReport;
import duiqi.report.findings.GithubReport;
import duiqi.report.findings.JsonReports;
import duiqi.report.findings.SarifReport;
import duiqi.report.findings.TextReport;
import duiqi.report.findings.XmlReports;
import duiqi.report.page.HtmlReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists all formats of reports on findings. */
public final class ReportFormats {
    /** The formats, in the order of their page; the first is for people at a terminal. */
    public static final List<ReportFormat> ALL = List.of(
            new ReportFormat("text", "people at a terminal", TextReport::write),
            new ReportFormat("json", "programs that read a whole report", JsonReports::writeWhole),
            new ReportFormat("jsonl", "scripts that read line by line", JsonReports::writeLines),
            new ReportFormat("sarif", "code scanning at GitHub and others, editors", SarifReport::write),
            new ReportFormat("junit", "CI servers that show tests", XmlReports::writeJunit),
            new ReportFormat("checkstyle", "Jenkins and whatever reads Checkstyle's XML", XmlReports::writeCheckstyle),
            new ReportFormat("github", "annotations by GitHub Actions", GithubReport::write),
            new ReportFormat("gitlab", "code quality in GitLab's merge requests", JsonReports::writeGitlab),
            new ReportFormat("rdjsonl", "reviewdog", JsonReports::writeRdjsonl),
            new ReportFormat("csv", "spreadsheet programs", CsvReport::write),
            new ReportFormat("html", "people in a browser, or on paper", HtmlReport::write));

    private ReportFormats() {}

    /** Returns the format of a name, in any case; empty when there is none. */
    public static Optional<ReportFormat> named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
