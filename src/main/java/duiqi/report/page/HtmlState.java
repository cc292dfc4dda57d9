package duiqi.report.page;

import duiqi.align.Bead;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.report.FindingReport;
import duiqi.report.PairReport;
import duiqi.report.TextStates;
import duiqi.text.Plurals;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Writes the first section of a {@link PairReport}, for readers who decide what to do next: the state of all texts, of
 * each text, and the most frequent findings.
 */
final class HtmlState {
    /** Maximum number of texts to list; a browser can lay out this many strips without a delay. */
    private static final int MAX_TEXTS = 1000;

    private static final int MAX_RULES = 10;

    private final PairReport report;
    private final IntFunction<String> link;

    /**
     * Creates a writer.
     *
     * @param link returns the URL of a row in the report
     */
    HtmlState(PairReport report, IntFunction<String> link) {
        this.report = report;
        this.link = link;
    }

    String section() {
        List<TextStates.Line> lines =
                report.counts().texts().lines(report.findings().findings());
        StringBuilder html = new StringBuilder("<section id=\"state\">\n<h2>State</h2>\n<dl class=\"summary\">\n");
        long units = report.counts().units();
        long confirmed =
                lines.stream().mapToLong(line -> line.text().confirmed()).sum();
        figure("units", Long.toString(units), html);
        figure("confirmed by a person", confirmed + share(confirmed, units), html);
        if (report.counts().hasProbabilities()) {
            long doubtful =
                    lines.stream().mapToLong(line -> line.text().doubtful()).sum();
            figure("doubtful (below " + Bead.DOUBTFUL + ")", doubtful + share(doubtful, units), html);
        }
        figure("errors", Integer.toString(report.findings().count(Severity.ERROR)), html);
        figure("warnings", Integer.toString(report.findings().count(Severity.WARNING)), html);
        html.append("</dl>\n");
        if (!lines.isEmpty()) {
            texts(lines, html);
        }
        if (!report.findings().findings().isEmpty()) {
            frequent(report.findings(), html);
        }
        return html.append("</section>\n").toString();
    }

    private static void figure(String name, String value, StringBuilder html) {
        html.append("<div><dt>" + name + "</dt><dd>" + value + "</dd></div>\n");
    }

    private static String share(long part, long all) {
        return part == 0 ? "" : String.format(Locale.ROOT, " <small>%.1f%%</small>", 100.0 * part / all);
    }

    private void texts(List<TextStates.Line> lines, StringBuilder html) {
        html.append("<h3>Texts, most errors and doubtful pairs first</h3>\n<table class=\"state\">\n<thead><tr>");
        for (String column : List.of("Text", "Units", "Confirmed", "Doubtful", "Errors", "Warnings", "Probability")) {
            html.append("<th scope=\"col\">" + column + "</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        lines.stream().limit(MAX_TEXTS).forEach(line -> text(line, html));
        html.append("</tbody>\n</table>\n");
        if (lines.size() > MAX_TEXTS) {
            html.append("<p class=\"more\">" + Plurals.of(lines.size() - MAX_TEXTS, "more text")
                    + " with fewer errors and doubtful pairs</p>\n");
        }
        if (lines.stream().anyMatch(line -> line.text().strip().isRated())) {
            html.append(
                    "<p class=\"more\">Each strip shows a text from its start to its end. A part has a bar from below "
                            + "for its doubtful pairs (orange: lowest probability below 0.5, yellow: below "
                            + Bead.DOUBTFUL
                            + ") and a bar from above for its confirmed pairs (green). The rest is blue.</p>\n");
        }
    }

    private void text(TextStates.Line line, StringBuilder html) {
        TextStates.TextState text = line.text();
        String name = HtmlPage.escaped(text.name());
        html.append("<tr><th scope=\"row\">"
                + (text.units() == 0 ? name : "<a href=\"" + link.apply(text.firstRow()) + "\">" + name + "</a>"));
        report.review()
                .flatMap(review -> review.row(text.name(), 1))
                .ifPresent(address -> html.append(" <a class=\"review\" rel=\"noreferrer\" href=\""
                        + HtmlPage.escaped(address) + "\" aria-label=\"Review: " + name + "\">Review</a>"));
        html.append("</th>");
        cell("units", text.units(), "", html);
        cell("confirmed", text.confirmed(), "", html);
        cell("doubtful", text.doubtful(), "", html);
        cell("errors", line.errors(), " class=\"error\"", html);
        cell("warnings", line.warnings(), " class=\"warning\"", html);
        html.append("<td class=\"along\">");
        if (text.strip().isRated()) {
            html.append(HtmlStrip.svg(text));
        }
        text.lowest()
                .ifPresent(lowest -> html.append(String.format(
                        Locale.ROOT,
                        "lowest <a href=\"%s\">%.2f in row %d</a>",
                        link.apply(text.lowestRow()),
                        lowest,
                        text.lowestRow())));
        html.append("</td></tr>\n");
    }

    /** Appends a count. On narrow screens the style sheet shows its name, because there are no columns. */
    private static void cell(String name, int count, String emphasis, StringBuilder html) {
        html.append("<td data-of=\"" + name + "\"" + (count == 0 ? "" : emphasis) + ">" + count + "</td>");
    }

    private static void frequent(FindingReport found, StringBuilder html) {
        List<Finding> all = found.findings();
        html.append("<h3>Most frequent findings</h3>\n<table class=\"state\">\n<thead><tr>");
        for (String column : List.of("Rule", "Findings", "First example")) {
            html.append("<th scope=\"col\">" + column + "</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        Map<String, Integer> counts = found.byRule();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(MAX_RULES)
                .forEach(rule -> frequent(rule.getKey(), rule.getValue(), example(rule.getKey(), all), html));
        html.append("</tbody>\n</table>\n");
        if (counts.size() > MAX_RULES) {
            html.append(
                    "<p class=\"more\">" + Plurals.of(counts.size() - MAX_RULES, "more rule") + " in the list</p>\n");
        }
    }

    /** Returns the first of the most severe findings of a rule. */
    private static Finding example(String rule, List<Finding> all) {
        return all.stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .findFirst()
                .orElseThrow();
    }

    private static void frequent(String rule, int count, Finding example, StringBuilder html) {
        html.append("<tr class=\"" + example.severity() + "\"><th scope=\"row\"><a href=\"#" + rule + "\">" + rule
                + "</a></th><td><a href=\"#findings\" data-show=\"" + rule + "\">" + Plurals.of(count, "finding")
                + "</a></td><td class=\"example\"><span class=\"severity\">" + example.severity() + "</span> "
                + HtmlPage.escaped(example.message()) + "<small>"
                + HtmlPage.escaped(example.location().toString()) + "</small></td></tr>\n");
    }

    /** Draws the parts of a text from left to right. Heights show shares, so the strip does not rely on colour alone. */
    private static final class HtmlStrip {
        private static final int HEIGHT = 12;

        /** Height at which a single row of a large part stays visible. */
        private static final int LEAST = 4;

        private static final double WRONG = 0.5;

        private HtmlStrip() {}

        static String svg(TextStates.TextState text) {
            List<TextStates.Strip.Part> parts = text.strip().parts();
            StringBuilder sure = new StringBuilder();
            StringBuilder confirmed = new StringBuilder();
            StringBuilder unsure = new StringBuilder();
            StringBuilder doubt = new StringBuilder();
            for (int i = 0; i < parts.size(); i++) {
                TextStates.Strip.Part part = parts.get(i);
                bar(i, 0, part.rated() > 0 ? HEIGHT : 0, sure);
                bar(i, 0, height(part.confirmed(), part.rows()), confirmed);
                int low = height(part.doubtful(), part.rows());
                bar(i, HEIGHT - low, low, part.lowest() < WRONG ? doubt : unsure);
            }
            return "<svg class=\"strip\" role=\"img\" aria-label=\"" + words(text, parts) + "\" viewBox=\"0 0 "
                    + parts.size() + " " + HEIGHT + "\" preserveAspectRatio=\"none\">" + path("sure", sure)
                    + path("confirmed", confirmed) + path("unsure", unsure) + path("doubt", doubt) + "</svg>";
        }

        private static int height(int rows, int all) {
            return rows == 0 ? 0 : Math.max(LEAST, HEIGHT * rows / all);
        }

        private static void bar(int part, int top, int height, StringBuilder path) {
            if (height > 0) {
                path.append("M" + part + " " + top + "h1v" + height + "h-1z");
            }
        }

        private static String path(String kind, StringBuilder bars) {
            return bars.isEmpty() ? "" : "<path class=\"" + kind + "\" d=\"" + bars + "\"/>";
        }

        private static String words(TextStates.TextState text, List<TextStates.Strip.Part> parts) {
            int most = 0;
            for (int i = 1; i < parts.size(); i++) {
                most = parts.get(i).doubtful() > parts.get(most).doubtful() ? i : most;
            }
            String words = "Probability along the text: " + text.doubtful() + " of " + Plurals.of(text.units(), "row")
                    + " doubtful, " + text.confirmed() + " confirmed";
            if (text.doubtful() == 0) {
                return words;
            }
            int from = text.firstRow() + most * parts.get(0).rows();
            int to = from + parts.get(most).rows() - 1;
            return words + "; most doubtful in " + (from == to ? "row " + from : "rows " + from + " to " + to);
        }
    }
}
