package duiqi.report.page;

import duiqi.check.TermCoverage;
import duiqi.report.PairCounts;
import duiqi.report.PairReport;
import duiqi.text.Plurals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the figures of a {@link PairReport}. */
final class HtmlFigures {
    private HtmlFigures() {}

    static String section(PairReport report) {
        StringBuilder html = new StringBuilder("<section id=\"figures\">\n<h2>Figures</h2>\n<dl class=\"summary\">\n");
        report.counts()
                .summary()
                .forEach((name, count) ->
                        html.append("<div><dt>" + HtmlPage.escaped(name) + "</dt><dd>" + count + "</dd></div>\n"));
        html.append("</dl>\n<div class=\"charts\">\n");
        charts(report).stream()
                .filter(chart ->
                        chart.bars().stream().filter(bar -> bar.count() > 0).count() > 1)
                .forEach(chart -> html.append(HtmlChart.figure(chart)));
        if (report.counts().lengths().most() > 0) {
            html.append(HtmlLengths.figure(report.counts().lengths()));
        }
        html.append("</div>\n");
        if (!report.terms().isEmpty()) {
            html.append(terms(report.terms()));
        }
        return html.append("</section>\n").toString();
    }

    private static List<PairReport.Chart> charts(PairReport report) {
        List<PairReport.Chart> charts = new ArrayList<>(report.counts().charts());
        if (!report.terms().isEmpty()) {
            charts.add(coverage(report.terms()));
        }
        charts.addAll(report.more());
        return charts;
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
        StringBuilder html = new StringBuilder(
                "<details class=\"terms\">\n<summary>" + Plurals.of(terms.size(), "term")
                        + " of the glossary and their translations</summary>\n<table class=\"figures\">\n<caption>Units that"
                        + " contain the term, by the best translation in the unit</caption>\n<thead><tr><th scope=\"col\">term</th>");
        for (String column : List.of("units", "preferred", "admitted", "deprecated", "forbidden", "none of these")) {
            html.append("<th scope=\"col\">" + column + "</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (TermCoverage.Line line : terms) {
            html.append("<tr><th scope=\"row\" lang=\"zh\">" + HtmlPage.escaped(line.term()) + "</th><td>"
                    + line.units()
                    + "</td><td>" + line.preferred() + "</td><td>" + line.admitted() + "</td><td>" + line.deprecated()
                    + "</td><td>" + line.forbidden() + "</td><td>" + line.without() + "</td></tr>\n");
        }
        return html.append("</tbody>\n</table>\n</details>\n").toString();
    }

    /** Draws a chart as a table with a bar in each row, so that the browser can wrap the names. */
    private static final class HtmlChart {
        /** Number of bars that are always visible. */
        private static final int MAX_COUNT = 12;

        private HtmlChart() {}

        static String figure(PairReport.Chart chart) {
            int shown = Math.min(MAX_COUNT, chart.bars().size());
            StringBuilder html =
                    new StringBuilder("<figure>\n<figcaption>" + HtmlPage.escaped(chart.title()) + "</figcaption>\n");
            table(chart, chart.bars().subList(0, shown), html);
            if (shown < chart.bars().size()) {
                html.append("<details>\n<summary>" + (chart.bars().size() - shown) + " more</summary>\n");
                table(chart, chart.bars().subList(shown, chart.bars().size()), html);
                html.append("</details>\n");
            }
            return html.append("</figure>\n").toString();
        }

        private static void table(PairReport.Chart chart, List<PairReport.Chart.Bar> bars, StringBuilder html) {
            html.append("<table class=\"figures bars\">\n<thead><tr><th scope=\"col\">"
                    + HtmlPage.escaped(chart.category()) + "</th><td></td><th scope=\"col\">"
                    + HtmlPage.escaped(chart.counted()) + "</th><th scope=\"col\">share</th></tr></thead>\n<tbody>\n");
            for (PairReport.Chart.Bar bar : bars) {
                html.append(String.format(
                        Locale.ROOT,
                        "<tr><th scope=\"row\">%s</th><td>%s</td><td>%d</td><td>%.1f%%</td></tr>\n",
                        HtmlPage.escaped(bar.name()),
                        bar.count() == 0 ? "" : bar(100.0 * bar.count() / chart.most()),
                        bar.count(),
                        100.0 * bar.count() / Math.max(1, chart.sum())));
            }
            html.append("</tbody>\n</table>\n");
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

    /**
     * Draws the lengths of pairs as a grid of cells on logarithmic scales. Darker cells contain more pairs. Correct
     * pairs are near a straight line. A pair far from the line has omitted or added text, or is wrong.
     */
    private static final class HtmlLengths {
        private static final int CELL = 10;
        private static final int LEFT = 58;
        private static final int WIDTH = 360;

        /** Opacity of a cell with one pair. Readers look for these cells, so they must be visible. */
        private static final double FAINTEST = 0.3;

        private HtmlLengths() {}

        static String figure(PairCounts.Lengths lengths) {
            int right = 1;
            int top = 1;
            for (int i = 0; i < PairCounts.Lengths.STEPS; i++) {
                for (int j = 0; j < PairCounts.Lengths.STEPS; j++) {
                    right = lengths.pairs(i, j) > 0 ? Math.max(right, i + 1) : right;
                    top = lengths.pairs(i, j) > 0 ? Math.max(top, j + 1) : top;
                }
            }
            int bottom = top * CELL + 4;
            StringBuilder html = new StringBuilder(
                            "<figure>\n<figcaption>Lengths of Chinese and English</figcaption>\n")
                    .append(String.format(
                            Locale.ROOT,
                            "<svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\">\n",
                            HtmlPage.escaped(lengths.words()),
                            WIDTH,
                            bottom + 36));
            // Cells are up to twice as wide as high, because the chart has more horizontal room.
            int wide = Math.min(2 * CELL, (WIDTH - LEFT - 4) / right);
            axes(right, top, wide, bottom, html);
            for (int i = 0; i < right; i++) {
                for (int j = 0; j < top; j++) {
                    if (lengths.pairs(i, j) > 0) {
                        html.append(String.format(
                                Locale.ROOT,
                                "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill-opacity=\"%.2f\"/>\n",
                                LEFT + i * wide,
                                bottom - (j + 1) * CELL,
                                wide - 1,
                                CELL - 1,
                                FAINTEST
                                        + (1 - FAINTEST)
                                                * Math.log((double) lengths.pairs(i, j))
                                                / Math.max(1, Math.log((double) lengths.most()))));
                    }
                }
            }
            return html.append("</svg>\n" + table(lengths) + "</figure>\n").toString();
        }

        /** Draws grid lines at 1, 4, 16 and so on: at every fourth bin. */
        private static void axes(int right, int top, int wide, int bottom, StringBuilder html) {
            for (int i = 0; i <= right; i += 4) {
                html.append(String.format(
                        Locale.ROOT,
                        "<path d=\"M%d 4V%d\"/><text class=\"at\" x=\"%d\" y=\"%d\">%d</text>\n",
                        LEFT + i * wide,
                        bottom,
                        LEFT + i * wide,
                        bottom + 14,
                        PairCounts.Lengths.from(i)));
            }
            for (int j = 0; j <= top; j += 4) {
                html.append(String.format(
                        Locale.ROOT,
                        "<path d=\"M%d %dH%d\"/><text class=\"name\" x=\"%d\" y=\"%d\">%d</text>\n",
                        LEFT,
                        bottom - j * CELL,
                        LEFT + right * wide,
                        LEFT - 6,
                        bottom - j * CELL + 4,
                        PairCounts.Lengths.from(j)));
            }
            html.append(String.format(
                    Locale.ROOT,
                    "<text class=\"at\" x=\"%d\" y=\"%d\">characters in Chinese</text>"
                            + "<text class=\"at\" transform=\"translate(14 %d) rotate(-90)\">in English</text>\n",
                    LEFT + right * wide / 2,
                    bottom + 31,
                    4 + top * CELL / 2));
        }

        private static String table(PairCounts.Lengths lengths) {
            StringBuilder html = new StringBuilder("""
                    <details>
                    <summary>Table</summary>
                    <table class="figures">
                    <caption>English length at the 10th, 50th and 90th percentile of the pairs, in characters</caption>
                    <thead><tr>""");
            for (String column : List.of("Chinese from", "pairs", "10%", "50%", "90%")) {
                html.append("<th scope=\"col\">" + column + "</th>");
            }
            html.append("</tr></thead>\n<tbody>\n");
            for (PairCounts.Lengths.Line line : lengths.lines()) {
                html.append(String.format(
                        Locale.ROOT,
                        "<tr><th scope=\"row\">%d</th><td>%d</td><td>%d</td><td>%d</td><td>%d</td></tr>\n",
                        line.from(),
                        line.count(),
                        line.low(),
                        line.middle(),
                        line.high()));
            }
            return html.append("</tbody>\n</table>\n</details>\n").toString();
        }
    }
}
