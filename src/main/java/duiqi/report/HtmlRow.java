package duiqi.report;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.text.Location;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Rows of the tables of a {@link PairReport}. There may be a hundred thousand, so that each has as few elements as it can. */
final class HtmlRow {
    private HtmlRow() {}

    /** A pair with its findings. */
    static String of(int number, ReportedPair pair, List<Finding> findings) {
        CheckedUnit unit = pair.unit();
        StringBuilder html = new StringBuilder("<tr id=\"r").append(number).append('"');
        OptionalDouble probability = pair.probability();
        probability.ifPresent(
                value -> html.append(" data-p=\"").append(figure(value)).append('"'));
        String kinds = kinds(pair, findings);
        if (!kinds.isEmpty()) {
            html.append(" data-kind=\"").append(kinds).append('"');
        }
        html.append("><th scope=\"row\"><a href=\"#r")
                .append(number)
                .append("\">")
                .append(number)
                .append("</a></th><td class=\"pair\">");
        probability.ifPresent(value -> html.append("<b class=\"p p")
                .append((int) Math.floor(value * 10))
                .append("\">")
                .append(figure(value))
                .append("</b> "));
        html.append(pair.type());
        if (pair.crossing()) {
            html.append(" <i>crossing</i>");
        }
        html.append("<small>").append(places(unit)).append("</small></td>");
        side("zh", unit, TextSpan.Side.SOURCE, findings, html);
        html.append("</td>");
        side("en", unit, TextSpan.Side.TARGET, findings, html);
        if (!findings.isEmpty()) {
            html.append("<ul class=\"found\">");
            findings.forEach(finding -> inline(finding, html));
            html.append("</ul>");
        }
        return html.append("</td></tr>\n").toString();
    }

    private static String figure(double probability) {
        return String.format(Locale.ROOT, "%.2f", probability);
    }

    private static String kinds(ReportedPair pair, List<Finding> findings) {
        StringBuilder kinds = new StringBuilder();
        if (pair.isUnpaired()) {
            kinds.append(" alone");
        }
        if (pair.crossing()) {
            kinds.append(" crossing");
        }
        if (pair.probability().isPresent()
                && PairCounts.isDoubtful(pair.probability().getAsDouble())) {
            kinds.append(" doubtful");
        }
        if (!findings.isEmpty()) {
            kinds.append(" found");
        }
        return kinds.toString().strip();
    }

    private static String places(CheckedUnit unit) {
        Location chinese = unit.source().place().at(0);
        Location english = unit.target().place().at(0);
        if (unit.english().isBlank()) {
            return position(chinese);
        }
        return unit.chinese().isBlank() ? position(english) : position(chinese) + " – " + position(english);
    }

    private static String position(Location location) {
        return location.line() + ":" + location.column();
    }

    private static void side(
            String language, CheckedUnit unit, TextSpan.Side side, List<Finding> findings, StringBuilder html) {
        String text = unit.passage(side).text();
        if (text.isBlank()) {
            html.append("<td><em>no ")
                    .append(side == TextSpan.Side.SOURCE ? "Chinese" : "English")
                    .append("</em>");
            return;
        }
        List<TextSpan> spans = findings.stream()
                .flatMap(finding -> finding.spans().stream())
                .distinct()
                .toList();
        html.append("<td lang=\"").append(language).append("\">").append(HtmlFinding.marked(text, side, spans));
    }

    private static void inline(Finding finding, StringBuilder html) {
        html.append("<li lang=\"en\" class=\"")
                .append(finding.severity())
                .append("\"><span class=\"severity\">")
                .append(finding.severity())
                .append("</span> ")
                .append(HtmlPage.escaped(finding.message()))
                .append(" <a href=\"#")
                .append(finding.rule().id())
                .append("\">")
                .append(finding.rule().id())
                .append("</a>")
                .append(HtmlFinding.write(finding).strip())
                .append("</li>");
    }

    /**
     * A finding in the list of all.
     *
     * @param row where its pair is shown
     */
    static String of(Finding finding, Optional<Integer> row) {
        String place = HtmlPage.escaped(finding.location().toString());
        return "<tr class=\"" + finding.severity() + "\" data-severity=\"" + finding.severity() + "\" data-rule=\""
                + finding.rule().id() + "\"><td class=\"severity\">" + finding.severity() + "</td><td class=\"where\">"
                + row.map(number -> "<a href=\"#r" + number + "\">" + place + "</a>")
                        .orElse(place) + "</td><td>"
                + HtmlPage.escaped(finding.message())
                + HtmlFinding.write(finding).strip() + "</td><td><a href=\"#"
                + finding.rule().id() + "\">" + finding.rule().id() + "</a></td></tr>\n";
    }
}
