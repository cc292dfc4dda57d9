package duiqi.exchange;

import duiqi.bitext.Language;
import duiqi.bitext.TranslationUnit;
import duiqi.bitext.TranslationUnit.Variant;
import java.util.Map;

/** Writes a unit as a {@code <tu>} element, one element a line and nothing added inside {@code <seg>}. Not thread-safe. */
final class UnitXml {
    /** Says the language of a side whose code in the file says less, for example {@code lzh}. */
    static final String LANGUAGE = "x-language";

    /** Where a unit stands in a file, and what it contains. */
    static final String UNIT_INDENT = "    ";

    static final String IN_UNIT_INDENT = UNIT_INDENT + "  ";
    static final String IN_VARIANT_INDENT = IN_UNIT_INDENT + "  ";

    private final TmxStyle style;
    private final XmlEscape escape;

    UnitXml(TmxStyle style) {
        this.style = style;
        this.escape = new XmlEscape(style.charset());
    }

    /** The element with line ends and indentation inside, but none before and after. */
    String of(TranslationUnit unit) {
        StringBuilder xml = new StringBuilder("<tu tuid=\"").append(escape.attribute(unit.id()));
        unit.created().ifPresent(date -> xml.append("\" creationdate=\"").append(TmxDate.format(date)));
        xml.append("\">");
        unit.properties().forEach((type, value) -> line(xml, IN_UNIT_INDENT, property(type, value)));
        variant(xml, unit.source(), style.sourceCode());
        variant(xml, unit.target(), style.targetCode());
        line(xml, UNIT_INDENT, "</tu>");
        return xml.toString();
    }

    /** A {@code <prop>} element. */
    String property(String type, String value) {
        return "<prop type=\"" + escape.attribute(type) + "\">" + escape.text(value) + "</prop>";
    }

    private void variant(StringBuilder xml, Variant variant, String code) {
        line(xml, IN_UNIT_INDENT, "<tuv " + style.languageAttribute() + "=\"" + escape.attribute(code) + "\">");
        Language language = variant.language();
        if (!TmxStyle.code(language).equals(language.tag())) {
            line(xml, IN_VARIANT_INDENT, property(LANGUAGE, language.tag()));
        }
        for (Map.Entry<String, String> property : variant.properties().entrySet()) {
            line(xml, IN_VARIANT_INDENT, property(property.getKey(), property.getValue()));
        }
        line(xml, IN_VARIANT_INDENT, "<seg>" + escape.text(variant.text()) + "</seg>");
        line(xml, IN_UNIT_INDENT, "</tuv>");
    }

    /** Begins a line. */
    void line(StringBuilder xml, String indent, String content) {
        xml.append(style.lineEnd()).append(indent).append(content);
    }
}
