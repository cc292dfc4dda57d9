package duiqi.report.findings;

import duiqi.report.Terminal;
import duiqi.text.XmlCharacters;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/**
 * Writes XML on lines of their own, in UTF-8, without characters that XML cannot hold, and with references for those that would
 * not come back or that terminals obey. Not thread-safe.
 */
final class XmlOutput {
    private final Writer out;
    private int depth;

    XmlOutput(Writer out) throws IOException {
        this.out = out;
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /** Begins an element that holds elements. */
    void open(String name, Map<String, String> attributes) throws IOException {
        line(start(name, attributes) + ">");
        depth++;
    }

    void close(String name) throws IOException {
        depth--;
        line("</" + name + ">");
    }

    /** An element that holds nothing. */
    void empty(String name, Map<String, String> attributes) throws IOException {
        line(start(name, attributes) + "/>");
    }

    /** An element that holds text. */
    void text(String name, Map<String, String> attributes, String text) throws IOException {
        line(start(name, attributes) + ">" + escaped(text, false) + "</" + name + ">");
    }

    private void line(String xml) throws IOException {
        out.write("  ".repeat(depth) + xml + "\n");
    }

    private static String start(String name, Map<String, String> attributes) {
        StringBuilder start = new StringBuilder("<").append(name);
        attributes.forEach((attribute, value) -> start.append(' ')
                .append(attribute)
                .append("=\"")
                .append(escaped(value, true))
                .append('"'));
        return start.toString();
    }

    private static String escaped(String text, boolean inAttribute) {
        StringBuilder xml = new StringBuilder(text.length() + 16);
        XmlCharacters.only(text).codePoints().forEach(c -> {
            switch (c) {
                case '&' -> xml.append("&amp;");
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '"' -> xml.append("&quot;");
                case '\r' -> xml.append("&#13;");
                case '\n' -> xml.append(inAttribute ? "&#10;" : "\n");
                case '\t' -> xml.append(inAttribute ? "&#9;" : "\t");
                default -> {
                    if (Terminal.isControl(c)) {
                        xml.append("&#").append(c).append(';');
                    } else {
                        xml.appendCodePoint(c);
                    }
                }
            }
        });
        return xml.toString();
    }
}
