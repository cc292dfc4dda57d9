package duiqi.report.findings;

import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.Terminal;
import duiqi.report.page.FindingText;
import duiqi.text.Location;
import duiqi.text.XmlCharacters;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes findings as XML, in the formats of JUnit and Checkstyle. */
public final class XmlReports {
    /** Version of the Checkstyle format, not of duiqi. */
    private static final String CHECKSTYLE = "4.3";

    /** Has no time zone, as the stricter schema requires. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private XmlReports() {}

    /**
     * Writes the format of Checkstyle, which most tools for warnings can read: errors grouped by file. Source:
     * Checkstyle's XMLLogger.
     */
    public static void writeCheckstyle(FindingReport report, ReportFormat.Settings settings, Writer out)
            throws IOException {
        FilePaths paths = new FilePaths(settings.root());
        Output xml = new Output(out);
        xml.open("checkstyle", "version", CHECKSTYLE);
        for (Map.Entry<String, List<Finding>> file : report.byFile().entrySet()) {
            xml.open("file", "name", paths.path(file.getKey()));
            for (Finding finding : file.getValue()) {
                Location location = finding.location();
                boolean isNote = finding.severity() == Severity.NOTE;
                String[] attributes = {
                    "line", Integer.toString(location.line()),
                    "column", Integer.toString(location.column()),
                    "severity", isNote ? "info" : finding.severity().toString(),
                    "message", FindingText.advice(finding),
                    "source", "duiqi." + finding.rule().id()
                };
                xml.empty("error", attributes);
            }
            xml.close("file");
        }
        xml.close("checkstyle");
    }

    /**
     * Writes the format of JUnit, which CI servers show as tests. Each file is a test suite, and each finding a test
     * case. The case failed if the finding makes the run fail; otherwise it was skipped. A file without findings has
     * one case that passed. A problem that prevented units from being checked is an error. The output is valid against
     * the schema of Jenkins and against the stricter schema of the JUnit task of Ant ("windyroad").
     */
    public static void writeJunit(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        FilePaths paths = new FilePaths(settings.root());
        Output xml = new Output(out);
        xml.open("testsuites");
        int id = 0;
        for (Map.Entry<String, List<Finding>> file : report.byFile().entrySet()) {
            List<Case> cases = new ArrayList<>();
            Map<String, Integer> names = new HashMap<>();
            for (Finding finding : file.getValue()) {
                Location location = finding.location();
                String name = finding.rule().id() + " " + location.line() + ":" + location.column();
                int count = names.merge(name, 1, Integer::sum);
                // GitLab treats cases with the same name as one case.
                cases.add(Case.of(count == 1 ? name : name + " (" + count + ")", finding, report.isFailing(finding)));
            }
            if (cases.isEmpty()) {
                cases.add(new Case("no findings", "", "", "", ""));
            }
            suite(xml, report, id++, paths.path(file.getKey()), cases);
        }
        if (!report.incomplete().isEmpty()) {
            List<Case> cases = report.incomplete().stream()
                    .map(line -> new Case("checks all units", "error", "incomplete", line, line))
                    .toList();
            suite(xml, report, id, "duiqi check", cases);
        }
        xml.close("testsuites");
    }

    private static void suite(Output xml, FindingReport report, int id, String name, List<Case> cases)
            throws IOException {
        String[] attributes = {
            "id", Integer.toString(id),
            "package", "duiqi",
            "name", name,
            "timestamp",
                    report.time()
                            .atOffset(ZoneOffset.UTC)
                            .truncatedTo(ChronoUnit.SECONDS)
                            .format(TIME),
            "hostname", "localhost",
            "tests", Integer.toString(cases.size()),
            "failures", count(cases, "failure"),
            "errors", count(cases, "error"),
            "skipped", count(cases, "skipped"),
            "time", "0"
        };
        xml.open("testsuite", attributes);
        xml.open("properties");
        xml.empty("property", "name", "duiqi.version", "value", report.version());
        xml.close("properties");
        for (Case one : cases) {
            one.write(xml, name);
        }
        xml.empty("system-out");
        xml.empty("system-err");
        xml.close("testsuite");
    }

    private static String count(List<Case> cases, String outcome) {
        return Long.toString(
                cases.stream().filter(one -> one.outcome.equals(outcome)).count());
    }

    /**
     * Holds a JUnit test case.
     *
     * @param outcome name of the element for the outcome; empty if the case passed
     */
    private record Case(String name, String outcome, String type, String message, String text) {
        static Case of(String name, Finding finding, boolean isFailing) {
            String text = finding.location() + ": " + finding.severity() + ": " + FindingText.advice(finding) + "\n"
                    + String.join("\n", FindingText.texts(finding.unit())) + "\n";
            return new Case(
                    name, isFailing ? "failure" : "skipped", finding.rule().id(), FindingText.advice(finding), text);
        }

        void write(Output xml, String suite) throws IOException {
            if (outcome.isEmpty()) {
                xml.empty("testcase", "classname", suite, "name", name, "time", "0");
                return;
            }
            xml.open("testcase", "classname", suite, "name", name, "time", "0");
            if (outcome.equals("skipped")) {
                xml.text(outcome, text, "message", message);
            } else {
                xml.text(outcome, text, "message", message, "type", type);
            }
            xml.close("testcase");
        }
    }

    /**
     * Writes XML in UTF-8, each element on its own line. Drops characters that XML forbids. Writes character references
     * for characters that a parser would normalise or that terminals interpret. Attributes are alternating names and
     * values. Not thread-safe.
     */
    private static final class Output {
        private final Writer out;
        private int depth;

        Output(Writer out) throws IOException {
            this.out = out;
            out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        }

        /** Opens an element that contains elements. */
        void open(String name, String... attributes) throws IOException {
            line(start(name, attributes) + ">");
            depth++;
        }

        void close(String name) throws IOException {
            depth--;
            line("</" + name + ">");
        }

        void empty(String name, String... attributes) throws IOException {
            line(start(name, attributes) + "/>");
        }

        void text(String name, String text, String... attributes) throws IOException {
            line(start(name, attributes) + ">" + escaped(text, false) + "</" + name + ">");
        }

        private void line(String xml) throws IOException {
            out.write("  ".repeat(depth) + xml + "\n");
        }

        private static String start(String name, String... attributes) {
            StringBuilder start = new StringBuilder("<").append(name);
            for (int i = 0; i < attributes.length; i += 2) {
                start.append(' ' + attributes[i] + "=\"" + escaped(attributes[i + 1], true) + '"');
            }
            return start.toString();
        }

        private static String escaped(String text, boolean inAttribute) {
            StringBuilder xml = new StringBuilder(text.length() + 16);
            XmlCharacters.only(text).codePoints().forEach(c -> {
                switch (c) {
                    case '&' -> xml.append("&amp;");
                    case '<' -> xml.append("&lt;");
                    case '>' -> xml.append("&gt;");
                    case '"' -> xml.append("&quot;");
                    default -> {
                        boolean isBreak = c == '\n' || c == '\t';
                        if (isBreak ? inAttribute : Terminal.isControl(c)) {
                            xml.append("&#").append(c).append(';');
                        } else {
                            xml.appendCodePoint(c);
                        }
                    }
                }
            });
            return xml.toString();
        }
    }
}
