package duiqi.report.findings;

import duiqi.check.Finding;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.page.Words;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JUnit's XML, in which CI servers show tests: each file is a suite, each finding a case that failed, or that was skipped when it
 * does not make the run fail; a file without findings has one case that passed. What kept the run from looking at everything is an
 * error. Passes the schema that Jenkins reads by and the stricter one of Ant's task ("windyroad").
 */
public final class JunitReport implements ReportFormat {
    /** Without a zone, as the stricter schema demands. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    @Override
    public String name() {
        return "junit";
    }

    @Override
    public String purpose() {
        return "CI servers that show tests";
    }

    @Override
    public void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        FilePaths paths = new FilePaths(settings.root());
        XmlOutput xml = new XmlOutput(out);
        xml.open("testsuites", Map.of());
        int id = 0;
        for (Map.Entry<String, List<Finding>> file :
                FindingReport.ByFile.of(report).entrySet()) {
            String path = paths.path(file.getKey());
            List<Case> cases = new ArrayList<>();
            Map<String, Integer> names = new HashMap<>();
            for (Finding finding : file.getValue()) {
                String name = name(finding);
                int count = names.merge(name, 1, Integer::sum);
                // GitLab takes cases of one name for one.
                cases.add(Case.of(count == 1 ? name : name + " (" + count + ")", finding, report.isFailing(finding)));
            }
            if (cases.isEmpty()) {
                cases.add(new Case("nothing found", "", "", "", ""));
            }
            suite(xml, report, id++, path, cases);
        }
        if (!report.incomplete().isEmpty()) {
            List<Case> cases = report.incomplete().stream()
                    .map(line -> new Case("all is checked", "error", "incomplete", line, line))
                    .toList();
            suite(xml, report, id, "duiqi check", cases);
        }
        xml.close("testsuites");
    }

    private static String name(Finding finding) {
        return finding.rule().id() + " " + finding.location().line() + ":"
                + finding.location().column();
    }

    private static void suite(XmlOutput xml, FindingReport report, int id, String name, List<Case> cases)
            throws IOException {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("id", Integer.toString(id));
        attributes.put("package", "duiqi");
        attributes.put("name", name);
        attributes.put(
                "timestamp",
                report.time()
                        .atOffset(ZoneOffset.UTC)
                        .truncatedTo(ChronoUnit.SECONDS)
                        .format(TIME));
        attributes.put("hostname", "localhost");
        attributes.put("tests", Integer.toString(cases.size()));
        attributes.put("failures", count(cases, "failure"));
        attributes.put("errors", count(cases, "error"));
        attributes.put("skipped", count(cases, "skipped"));
        attributes.put("time", "0");
        xml.open("testsuite", attributes);
        xml.open("properties", Map.of());
        Map<String, String> version = new LinkedHashMap<>();
        version.put("name", "duiqi.version");
        version.put("value", report.version());
        xml.empty("property", version);
        xml.close("properties");
        for (Case one : cases) {
            one.write(xml, name);
        }
        xml.empty("system-out", Map.of());
        xml.empty("system-err", Map.of());
        xml.close("testsuite");
    }

    private static String count(List<Case> cases, String outcome) {
        return Long.toString(
                cases.stream().filter(one -> one.outcome.equals(outcome)).count());
    }

    /**
     * A test.
     *
     * @param outcome the element that says how it ended; empty when it passed
     */
    private record Case(String name, String outcome, String type, String message, String text) {
        static Case of(String name, Finding finding, boolean isFailing) {
            String text = finding.location() + ": " + finding.severity() + ": " + Words.advice(finding) + "\n"
                    + String.join("\n", Words.texts(finding.unit())) + "\n";
            return new Case(
                    name, isFailing ? "failure" : "skipped", finding.rule().id(), Words.advice(finding), text);
        }

        void write(XmlOutput xml, String suite) throws IOException {
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("classname", suite);
            attributes.put("name", name);
            attributes.put("time", "0");
            if (outcome.isEmpty()) {
                xml.empty("testcase", attributes);
                return;
            }
            xml.open("testcase", attributes);
            Map<String, String> details = new LinkedHashMap<>();
            details.put("message", message);
            if (!outcome.equals("skipped")) {
                details.put("type", type);
            }
            xml.text(outcome, details, text);
            xml.close("testcase");
        }
    }
}
