package duiqi.exchange;

import duiqi.text.TranslationUnit;
import java.util.Optional;

/** Writes a pair that aligning made as a {@code <tu>} element, in the style of its file. Not thread-safe. */
final class UnitXml {
    /** Says the language of a side whose code in the file says less, for example {@code lzh}. */
    static final String LANGUAGE = "x-language";

    /** Where a unit stands in a file, and what it contains. */
    static final String UNIT_INDENT = "    ";

    static final String IN_UNIT_INDENT = UNIT_INDENT + "  ";
    static final String IN_VARIANT_INDENT = IN_UNIT_INDENT + "  ";

    private final TmxStyle style;
    private final XmlEscape escape;
    private final TuXml xml;

    UnitXml(TmxStyle style) {
        this.style = style;
        this.escape = new XmlEscape(style.charset());
        this.xml = new TuXml(escape, style.lineEnd());
    }

    /** The element with line ends and indentation inside, but none before and after. */
    String of(TranslationUnit unit) {
        return xml.of(Tu.of(unit, style));
    }

    /** A {@code <prop>} element. */
    String property(String type, String value) {
        return "<prop type=\"" + escape.attribute(type) + "\">" + escape.text(value) + "</prop>";
    }

    /** The same with a note behind its properties. */
    String of(TranslationUnit unit, Optional<String> note) {
        return xml.of(
                Tu.of(unit, style).with(note.map(Annotation::note).stream().toList()));
    }

    /** A {@code <note>} element. */
    String note(String text) {
        return "<note>" + escape.text(text) + "</note>";
    }

    /** Begins a line. */
    void line(StringBuilder xml, String indent, String content) {
        xml.append(style.lineEnd()).append(indent).append(content);
    }
}
