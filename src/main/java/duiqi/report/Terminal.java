package duiqi.report;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacter.EastAsianWidth;
import com.ibm.icu.lang.UProperty;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes texts safe to print on a terminal or in a page: removes control characters of untrusted texts. */
public final class Terminal {
    /**
     * Begins each sequence of duiqi; the console writes ESC instead. It has a random part, which no text of a file and no
     * file name has.
     */
    public static final String ESCAPE = "\033" + Long.toHexString(new SplittableRandom().nextLong()) + "-";

    private static final String RESET = ESCAPE + "[0m";

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
            } else if (isControl(c) || Character.getType(c) == Character.SURROGATE) {
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

    /** Returns the text with the SGR code of a style (ECMA-48, 8.3.117), or unchanged without colour. */
    public static String styled(String text, Style style, boolean inColour) {
        return inColour ? ESCAPE + "[" + style.code + "m" + text + RESET : text;
    }

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
            String turned = fit(new StringBuilder(text).reverse().toString(), columns);
            return new StringBuilder(turned).reverse().toString();
        }

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

    /**
     * Changes texts that CI systems take for a command in the log: a line that begins with {@code ::}, and
     * {@code ##[}, {@code ##vso[} and {@code ##teamcity[} anywhere. The second character becomes another notation of the
     * same character, or U+FFFD. Not thread-safe.
     *
     * <p>Source: {@code actions/runner}, ActionCommand.cs; {@code microsoft/azure-pipelines-agent}, Command.cs; TeamCity
     * documentation, Service Messages.
     */
    public static final class CommandGuard extends Writer {
        private static final String ANYWHERE = "##(?=\\[|vso\\[|teamcity\\[)";

        /** CI systems ignore spaces at the start of a line, and end lines at a carriage return. */
        private static final String START = "[\\n\\r][\\s\\p{Z}\\uFEFF]*+";

        private static final Pattern INNER = Pattern.compile(ANYWHERE);
        private static final Pattern ALL = Pattern.compile(START + "::|" + ANYWHERE);
        private static final Pattern BLANK_END = Pattern.compile(START + "\\z");

        /** The text of a line whose end is not known yet. */
        private final StringBuilder held = new StringBuilder();

        private final Writer out;
        private Notation notation;
        private boolean isLineStart = true;

        public CommandGuard(Writer out, Notation notation) {
            super(out);
            this.out = out;
            this.notation = notation;
        }

        public void use(Notation next) {
            notation = next;
        }

        public enum Notation {
            /** All characters unchanged */
            DATA,
            /** U+FFFD instead of the character */
            TEXT,
            /** Same, but commands at line starts are those of duiqi */
            COMMANDS,
            JSON,
            XML,
            /** Same, but lines of style sheets begin with colons */
            HTML;

            private String of(char c) {
                return switch (this) {
                    case JSON -> String.format(Locale.ROOT, "\\u%04x", (int) c);
                    case XML, HTML -> "&#" + (int) c + ";";
                    default -> "\uFFFD";
                };
            }
        }

        @Override
        public void write(char[] text, int offset, int length) throws IOException {
            if (notation == Notation.DATA) {
                out.write(text, offset, length);
                return;
            }
            held.append(text, offset, length);
            release(1 + Math.max(held.lastIndexOf("\n"), held.lastIndexOf("\r")));
        }

        private void release(int length) throws IOException {
            String part = (isLineStart ? "\n" : " ") + held.substring(0, length);
            held.delete(0, length);
            boolean guardsStart = notation != Notation.COMMANDS && notation != Notation.HTML;
            // Few parts have a command, and the patterns try each line.
            boolean mayBeCommand = part.contains("##") || (guardsStart && part.contains("::"));
            String safe =
                    mayBeCommand ? (guardsStart ? ALL : INNER).matcher(part).replaceAll(this::changed) : part;
            out.write(safe, 1, safe.length() - 1);
            int last = Math.max(part.lastIndexOf('\n'), part.lastIndexOf('\r'));
            isLineStart = last >= 0
                    && BLANK_END.matcher(part).region(last, part.length()).lookingAt();
        }

        private String changed(MatchResult command) {
            String text = command.group();
            return Matcher.quoteReplacement(
                    text.substring(0, text.length() - 1) + notation.of(text.charAt(text.length() - 1)));
        }

        /** Writes the rest of the text, without flushing. */
        public void end() throws IOException {
            release(held.length());
        }

        @Override
        public void flush() throws IOException {
            end();
            out.flush();
        }

        @Override
        public void close() throws IOException {
            flush();
            out.close();
        }
    }
}
