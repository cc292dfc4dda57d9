package duiqi.report.page;

import duiqi.check.TermCoverage;
import duiqi.report.PairCounts;
import duiqi.report.PairReport;
import duiqi.report.Terminal;
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
        charts(report).forEach(chart -> html.append(HtmlChart.figure(chart)));
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
        if (!report.findings().findings().isEmpty()) {
            charts.add(PairReport.Chart.of(
                    "Findings by rule", "rule", "findings", report.findings().byRule()));
        }
        if (!report.terms().isEmpty()) {
            charts.add(coverage(report.terms()));
        }
        report.more().stream().filter(chart -> chart.most() > 0).forEach(charts::add);
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

    /** Draws a chart as horizontal bars in SVG, with a text description and a table of the figures. */
    private static final class HtmlChart {
        private static final int WIDTH = 360;
        private static final int LINE = 20;
        private static final int COUNT = 62;

        /** Average width of half a Chinese character. */
        private static final double HALF_WIDTH = 6.6;

        private static final int GAP = 8;
        private static final int MAX_LENGTH = 28;

        /** Maximum number of bars. The table contains all counts. */
        private static final int MAX_COUNT = 12;

        private HtmlChart() {}

        static String figure(PairReport.Chart chart) {
            int shown = Math.min(MAX_COUNT, chart.bars().size());
            StringBuilder html = new StringBuilder("<figure>\n<figcaption>" + HtmlPage.escaped(chart.title())
                    + "</figcaption>\n<svg role=\"img\" aria-label=\"" + HtmlPage.escaped(words(chart))
                    + "\" viewBox=\"0 0 " + WIDTH + " " + shown * LINE + "\">\n");
            int longest = chart.bars().stream()
                    .limit(shown)
                    .mapToInt(bar -> Terminal.Columns.width(shortened(bar.name())))
                    .max()
                    .orElse(0);
            int names = GAP + (int) (HALF_WIDTH * longest);
            for (int i = 0; i < shown; i++) {
                bar(chart.bars().get(i), chart.most(), names, i * LINE, html);
            }
            html.append("</svg>\n");
            if (shown < chart.bars().size()) {
                html.append("<p class=\"more\">" + (chart.bars().size() - shown) + " more in the table</p>\n");
            }
            return html.append(table(chart)).append("</figure>\n").toString();
        }

        private static void bar(PairReport.Chart.Bar bar, long most, int names, int top, StringBuilder html) {
            double room = WIDTH - names - COUNT;
            double width = most == 0 ? 0 : room * bar.count() / most;
            // The smallest count stays visible.
            double seen = bar.count() == 0 ? 0 : Math.max(1.5, width);
            html.append(String.format(
                    Locale.ROOT,
                    "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\""
                            + " height=\"%d\"/><text x=\"%.1f\" y=\"%d\">%d</text>\n",
                    names - GAP,
                    top + 14,
                    HtmlPage.escaped(shortened(bar.name())),
                    names,
                    top + 4,
                    seen,
                    LINE - 7,
                    names + seen + 6,
                    top + 14,
                    bar.count()));
        }

        private static String shortened(String name) {
            return Terminal.Columns.width(name) <= MAX_LENGTH ? name : Terminal.Columns.fit(name, MAX_LENGTH - 1) + "…";
        }

        private static String words(PairReport.Chart chart) {
            StringBuilder words = new StringBuilder(chart.title()).append(": ");
            int described = Math.min(MAX_COUNT, chart.bars().size());
            for (int i = 0; i < described; i++) {
                PairReport.Chart.Bar bar = chart.bars().get(i);
                words.append(i == 0 ? "" : ", ").append(bar.name()).append(' ').append(bar.count());
            }
            return words.append(described < chart.bars().size() ? " and more" : "")
                    .toString();
        }

        private static String table(PairReport.Chart chart) {
            StringBuilder html = new StringBuilder("<details>\n<summary>Table</summary>\n<table class=\"figures\">\n"
                    + "<thead><tr><th scope=\"col\">" + HtmlPage.escaped(chart.category()) + "</th><th scope=\"col\">"
                    + HtmlPage.escaped(chart.counted()) + "</th><th scope=\"col\">share</th></tr></thead>\n<tbody>\n");
            for (PairReport.Chart.Bar bar : chart.bars()) {
                html.append("<tr><th scope=\"row\">" + HtmlPage.escaped(bar.name()) + "</th><td>" + bar.count()
                        + "</td><td>"
                        + String.format(Locale.ROOT, "%.1f%%", 100.0 * bar.count() / Math.max(1, chart.sum()))
                        + "</td></tr>\n");
            }
            return html.append("</tbody>\n</table>\n</details>\n").toString();
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
