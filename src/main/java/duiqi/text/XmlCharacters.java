package duiqi.text;

/**
 * The characters that an XML 1.0 document can hold, be it raw or as a character reference: tab, line feed, carriage return,
 * and everything from U+0020 on but the surrogates, U+FFFE and U+FFFF.
 *
 * <p>Source: Extensible Markup Language (XML) 1.0, fifth edition, production 2 (Char).
 */
public final class XmlCharacters {
    private XmlCharacters() {}

    /**
     * Returns the text without the characters that XML forbids; they never carry meaning, and one of them spoils a whole
     * file.
     */
    public static String only(String text) {
        if (text.codePoints().allMatch(XmlCharacters::isAllowed)) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        text.codePoints().filter(XmlCharacters::isAllowed).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** Returns whether a code point is allowed; a surrogate without its partner is a code point that is not. */
    static boolean isAllowed(int c) {
        if (c < 0x20) {
            return c == '\t' || c == '\n' || c == '\r';
        }
        return c < Character.MIN_SURROGATE || (c > Character.MAX_SURROGATE && c != 0xFFFE && c != 0xFFFF);
    }
}
