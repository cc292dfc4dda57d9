package duiqi.report.findings;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.io.FormulaGuard;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.Terminal;
import duiqi.report.page.FindingText;
import duiqi.text.Location;
import duiqi.text.XmlCharacters;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes findings as a CSV table for spreadsheet programs (RFC 4180), with commas. The columns have the names that
 * {@link JsonReports#writeWhole} uses.
 *
 * <p>The file begins with a byte order mark; without it Excel assumes another encoding. {@link FormulaGuard} protects
 * cells that look like formulas. Characters that XML forbids are removed, because workbooks consist of XML. Characters
 * that terminals interpret become U+FFFD.
 */
public final class CsvReport {
    private static final List<String> HEADER = List.of(
            "rule",
            "severity",
            "message",
            "file",
            "line",
            "column",
            "unit",
            "source",
            "target",
            "side",
            "start",
            "end",
            "text",
            "term",
            "suggestions",
            "key");

    private static final CsvMapper MAPPER = CsvMapper.csvBuilder()
            .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private CsvReport() {}

    /** Writes a report. */
    public static void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        out.write('\uFEFF');
        CsvSchema schema = CsvSchema.emptySchema().withLineSeparator("\r\n");
        SequenceWriter rows = MAPPER.writerFor(List.class).with(schema).writeValues(out);
        rows.write(HEADER);
        for (Finding finding : report.findings()) {
            rows.write(cells(finding).stream()
                    .map(cell -> FormulaGuard.guard(printable(cell)))
                    .toList());
        }
        rows.flush();
    }

    private static List<String> cells(Finding finding) {
        CheckedUnit unit = finding.unit();
        Location location = finding.location();
        Optional<TextSpan> span = FindingText.span(finding);
        return List.of(
                finding.rule().id(),
                finding.severity().toString(),
                finding.message(),
                location.file(),
                Integer.toString(location.line()),
                Integer.toString(location.column()),
                unit.id(),
                unit.source().text(),
                unit.target().text(),
                span.map(JsonReports::side).orElse(""),
                span.map(words -> offset(unit, words, words.start())).orElse(""),
                span.map(words -> offset(unit, words, words.end())).orElse(""),
                span.map(unit::text).orElse(""),
                finding.term(),
                finding.suggestions().stream()
                        .map(suggestion -> suggestion.isEmpty() ? "(delete)" : suggestion)
                        .collect(Collectors.joining(" | ")),
                finding.key());
    }

    /** Returns a cell without characters that spreadsheet programs cannot store or terminals interpret. */
    private static String printable(String cell) {
        StringBuilder printable = new StringBuilder(cell.length());
        XmlCharacters.only(cell).codePoints().forEach(c -> {
            boolean isSpace = c == '\n' || c == '\r' || c == '\t';
            printable.appendCodePoint(Terminal.isControl(c) && !isSpace ? '\uFFFD' : c);
        });
        return printable.toString();
    }

    private static String offset(CheckedUnit unit, TextSpan span, int index) {
        return Integer.toString(unit.passage(span.side()).text().codePointCount(0, index));
    }
}
