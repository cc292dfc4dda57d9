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
import duiqi.report.ReportFormat.FilePaths;
import duiqi.report.Terminal;
import duiqi.report.page.FindingText;
import duiqi.text.Location;
import java.io.IOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes findings as JSON: two formats of duiqi and the format of GitLab. */
public final class JsonReports {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectWriter INDENTED = MAPPER.writer(new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private static final String LIST_END = "\n]\n";

    private JsonReports() {}

    /**
     * Writes one object with the checked files, the counts and the findings. Each finding is an object on its own line.
     */
    public static void writeWhole(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        Map<String, Object> severities = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            severities.put(severity.toString(), report.count(severity));
        }
        Map<String, Object> head = object(
                "tool", "duiqi",
                "version", report.version(),
                "time", report.time().toString(),
                "files", report.files(),
                "units", report.units(),
                "incomplete", report.incomplete(),
                "counts", object("severity", severities, "rule", report.byRule()));
        out.write("{\n");
        for (Map.Entry<String, Object> entry : head.entrySet()) {
            out.write("  " + line(entry.getKey()) + ": " + line(entry.getValue()) + ",\n");
        }
        // Findings are written one at a time, so that a large report is not in memory twice.
        out.write("  \"findings\": [");
        String separator = "\n    ";
        for (Finding finding : report.findings()) {
            out.write(separator + line(finding(finding)));
            separator = ",\n    ";
        }
        out.write(report.findings().isEmpty() ? "]\n}\n" : "\n  ]\n}\n");
    }

    /** Writes each finding as an object on its own line. */
    public static void writeLines(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        for (Finding finding : report.findings()) {
            out.write(line(finding(finding)) + "\n");
        }
    }

    /**
     * Returns a finding as a JSON object. All keys are always present and in the same order, except {@code other_span},
     * which may be absent. {@code span} is null if the finding is about the whole unit. Offsets in texts count code
     * points from 0. Lines and columns count from 1.
     */
    static Map<String, Object> finding(Finding finding) {
        CheckedUnit unit = finding.unit();
        Location location = finding.location();
        Optional<Object> span = FindingText.span(finding).map(words -> span(unit, words));
        return object(
                "rule", finding.rule().id(),
                "severity", finding.severity().toString(),
                "message", finding.message(),
                "file", location.file(),
                "line", location.line(),
                "column", location.column(),
                "unit", unit.id(),
                "source", unit.source().text(),
                "target", unit.target().text(),
                "span", span.orElse(NullNode.getInstance()),
                "other_span", FindingText.otherSpan(finding).map(other -> span(unit, other)),
                "term", finding.term(),
                "suggestions", finding.suggestions(),
                "key", finding.key());
    }

    static Map<String, Object> span(CheckedUnit unit, TextSpan span) {
        String text = unit.passage(span.side()).text();
        return object(
                "side", span.side().name().toLowerCase(Locale.ROOT),
                "start", text.codePointCount(0, span.start()),
                "end", text.codePointCount(0, span.end()),
                "text", unit.text(span));
    }

    /**
     * Writes a code quality report, which GitLab shows in merge requests. GitLab merges findings with the same
     * fingerprint and ignores columns. Source: GitLab Docs, Code Quality, Code Quality report format.
     */
    public static void writeGitlab(FindingReport report, ReportFormat.Settings settings, Writer out)
            throws IOException {
        FilePaths paths = settings.paths();
        Fingerprints fingerprints = new Fingerprints();
        if (report.findings().isEmpty()) {
            out.write(indented(List.of()));
            return;
        }
        String start = "[";
        for (Finding finding : report.findings()) {
            Region region = Region.of(finding);
            String severity = switch (finding.severity()) {
                case ERROR -> "major";
                case WARNING -> "minor";
                case NOTE -> "info";
            };
            Object lines =
                    object("begin", region.start().line(), "end", region.end().line());
            Object issue = object(
                    "description", FindingText.advice(finding),
                    "check_name", finding.rule().id(),
                    "fingerprint", fingerprints.next(finding),
                    "severity", severity,
                    "location", object("path", paths.path(region.start().file()), "lines", lines));
            // The issues may not fit in the heap, so each one is the only element of its list.
            String list = indented(List.of(issue));
            out.write(start + list.substring(1, list.length() - LIST_END.length()));
            start = ",";
        }
        out.write(LIST_END);
    }

    /**
     * Returns a JSON object.
     *
     * @param fields alternating names and values; a field whose value is an empty {@link Optional} is omitted
     */
    static Map<String, Object> object(Object... fields) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            String name = (String) fields[i];
            if (fields[i + 1] instanceof Optional<?> value) {
                value.ifPresent(present -> object.put(name, present));
            } else {
                object.put(name, fields[i + 1]);
            }
        }
        return object;
    }

    static String line(Object value) {
        return written(MAPPER.writer(), value);
    }

    static String indented(Object value) {
        return written(INDENTED, value) + "\n";
    }

    /**
     * Returns a value as JSON. Escapes characters that terminals interpret or that end a line in JavaScript. Replaces
     * unpaired surrogates with U+FFFD, because UTF-8 cannot encode them.
     */
    private static String written(ObjectWriter writer, Object value) {
        String json;
        try {
            json = writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("maps, lists, strings and numbers can always be written as JSON", e);
        }
        if (json.chars().noneMatch(c -> isEscaped(c) || Character.isSurrogate((char) c))) {
            return json;
        }
        StringBuilder escaped = new StringBuilder(json.length());
        json.codePoints().forEach(c -> {
            if (isEscaped(c)) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                escaped.appendCodePoint(Character.getType(c) == Character.SURROGATE ? 0xFFFD : c);
            }
        });
        return escaped.toString();
    }

    private static boolean isEscaped(int c) {
        return c != '\n' && (Terminal.isControl(c) || c == 0x2028 || c == 0x2029);
    }

    /**
     * Computes fingerprints that identify findings across runs. A fingerprint depends on the rule, the term and both texts,
     * but not on the file or line, which change often. Its format is {@code HASH:NUMBER}: the first 64 bits of a SHA-256
     * hash (FIPS 180-4) in hexadecimal, and the number of findings with this hash so far, from 1. The number makes
     * fingerprints unique. Findings must come in report order. Not thread-safe.
     */
    static final class Fingerprints {
        private final Map<String, Integer> occurrences = new HashMap<>();

        String next(Finding finding) {
            String hash = finding.key();
            return hash + ":" + occurrences.merge(hash, 1, Integer::sum);
        }
    }
}
