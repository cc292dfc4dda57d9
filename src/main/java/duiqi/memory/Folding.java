package duiqi.memory;

import com.ibm.icu.text.Normalizer2;

/** Texts without what readers pass over: case, width, composition, white space, punctuation (Unicode Standard Annex 15). */
final class Folding {
    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();

    private Folding() {}

    /** The letters and digits of a text, case and width folded. */
    static String letters(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        FOLDED.normalize(text).codePoints().filter(Character::isLetterOrDigit).forEach(letters::appendCodePoint);
        return letters.toString();
    }
}
