package duiqi.report;

import duiqi.check.TermCoverage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of a {@link PairReport}. */
final class HtmlFigures {
    private HtmlFigures() {}

    static String section(PairReport report) {
        StringBuilder html = new StringBuilder("<section id=\"figures\">\n<h2>Figures</h2>\n<dl class=\"summary\">\n");
        report.counts()
                .summary()
                .forEach((name, count) -> html.append("<div><dt>")
                        .append(HtmlPage.escaped(name))
                        .append("</dt><dd>")
                        .append(count)
                        .append("</dd></div>\n"));
        html.append("</dl>\n<div class=\"charts\">\n");
        charts(report).forEach(chart -> html.append(HtmlChart.figure(chart)));
        if (report.counts().lengths().most() > 0) {
            html.append(HtmlLengths.figure(report.counts().lengths()));
        }
        html.append("</div>\n");
        if (!report.terms().isEmpty()) {
            terms(report.terms(), html);
        }
        return html.append("</section>\n").toString();
    }

    private static List<Chart> charts(PairReport report) {
        List<Chart> charts = new ArrayList<>(report.counts().charts());
        if (!report.findings().findings().isEmpty()) {
            charts.add(Chart.of(
                    "Findings by rule", "rule", "findings", report.findings().byRule()));
        }
        if (!report.terms().isEmpty()) {
            charts.add(coverage(report.terms()));
        }
        report.more().stream().filter(chart -> chart.most() > 0).forEach(charts::add);
        return charts;
    }

    private static Chart coverage(List<TermCoverage.Line> terms) {
        Map<String, Integer> uses = new LinkedHashMap<>();
        for (TermCoverage.Line line : terms) {
            uses.merge("preferred", line.preferred(), Integer::sum);
            uses.merge("admitted", line.admitted(), Integer::sum);
            uses.merge("deprecated", line.deprecated(), Integer::sum);
            uses.merge("forbidden", line.forbidden(), Integer::sum);
            uses.merge("otherwise", line.without(), Integer::sum);
        }
        return Chart.of("Uses of terms by rendering", "rendering", "uses", uses);
    }

    private static void terms(List<TermCoverage.Line> terms, StringBuilder html) {
        html.append("<details class=\"terms\">\n<summary>")
                .append(Words.count(terms.size(), "term"))
                .append(
                        " of the glossary, and how they are rendered</summary>\n<table class=\"figures\">\n<caption>Units in which a")
                .append(" term stands, by its best rendering there</caption>\n<thead><tr><th scope=\"col\">term</th>");
        for (String column : List.of("units", "preferred", "admitted", "deprecated", "forbidden", "otherwise")) {
            html.append("<th scope=\"col\">").append(column).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (TermCoverage.Line line : terms) {
            html.append("<tr><th scope=\"row\" lang=\"zh\">")
                    .append(HtmlPage.escaped(line.term()))
                    .append("</th>");
            for (int count : List.of(
                    line.units(),
                    line.preferred(),
                    line.admitted(),
                    line.deprecated(),
                    line.forbidden(),
                    line.without())) {
                html.append("<td>").append(count).append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n</details>\n");
    }
}
