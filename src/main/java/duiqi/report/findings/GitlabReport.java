package duiqi.report.findings;

import duiqi.check.Finding;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.page.Words;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A code quality report, which GitLab shows in merge requests. GitLab takes findings of one fingerprint for one, and does without
 * the columns. Source: GitLab Docs, Code Quality, Code Quality report format.
 */
public final class GitlabReport implements ReportFormat {
    @Override
    public String name() {
        return "gitlab";
    }

    @Override
    public String purpose() {
        return "code quality in GitLab's merge requests";
    }

    @Override
    public void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        FilePaths paths = new FilePaths(settings.root());
        Fingerprints fingerprints = new Fingerprints();
        List<Object> issues = new ArrayList<>();
        for (Finding finding : report.findings()) {
            Region region = Region.of(finding);
            Map<String, Object> lines = new LinkedHashMap<>();
            lines.put("begin", region.start().line());
            lines.put("end", region.end().line());
            Map<String, Object> location = new LinkedHashMap<>();
            location.put("path", paths.path(region.start().file()));
            location.put("lines", lines);
            Map<String, Object> issue = new LinkedHashMap<>();
            issue.put("description", Words.advice(finding));
            issue.put("check_name", finding.rule().id());
            issue.put("fingerprint", fingerprints.next(finding));
            issue.put("severity", severity(finding));
            issue.put("location", location);
            issues.add(issue);
        }
        out.write(JsonReport.Text.indented(issues));
    }

    private static String severity(Finding finding) {
        return switch (finding.severity()) {
            case ERROR -> "major";
            case WARNING -> "minor";
            case NOTE -> "info";
        };
    }
}
