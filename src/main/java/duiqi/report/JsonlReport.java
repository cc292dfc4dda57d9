package duiqi.report;

import duiqi.check.Finding;
import java.io.IOException;
import java.io.Writer;

/** An object a finding on a line of its own ({@link FindingJson}), and nothing else. */
final class JsonlReport implements ReportFormat {
    @Override
    public String name() {
        return "jsonl";
    }

    @Override
    public String purpose() {
        return "scripts that read line by line";
    }

    @Override
    public void write(FindingReport report, ReportSettings settings, Writer out) throws IOException {
        for (Finding finding : report.findings()) {
            out.write(JsonText.line(FindingJson.object(finding)) + "\n");
        }
    }
}
