package duiqi.report;

import java.util.Locale;

/** A chart as lying bars in SVG, which say in words what they show, and as a table for those who want the figures. */
final class HtmlChart {
    private static final int WIDTH = 360;
    private static final int LINE = 20;
    private static final int COUNT = 62;

    /** Room for the longest name and the gap beside it, for a half width of a Chinese character on the average, and at most. */
    private static final double HALF_WIDTH = 6.6;

    private static final int GAP = 8;
    private static final int MAX_LENGTH = 28;

    /** Bars that are drawn; the table has all. */
    private static final int MAX_COUNT = 12;

    private HtmlChart() {}

    static String figure(Chart chart) {
        int shown = Math.min(MAX_COUNT, chart.bars().size());
        StringBuilder html = new StringBuilder("<figure>\n<figcaption>")
                .append(HtmlPage.escaped(chart.title()))
                .append("</figcaption>\n<svg role=\"img\" aria-label=\"")
                .append(HtmlPage.escaped(words(chart)))
                .append("\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(shown * LINE)
                .append("\">\n");
        int names = GAP
                + (int) (HALF_WIDTH
                        * chart.bars().stream()
                                .limit(shown)
                                .mapToInt(bar -> Columns.width(shortened(bar.name())))
                                .max()
                                .orElse(0));
        for (int i = 0; i < shown; i++) {
            bar(chart.bars().get(i), chart.most(), names, i * LINE, html);
        }
        html.append("</svg>\n");
        if (shown < chart.bars().size()) {
            html.append("<p class=\"more\">")
                    .append(chart.bars().size() - shown)
                    .append(" more in the table</p>\n");
        }
        return html.append(table(chart)).append("</figure>\n").toString();
    }

    private static void bar(Chart.Bar bar, long most, int names, int top, StringBuilder html) {
        double room = WIDTH - names - COUNT;
        double width = most == 0 ? 0 : room * bar.count() / most;
        // What is there at all can be seen.
        double seen = bar.count() == 0 ? 0 : Math.max(1.5, width);
        html.append(String.format(
                Locale.ROOT,
                "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>"
                        + "<text x=\"%.1f\" y=\"%d\">%d</text>\n",
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
        return Columns.width(name) <= MAX_LENGTH ? name : Columns.fit(name, MAX_LENGTH - 1) + "…";
    }

    private static String words(Chart chart) {
        StringBuilder words = new StringBuilder(chart.title()).append(": ");
        int said = Math.min(MAX_COUNT, chart.bars().size());
        for (int i = 0; i < said; i++) {
            Chart.Bar bar = chart.bars().get(i);
            words.append(i == 0 ? "" : ", ").append(bar.name()).append(' ').append(bar.count());
        }
        return words.append(said < chart.bars().size() ? " and more" : "").toString();
    }

    private static String table(Chart chart) {
        StringBuilder html = new StringBuilder("<details>\n<summary>Table</summary>\n<table class=\"figures\">\n")
                .append("<thead><tr><th scope=\"col\">")
                .append(HtmlPage.escaped(chart.named()))
                .append("</th><th scope=\"col\">")
                .append(HtmlPage.escaped(chart.counted()))
                .append("</th><th scope=\"col\">share</th></tr></thead>\n<tbody>\n");
        for (Chart.Bar bar : chart.bars()) {
            html.append("<tr><th scope=\"row\">")
                    .append(HtmlPage.escaped(bar.name()))
                    .append("</th><td>")
                    .append(bar.count())
                    .append("</td><td>")
                    .append(String.format(Locale.ROOT, "%.1f%%", 100.0 * bar.count() / Math.max(1, chart.sum())))
                    .append("</td></tr>\n");
        }
        return html.append("</tbody>\n</table>\n</details>\n").toString();
    }
}
