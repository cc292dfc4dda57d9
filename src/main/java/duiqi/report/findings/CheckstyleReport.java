package duiqi.report.findings;

import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.page.Words;
import duiqi.text.Location;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Checkstyle writes, which most programs for lists of warnings read: errors by file. Source: the XMLLogger of Checkstyle.
 */
public final class CheckstyleReport implements ReportFormat {
    /** The version of the form, not of this program. */
    private static final String FORM = "4.3";

    @Override
    public String name() {
        return "checkstyle";
    }

    @Override
    public String purpose() {
        return "Jenkins and whatever reads Checkstyle's XML";
    }

    @Override
    public void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        FilePaths paths = new FilePaths(settings.root());
        Map<String, List<Finding>> byFile = FindingReport.ByFile.of(report);
        XmlOutput xml = new XmlOutput(out);
        xml.open("checkstyle", Map.of("version", FORM));
        for (Map.Entry<String, List<Finding>> file : byFile.entrySet()) {
            xml.open("file", Map.of("name", paths.path(file.getKey())));
            for (Finding finding : file.getValue()) {
                xml.empty("error", attributes(finding));
            }
            xml.close("file");
        }
        xml.close("checkstyle");
    }

    private static Map<String, String> attributes(Finding finding) {
        Location place = finding.location();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("line", Integer.toString(place.line()));
        attributes.put("column", Integer.toString(place.column()));
        attributes.put(
                "severity",
                finding.severity() == Severity.NOTE
                        ? "info"
                        : finding.severity().toString());
        attributes.put("message", Words.advice(finding));
        attributes.put("source", "duiqi." + finding.rule().id());
        return attributes;
    }
}
