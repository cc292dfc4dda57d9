package duiqi.report.page;

import duiqi.align.Bead;
import duiqi.check.Finding;
import duiqi.check.Severity;
import duiqi.check.TermCoverage;
import duiqi.report.FindingReport;
import duiqi.report.PairReport;
import duiqi.report.Terminal;
import duiqi.report.TextStates;
import duiqi.text.Plurals;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes the first sections of a {@link PairReport}, for readers who decide what to do next: the state of all texts, of
 * each text, and the most frequent findings; then the figures.
 *
 * @param maxRows number of the last row to link to
 */
record HtmlState(PairReport report, int maxRows) {
    /** Maximum number of texts to list; a browser can lay out this many without a delay. */
    private static final int MAX_TEXTS = 1000;

    private static final int MAX_RULES = 10;

    String section() {
        FindingReport findings = report.findings();
        List<TextStates.Line> lines = report.counts().texts().lines(findings.findings());
        long units = report.counts().units();
        long confirmed =
                lines.stream().mapToLong(line -> line.text().confirmed()).sum();
        long doubtful = lines.stream().mapToLong(line -> line.text().doubtful()).sum();
        return "<section id=\"state\">\n<h2>State</h2>\n<dl class=\"summary\">\n"
                + HtmlPage.figure("units", units)
                + HtmlPage.figure("confirmed by a person", confirmed + share(confirmed, units))
                + (report.counts().hasProbabilities()
                        ? HtmlPage.figure(
                                "doubtful (below " + HtmlPage.percent(Bead.DOUBTFUL) + ")",
                                doubtful + share(doubtful, units))
                        : "")
                + HtmlPage.figure("errors", findings.count(Severity.ERROR))
                + HtmlPage.figure("warnings", findings.count(Severity.WARNING))
                + "</dl>\n"
                + (lines.isEmpty() ? "" : texts(lines))
                + (findings.findings().isEmpty() ? "" : frequent(findings))
                + "</section>\n";
    }

    private static String share(long part, long all) {
        return part == 0 ? "" : String.format(Locale.ROOT, " <small>%.1f%%</small>", 100.0 * part / all);
    }

    private String texts(List<TextStates.Line> lines) {
        return "<h3>Texts, most errors and doubtful pairs first</h3>\n"
                + HtmlPage.table(
                        "state",
                        List.of("Text", "Units", "Confirmed", "Doubtful", "Errors", "Warnings", "Probability"),
                        lines.stream().limit(MAX_TEXTS).map(this::text))
                + more(lines.size() - MAX_TEXTS, "more text", " with fewer errors and doubtful pairs");
    }

    private static String more(int count, String one, String rest) {
        return count <= 0 ? "" : "<p class=\"more\">" + Plurals.of(count, one) + rest + "</p>\n";
    }

    private String text(TextStates.Line line) {
        TextStates.TextState text = line.text();
        String name = Terminal.html(text.name());
        return "<tr><th scope=\"row\">"
                + link(text.firstRow(), name)
                + HtmlPage.review(report.review().flatMap(review -> review.row(text.name(), 1)), ": " + name)
                + "</th>"
                + cell("units", text.units(), "")
                + cell("confirmed", text.confirmed(), "")
                + cell("doubtful", text.doubtful(), "")
                + cell("errors", line.errors(), " class=\"error\"")
                + cell("warnings", line.warnings(), " class=\"warning\"")
                + "<td class=\"along\">"
                + text.lowest().stream()
                        .mapToObj(lowest -> "lowest "
                                + link(text.lowestRow(), HtmlPage.percent(lowest) + " in row " + text.lowestRow()))
                        .collect(Collectors.joining())
                + "</td></tr>\n";
    }

    private String link(int row, String text) {
        return row == 0 || row > maxRows ? text : "<a href=\"#r" + row + "\">" + text + "</a>";
    }

    /** Returns a count. On narrow screens the style sheet shows its name, because there are no columns. */
    private static String cell(String name, int count, String emphasis) {
        return "<td data-of=\"" + name + "\"" + (count == 0 ? "" : emphasis) + ">" + count + "</td>";
    }

    private static String frequent(FindingReport found) {
        Map<String, Integer> counts = found.byRule();
        return "<h3>Most frequent findings</h3>\n"
                + HtmlPage.table(
                        "state",
                        List.of("Rule", "Findings", "First example"),
                        counts.entrySet().stream()
                                .sorted(Map.Entry.<String, Integer>comparingByValue()
                                        .reversed())
                                .limit(MAX_RULES)
                                .map(rule -> frequent(rule.getKey(), rule.getValue(), found.findings())))
                + more(counts.size() - MAX_RULES, "more rule", " in the list");
    }

    private static String frequent(String rule, int count, List<Finding> all) {
        Finding example = all.stream()
                .filter(finding -> finding.rule().id().equals(rule))
                .sorted(Comparator.comparing(Finding::severity).reversed())
                .findFirst()
                .orElseThrow();
        return "<tr class=\"" + example.severity() + "\"><th scope=\"row\">" + FindingText.rule(example)
                + "</th><td><a href=\"#findings\" data-show=\"" + rule + "\">" + Plurals.of(count, "finding")
                + "</a></td><td class=\"example\"><span class=\"severity\">" + example.severity() + "</span> "
                + Terminal.html(example.message()) + "<small>"
                + FindingText.place(example) + "</small></td></tr>\n";
    }

    /** Returns the counts of the pairs, and the terms of the glossary with their uses. */
    String figures() {
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
                                        "<span lang=\"zh\">" + Terminal.html(line.term()) + "</span>",
                                        line.units(),
                                        line.preferred(),
                                        line.admitted(),
                                        line.deprecated(),
                                        line.forbidden(),
                                        line.without())))
                + "</details>\n";
    }
}
