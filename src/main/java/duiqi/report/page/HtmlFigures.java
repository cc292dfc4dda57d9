package duiqi.report.page;

import duiqi.check.TermCoverage;
import duiqi.report.PairReport;
import duiqi.text.Plurals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                .filter(chart -> chart.bars().values().stream()
                                .filter(count -> count.longValue() > 0)
                                .count()
                        > 1)
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
        return new PairReport.Chart("Uses of glossary terms by status of the translation", "status", "uses", uses);
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
        LongSummaryStatistics counts =
                chart.bars().values().stream().mapToLong(Number::longValue).summaryStatistics();
        List<String> rows = new ArrayList<>();
        chart.bars().forEach((name, count) -> {
            double share = 100.0 * count.longValue();
            rows.add(HtmlPage.row(
                    HtmlPage.escaped(name),
                    share == 0 ? "" : bar(share / counts.getMax()),
                    count,
                    String.format(Locale.ROOT, "%.1f%%", share / Math.max(1, counts.getSum()))));
        });
        int hidden = Math.max(0, rows.size() - MAX_COUNT);
        return "<figure>\n<figcaption>" + HtmlPage.escaped(chart.title()) + "</figcaption>\n"
                + table(chart, rows.stream().limit(MAX_COUNT))
                + (hidden == 0
                        ? ""
                        : "<details>\n<summary>" + hidden + " more</summary>\n"
                                + table(chart, rows.stream().skip(MAX_COUNT)) + "</details>\n")
                + "</figure>\n";
    }

    private static String table(PairReport.Chart chart, Stream<String> rows) {
        return HtmlPage.table(
                "figures bars",
                List.of(HtmlPage.escaped(chart.category()), "", HtmlPage.escaped(chart.counted()), "share"),
                rows);
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
