package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.io.XmlEscape;
import java.util.Map;

/**
 * Writes units as {@code <tu>} elements, with one element per line and no white space added inside {@code <seg>}. Not
 * thread-safe.
 */
public final class TmxXml {
    /** Indentation of a unit. */
    public static final String UNIT_INDENT = "    ";

    static final String IN_UNIT_INDENT = UNIT_INDENT + "  ";
    static final String IN_VARIANT_INDENT = IN_UNIT_INDENT + "  ";

    private final XmlEscape escape;
    private final String lineEnd;

    /**
     * Creates a writer for a file.
     *
     * @param lineEnd line end of the file
     */
    public TmxXml(XmlEscape escape, String lineEnd) {
        this.escape = escape;
        this.lineEnd = lineEnd;
    }

    /** Returns a unit with line ends and indentation inside, but not around it. */
    public String of(Tu tu) {
        StringBuilder inner = new StringBuilder();
        tu.annotations().forEach(annotation -> inner.append(line(IN_UNIT_INDENT, annotation)));
        for (Tuv variant : tu.variants()) {
            inner.append(lineEnd).append(IN_UNIT_INDENT).append(variant(variant));
        }
        return element("tu", tu.attributes(), inner + lineEnd + UNIT_INDENT);
    }

    private String variant(Tuv variant) {
        StringBuilder inner = new StringBuilder();
        variant.annotations().forEach(annotation -> inner.append(line(IN_VARIANT_INDENT, annotation)));
        inner.append(lineEnd).append(IN_VARIANT_INDENT).append(segment(variant.content()));
        return element("tuv", variant.attributes(), inner + lineEnd + IN_UNIT_INDENT);
    }

    /** Returns the {@code <seg>} of a variant. */
    String segment(Content content) {
        return element("seg", Map.of(), inner(content));
    }

    /** Returns a {@code <prop>} or {@code <note>} on its own line. */
    String line(String indent, Annotation annotation) {
        return lineEnd + indent + element(annotation);
    }

    /** Returns a {@code <prop>} or {@code <note>}. */
    String element(Annotation annotation) {
        return element(annotation.element(), annotation.attributes(), escape.text(annotation.text()));
    }

    private String element(String name, Map<String, String> attributes, String inner) {
        StringBuilder tag = new StringBuilder("<").append(name);
        escape.attributes(tag, attributes);
        return tag + ">" + inner + "</" + name + ">";
    }

    private String inner(Content content) {
        StringBuilder xml = new StringBuilder();
        for (Piece piece : content.pieces()) {
            if (piece instanceof Text text) {
                xml.append(escape.text(text.text()));
            } else if (piece instanceof Code code) {
                String element = element(code.element(), code.attributes(), inner(code.content()));
                String end = "></" + code.element() + ">";
                xml.append(
                        code.content().pieces().isEmpty()
                                ? element.substring(0, element.length() - end.length()) + "/>"
                                : element);
            }
        }
        return xml.toString();
    }

    String attribute(String value) {
        return escape.attribute(value);
    }
}
