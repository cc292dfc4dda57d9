package duiqi.report.findings;

import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.ReportFormat.FilePaths;
import duiqi.report.Terminal;
import duiqi.report.page.FindingText;
import duiqi.text.Location;
import duiqi.text.XmlCharacters;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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
        FilePaths paths = settings.paths();
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
        FilePaths paths = settings.paths();
        Output xml = new Output(out);
        xml.open("testsuites");
        int id = 0;
        for (Map.Entry<String, List<Finding>> file : report.byFile().entrySet()) {
            suite(xml, report, id++, paths.path(file.getKey()), file.getValue());
        }
        if (!report.incomplete().isEmpty()) {
            List<Case> cases = report.incomplete().stream()
                    .map(line -> new Case("checks all units", Case.ERROR, "incomplete", line, line))
                    .toList();
            begin(xml, report, id, "duiqi check", Map.of(Case.ERROR, (long) cases.size()), cases.size());
            for (Case one : cases) {
                one.write(xml, "duiqi check");
            }
            end(xml);
        }
        xml.close("testsuites");
    }

    private static void suite(Output xml, FindingReport report, int id, String name, List<Finding> findings)
            throws IOException {
        if (findings.isEmpty()) {
            begin(xml, report, id, name, Map.of(), 1);
            new Case("no findings", "", "", "", "").write(xml, name);
            end(xml);
            return;
        }
        Map<String, Long> outcomes = findings.stream()
                .map(finding -> Case.outcome(report.isFailing(finding.severity())))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        begin(xml, report, id, name, outcomes, findings.size());
        String before = "";
        int count = 0;
        for (Finding finding : findings) {
            Location location = finding.location();
            String own = finding.rule().id() + " " + location.line() + ":" + location.column();
            count = own.equals(before) ? count + 1 : 1;
            before = own;
            // GitLab treats cases with the same name as one case.
            Case.of(count == 1 ? own : own + " (" + count + ")", finding, report.isFailing(finding.severity()))
                    .write(xml, name);
        }
        end(xml);
    }

    private static void begin(
            Output xml, FindingReport report, int id, String name, Map<String, Long> outcomes, int cases)
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
            "tests", Integer.toString(cases),
            "failures", Long.toString(outcomes.getOrDefault(Case.FAILURE, 0L)),
            "errors", Long.toString(outcomes.getOrDefault(Case.ERROR, 0L)),
            "skipped", Long.toString(outcomes.getOrDefault(Case.SKIPPED, 0L)),
            "time", "0"
        };
        xml.open("testsuite", attributes);
        xml.open("properties");
        xml.empty("property", "name", "duiqi.version", "value", report.version());
        xml.close("properties");
    }

    private static void end(Output xml) throws IOException {
        xml.empty("system-out");
        xml.empty("system-err");
        xml.close("testsuite");
    }

    /**
     * Holds a JUnit test case.
     *
     * @param outcome name of the element for the outcome; empty if the case passed
     */
    private record Case(String name, String outcome, String type, String message, String text) {
        static final String FAILURE = "failure";
        static final String SKIPPED = "skipped";
        static final String ERROR = "error";

        static String outcome(boolean isFailing) {
            return isFailing ? FAILURE : SKIPPED;
        }

        static Case of(String name, Finding finding, boolean isFailing) {
            String text = finding.location() + ": " + finding.severity() + ": " + FindingText.advice(finding) + "\n"
                    + String.join("\n", FindingText.texts(finding.unit())) + "\n";
            return new Case(name, outcome(isFailing), finding.rule().id(), FindingText.advice(finding), text);
        }

        void write(Output xml, String suite) throws IOException {
            if (outcome.isEmpty()) {
                xml.empty("testcase", "classname", suite, "name", name, "time", "0");
                return;
            }
            xml.open("testcase", "classname", suite, "name", name, "time", "0");
            if (outcome.equals(SKIPPED)) {
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
