package duiqi.report.findings;

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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An object a finding for reviewdog, which writes comments into pull requests. It counts columns in bytes of UTF-8: where the
 * text does not tell them, the line alone is named, and there are no suggestions.
 *
 * <p>Source: Reviewdog Diagnostic Format, proto/rdf/reviewdog.proto.
 */
public final class RdjsonlReport implements ReportFormat {
    @Override
    public String name() {
        return "rdjsonl";
    }

    @Override
    public String purpose() {
        return "reviewdog";
    }

    @Override
    public void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        FilePaths paths = new FilePaths(settings.root());
        for (Finding finding : report.findings()) {
            out.write(JsonReport.Text.line(object(finding, settings, paths)) + "\n");
        }
    }

    private static Map<String, Object> object(Finding finding, ReportFormat.Settings settings, FilePaths paths) {
        CheckedUnit unit = finding.unit();
        Optional<TextSpan> english = finding.span(TextSpan.Side.TARGET);
        Map<String, Object> range = english.map(span -> range(unit.target(), span))
                .orElseGet(
                        () -> Map.of("start", Map.of("line", finding.location().line())));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("message", Words.advice(finding));
        object.put("location", location(finding.location(), range, paths));
        object.put(
                "severity",
                finding.severity() == Severity.NOTE
                        ? "INFO"
                        : finding.severity().toString().toUpperCase(Locale.ROOT));
        object.put("source", Map.of("name", "duiqi"));
        Map<String, Object> code = new LinkedHashMap<>();
        code.put("value", finding.rule().id());
        settings.page(finding.rule().id()).ifPresent(address -> code.put("url", address));
        object.put("code", code);
        if (range.containsKey("end")) {
            List<Object> suggestions = Region.of(finding).replacements(finding).stream()
                    .<Object>map(suggestion -> suggestion(range, suggestion))
                    .toList();
            if (!suggestions.isEmpty()) {
                object.put("suggestions", suggestions);
            }
        }
        finding.span(TextSpan.Side.SOURCE).ifPresent(span -> {
            Location place = unit.source().place().at(span.start());
            Map<String, Object> related = new LinkedHashMap<>();
            related.put("message", "The Chinese: " + Terminal.plain(unit.text(span)));
            related.put("location", location(place, range(unit.source(), span), paths));
            object.put("related_locations", List.of(related));
        });
        return object;
    }

    private static Map<String, Object> suggestion(Map<String, Object> range, String text) {
        Map<String, Object> suggestion = new LinkedHashMap<>();
        suggestion.put("range", range);
        suggestion.put("text", text);
        return suggestion;
    }

    private static Map<String, Object> location(Location place, Map<String, Object> range, FilePaths paths) {
        Map<String, Object> location = new LinkedHashMap<>();
        location.put("path", paths.path(place.file()));
        location.put("range", range);
        return location;
    }

    /** With an end where the columns in bytes are known. */
    private static Map<String, Object> range(CheckedUnit.Passage passage, TextSpan span) {
        Region region = Region.of(passage, span);
        Optional<Integer> start = Region.byteColumn(passage, span.start());
        Optional<Integer> end = Region.byteColumn(passage, span.end());
        Map<String, Object> range = new LinkedHashMap<>();
        if (region.isExact() && start.isPresent() && end.isPresent()) {
            range.put("start", position(region.start().line(), start.get()));
            range.put("end", position(region.end().line(), end.get()));
        } else {
            range.put("start", Map.of("line", region.start().line()));
        }
        return range;
    }

    private static Map<String, Object> position(int line, int column) {
        Map<String, Object> position = new LinkedHashMap<>();
        position.put("line", line);
        position.put("column", column);
        return position;
    }
}
