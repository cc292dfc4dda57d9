package duiqi.report;

/** Texts that strangers wrote, made safe to show: no control character of theirs reaches the terminal. */
public final class Terminal {
    private static final String RESET = "\033[0m";

    private Terminal() {}

    /** The text on one line, without control characters, what turns the writing direction round, and halves of characters. */
    public static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                plain.append(' ');
            } else if (isControl(c) || isHalf(c)) {
                plain.append('\uFFFD');
            } else {
                plain.appendCodePoint(c);
            }
        });
        return plain.toString();
    }

    /** Whether terminals obey a character instead of showing it. */
    public static boolean isControl(int c) {
        return Character.isISOControl(c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    /** Whether a code point is a surrogate without its partner, which no encoding can hold. */
    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** A text in a colour or the like, by its SGR code (ECMA-48, 8.3.117). */
    public static String styled(String text, Style style, boolean inColour) {
        return inColour ? "\033[" + style.code + "m" + text + RESET : text;
    }

    /** How text can look. */
    public enum Style {
        RED("31"),
        STRUCK("31;9"),
        GREEN("32"),
        YELLOW("33"),
        BOLD("1"),
        HIGHLIGHT("1;31"),
        DIM("2");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }
}
