package duiqi.index;

import com.ibm.icu.text.Normalizer2;
import duiqi.text.CombiningMarks;
import java.util.Arrays;

/**
 * Normalises a text for comparison: folds case, width and composition, makes curved apostrophes straight, replaces each
 * run of white space with one space, and strips both ends. It also records the original span of each character.
 *
 * <p>The form is NFKC_Casefold (Unicode Standard, section 3.13, D147, and Annex 44), which also drops invisible
 * characters such as soft hyphens and variation selectors. Traditional and simplified characters stay different.
 * Immutable.
 */
final class NormalText {
    private static final Normalizer2 FORM = Normalizer2.getNFKCCasefoldInstance();
    private static final char CURVED = '\u2019';

    private final String text;
    private final int[] starts;
    private final int[] ends;

    private NormalText(String text, int[] starts, int[] ends) {
        this.text = text;
        this.starts = starts;
        this.ends = ends;
    }

    /** Returns the form of a text with unchanged white space. */
    static String fold(String original) {
        String folded = FORM.normalize(CombiningMarks.limited(original));
        return folded.indexOf(CURVED) < 0 ? folded : folded.replace(CURVED, '\'');
    }

    /** Returns the form of a text with collapsed white space. */
    static String of(String original) {
        String folded = fold(original);
        if (isCollapsed(folded)) {
            return folded;
        }
        StringBuilder collapsed = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            append(collapsed, folded.charAt(i));
        }
        return trimmed(collapsed);
    }

    private static boolean isCollapsed(String folded) {
        char last = ' ';
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (isSpace(c) && (c != ' ' || last == ' ')) {
                return false;
            }
            last = c;
        }
        return last != ' ' || folded.isEmpty();
    }

    /**
     * Returns the normal form with the original spans of its characters. The original is split at normalisation
     * boundaries and folded part by part. The result is the same as for the whole text (Unicode Standard Annex 15,
     * section 9).
     */
    static NormalText traced(String original) {
        StringBuilder text = new StringBuilder(original.length());
        int[] starts = new int[original.length() + 1];
        int[] ends = new int[original.length() + 1];
        for (int at = 0; at < original.length(); ) {
            int end = at + Character.charCount(original.codePointAt(at));
            while (end < original.length() && !FORM.hasBoundaryBefore(original.codePointAt(end))) {
                end += Character.charCount(original.codePointAt(end));
            }
            String piece = fold(original.substring(at, end));
            for (int i = 0; i < piece.length(); i++) {
                if (append(text, piece.charAt(i))) {
                    if (text.length() > starts.length) {
                        starts = Arrays.copyOf(starts, 2 * starts.length);
                        ends = Arrays.copyOf(ends, 2 * ends.length);
                    }
                    starts[text.length() - 1] = at;
                }
                if (text.length() > 0) {
                    ends[text.length() - 1] = end;
                }
            }
            at = end;
        }
        return new NormalText(trimmed(text), starts, ends);
    }

    /** Appends a character unless it is white space after white space. */
    private static boolean append(StringBuilder text, char c) {
        char next = isSpace(c) ? ' ' : c;
        if (next == ' ' && (text.length() == 0 || text.charAt(text.length() - 1) == ' ')) {
            return false;
        }
        text.append(next);
        return true;
    }

    private static String trimmed(StringBuilder text) {
        int length = text.length();
        return text.substring(0, length > 0 && text.charAt(length - 1) == ' ' ? length - 1 : length);
    }

    /**
     * Returns whether a character is white space. The normal form contains no other white space than this method tests.
     */
    private static boolean isSpace(char c) {
        return c <= ' ' ? Character.isWhitespace(c) : c == '\u1680' || c == '\u2028' || c == '\u2029';
    }

    String text() {
        return text;
    }

    /** Returns the non-empty span of the original from which a range of the normal text comes. */
    Concordance.Span origin(int start, int end) {
        return new Concordance.Span(starts[start], ends[end - 1]);
    }
}
