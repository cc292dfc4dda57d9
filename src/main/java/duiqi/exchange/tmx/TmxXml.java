package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.io.XmlEscape;

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
        StringBuilder xml = new StringBuilder("<tu");
        escape.attributes(xml, tu.attributes());
        xml.append('>');
        for (Annotation annotation : tu.annotations()) {
            xml.append(line(IN_UNIT_INDENT, annotation));
        }
        for (Tuv variant : tu.variants()) {
            variant(xml, variant);
        }
        return xml.append(lineEnd).append(UNIT_INDENT).append("</tu>").toString();
    }

    private void variant(StringBuilder xml, Tuv variant) {
        xml.append(lineEnd).append(IN_UNIT_INDENT).append("<tuv");
        escape.attributes(xml, variant.attributes());
        xml.append('>');
        for (Annotation annotation : variant.annotations()) {
            xml.append(line(IN_VARIANT_INDENT, annotation));
        }
        xml.append(lineEnd).append(IN_VARIANT_INDENT).append(segment(variant.content()));
        xml.append(lineEnd).append(IN_UNIT_INDENT).append("</tuv>");
    }

    /** Returns the {@code <seg>} of a variant. */
    String segment(Content content) {
        StringBuilder xml = new StringBuilder("<seg>");
        content(xml, content);
        return xml.append("</seg>").toString();
    }

    /** Returns a {@code <prop>} or {@code <note>} on its own line. */
    String line(String indent, Annotation annotation) {
        return lineEnd + indent + element(annotation);
    }

    /** Returns a {@code <prop>} or {@code <note>}. */
    String element(Annotation annotation) {
        StringBuilder xml = new StringBuilder("<").append(annotation.element());
        escape.attributes(xml, annotation.attributes());
        return xml.append('>')
                .append(escape.text(annotation.text()))
                .append("</")
                .append(annotation.element())
                .append('>')
                .toString();
    }

    private void content(StringBuilder xml, Content content) {
        for (Piece piece : content.pieces()) {
            if (piece instanceof Text text) {
                xml.append(escape.text(text.text()));
            } else if (piece instanceof Code code) {
                xml.append('<').append(code.element());
                escape.attributes(xml, code.attributes());
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

    /** Returns an escaped attribute value. */
    String attribute(String value) {
        return escape.attribute(value);
    }
}
