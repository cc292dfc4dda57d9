package duiqi.report;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UProperty;

/** Makes texts safe to print on a terminal or in a page: removes control characters of untrusted texts. */
public final class Terminal {
    private static final String RESET = "\033[0m";

    private Terminal() {}

    /**
     * Returns the text on one line. Replaces control characters, direction overrides and unpaired surrogates with
     * U+FFFD.
     */
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

    /** Returns the plain text with the escapes of HTML, for element content and attribute values. */
    public static String html(String text) {
        return plain(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * Returns whether a terminal interprets the character instead of showing it: control characters and direction
     * overrides.
     */
    public static boolean isControl(int c) {
        return Character.isISOControl(c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    }

    /** Returns whether a code point is an unpaired surrogate, which UTF-8 cannot encode. */
    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    /** Returns the text with the SGR code of a style (ECMA-48, 8.3.117), or unchanged without colour. */
    public static String styled(String text, Style style, boolean inColour) {
        return inColour ? "\033[" + style.code + "m" + text + RESET : text;
    }

    /** Lists the styles of text on a terminal. */
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

    /**
     * Measures text in terminal columns. Chinese characters take two columns (Unicode Standard Annex 11), combining
     * marks none.
     */
    public static final class Columns {
        private Columns() {}

        /** Returns the longest beginning of the text that fits in a number of columns. */
        public static String fit(String text, int columns) {
            int used = 0;
            int end = 0;
            while (end < text.length()) {
                int character = text.codePointAt(end);
                used += width(character);
                if (used > columns) {
                    break;
                }
                end += Character.charCount(character);
            }
            return text.substring(0, end);
        }

        /** Returns the longest end of the text that fits in a number of columns. */
        public static String fitEnd(String text, int columns) {
            int used = 0;
            int start = text.length();
            while (start > 0) {
                int character = text.codePointBefore(start);
                used += width(character);
                if (used > columns) {
                    break;
                }
                start -= Character.charCount(character);
            }
            return text.substring(start);
        }

        /** Returns the width of the text in columns. */
        public static int width(String text) {
            return text.codePoints().map(Columns::width).sum();
        }

        private static int width(int character) {
            int type = Character.getType(character);
            if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
                return 0;
            }
            int width = UCharacter.getIntPropertyValue(character, UProperty.EAST_ASIAN_WIDTH);
            return width == EastAsianWidth.WIDE || width == EastAsianWidth.FULLWIDTH ? 2 : 1;
        }
    }
}
