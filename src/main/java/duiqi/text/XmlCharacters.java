package duiqi.text;

/**
 * Filters the characters that XML 1.0 allows, raw or as a character reference: tab, line feed, carriage return, and all
 * code points from U+0020 on except surrogates, U+FFFE and U+FFFF.
 *
 * <p>Source: Extensible Markup Language (XML) 1.0, fifth edition, production 2 (Char).
 */
public final class XmlCharacters {
    private XmlCharacters() {}

    /**
     * Returns the text without the characters that XML forbids. They have no meaning, and one of them makes a whole
     * file invalid.
     */
    public static String only(String text) {
        if (text.codePoints().allMatch(XmlCharacters::isAllowed)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(XmlCharacters::isAllowed).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** Returns whether XML allows a code point. Unpaired surrogates are not allowed. */
    static boolean isAllowed(int c) {
        if (c < 0x20) {
            return c == '\t' || c == '\n' || c == '\r';
        }
        return c < Character.MIN_SURROGATE || (c > Character.MAX_SURROGATE && c != 0xFFFE && c != 0xFFFF);
    }
}
