package duiqi.report;

import duiqi.report.findings.JsonReports;
import duiqi.report.findings.SarifReport;
import duiqi.report.findings.TextReports;
import duiqi.report.findings.XmlReports;
import duiqi.report.page.HtmlReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists all formats for findings. */
public final class ReportFormats {
    /**
     * All formats, in documentation order. The first is the default, and the first with an extension is the default of
     * the extension.
     */
    public static final List<ReportFormat> ALL = List.of(
            new ReportFormat("text", "terminals", List.of(".txt"), TextReports.TextReport::write),
            new ReportFormat("json", "programs that read the whole report", List.of(".json"), JsonReports::writeWhole),
            new ReportFormat(
                    "jsonl", "scripts that read one line at a time", List.of(".jsonl"), JsonReports::writeLines),
            new ReportFormat(
                    "sarif",
                    "code scanning on GitHub and other hosts, editors",
                    List.of(".sarif", ".sarif.json", ".json"),
                    SarifReport::write),
            new ReportFormat("junit", "CI servers that show test results", List.of(".xml"), XmlReports::writeJunit),
            new ReportFormat(
                    "checkstyle",
                    "Jenkins and other tools that read Checkstyle XML",
                    List.of(".xml"),
                    XmlReports::writeCheckstyle),
            new ReportFormat(
                    "github", "annotations in GitHub Actions", List.of(".txt"), TextReports.GithubReport::write),
            new ReportFormat(
                    "gitlab",
                    "code quality reports in GitLab merge requests",
                    List.of(".json"),
                    JsonReports::writeGitlab),
            new ReportFormat("rdjsonl", "reviewdog", List.of(".rdjsonl", ".jsonl"), JsonReports::writeRdjsonl),
            new ReportFormat("csv", "spreadsheet programs", List.of(".csv"), TextReports.CsvReport::write),
            new ReportFormat(
                    "answers",
                    "translators, with a column for their answers",
                    List.of(".csv"),
                    TextReports.AnswersReport::write),
            new ReportFormat("html", "browsers and printing", List.of(".html", ".htm"), HtmlReport::write));

    private ReportFormats() {}

    /** Returns the format with a name, ignoring case. Empty if there is no format with this name. */
    public static Optional<ReportFormat> named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
