package duiqi.index;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
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

    /** Receives tokens. */
    @FunctionalInterface
    interface Sink {
        /** Receives the token from {@code start} to {@code end} of a folded text. */
        void accept(String folded, int start, int end);
    }

    /** Returns the tokens of a text. */
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
}
