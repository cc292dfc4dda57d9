package duiqi.report.page;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.report.FindingReport;
import duiqi.report.ReportFormat;
import duiqi.text.Plurals;
import java.io.IOException;
import java.io.Writer;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes findings on one HTML page, grouped by file. A script adds filters. */
public final class HtmlReport {
    private HtmlReport() {}

    public static void write(FindingReport report, ReportFormat.Settings settings, Writer out) throws IOException {
        HtmlPage page = new HtmlPage(title(report), "duiqi check", List.of("report.css"), "report.js");
        page.begin(out);
        head(report, out);
        out.write("<main>\n");
        for (Map.Entry<String, List<Finding>> file : report.byFile().entrySet()) {
            if (!file.getValue().isEmpty()) {
                out.write("<section>\n<h2>" + HtmlPage.escaped(file.getKey()) + "</h2>\n");
                for (Finding finding : file.getValue()) {
                    out.write(HtmlFinding.article(finding));
                }
                out.write("</section>\n");
            }
        }
        out.write("</main>\n" + HtmlPage.HtmlFilters.rules(report, settings::page));
        page.end(out);
    }

    private static String title(FindingReport report) {
        int found = report.findings().size();
        return "duiqi check: " + (found == 0 ? "no findings" : Plurals.of(found, "finding"));
    }

    private static void head(FindingReport report, Writer out) throws IOException {
        out.write("<header>\n<h1>" + title(report) + "</h1>\n<p>");
        out.write(Plurals.of(report.units(), "unit") + " of "
                + Plurals.of(report.files().size(), "file") + ", duiqi " + HtmlPage.escaped(report.version())
                + ", <time>" + report.time().truncatedTo(ChronoUnit.SECONDS) + "</time></p>\n");
        out.write(HtmlPage.incomplete(report.incomplete()));
        out.write(
                "<form hidden>\n" + HtmlPage.HtmlFilters.controls(report) + "<output></output>\n</form>\n</header>\n");
    }

    /** Writes a finding as a part of a page. Escapes all texts. */
    static final class HtmlFinding {
        private HtmlFinding() {}

        static String article(Finding finding) {
            CheckedUnit unit = finding.unit();
            String rule = finding.rule().id();
            String id = unit.id().isEmpty() ? "" : "<p class=\"unit\">unit " + HtmlPage.escaped(unit.id()) + "</p>\n";
            return "<article class=\"" + finding.severity() + "\" data-severity=\"" + finding.severity()
                    + "\" data-rule=\""
                    + rule + "\">\n<h3><span class=\"place\">"
                    + finding.location().line() + ":"
                    + finding.location().column() + "</span> <span class=\"severity\">" + finding.severity()
                    + "</span> "
                    + HtmlPage.escaped(finding.message()) + " <a href=\"#" + rule + "\">" + rule + "</a></h3>\n"
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
                    .map(words -> "<" + element + ">" + HtmlPage.escaped(words) + "</" + element + ">")
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
                html.append(HtmlPage.escaped(text.substring(done, start))
                        + (start == end ? "<mark class=\"gap\">" : "<mark>")
                        + HtmlPage.escaped(text.substring(start, end)) + "</mark>");
                done = end;
            }
            return html.append(HtmlPage.escaped(text.substring(done))).toString();
        }

        private static boolean isWhole(TextSpan span, String text) {
            return span.start() == 0 && span.end() == text.length();
        }
    }
}
