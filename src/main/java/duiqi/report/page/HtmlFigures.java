package duiqi.report.page;

import duiqi.check.TermCoverage;
import duiqi.report.PairReport;
import duiqi.text.Plurals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the figures of a {@link PairReport}. */
final class HtmlFigures {
    /** Number of bars of a chart that are always visible. */
    private static final int MAX_COUNT = 12;

    private HtmlFigures() {}

    static String section(PairReport report) {
        String summary = report.counts().summary().entrySet().stream()
                .map(count -> HtmlPage.figure(count.getKey(), count.getValue()))
                .collect(Collectors.joining());
        List<PairReport.Chart> charts = new ArrayList<>(report.counts().charts());
        if (!report.terms().isEmpty()) {
            charts.add(coverage(report.terms()));
        }
        charts.addAll(report.more());
        String figures = charts.stream()
                .filter(chart ->
                        chart.bars().stream().filter(bar -> bar.count() > 0).count() > 1)
                .map(HtmlFigures::figure)
                .collect(Collectors.joining());
        return "<section id=\"figures\">\n<h2>Figures</h2>\n<dl class=\"summary\">\n" + summary
                + "</dl>\n<div class=\"charts\">\n" + figures + "</div>\n"
                + (report.terms().isEmpty() ? "" : terms(report.terms())) + "</section>\n";
    }

    private static PairReport.Chart coverage(List<TermCoverage.Line> terms) {
        Map<String, Integer> uses = new LinkedHashMap<>();
        for (TermCoverage.Line line : terms) {
            uses.merge("preferred", line.preferred(), Integer::sum);
            uses.merge("admitted", line.admitted(), Integer::sum);
            uses.merge("deprecated", line.deprecated(), Integer::sum);
            uses.merge("forbidden", line.forbidden(), Integer::sum);
            uses.merge("none of these", line.without(), Integer::sum);
        }
        return PairReport.Chart.of("Uses of glossary terms by status of the translation", "status", "uses", uses);
    }

    private static String terms(List<TermCoverage.Line> terms) {
        return "<details class=\"terms\">\n<summary>" + Plurals.of(terms.size(), "term")
                + " of the glossary and their translations</summary>\n"
                + "<p>Units that contain the term, by the best translation in the unit</p>\n"
                + HtmlPage.table(
                        "figures",
                        List.of("term", "units", "preferred", "admitted", "deprecated", "forbidden", "none of these"),
                        terms.stream()
                                .map(line -> HtmlPage.row(
                                        "<span lang=\"zh\">" + HtmlPage.escaped(line.term()) + "</span>",
                                        line.units(),
                                        line.preferred(),
                                        line.admitted(),
                                        line.deprecated(),
                                        line.forbidden(),
                                        line.without())))
                + "</details>\n";
    }

    /** Draws a chart as a table with a bar in each row, so that the browser can wrap the names. */
    private static String figure(PairReport.Chart chart) {
        int shown = Math.min(MAX_COUNT, chart.bars().size());
        int hidden = chart.bars().size() - shown;
        return "<figure>\n<figcaption>" + HtmlPage.escaped(chart.title()) + "</figcaption>\n"
                + table(chart, chart.bars().subList(0, shown))
                + (hidden == 0
                        ? ""
                        : "<details>\n<summary>" + hidden + " more</summary>\n"
                                + table(chart, chart.bars().subList(shown, shown + hidden)) + "</details>\n")
                + "</figure>\n";
    }

    private static String table(PairReport.Chart chart, List<PairReport.Chart.Bar> bars) {
        return HtmlPage.table(
                "figures bars",
                List.of(HtmlPage.escaped(chart.category()), "", HtmlPage.escaped(chart.counted()), "share"),
                bars.stream()
                        .map(bar -> HtmlPage.row(
                                HtmlPage.escaped(bar.name()),
                                bar.count() == 0 ? "" : bar(100.0 * bar.count() / chart.most()),
                                bar.count(),
                                String.format(Locale.ROOT, "%.1f%%", 100.0 * bar.count() / Math.max(1, chart.sum())))));
    }

    /** Draws a bar. The smallest count stays visible. */
    private static String bar(double width) {
        return String.format(
                Locale.ROOT,
                "<svg aria-hidden=\"true\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\"><rect width=\"%.1f\""
                        + " height=\"8\"/></svg>",
                Math.max(1, width));
    }
}
