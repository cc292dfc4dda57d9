package duiqi.report;

import java.util.Locale;

/** A chart as lying bars in SVG, which say in words what they show, and as a table for those who want the figures. */
final class HtmlChart {
    private static final int WIDTH = 360;
    private static final int LINE = 20;
    private static final int NAME = 146;
    private static final int COUNT = 62;

    /** What fits beside a bar, in half widths of a Chinese character. */
    private static final int NAME_LENGTH = 20;

    /** Bars that are drawn; the table has all. */
    private static final int MOST = 12;

    private HtmlChart() {}

    static String figure(Chart chart) {
        int shown = Math.min(MOST, chart.bars().size());
        StringBuilder html = new StringBuilder("<figure>\n<figcaption>")
                .append(HtmlPage.escaped(chart.title()))
                .append("</figcaption>\n<svg role=\"img\" aria-label=\"")
                .append(HtmlPage.escaped(words(chart)))
                .append("\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(shown * LINE)
                .append("\">\n");
        for (int i = 0; i < shown; i++) {
            bar(chart.bars().get(i), chart.most(), i * LINE, html);
        }
        html.append("</svg>\n");
        if (shown < chart.bars().size()) {
            html.append("<p class=\"more\">")
                    .append(chart.bars().size() - shown)
                    .append(" more in the table</p>\n");
        }
        return html.append(table(chart)).append("</figure>\n").toString();
    }

    private static void bar(Chart.Bar bar, long most, int top, StringBuilder html) {
        double room = WIDTH - NAME - COUNT;
        double width = most == 0 ? 0 : room * bar.count() / most;
        // What is there at all can be seen.
        double seen = bar.count() == 0 ? 0 : Math.max(1.5, width);
        html.append(String.format(
                Locale.ROOT,
                "<text class=\"name\" x=\"%d\" y=\"%d\">%s</text><rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>"
                        + "<text x=\"%.1f\" y=\"%d\">%d</text>\n",
                NAME - 8,
                top + 14,
                HtmlPage.escaped(shortened(bar.name())),
                NAME,
                top + 4,
                seen,
                LINE - 7,
                NAME + seen + 6,
                top + 14,
                bar.count()));
    }

    private static String shortened(String name) {
        int width = 0;
        for (int i = 0; i < name.length(); i += Character.charCount(name.codePointAt(i))) {
            width += name.codePointAt(i) < 0x2E80 ? 1 : 2;
            if (width > NAME_LENGTH) {
                return name.substring(0, i) + "…";
            }
        }
        return name;
    }

    private static String words(Chart chart) {
        StringBuilder words = new StringBuilder(chart.title()).append(": ");
        int said = Math.min(MOST, chart.bars().size());
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
