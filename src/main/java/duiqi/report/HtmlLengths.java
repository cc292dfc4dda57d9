package duiqi.report;

import java.util.Locale;

/**
 * Lengths of pairs as a field of cells on logarithmic scales: the more pairs, the darker. Pairs that are right lie along a line; what
 * lies far from it is left out, added or wrongly paired.
 */
final class HtmlLengths {
    private static final int CELL = 10;
    private static final int LEFT = 58;
    private static final int WIDTH = 360;

    /** So that a lonely pair can still be seen: those are the ones looked for. */
    private static final double FAINTEST = 0.3;

    private HtmlLengths() {}

    static String figure(Lengths lengths) {
        int right = 1;
        int top = 1;
        for (int i = 0; i < Lengths.STEPS; i++) {
            for (int j = 0; j < Lengths.STEPS; j++) {
                right = lengths.pairs(i, j) > 0 ? Math.max(right, i + 1) : right;
                top = lengths.pairs(i, j) > 0 ? Math.max(top, j + 1) : top;
            }
        }
        int bottom = top * CELL + 4;
        StringBuilder html = new StringBuilder("<figure>\n<figcaption>Lengths of the two sides</figcaption>\n")
                .append(String.format(
                        Locale.ROOT,
                        "<svg role=\"img\" aria-label=\"%s\" viewBox=\"0 0 %d %d\">\n",
                        HtmlPage.escaped(lengths.words()),
                        WIDTH,
                        bottom + 36));
        // Cells are twice as wide as high, since there is more room that way.
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
        return html.append("</svg>\n")
                .append(table(lengths))
                .append("</figure>\n")
                .toString();
    }

    /** Marks at 1, 4, 16 and so on, which are every fourth step. */
    private static void axes(int right, int top, int wide, int bottom, StringBuilder html) {
        for (int i = 0; i <= right; i += 4) {
            html.append(String.format(
                    Locale.ROOT,
                    "<path d=\"M%d 4V%d\"/><text class=\"at\" x=\"%d\" y=\"%d\">%d</text>\n",
                    LEFT + i * wide,
                    bottom,
                    LEFT + i * wide,
                    bottom + 14,
                    Lengths.from(i)));
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
                    Lengths.from(j)));
        }
        html.append(String.format(
                Locale.ROOT,
                "<text class=\"at\" x=\"%d\" y=\"%d\">characters of Chinese</text>"
                        + "<text class=\"at\" transform=\"translate(14 %d) rotate(-90)\">of English</text>\n",
                LEFT + right * wide / 2,
                bottom + 31,
                4 + top * CELL / 2));
    }

    private static String table(Lengths lengths) {
        StringBuilder html = new StringBuilder("<details>\n<summary>Table</summary>\n<table class=\"figures\">\n")
                .append(
                        "<caption>The least characters of English of the 10th, 50th and 90th of 100 pairs</caption>\n<thead><tr>");
        for (String column : new String[] {"Chinese from", "pairs", "10%", "50%", "90%"}) {
            html.append("<th scope=\"col\">").append(column).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (Lengths.Line line : lengths.lines()) {
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
