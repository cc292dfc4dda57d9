package duiqi.align;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Finds pairs whose translation is the same text, such as code, file names and numbers. Stateless. */
public final class Untranslated {
    private static final Pattern SPACES = Pattern.compile("[\\s\\x{A0}\\x{3000}]+");

    /**
     * Matches a word of prose: letters, possibly with an apostrophe or hyphens, and the punctuation around it. Capital
     * letters are at the start only, or the whole word is in capitals.
     */
    private static final Pattern PROSE = Pattern.compile(
            "[\\p{Ps}\\p{Pi}\"'*]*(?:\\p{Lu}?\\p{Ll}+|\\p{Lu}+|[\\p{Lo}\\p{M}]+)(?:['’-](?:\\p{Lu}?\\p{Ll}+|\\p{Lu}+))*[\\p{Pe}\\p{Pf}\"'*.,:;!?…]*");

    private Untranslated() {}

    /** Returns whether a pair is not translated: its sides are identical, or its Chinese side has no Chinese character. */
    public static boolean isUntranslated(String chinese, String english) {
        return isIdentical(chinese, english) || !hasChinese(chinese);
    }

    /**
     * Returns whether both sides of a pair are the same code. The sides are code if they are identical, have no Chinese
     * character, and at least half of their words are not words of prose. A word of prose consists of letters, with
     * capitals at its start only or everywhere.
     */
    public static boolean isCode(String chinese, String english) {
        if (!isIdentical(chinese, english) || hasChinese(chinese)) {
            return false;
        }
        String[] words = SPACES.split(chinese.strip());
        long prose = Arrays.stream(words)
                .filter(word -> PROSE.matcher(word).matches())
                .count();
        return 2 * prose <= words.length;
    }

    private static boolean isIdentical(String chinese, String english) {
        return plain(chinese).equals(plain(english));
    }

    private static String plain(String text) {
        return SPACES.matcher(text).replaceAll(" ").strip();
    }

    private static boolean hasChinese(String text) {
        return text.codePoints().anyMatch(Character::isIdeographic);
    }
}
