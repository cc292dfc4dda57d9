package duiqi.memory;

import com.ibm.icu.text.Normalizer2;

/** Texts without what readers pass over: case, width, composition, white space, punctuation (Unicode Standard Annex 15). */
public final class Folding {
    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();

    private Folding() {}

    /** Signs that Unicode counts as punctuation and that tell texts from each other: 5%, C#. */
    private static final String SIGNS = "%\u2030#&@";

    /**
     * The letters, digits and symbols of a text, case and width folded, with the marks in numbers: 3.5 is not 35, and -5 not 5. Of
     * a text that has none of them, all of it.
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
