package duiqi.document;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/** Properties of characters that the layout of Chinese and English text depends on. */
final class Characters {
    /** What ends a sentence, in both languages. */
    private static final String ENDS = ".!?。！？…｡．";

    /** What may follow the end of a sentence and still belongs to it. */
    private static final String CLOSERS = "\"'”’)]}）】」』》〉｝］";

    /** After these a sentence goes on. */
    private static final String EXPECTANT = ",，、;；:：—-–~";

    private Characters() {}

    /** White space of any kind, with the marks that take no room. */
    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\uFEFF' || c == '\u200B';
    }

    /** Whether a character is set in a full square, as hanzi and their punctuation are (UAX #11, Wide and Fullwidth). */
    static boolean isWide(int codePoint) {
        int width = UCharacter.getIntPropertyValue(codePoint, UProperty.EAST_ASIAN_WIDTH);
        return width == UCharacter.EastAsianWidth.WIDE || width == UCharacter.EastAsianWidth.FULLWIDTH;
    }

    /** Columns that a text takes on a terminal: two for each wide character, one for each other. */
    static int width(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    /** Whether a sentence may end where this text ends, closing quotation marks and brackets left aside. */
    static boolean endsSentence(CharSequence text) {
        int last = lastBeforeClosers(text);
        return last >= 0 && ENDS.indexOf(text.charAt(last)) >= 0;
    }

    /** Whether the text stops at a mark that lets one expect more: a comma, colon, semicolon, dash. */
    static boolean endsInMidSentence(CharSequence text) {
        int last = lastBeforeClosers(text);
        return last >= 0 && EXPECTANT.indexOf(text.charAt(last)) >= 0;
    }

    private static int lastBeforeClosers(CharSequence text) {
        int last = text.length() - 1;
        while (last >= 0 && (CLOSERS.indexOf(text.charAt(last)) >= 0 || isSpace(text.charAt(last)))) {
            last--;
        }
        return last;
    }
}
