package duiqi.report.findings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.NullNode;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.Terminal;
import duiqi.report.page.Words;
import duiqi.text.Location;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** One object: what was checked, how much was found, and the findings, each an object on its line ({@link FindingJson}). */
public final class JsonReport implements ReportFormat {
    @Override
    public String name() {
        return "json";
    }

    @Override
    public String purpose() {
        return "programs that read a whole report";
    }

    @Override
    public void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
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
            out.write("  " + Text.line(entry.getKey()) + ": " + Text.line(entry.getValue()) + ",\n");
        }
        // Written one by one: a big report need not be in memory twice.
        out.write("  \"findings\": [");
        String separator = "\n    ";
        for (Finding finding : report.findings()) {
            out.write(separator + Text.line(FindingJson.object(finding)));
            separator = ",\n    ";
        }
        out.write(report.findings().isEmpty() ? "]\n}\n" : "\n  ]\n}\n");
    }

    /**
     * A finding as an object for programs. All names are always there, in one order, but for {@code other_span}; {@code span} is null
     * when the unit as a whole is meant. Offsets in the texts count code points from 0, lines and columns from 1.
     */
    static final class FindingJson {
        private FindingJson() {}

        static Map<String, Object> object(Finding finding) {
            CheckedUnit unit = finding.unit();
            Location place = finding.location();
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("rule", finding.rule().id());
            object.put("severity", finding.severity().toString());
            object.put("message", finding.message());
            object.put("file", place.file());
            object.put("line", place.line());
            object.put("column", place.column());
            object.put("unit", unit.id());
            object.put("source", unit.chinese());
            object.put("target", unit.english());
            object.put(
                    "span",
                    Words.span(finding).<Object>map(span -> span(unit, span)).orElse(NullNode.getInstance()));
            Words.otherSpan(finding).ifPresent(span -> object.put("other_span", span(unit, span)));
            object.put("term", finding.term());
            object.put("suggestions", finding.suggestions());
            return object;
        }

        private static Map<String, Object> span(CheckedUnit unit, TextSpan span) {
            String text = unit.passage(span.side()).text();
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("side", side(span));
            object.put("start", text.codePointCount(0, span.start()));
            object.put("end", text.codePointCount(0, span.end()));
            object.put("text", unit.text(span));
            return object;
        }

        /** A side as programs read it. */
        static String side(TextSpan span) {
            return span.side().name().toLowerCase(Locale.ROOT);
        }
    }

    /** An object a finding on a line of its own ({@link JsonReport.FindingJson}), and nothing else. */
    public static final class Lines implements ReportFormat {
        @Override
        public String name() {
            return "jsonl";
        }

        @Override
        public String purpose() {
            return "scripts that read line by line";
        }

        @Override
        public void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
            for (Finding finding : report.findings()) {
                out.write(Text.line(JsonReport.FindingJson.object(finding)) + "\n");
            }
        }
    }

    /**
     * Values as JSON (RFC 8259). Characters that terminals obey, and those that end a line in JavaScript, are written as escapes;
     * half a character becomes U+FFFD, which UTF-8 can hold.
     */
    static final class Text {
        private static final ObjectMapper MAPPER = new ObjectMapper();
        private static final ObjectWriter INDENTED = MAPPER.writer(new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n")));

        private Text() {}

        /** A value on one line. */
        static String line(Object value) {
            try {
                return escaped(MAPPER.writeValueAsString(value));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("maps, lists, strings and numbers are always JSON", e);
            }
        }

        /** A value on as many lines as are good to read. */
        static String indented(Object value) {
            try {
                return escaped(INDENTED.writeValueAsString(value)) + "\n";
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("maps, lists, strings and numbers are always JSON", e);
            }
        }

        private static String escaped(String json) {
            StringBuilder escaped = new StringBuilder(json.length());
            json.codePoints().forEach(c -> {
                if (c == '\n') {
                    escaped.append('\n');
                } else if (Terminal.isControl(c) || c == 0x2028 || c == 0x2029) {
                    escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
                } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                    escaped.append('\uFFFD');
                } else {
                    escaped.appendCodePoint(c);
                }
            });
            return escaped.toString();
        }
    }
}
