package duiqi.index;

import com.ibm.icu.text.Normalizer2;
import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Splits texts into the tokens that similarity counts. One rule for both languages splits Chinese into characters and
 * English into words. It works on the form of {@link NormalText}:
 *
 * <ul>
 * <li>A Han character, another ideograph, a kana or a bopomofo letter is a token.
 * <li>A run of other letters, digits and their combining marks is a token. An apostrophe between two of them belongs to
 * the token ({@code don't}). A hyphen or point ends the token ({@code well}, {@code -}, {@code known}).
 * <li>Every other code point is a token, except white space, controls and format characters, which only separate.
 * </ul>
 */
final class Tokens {
    private static final byte UNKNOWN = 0;
    private static final byte SEPARATOR = 1;
    private static final byte SINGLE = 2;
    private static final byte WORD = 3;
    private static final byte MARK = 4;
    private static final byte APOSTROPHE = 5;

    /**
     * Kinds of the characters of the basic plane, computed on first use. If two threads compute the same value, the
     * result is the same.
     */
    private static final byte[] KINDS = new byte[1 << 16];

    private static final int PROLONGED_SOUND = 0x30FC;

    private Tokens() {}

    @FunctionalInterface
    interface Sink {
        /** Receives the token from {@code start} to {@code end} of a folded text. */
        void accept(String folded, int start, int end);
    }

    static List<String> of(String text) {
        List<String> tokens = new ArrayList<>();
        each(NormalText.fold(text), (folded, start, end) -> tokens.add(folded.substring(start, end)));
        return tokens;
    }

    /** Passes the tokens of a folded text to a sink, in order. */
    static void each(String folded, Sink sink) {
        int length = folded.length();
        for (int at = 0; at < length; ) {
            int c = folded.codePointAt(at);
            int next = at + Character.charCount(c);
            byte kind = kind(c);
            if (kind == WORD) {
                next = wordEnd(folded, next);
            }
            if (kind != SEPARATOR) {
                sink.accept(folded, at, next);
            }
            at = next;
        }
    }

    private static int wordEnd(String folded, int from) {
        int end = from;
        while (end < folded.length()) {
            int c = folded.codePointAt(end);
            byte kind = kind(c);
            int next = end + Character.charCount(c);
            boolean isInner = kind == APOSTROPHE && next < folded.length() && kind(folded.codePointAt(next)) == WORD;
            if (kind != WORD && kind != MARK && !isInner) {
                break;
            }
            end = next;
        }
        return end;
    }

    /** Returns whether a token may be part of a longer token in another text. */
    static boolean isWord(String token) {
        return kind(token.codePointAt(0)) == WORD;
    }

    /** Returns whether a token may be inside a word in another text. */
    static boolean joinsWords(String token) {
        byte kind = kind(token.codePointAt(0));
        return kind == MARK || kind == APOSTROPHE;
    }

    private static byte kind(int c) {
        if (c >= KINDS.length) {
            return classify(c);
        }
        byte kind = KINDS[c];
        if (kind == UNKNOWN) {
            kind = classify(c);
            KINDS[c] = kind;
        }
        return kind;
    }

    private static byte classify(int c) {
        if (c == '\'') {
            return APOSTROPHE;
        }
        return switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT -> SEPARATOR;
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> MARK;
            default -> Character.isLetterOrDigit(c) && !standsAlone(c) ? WORD : SINGLE;
        };
    }

    private static boolean standsAlone(int c) {
        return c == PROLONGED_SOUND
                || Character.isIdeographic(c)
                || switch (UnicodeScript.of(c)) {
                    case HAN, HIRAGANA, KATAKANA, BOPOMOFO, YI -> true;
                    default -> false;
                };
    }

    /**
     * Normalises a text for comparison: folds case, width and composition, makes curved apostrophes straight, replaces each
     * run of white space with one space, and strips both ends. It also records the original span of each character.
     *
     * <p>The form is NFKC_Casefold (Unicode Standard, section 3.13, D147, and Annex 44), which also drops invisible
     * characters such as soft hyphens and variation selectors. Traditional and simplified characters stay different.
     * Immutable.
     */
    static final class NormalText {
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
            String folded = FORM.normalize(original);
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
}
