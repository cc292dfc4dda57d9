package duiqi.report;

import duiqi.check.Rule;
import duiqi.check.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The parts of a page that choose findings, and the list of rules that they point to. */
final class HtmlFilters {
    private static final List<Severity> WORST_FIRST = List.of(Severity.ERROR, Severity.WARNING, Severity.NOTE);

    private HtmlFilters() {}

    /** Boxes for the severities and a list of the rules that were broken, to stand in a form. */
    static String controls(FindingReport report) {
        StringBuilder html = new StringBuilder("<fieldset>\n<legend>Severity</legend>\n");
        for (Severity severity : WORST_FIRST) {
            html.append("<label class=\"" + severity + "\"><input type=\"checkbox\" name=\"severity\" value=\""
                    + severity + "\" checked> " + severity + " <b>" + report.count(severity) + "</b></label>\n");
        }
        html.append("</fieldset>\n<label>Rule <select name=\"rule\">\n<option value=\"\">all</option>\n");
        for (Map.Entry<String, Integer> rule : report.byRule().entrySet()) {
            html.append("<option value=\"" + rule.getKey() + "\">" + rule.getKey() + " (" + rule.getValue()
                    + ")</option>\n");
        }
        return html.append("</select></label>\n").toString();
    }

    /**
     * What each rule looks for.
     *
     * @param page where a rule is explained
     */
    static String rules(FindingReport report, Function<String, Optional<String>> page) {
        StringBuilder html = new StringBuilder("<footer>\n<h2>Rules</h2>\n<dl>\n");
        Map<String, Integer> counts = report.byRule();
        for (Rule rule : report.allRules()) {
            String name = page.apply(rule.id())
                    .map(address -> "<a href=\"" + HtmlPage.escaped(address) + "\">" + rule.id() + "</a>")
                    .orElse(rule.id());
            html.append("<dt id=\"" + rule.id() + "\">" + name + " <b>" + counts.getOrDefault(rule.id(), 0)
                    + "</b></dt>\n<dd>" + HtmlPage.escaped(rule.summary()) + "</dd>\n");
        }
        return html.append("</dl>\n</footer>\n").toString();
    }
}
