package duiqi.report;

import com.fasterxml.jackson.databind.node.NullNode;
import duiqi.check.CheckedUnit;
import duiqi.check.Finding;
import duiqi.check.TextSpan;
import duiqi.text.Location;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A finding as an object for programs. All names are always there, in one order, but for {@code other_span}; {@code span} is null
 * when the unit as a whole is meant. Offsets in the texts count code points from 0, lines and columns from 1.
 */
final class FindingJson {
    private FindingJson() {}

    static Map<String, Object> object(Finding finding) {
        CheckedUnit unit = finding.unit();
        Location place = finding.location();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("rule", finding.rule().id());
        object.put("severity", finding.severity().toString());
        object.put("message", finding.message());
        object.put("file", place.file());
        object.put("line", place.line());
        object.put("column", place.column());
        object.put("unit", unit.id());
        object.put("source", unit.chinese());
        object.put("target", unit.english());
        object.put(
                "span",
                Words.span(finding).<Object>map(span -> span(unit, span)).orElse(NullNode.getInstance()));
        Words.otherSpan(finding).ifPresent(span -> object.put("other_span", span(unit, span)));
        object.put("term", finding.term());
        object.put("suggestions", finding.suggestions());
        return object;
    }

    private static Map<String, Object> span(CheckedUnit unit, TextSpan span) {
        String text = unit.passage(span.side()).text();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("side", side(span));
        object.put("start", text.codePointCount(0, span.start()));
        object.put("end", text.codePointCount(0, span.end()));
        object.put("text", unit.text(span));
        return object;
    }

    /** A side as programs read it. */
    static String side(TextSpan span) {
        return span.side().name().toLowerCase(Locale.ROOT);
    }
}
