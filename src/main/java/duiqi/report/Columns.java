package duiqi.report;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UProperty;

/**
 * Text on a terminal, where Chinese characters take two columns (Unicode Standard Annex 11), and marks above and below others
 * none.
 */
public final class Columns {
    private Columns() {}

    /** The beginning of a text that takes no more than so many columns; the text itself where it fits. */
    public static String fit(String text, int columns) {
        int used = 0;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            used += width(character);
            if (used > columns) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }

    /** The end of a text that takes no more than so many columns. */
    static String fitEnd(String text, int columns) {
        int used = 0;
        int start = text.length();
        while (start > 0) {
            int character = text.codePointBefore(start);
            used += width(character);
            if (used > columns) {
                break;
            }
            start -= Character.charCount(character);
        }
        return text.substring(start);
    }

    /** The columns that a text takes. */
    public static int width(String text) {
        return text.codePoints().map(Columns::width).sum();
    }

    private static int width(int character) {
        int type = Character.getType(character);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        int width = UCharacter.getIntPropertyValue(character, UProperty.EAST_ASIAN_WIDTH);
        return width == EastAsianWidth.WIDE || width == EastAsianWidth.FULLWIDTH ? 2 : 1;
    }
}
