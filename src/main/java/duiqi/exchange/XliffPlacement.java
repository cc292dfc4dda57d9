package duiqi.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A translation put among the codes of its source. That is certain only where the codes stand around one stretch of text;
 * otherwise the translation stands without them. Immutable.
 *
 * @param xml what stands in the target
 * @param isWhole whether all codes of the source are there
 */
record XliffPlacement(String xml, boolean isWhole) {
    /** What holds no text to translate, in either version. */
    private static final Set<String> NATIVE = Set.of("bpt", "ept", "ph", "it", "x", "bx", "ex", "sc", "ec", "sm", "em");

    /**
     * Places a translation.
     *
     * @param unit the text that the source was parsed from
     * @param source what holds the source
     * @param target the translation
     */
    static XliffPlacement of(String unit, XmlElement source, String target, XmlEscape escape) {
        String plain = escape.text(target);
        if (source.descendants().findAny().isEmpty()) {
            return new XliffPlacement(plain, true);
        }
        List<XmlNode.Characters> texts = new ArrayList<>();
        boolean isClear = collect(source, texts);
        if (!isClear || texts.size() != 1) {
            return new XliffPlacement(plain, false);
        }
        XmlNode.Characters only = texts.get(0);
        String text = only.text();
        int start = text.length() - text.stripLeading().length();
        String placed = text.substring(0, start)
                + target.strip()
                + text.substring(text.stripTrailing().length());
        return new XliffPlacement(
                unit.substring(source.contentStart(), only.start())
                        + escape.text(placed)
                        + unit.substring(only.end(), source.contentEnd()),
                true);
    }

    /** Collects what is not blank; false when something stands among it that cannot be copied to a target. */
    private static boolean collect(XmlElement element, List<XmlNode.Characters> texts) {
        for (XmlNode node : element.nodes()) {
            if (node instanceof XmlNode.Characters characters
                    && !characters.text().isBlank()) {
                texts.add(characters);
            } else if (node instanceof XmlElement code) {
                // In 1.2 the name of a mark is that of a segment, and a text in a code would stay untranslated.
                boolean isNamed =
                        code.name().equals("mrk") && code.attribute("mid").isPresent();
                boolean hasText =
                        code.descendants().anyMatch(inner -> inner.name().equals("sub"));
                if (isNamed || hasText || code.name().equals("cp")) {
                    return false;
                }
                if (!NATIVE.contains(code.name()) && !collect(code, texts)) {
                    return false;
                }
            }
        }
        return true;
    }
}
