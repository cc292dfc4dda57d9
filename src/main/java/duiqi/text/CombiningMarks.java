package duiqi.text;

import com.ibm.icu.lang.UCharacter;

/**
 * Limits the combining marks on one letter. Normalisation sorts these marks, which takes time with the square of their
 * number: a minute for a million.
 *
 * <p>Source: Unicode Standard Annex 15, section 13, Stream-Safe Text Format.
 */
public final class CombiningMarks {
    /** Maximum number of marks on one letter; no language needs more than 6. */
    private static final int MAX = 30;

    private static final char FIRST = '\u0300';

    /** A long range without marks, which contains nearly all Chinese characters. */
    private static final char CHINESE_FROM = '\u3400';

    private static final char CHINESE_TO = '\uA000';

    private CombiningMarks() {}

    /** Returns a text without the marks after the 30th of each letter. Other texts are returned unchanged. */
    public static String limited(String text) {
        int marks = 0;
        for (int i = 0; i < text.length(); i++) {
            marks = isMark(text, i) ? marks + 1 : 0;
            if (marks > MAX) {
                return withoutMore(text);
            }
        }
        return text;
    }

    private static boolean isMark(String text, int i) {
        char c = text.charAt(i);
        if (c < FIRST || (c >= CHINESE_FROM && c < CHINESE_TO)) {
            return false;
        }
        // A mark outside the basic plane counts twice, once for each half.
        int from = Character.isLowSurrogate(c) && i > 0 ? i - 1 : i;
        return UCharacter.getCombiningClass(text.codePointAt(from)) != 0;
    }

    private static String withoutMore(String text) {
        StringBuilder limited = new StringBuilder();
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int end = i + Character.charCount(c);
            marks = isMark(text, i) ? marks + end - i : 0;
            if (marks <= MAX) {
                limited.append(text, i, end);
            }
            i = end;
        }
        return limited.toString();
    }
}
