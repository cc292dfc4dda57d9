package duiqi.report;

import duiqi.report.findings.JsonReports;
import duiqi.report.findings.SarifReport;
import duiqi.report.findings.TextReports;
import duiqi.report.findings.XmlReports;
import duiqi.report.page.HtmlReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Lists all formats for findings. */
public final class ReportFormats {
    /** All formats, in documentation order. The first is the default. */
    public static final List<ReportFormat> ALL = List.of(
            new ReportFormat("text", "terminals", TextReports.TextReport::write),
            new ReportFormat("json", "programs that read the whole report", JsonReports::writeWhole),
            new ReportFormat("jsonl", "scripts that read one line at a time", JsonReports::writeLines),
            new ReportFormat("sarif", "code scanning on GitHub and other hosts, editors", SarifReport::write),
            new ReportFormat("junit", "CI servers that show test results", XmlReports::writeJunit),
            new ReportFormat(
                    "checkstyle", "Jenkins and other tools that read Checkstyle XML", XmlReports::writeCheckstyle),
            new ReportFormat("github", "annotations in GitHub Actions", TextReports.GithubReport::write),
            new ReportFormat("gitlab", "code quality reports in GitLab merge requests", JsonReports::writeGitlab),
            new ReportFormat("rdjsonl", "reviewdog", JsonReports::writeRdjsonl),
            new ReportFormat("csv", "spreadsheet programs", TextReports.CsvReport::write),
            new ReportFormat("html", "browsers and printing", HtmlReport::write));

    /** Formats by the end of a file name. The first end that fits decides. */
    private static final List<Map.Entry<String, String>> EXTENSIONS = List.of(
            Map.entry(".sarif", "sarif"),
            Map.entry(".sarif.json", "sarif"),
            Map.entry(".json", "json"),
            Map.entry(".rdjsonl", "rdjsonl"),
            Map.entry(".jsonl", "jsonl"),
            Map.entry(".xml", "junit"),
            Map.entry(".csv", "csv"),
            Map.entry(".html", "html"),
            Map.entry(".htm", "html"),
            Map.entry(".txt", "text"));

    private ReportFormats() {}

    /** Returns the format with a name, ignoring case. Empty if there is no format with this name. */
    public static Optional<ReportFormat> named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Returns the format that the name of a file implies; empty if its extension is not that of a format. */
    public static Optional<ReportFormat> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream()
                .filter(format -> name.endsWith(format.getKey()))
                .findFirst()
                .flatMap(format -> named(format.getValue()));
    }
}
