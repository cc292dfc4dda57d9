package duiqi.exchange;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the document has in place of the codes of a unit, each text once (XLIFF 2.1, section 4.2.2.11). Good for one unit. */
final class OriginalData {
    private final Map<String, String> ids = new LinkedHashMap<>();

    /** The name of a text. */
    String id(String text) {
        return ids.computeIfAbsent(text, unknown -> "d" + (ids.size() + 1));
    }

    /** The element, indented by a text; empty when there is nothing in it. */
    String xml(String indent, XmlEscape escape) {
        if (ids.isEmpty()) {
            return "";
        }
        StringBuilder xml = new StringBuilder(indent).append("<originalData>\n");
        ids.forEach((text, id) -> xml.append(indent)
                .append("  <data id=\"")
                .append(id)
                .append("\" xml:space=\"preserve\">")
                .append(escape.text(text))
                .append("</data>\n"));
        return xml.append(indent).append("</originalData>\n").toString();
    }
}
