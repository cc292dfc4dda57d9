package duiqi.report.findings;

import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.Terminal;
import duiqi.report.page.Words;
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

/** Writes findings as JUnit and Checkstyle write theirs, in XML. */
public final class XmlReports {
    /** The version of Checkstyle's format, not of this program. */
    private static final String CHECKSTYLE = "4.3";

    /** Without a zone, as the stricter schema demands. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private XmlReports() {}

    /** Writes Checkstyle's format, which most programs for lists of warnings read: errors by file. Source: Checkstyle's XMLLogger. */
    public static void writeCheckstyle(FindingReport report, ReportFormat.Settings settings, Writer out)
            throws IOException {
        FilePaths paths = new FilePaths(settings.root());
        Output xml = new Output(out);
        xml.open("checkstyle", "version", CHECKSTYLE);
        for (Map.Entry<String, List<Finding>> file : report.byFile().entrySet()) {
            xml.open("file", "name", paths.path(file.getKey()));
            for (Finding finding : file.getValue()) {
                Location place = finding.location();
                boolean isNote = finding.severity() == Severity.NOTE;
                String[] attributes = {
                    "line", Integer.toString(place.line()),
                    "column", Integer.toString(place.column()),
                    "severity", isNote ? "info" : finding.severity().toString(),
                    "message", Words.advice(finding),
                    "source", "duiqi." + finding.rule().id()
                };
                xml.empty("error", attributes);
            }
            xml.close("file");
        }
        xml.close("checkstyle");
    }

    /**
     * Writes JUnit's format, in which CI servers show tests: each file is a suite, each finding a case that failed, or that was skipped
     * when it does not make the run fail; a file without findings has one case that passed. A problem that kept units from being
     * checked is an error. Passes the schema that Jenkins reads by and the stricter one of Ant's task ("windyroad").
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
                Location place = finding.location();
                String name = finding.rule().id() + " " + place.line() + ":" + place.column();
                int count = names.merge(name, 1, Integer::sum);
                // GitLab takes cases of one name for one.
                cases.add(Case.of(count == 1 ? name : name + " (" + count + ")", finding, report.isFailing(finding)));
            }
            if (cases.isEmpty()) {
                cases.add(new Case("nothing found", "", "", "", ""));
            }
            suite(xml, report, id++, paths.path(file.getKey()), cases);
        }
        if (!report.incomplete().isEmpty()) {
            List<Case> cases = report.incomplete().stream()
                    .map(line -> new Case("all is checked", "error", "incomplete", line, line))
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
     * A test of JUnit.
     *
     * @param outcome the element that tells how it ended; empty when it passed
     */
    private record Case(String name, String outcome, String type, String message, String text) {
        static Case of(String name, Finding finding, boolean isFailing) {
            String text = finding.location() + ": " + finding.severity() + ": " + Words.advice(finding) + "\n"
                    + String.join("\n", Words.texts(finding.unit())) + "\n";
            return new Case(
                    name, isFailing ? "failure" : "skipped", finding.rule().id(), Words.advice(finding), text);
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
     * Writes XML with each element on its own line, in UTF-8. Leaves out characters that XML forbids, and writes references for those
     * that would not come back or that terminals obey. Attributes are names and values in turn. Not thread-safe.
     */
    private static final class Output {
        private final Writer out;
        private int depth;

        Output(Writer out) throws IOException {
            this.out = out;
            out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        }

        /** Begins an element that holds elements. */
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
