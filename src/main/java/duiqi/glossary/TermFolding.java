package duiqi.glossary;

import com.ibm.icu.text.Normalizer2;
import com.ibm.icu.text.Transliterator;
import java.util.regex.Pattern;

/**
 * Terms without what two ways of writing the same differ in: width and case (Unicode Standard Annex 15, NFKC_Casefold), traditional
 * characters (ICU's Traditional-Simplified), and in English hyphens, apostrophes and white space.
 */
final class TermFolding {
    private static final Normalizer2 FOLDED = Normalizer2.getNFKCCasefoldInstance();
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\\p{Pd}]+");

    private TermFolding() {}

    /** Loaded when first asked for, since it takes some tenths of a second. */
    private static final class Scripts {
        static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");
    }

    /** A Chinese term. */
    static String chinese(String term) {
        String folded = FOLDED.normalize(term).strip();
        boolean isLatin = folded.chars().allMatch(c -> c < 0x2E80);
        return isLatin ? folded : Scripts.SIMPLIFIED.transliterate(folded);
    }

    /** An English rendering, with a space between words. */
    static String english(String rendering) {
        return BETWEEN_WORDS
                .matcher(FOLDED.normalize(rendering).replace('\u2019', '\''))
                .replaceAll(" ")
                .strip();
    }
}
