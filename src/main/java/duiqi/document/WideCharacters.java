package duiqi.document;

import java.lang.Character.UnicodeScript;

/**
 * Tells between which characters a wrapped line leaves no space: those of East Asian width W or F of Unicode Standard Annex
 * 11. Punctuation of ambiguous width, such as “ and …, goes with its neighbour.
 */
final class WideCharacters {
    private static final String AMBIGUOUS = "“”‘’…—·";

    private WideCharacters() {}

    static boolean joinWithoutSpace(int before, int after) {
        boolean wideBefore = isWide(before);
        boolean wideAfter = isWide(after);
        return (wideBefore && wideAfter)
                || (wideBefore && AMBIGUOUS.indexOf(after) >= 0)
                || (wideAfter && AMBIGUOUS.indexOf(before) >= 0);
    }

    private static boolean isWide(int c) {
        if ((c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF60) || (c >= 0xFFE0 && c <= 0xFFE6)) {
            return true;
        }
        UnicodeScript script = UnicodeScript.of(c);
        return script == UnicodeScript.HAN
                || script == UnicodeScript.HIRAGANA
                || script == UnicodeScript.KATAKANA
                || script == UnicodeScript.BOPOMOFO;
    }
}
