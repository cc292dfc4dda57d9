package duiqi.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.lang.Character.UnicodeScript;

/** Classifies characters for the layout of Chinese and English text. Stateless. */
public final class Characters {
    /** Punctuation of both languages that has the width of its neighbours. */
    private static final String AMBIGUOUS = "“”‘’…—·";

    private Characters() {}

    /** Returns whether a character is white space of any kind or a zero-width mark. */
    public static boolean isSpace(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || character == '\uFEFF'
                || character == '\u200B';
    }

    /**
     * Returns whether a character is full-width, as Han characters and their punctuation are (UAX #11, Wide and
     * Fullwidth).
     */
    public static boolean isWide(int character) {
        int width = UCharacter.getIntPropertyValue(character, UProperty.EAST_ASIAN_WIDTH);
        return width == UCharacter.EastAsianWidth.WIDE || width == UCharacter.EastAsianWidth.FULLWIDTH;
    }

    /** Returns the number of terminal columns of a text: two for each wide character, one for each other character. */
    public static int width(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    /**
     * Returns whether no space is needed between two characters at a line wrap or gap. A space is needed if one of them
     * is Latin or Hangul (CSS Text Level 3, section 4.1.3). Punctuation counts as the character next to it.
     */
    public static boolean adjoin(int before, int after) {
        boolean solidBefore = isSetSolid(before);
        boolean solidAfter = isSetSolid(after);
        return (solidBefore && solidAfter)
                || (solidBefore && AMBIGUOUS.indexOf(after) >= 0)
                || (solidAfter && AMBIGUOUS.indexOf(before) >= 0);
    }

    private static boolean isSetSolid(int character) {
        return isWide(character) && UnicodeScript.of(character) != UnicodeScript.HANGUL;
    }

    /** Returns the end of the part of a text that cannot be wrapped: its first wide character, or its first word. */
    public static int endOfFirstWord(String text) {
        int end = 0;
        while (end < text.length() && !isSpace(text.charAt(end)) && !isWide(text.codePointAt(end))) {
            end++;
        }
        return end > 0 || text.isEmpty() ? end : Character.charCount(text.codePointAt(0));
    }

    /** Returns the length of the common beginning and the common end of two texts, at most that of the shorter one. */
    public static int commonEnds(String one, String other) {
        int shorter = Math.min(one.length(), other.length());
        int start = 0;
        while (start < shorter && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        return start + end;
    }
}
