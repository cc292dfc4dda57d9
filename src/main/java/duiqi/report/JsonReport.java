package duiqi.report;

import duiqi.check.Finding;
import duiqi.check.Severity;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;

/** One object: what was checked, how much was found, and the findings, each an object on its line ({@link FindingJson}). */
final class JsonReport implements ReportFormat {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public String purpose() {
        return "programs that read a whole report";
    }

    @Override
    public void write(FindingReport report, ReportSettings settings, Writer out) throws IOException {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("tool", "duiqi");
        head.put("version", report.version());
        head.put("time", report.time().toString());
        head.put("files", report.files());
        head.put("units", report.units());
        head.put("incomplete", report.incomplete());
        Map<String, Object> severities = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            severities.put(severity.toString(), report.count(severity));
        }
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("severity", severities);
        counts.put("rule", report.byRule());
        head.put("counts", counts);
        out.write("{\n");
        for (Map.Entry<String, Object> entry : head.entrySet()) {
            out.write("  " + JsonText.line(entry.getKey()) + ": " + JsonText.line(entry.getValue()) + ",\n");
        }
        // Written one by one: a big report need not be in memory twice.
        out.write("  \"findings\": [");
        String separator = "\n    ";
        for (Finding finding : report.findings()) {
            out.write(separator + JsonText.line(FindingJson.object(finding)));
            separator = ",\n    ";
        }
        out.write(report.findings().isEmpty() ? "]\n}\n" : "\n  ]\n}\n");
    }
}
