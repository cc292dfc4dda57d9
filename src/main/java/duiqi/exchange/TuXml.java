package duiqi.exchange;

import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import java.util.Map;

/** Writes a unit as a {@code <tu>} element, one element a line and nothing added inside {@code <seg>}. Not thread-safe. */
final class TuXml {
    private final XmlEscape escape;
    private final String lineEnd;

    /**
     * For a file.
     *
     * @param lineEnd what ends a line
     */
    TuXml(XmlEscape escape, String lineEnd) {
        this.escape = escape;
        this.lineEnd = lineEnd;
    }

    /** The element with line ends and indentation inside, but none before and after. */
    String of(Tu tu) {
        StringBuilder xml = new StringBuilder("<tu");
        attributes(xml, tu.attributes());
        xml.append('>');
        for (Annotation annotation : tu.annotations()) {
            annotation(xml, UnitXml.IN_UNIT_INDENT, annotation);
        }
        for (Tuv variant : tu.variants()) {
            variant(xml, variant);
        }
        return xml.append(lineEnd).append(UnitXml.UNIT_INDENT).append("</tu>").toString();
    }

    private void variant(StringBuilder xml, Tuv variant) {
        xml.append(lineEnd).append(UnitXml.IN_UNIT_INDENT).append("<tuv");
        attributes(xml, variant.attributes());
        xml.append('>');
        for (Annotation annotation : variant.annotations()) {
            annotation(xml, UnitXml.IN_VARIANT_INDENT, annotation);
        }
        xml.append(lineEnd).append(UnitXml.IN_VARIANT_INDENT).append("<seg>");
        content(xml, variant.content());
        xml.append("</seg>").append(lineEnd).append(UnitXml.IN_UNIT_INDENT).append("</tuv>");
    }

    /** A {@code <prop>} or {@code <note>} on a line of its own. */
    void annotation(StringBuilder xml, String indent, Annotation annotation) {
        xml.append(lineEnd).append(indent).append('<').append(annotation.element());
        attributes(xml, annotation.attributes());
        xml.append('>')
                .append(escape.text(annotation.text()))
                .append("</")
                .append(annotation.element())
                .append('>');
    }

    private void content(StringBuilder xml, Content content) {
        for (Piece piece : content.pieces()) {
            if (piece instanceof Text text) {
                xml.append(escape.text(text.text()));
            } else if (piece instanceof Code code) {
                xml.append('<').append(code.element());
                attributes(xml, code.attributes());
                if (code.content().pieces().isEmpty()) {
                    xml.append("/>");
                } else {
                    xml.append('>');
                    content(xml, code.content());
                    xml.append("</").append(code.element()).append('>');
                }
            }
        }
    }

    /** Attributes, each with a space before it. */
    void attributes(StringBuilder xml, Map<String, String> attributes) {
        attributes.forEach((name, value) -> xml.append(' ')
                .append(name)
                .append("=\"")
                .append(escape.attribute(value))
                .append('"'));
    }
}
