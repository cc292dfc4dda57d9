package duiqi.lexicon;

import com.ibm.icu.lang.UScript;

/** Distinguishes Han characters from those of other scripts. Stateless. */
public final class Han {
    /** First code point that can be Han; one comparison excludes most English text. */
    private static final int FIRST = 0x2E80;

    private Han() {}

    /**
     * Returns whether a UTF-16 unit is in CJK Unified Ideographs or its Extension A, or is 〇. These blocks of the basic
     * plane contain all characters except those of rare names.
     */
    public static boolean is(char c) {
        return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == '〇';
    }

    static boolean all(CharSequence text) {
        return !text.isEmpty() && text.chars().allMatch(c -> is((char) c));
    }

    /** Returns the number of Han characters of all planes in a text. */
    public static long count(String text) {
        long han = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST) {
                han += isOfAnyPlane(Character.isHighSurrogate(c) ? text.codePointAt(i) : c) ? 1 : 0;
            }
        }
        return han;
    }

    /** Returns whether a character is Han, in any plane. */
    public static boolean isOfAnyPlane(int character) {
        return character >= FIRST && UScript.getScript(character) == UScript.HAN;
    }

    /** Returns whether a text contains no East Asian characters. */
    public static boolean isAbsent(String text) {
        return text.chars().allMatch(c -> c < FIRST);
    }

    /**
     * Returns whether a text contains more Han characters than other letters, and at least two; one character may be a
     * name.
     */
    public static boolean isMost(String text) {
        long han = count(text);
        return han >= 2
                && han
                        > text.codePoints()
                                .filter(c -> Character.isLetter(c) && !isOfAnyPlane(c))
                                .count();
    }
}
