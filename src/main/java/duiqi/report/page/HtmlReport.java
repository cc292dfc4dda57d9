package duiqi.report.page;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.report.Terminal;
import duiqi.text.Plurals;
import java.io.IOException;
import java.io.Writer;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes findings on one HTML page, the most severe first. A script adds filters and keys. */
public final class HtmlReport {
    /** Number of findings that a browser shows and filters without a delay. */
    private static final int MAX_COUNT = 5_000;

    private HtmlReport() {}

    public static void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        HtmlPage page = new HtmlPage(title(report), "duiqi check", List.of("report.css"), "report.js");
        HtmlPage.HtmlFilters filters = new HtmlPage.HtmlFilters(report);
        page.begin(out);
        head(report, filters, out);
        out.write("<main>\n");
        for (List<Finding> ofSeverity : FindingReport.bySeverity(report.mostSevere(MAX_COUNT))) {
            String severity = ofSeverity.get(0).severity().toString();
            out.write("<section>\n<h2>" + Plurals.of(ofSeverity.size(), severity) + "</h2>\n");
            for (Finding finding : ofSeverity) {
                out.write(HtmlFinding.article(finding, filters));
            }
            out.write("</section>\n");
        }
        out.write("</main>\n" + filters.rules(settings::page));
        page.end(out);
    }

    private static String title(FindingReport report) {
        int found = report.findings().size();
        return "duiqi check: " + (found == 0 ? "no findings" : Plurals.of(found, "finding"));
    }

    private static void head(FindingReport report, HtmlPage.HtmlFilters filters, Writer out) throws IOException {
        int omitted = report.findings().size() - MAX_COUNT;
        out.write("<header>\n<h1>" + title(report) + "</h1>\n<p>"
                + Plurals.of(report.units(), "unit") + " of "
                + Plurals.of(report.files().size(), "file") + ", duiqi " + Terminal.html(report.version())
                + ", <time>" + report.time().truncatedTo(ChronoUnit.SECONDS) + "</time></p>\n"
                + (omitted > 0
                        ? "<p>The page has the " + MAX_COUNT + " most severe findings; " + omitted
                                + " more are in the other formats.</p>\n"
                        : "")
                + HtmlPage.incomplete(report.incomplete())
                + "</header>\n<form role=\"search\" aria-label=\"Filters\" hidden>\n" + filters.controls()
                + "<output></output> <small>Keys: <kbd>j</kbd> next, <kbd>k</kbd> previous</small>\n</form>\n");
    }

    /** Writes a finding as a part of a page. Escapes all texts. */
    static final class HtmlFinding {
        private HtmlFinding() {}

        static String article(Finding finding, HtmlPage.HtmlFilters filters) {
            CheckedUnit unit = finding.unit();
            String id = unit.id().isEmpty() ? "" : "<p class=\"unit\">unit " + Terminal.html(unit.id()) + "</p>\n";
            return "<article tabindex=\"-1\"" + filters.attributes(finding)
                    + ">\n<h3><span class=\"place\">"
                    + FindingText.place(finding)
                    + "</span> <span class=\"severity\">" + finding.severity() + "</span> "
                    + Terminal.html(finding.message()) + " " + FindingText.rule(finding) + "</h3>\n"
                    + side(unit, TextSpan.Side.SOURCE, finding.spans())
                    + side(unit, TextSpan.Side.TARGET, finding.spans()) + write(finding) + id + "</article>\n";
        }

        /** Returns the suggestions as HTML. Returns an empty text if there are none. */
        static String write(Finding finding) {
            return FindingText.remedies(finding).stream()
                    .map(remedy -> write(remedy, remedy.verb().equals("use") ? "ins" : "del"))
                    .collect(Collectors.joining());
        }

        private static String write(FindingText.Remedy remedy, String element) {
            return remedy.words().stream()
                    .map(words -> "<" + element + ">" + Terminal.html(words) + "</" + element + ">")
                    .collect(Collectors.joining(" or ", "<p class=\"write\">" + remedy.verb() + ": ", "</p>\n"));
        }

        private static String side(CheckedUnit unit, TextSpan.Side side, List<TextSpan> spans) {
            String text = unit.passage(side).text();
            String shown = text.isEmpty() ? "<i>(empty)</i>" : marked(text, side, spans);
            return "<p class=\"text\" lang=\"" + FindingText.code(unit, side) + "\">" + shown + "</p>\n";
        }

        /**
         * Returns the text of a side with its spans marked. Ignores spans of the other side. A span over the whole text
         * is not marked if there are other spans, which it would cover.
         */
        static String marked(String text, TextSpan.Side side, List<TextSpan> spans) {
            StringBuilder html = new StringBuilder();
            int done = 0;
            List<TextSpan> own =
                    spans.stream().filter(span -> span.side() == side).toList();
            boolean isWhole = own.stream().allMatch(span -> isWhole(span, text));
            List<TextSpan> inOrder = own.stream()
                    .filter(span -> isWhole || !isWhole(span, text))
                    .sorted(Comparator.comparingInt(TextSpan::start).thenComparingInt(TextSpan::end))
                    .toList();
            for (TextSpan span : inOrder) {
                // If spans overlap, only the rest of the later span is marked.
                int start = Math.max(done, span.start());
                int end = Math.max(start, span.end());
                if (start == end && span.start() < span.end()) {
                    continue;
                }
                html.append(Terminal.html(text.substring(done, start))
                        + (start == end ? "<mark class=\"gap\">" : "<mark>")
                        + Terminal.html(text.substring(start, end)) + "</mark>");
                done = end;
            }
            return html.append(Terminal.html(text.substring(done))).toString();
        }

        private static boolean isWhole(TextSpan span, String text) {
            return span.start() == 0 && span.end() == text.length();
        }
    }
}
