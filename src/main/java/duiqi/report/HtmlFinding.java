package duiqi.report;

import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A finding as a part of a page. What strangers wrote is text there, whatever it holds. */
final class HtmlFinding {
    private HtmlFinding() {}

    static String article(Finding finding) {
        CheckedUnit unit = finding.unit();
        String rule = finding.rule().id();
        StringBuilder html = new StringBuilder()
                .append("<article class=\"")
                .append(finding.severity())
                .append("\" data-severity=\"")
                .append(finding.severity())
                .append("\" data-rule=\"")
                .append(rule)
                .append("\">\n<h3><span class=\"place\">")
                .append(finding.location().line())
                .append(':')
                .append(finding.location().column())
                .append("</span> <span class=\"severity\">")
                .append(finding.severity())
                .append("</span> ")
                .append(escaped(finding.message()))
                .append(" <a href=\"#")
                .append(rule)
                .append("\">")
                .append(rule)
                .append("</a></h3>\n")
                .append(side("zh", unit, TextSpan.Side.SOURCE, finding.spans()))
                .append(side("en", unit, TextSpan.Side.TARGET, finding.spans()));
        if (!finding.suggestions().isEmpty()) {
            html.append("<p class=\"write\">write: ")
                    .append(finding.suggestions().stream()
                            .map(suggestion -> "<ins>" + escaped(suggestion) + "</ins>")
                            .collect(Collectors.joining(" or ")))
                    .append("</p>\n");
        }
        if (!unit.id().isEmpty()) {
            html.append("<p class=\"unit\">unit ").append(escaped(unit.id())).append("</p>\n");
        }
        return html.append("</article>\n").toString();
    }

    private static String side(String language, CheckedUnit unit, TextSpan.Side side, List<TextSpan> spans) {
        String text = unit.passage(side).text();
        String shown = text.isEmpty() ? "<i>(empty)</i>" : marked(text, side, spans);
        return "<p class=\"text\" lang=\"" + language + "\">" + shown + "</p>\n";
    }

    private static String marked(String text, TextSpan.Side side, List<TextSpan> spans) {
        StringBuilder html = new StringBuilder();
        int done = 0;
        List<TextSpan> inOrder = spans.stream()
                .filter(span -> span.side() == side)
                .sorted(Comparator.comparingInt(TextSpan::start).thenComparingInt(TextSpan::end))
                .toList();
        for (TextSpan span : inOrder) {
            // Of spans that overlap, the rest of the later is marked.
            int start = Math.max(done, span.start());
            int end = Math.max(start, span.end());
            if (start == end && span.start() < span.end()) {
                continue;
            }
            html.append(escaped(text.substring(done, start)))
                    .append(start == end ? "<mark class=\"gap\">" : "<mark>")
                    .append(escaped(text.substring(start, end)))
                    .append("</mark>");
            done = end;
        }
        return html.append(escaped(text.substring(done))).toString();
    }

    /** Text between tags or in an attribute. */
    static String escaped(String text) {
        return Terminal.plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
