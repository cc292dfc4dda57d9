package duiqi.report.findings;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import duiqi.check.Finding;
import duiqi.check.Rule;
import duiqi.check.Severity;
import duiqi.check.TextSpan;
import duiqi.io.FormulaGuard;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.ReportFormat.FilePaths;
import duiqi.report.Terminal;
import duiqi.report.page.FindingText;
import duiqi.text.Location;
import duiqi.text.Plurals;
import duiqi.text.XmlCharacters;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** Groups the report formats that consist of lines of text. */
public final class TextReports {
    private TextReports() {}

    /**
     * Writes findings for people at a terminal, file by file, the most severe first. Each finding has a line
     * {@code file:line:col: severity: message [rule]}, as compilers print it, the texts with the span underlined, and the
     * suggestions. One line counts the further findings of a rule in a file. Use an instance once.
     */
    public record TextReport(ReportFormat.TextLayout layout, Writer out) {
        private static final String INDENT = "    ";

        private static final String GAP = "  ";

        /** Number of findings of a rule in a file that are listed. */
        private static final int MAX_OF_RULE = 20;

        public static void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
            TextReport text = new TextReport(settings.text(), out);
            String summary = text.styled(FindingText.summary(report), Terminal.Style.BOLD) + "\n";
            out.write(text.layout.isSummaryFirst() ? summary : "");
            for (Map.Entry<String, List<Finding>> file : report.byFile().entrySet()) {
                text.list(file.getKey(), file.getValue());
            }
            for (String line : report.incomplete()) {
                String labelled = FindingReport.labelled(line);
                int end = labelled.length() - line.length();
                out.write(text.styled(labelled.substring(0, end), Terminal.Style.BOLD) + Terminal.plain(line) + "\n");
            }
            out.write(text.layout.note() + (text.layout.isSummaryFirst() ? "" : summary));
        }

        private String styled(String words, Terminal.Style style) {
            return Terminal.styled(words, style, layout.inColour());
        }

        private void list(String file, List<Finding> findings) throws IOException {
            Map<Rule, Integer> left =
                    findings.stream().collect(Collectors.toMap(Finding::rule, finding -> 1, Integer::sum));
            Map<Rule, Integer> listed = new HashMap<>();
            for (List<Finding> ofSeverity : FindingReport.bySeverity(findings)) {
                for (Finding finding : ofSeverity) {
                    int number = listed.merge(finding.rule(), 1, Integer::sum);
                    if (number <= MAX_OF_RULE || layout.isComplete()) {
                        write(finding);
                    } else if (number == MAX_OF_RULE + 1) {
                        int more = left.getOrDefault(finding.rule(), 0) - MAX_OF_RULE;
                        out.write(styled(Terminal.plain(file), Terminal.Style.BOLD) + ": and " + more + " more "
                                + styled("[" + finding.rule().id() + "]", Terminal.Style.DIM)
                                + "; list them with --all\n");
                    }
                }
            }
        }

        private void write(Finding finding) throws IOException {
            out.write(styled(Terminal.plain(finding.location().toString()), Terminal.Style.BOLD) + ": "
                    + styled(finding.severity().toString(), style(finding.severity())) + ": "
                    + Terminal.plain(finding.message()) + " "
                    + styled("[" + finding.rule().id() + "]", Terminal.Style.DIM) + "\n");
            // A span over an empty target shows no words.
            boolean isAboutSettings = finding.unit().source().text().isEmpty()
                    && finding.unit().target().text().isEmpty();
            if (isAboutSettings) {
                return;
            }
            boolean hasSource = finding.span(TextSpan.Side.SOURCE).isPresent()
                    || finding.span(TextSpan.Side.TARGET).isEmpty()
                    || finding.unit().target().text().isEmpty();
            if (hasSource) {
                out.write(side(finding, TextSpan.Side.SOURCE));
            }
            out.write(side(finding, TextSpan.Side.TARGET));
            for (FindingText.Remedy remedy : FindingText.remedies(finding)) {
                out.write(INDENT + remedy.verb() + ": " + styled(remedy.quoted(), Terminal.Style.GREEN) + "\n");
            }
        }

        private String side(Finding finding, TextSpan.Side side) {
            String code = FindingText.code(finding.unit(), side);
            String text = finding.unit().passage(side).text();
            Optional<TextSpan> span = finding.span(side);
            int room = layout.columns() - INDENT.length() - code.length() - GAP.length();
            String start = INDENT + styled(code, Terminal.Style.DIM) + GAP;
            if (text.isEmpty()) {
                return start + styled("(empty)", Terminal.Style.DIM) + "\n";
            }
            if (span.isEmpty()) {
                return start + Excerpt.of(text, room).line() + "\n";
            }
            // One column is reserved: a gap at the end of the text is underlined after the text.
            Excerpt excerpt = Excerpt.around(text, span.get(), room - 1);
            return start + excerpt.line() + "\n"
                    + " ".repeat(INDENT.length() + code.length() + GAP.length())
                    + styled(excerpt.underline(), Terminal.Style.HIGHLIGHT) + "\n";
        }

        private static Terminal.Style style(Severity severity) {
            return switch (severity) {
                case ERROR -> Terminal.Style.HIGHLIGHT;
                case WARNING -> Terminal.Style.YELLOW;
                case NOTE -> Terminal.Style.DIM;
            };
        }

        /**
         * Holds the part of a text around a span that fits on one terminal line, without characters that terminals
         * interpret. Immutable.
         *
         * @param before the text before the span
         * @param words the text of the span; empty if the finding is about missing text
         * @param after the text after the span
         */
        record Excerpt(String before, String words, String after) {
            private static final String CUT = "…";

            /** Number of characters that are more than fit on any line. */
            private static final int WINDOW = 10_000;

            static Excerpt around(String text, TextSpan span, int columns) {
                String before = Terminal.plain(text.substring(Math.max(0, span.start() - WINDOW), span.start()));
                String words = Terminal.plain(window(text, span.start(), span.end()));
                String after = Terminal.plain(window(text, span.end(), text.length()));
                // The ellipsis counts as one column. Some terminals show it in two, so that a line may be one or two
                // columns too long.
                String shown = begin(words, columns);
                if (!shown.equals(words)) {
                    return new Excerpt("", shown, "");
                }
                int room = columns - Terminal.Columns.width(shown);
                int left = Math.min(
                        Terminal.Columns.width(before), Math.max(room / 2, room - Terminal.Columns.width(after)));
                String shownBefore = end(before, left);
                return new Excerpt(shownBefore, shown, begin(after, room - Terminal.Columns.width(shownBefore)));
            }

            static Excerpt of(String text, int columns) {
                return new Excerpt(begin(Terminal.plain(window(text, 0, text.length())), columns), "", "");
            }

            private static String window(String text, int start, int end) {
                return text.substring(start, Math.min(end, start + WINDOW));
            }

            private static String begin(String text, int columns) {
                boolean fits = Terminal.Columns.width(text) <= columns;
                return fits ? text : columns < 1 ? "" : Terminal.Columns.fit(text, columns - 1) + CUT;
            }

            private static String end(String text, int columns) {
                boolean fits = Terminal.Columns.width(text) <= columns;
                return fits ? text : columns < 1 ? "" : CUT + Terminal.Columns.fitEnd(text, columns - 1);
            }

            String line() {
                return before + words + after;
            }

            /**
             * Returns a line that underlines the span. The underline has at least one column, so that it can point at a
             * gap.
             */
            String underline() {
                return " ".repeat(Terminal.Columns.width(before))
                        + "^".repeat(Math.max(1, Terminal.Columns.width(words)));
            }
        }
    }

    /**
     * Writes workflow commands for GitHub Actions, which GitHub shows as annotations in a pull request. GitHub shows 10
     * annotations of each level per step and 50 per job. Errors come first. If findings are omitted, the last notice
     * contains their number.
     *
     * <p>Source: GitHub Docs, Workflow commands for GitHub Actions; escapes as in {@code actions/toolkit}, command.ts.
     */
    public static final class GithubReport {
        /** Number of annotations of one level that GitHub shows per step. */
        private static final int MAX_OF_A_LEVEL = 10;

        private GithubReport() {}

        public static void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
            FilePaths paths = settings.paths();
            List<Finding> annotated = new ArrayList<>();
            for (List<Finding> ofSeverity : FindingReport.bySeverity(report.findings())) {
                annotated.addAll(ofSeverity.subList(0, Math.min(MAX_OF_A_LEVEL, ofSeverity.size())));
            }
            boolean isAll = annotated.size() == report.findings().size()
                    && report.incomplete().isEmpty();
            if (!isAll && report.count(Severity.NOTE) >= MAX_OF_A_LEVEL) {
                // The notice about the others counts as a note.
                annotated.remove(annotated.size() - 1);
            }
            for (Finding finding : annotated) {
                out.write(command(finding, paths));
            }
            if (!isAll) {
                StringBuilder rest = new StringBuilder(FindingText.summary(report));
                int omitted = report.findings().size() - annotated.size();
                if (omitted > 0) {
                    rest.append("; ").append(Plurals.of(omitted, "finding")).append(" not annotated");
                }
                report.incomplete()
                        .forEach(line -> rest.append('\n').append(Terminal.plain(FindingReport.labelled(line))));
                out.write("::notice title=duiqi::" + data(rest.toString()) + "\n");
            }
        }

        private static String command(Finding finding, FilePaths paths) {
            Region region = Region.of(finding);
            Location start = region.start();
            // GitHub accepts an end column only on the same line.
            boolean hasEnd = region.hasEnd() && region.end().line() == start.line();
            return "::" + (finding.severity() == Severity.NOTE ? "notice" : finding.severity())
                    + " file=" + property(Terminal.plain(paths.path(start.file()))) + ",line=" + start.line() + ",col="
                    + start.column() + (hasEnd ? ",endColumn=" + region.end().column() : "") + ",title="
                    + property("duiqi: " + finding.rule().id()) + "::" + data(message(finding)) + "\n";
        }

        private static String message(Finding finding) {
            String source = finding.span(TextSpan.Side.SOURCE)
                    .map(span -> "\n" + FindingText.code(finding.unit(), TextSpan.Side.SOURCE) + ": "
                            + Terminal.plain(finding.unit().text(span)))
                    .orElse("");
            return FindingText.advice(finding) + source;
        }

        private static String data(String text) {
            return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
        }

        private static String property(String text) {
            return data(text).replace(":", "%3A").replace(",", "%2C");
        }
    }

    /**
     * Writes findings as a CSV table for spreadsheet programs (RFC 4180), with commas. The columns have the names that
     * {@link JsonReports#writeWhole} uses.
     *
     * <p>The file begins with a byte order mark; without it Excel assumes another encoding. {@link FormulaGuard} protects
     * cells that look like formulas. Characters that XML forbids are removed, because workbooks consist of XML. Characters
     * that terminals interpret become U+FFFD.
     */
    public static final class CsvReport {
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

        private static final List<String> ANSWERS = List.of(
                "file", "line", "unit", "source", "target", "rule", "severity", "message", "suggestion", "answer");

        private static final CsvMapper MAPPER = CsvMapper.csvBuilder()
                .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .build();

        private CsvReport() {}

        public static void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
            List<Finding> findings = report.findings();
            write(HEADER, findings, index -> Map.of("suggestions", suggestions(findings.get(index))), out);
        }

        /** Writes a table with the fields of {@link JsonReports#finding}, or others instead. */
        private static void write(
                List<String> header, List<Finding> findings, IntFunction<Map<String, String>> others, Writer out)
                throws IOException {
            out.write('\uFEFF');
            CsvSchema schema = CsvSchema.emptySchema().withLineSeparator("\r\n");
            SequenceWriter rows = MAPPER.writerFor(List.class).with(schema).writeValues(out);
            rows.write(header);
            for (int index = 0; index < findings.size(); index++) {
                Finding finding = findings.get(index);
                Map<String, Object> fields = JsonReports.finding(finding);
                FindingText.span(finding).ifPresent(span -> fields.putAll(JsonReports.span(finding.unit(), span)));
                fields.putAll(others.apply(index));
                rows.write(header.stream()
                        .map(name -> FormulaGuard.guard(printable(String.valueOf(fields.getOrDefault(name, "")))))
                        .toList());
            }
            rows.flush();
        }

        private static String suggestions(Finding finding) {
            return finding.suggestions().stream()
                    .map(suggestion -> suggestion.isEmpty() ? "(delete)" : suggestion)
                    .collect(Collectors.joining(" | "));
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

        /** Writes findings with an empty column for the answers of translators. */
        public static void writeAnswers(FindingReport report, ReportFormat.Settings settings, Writer out)
                throws IOException {
            List<Finding> findings = report.findings();
            writeAnswers(findings, index -> findings.get(index).unit().id(), out);
        }

        /**
         * Writes findings with an empty column for the answers of translators.
         *
         * @param unit returns the text of the column {@code unit} for the index of a finding
         */
        public static void writeAnswers(List<Finding> findings, IntFunction<String> unit, Writer out)
                throws IOException {
            write(
                    ANSWERS,
                    findings,
                    index -> Map.of("unit", unit.apply(index), "suggestion", suggestions(findings.get(index))),
                    out);
        }
    }
}
