package duiqi.memory;

import com.ibm.icu.text.Normalizer2;

/**
 * Normalises texts for comparison: ignores case, width, composition, white space and punctuation (Unicode Standard
 * Annex 15).
 */
public final class TextFolding {
    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();

    private TextFolding() {}

    /** Symbols that Unicode counts as punctuation and that distinguish texts, as in 5% and C# */
    private static final String SIGNS = "%\u2030#&@";

    /**
     * Returns the letters, digits and symbols of a text, folded in case and width. Keeps the marks in numbers: 3.5
     * is not 35, and -5 is not 5. Returns the stripped text if it contains none of them.
     */
    public static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        int[] all = FOLDED.normalize(text).codePoints().toArray();
        for (int i = 0; i < all.length; i++) {
            if (Character.isLetterOrDigit(all[i]) || isSign(all[i]) || isInNumber(all, i)) {
                letters.appendCodePoint(all[i]);
            }
        }
        return letters.isEmpty() ? text.strip() : letters.toString();
    }

    private static boolean isSign(int c) {
        return switch (Character.getType(c)) {
            case Character.MATH_SYMBOL, Character.CURRENCY_SYMBOL, Character.OTHER_SYMBOL -> true;
            default -> SIGNS.indexOf(c) >= 0;
        };
    }

    private static boolean isInNumber(int[] text, int i) {
        if (i + 1 == text.length || !Character.isDigit(text[i + 1]) || Character.isWhitespace(text[i])) {
            return false;
        }
        return Character.getType(text[i]) == Character.DASH_PUNCTUATION || (i > 0 && Character.isDigit(text[i - 1]));
    }
}
