package duiqi.report.page;

import duiqi.check.TermCoverage;
import duiqi.report.PairReport;
import duiqi.text.Plurals;
import java.util.List;
import java.util.stream.Collectors;

final class HtmlFigures {
    private HtmlFigures() {}

    static String section(PairReport report) {
        String summary = report.counts().summary().entrySet().stream()
                .map(count -> HtmlPage.figure(count.getKey(), count.getValue()))
                .collect(Collectors.joining());
        return "<section id=\"figures\">\n<h2>Figures</h2>\n<dl class=\"summary\">\n" + summary
                + "</dl>\n"
                + (report.terms().isEmpty() ? "" : terms(report.terms())) + "</section>\n";
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
}
