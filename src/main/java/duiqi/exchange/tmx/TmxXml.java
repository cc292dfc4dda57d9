package duiqi.exchange.tmx;

import duiqi.exchange.Annotation;
import duiqi.exchange.Content;
import duiqi.exchange.Content.Code;
import duiqi.exchange.Content.Piece;
import duiqi.exchange.Content.Text;
import duiqi.exchange.LanguageCode;
import duiqi.exchange.Tu;
import duiqi.exchange.Tu.Tuv;
import duiqi.io.XmlEscape;
import duiqi.text.Language;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
     * Describes the style of a TMX file, so that new units look like existing ones. Immutable.
     *
     * <p>Clients compare language codes character by character, so a file has one source code and one target code.
     * Okapi rejects a whole file at the first unit without the exact source code.
     *
     * @param sourceCode code of the source language
     * @param targetCode code of the target language
     * @param languageAttribute {@code xml:lang}, or {@code lang} in files older than TMX 1.3
     * @param lineEnd line end of the file
     * @param charset encoding that the file declares
     */
    public record Style(
            String sourceCode, String targetCode, String languageAttribute, String lineEnd, Charset charset) {
        /** Returns the style of files that duiqi creates. */
        public static Style of(Language source, Language target) {
            return new Style(
                    LanguageCode.of(source), LanguageCode.of(target), "xml:lang", "\n", StandardCharsets.UTF_8);
        }
    }

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
        attributes(xml, tu.attributes());
        xml.append('>');
        for (Annotation annotation : tu.annotations()) {
            line(xml, IN_UNIT_INDENT, annotation);
        }
        for (Tuv variant : tu.variants()) {
            variant(xml, variant);
        }
        return xml.append(lineEnd).append(UNIT_INDENT).append("</tu>").toString();
    }

    private void variant(StringBuilder xml, Tuv variant) {
        xml.append(lineEnd).append(IN_UNIT_INDENT).append("<tuv");
        attributes(xml, variant.attributes());
        xml.append('>');
        for (Annotation annotation : variant.annotations()) {
            line(xml, IN_VARIANT_INDENT, annotation);
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

    /** Writes a {@code <prop>} or {@code <note>} of a unit or a variant. */
    interface Lines {
        /** Returns the element on a line of its own. */
        String of(Annotation annotation);

        /** Returns the element. */
        default String element(Annotation annotation) {
            return of(annotation).strip();
        }
    }

    Lines lines(String indent) {
        return annotation -> {
            StringBuilder line = new StringBuilder();
            line(line, indent, annotation);
            return line.toString();
        };
    }

    /** Appends a {@code <prop>} or {@code <note>} on its own line. */
    void line(StringBuilder xml, String indent, Annotation annotation) {
        xml.append(lineEnd).append(indent);
        element(xml, annotation);
    }

    /** Appends a {@code <prop>} or {@code <note>}. */
    void element(StringBuilder xml, Annotation annotation) {
        xml.append('<').append(annotation.element());
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

    /** Returns an escaped attribute value. */
    String attribute(String value) {
        return escape.attribute(value);
    }

    /** Appends attributes, each preceded by a space. */
    void attributes(StringBuilder xml, Map<String, String> attributes) {
        escape.attributes(xml, attributes);
    }
}
