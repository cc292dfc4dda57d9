package duiqi.report.findings;

import duiqi.check.Finding;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.Terminal;
import duiqi.report.page.FindingText;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.StringEscapeUtils;

/**
 * Writes the format of JUnit, which CI servers show as tests. Each file is a test suite, and each finding a test case.
 * The case failed if the finding makes the run fail; otherwise it was skipped. A file without findings has one case that
 * passed. A problem that prevented units from being checked is an error. The output is valid against the schema of
 * Jenkins and against the stricter schema of the JUnit task of Ant ("windyroad"). Use an instance once.
 */
public final class JunitReport {
    /** Has no time zone, as the stricter schema requires. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final FindingReport report;
    private final Writer out;
    private int suites;

    private JunitReport(FindingReport report, Writer out) {
        this.report = report;
        this.out = out;
    }

    public static void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        JunitReport junit = new JunitReport(report, out);
        for (Map.Entry<String, List<Finding>> file : report.byFile().entrySet()) {
            junit.suite(settings.paths().path(file.getKey()), file.getValue());
        }
        List<String> problems = report.incomplete();
        if (!problems.isEmpty()) {
            junit.begin("duiqi check", problems.size(), 0, problems.size(), 0);
            for (String line : problems) {
                junit.test("duiqi check", "checks all units", "error", "incomplete", line, line);
            }
            junit.end();
        }
        out.write("</testsuites>\n");
    }

    private void suite(String name, List<Finding> findings) throws IOException {
        int failures = (int) findings.stream()
                .filter(finding -> report.isFailing(finding.severity()))
                .count();
        begin(name, Math.max(1, findings.size()), failures, 0, findings.size() - failures);
        if (findings.isEmpty()) {
            test(name, "no findings", "", "", "", "");
        }
        String before = "";
        int count = 0;
        for (Finding finding : findings) {
            String own = finding.rule().id() + " " + finding.location().line() + ":"
                    + finding.location().column();
            count = own.equals(before) ? count + 1 : 1;
            before = own;
            boolean isFailing = report.isFailing(finding.severity());
            String advice = FindingText.advice(finding);
            test(
                    name,
                    // GitLab treats cases with the same name as one case.
                    count == 1 ? own : own + " (" + count + ")",
                    isFailing ? "failure" : "skipped",
                    isFailing ? finding.rule().id() : "",
                    advice,
                    finding.location() + ": " + finding.severity() + ": " + advice + "\n"
                            + String.join("\n", FindingText.texts(finding.unit())) + "\n");
        }
        end();
    }

    private void begin(String name, int tests, int failures, int errors, int skipped) throws IOException {
        String time = report.time()
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.SECONDS)
                .format(TIME);
        out.write("  <testsuite id=\"" + suites++ + "\" package=\"duiqi\"" + attribute("name", name) + " timestamp=\""
                + time + "\" hostname=\"localhost\" tests=\"" + tests + "\" failures=\"" + failures + "\" errors=\""
                + errors + "\" skipped=\"" + skipped + "\" time=\"0\">\n    <properties>\n      <property"
                + " name=\"duiqi.version\"" + attribute("value", report.version()) + "/>\n    </properties>\n");
    }

    private void end() throws IOException {
        out.write("    <system-out/>\n    <system-err/>\n  </testsuite>\n");
    }

    /**
     * Writes a test case.
     *
     * @param outcome name of the element for the outcome; empty if the case passed
     * @param type type of a failure or error; empty if it was skipped
     */
    private void test(String suite, String name, String outcome, String type, String message, String text)
            throws IOException {
        out.write("    <testcase" + attribute("classname", suite) + attribute("name", name) + " time=\"0\"");
        out.write(
                outcome.isEmpty()
                        ? "/>\n"
                        : ">\n      <" + outcome + attribute("message", message)
                                + (type.isEmpty() ? "" : attribute("type", type)) + ">" + escaped(text, false) + "</"
                                + outcome + ">\n    </testcase>\n");
    }

    private static String attribute(String name, String value) {
        return " " + name + "=\"" + escaped(value, true) + '"';
    }

    /** Escapes a text, with references for characters that a parser would normalise or that terminals interpret. */
    private static String escaped(String text, boolean inAttribute) {
        return StringEscapeUtils.escapeXml10(text)
                .codePoints()
                .mapToObj(c -> (inAttribute || (c != '\n' && c != '\t')) && Terminal.isControl(c)
                        ? "&#" + c + ";"
                        : Character.toString(c))
                .collect(Collectors.joining());
    }
}
