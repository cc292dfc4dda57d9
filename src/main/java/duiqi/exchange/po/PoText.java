package duiqi.exchange.po;

import duiqi.text.FormatException;
import duiqi.text.Location;
import java.util.Locale;

/** Reads and writes quoted texts with C escapes as in PO files (GNU gettext manual, section The Format of PO Files). */
public final class PoText {
    private static final String ESCAPED = "ntrabfv\\\"'?";
    private static final String UNESCAPED = "\n\t\r\u0007\b\f\u000B\\\"'?";

    private PoText() {}

    /**
     * Reads the quoted text at the end of a line.
     *
     * @param start expected index of the opening quotation mark
     */
    static String read(String file, PoEntries.PoLine line, int start) throws FormatException {
        String text = line.text();
        if (start >= text.length() || text.charAt(start) != '"') {
            throw fault(file, line, start, "expected a text in quotation marks", "put the text in quotation marks");
        }
        StringBuilder read = new StringBuilder(text.length());
        int i = start + 1;
        while (i < text.length() && text.charAt(i) != '"') {
            if (text.charAt(i) != '\\') {
                read.append(text.charAt(i));
                i++;
            } else {
                i = escape(file, line, i, read);
            }
        }
        if (i >= text.length()) {
            throw fault(file, line, start, "quotation mark is not closed", "close it on the same line");
        }
        if (!text.substring(i + 1).isBlank()) {
            throw fault(
                    file,
                    line,
                    i + 1,
                    "unexpected characters after the text",
                    "write quotation marks inside the text as \\\"");
        }
        return read.toString();
    }

    /** Reads an escape and returns the index after it. */
    private static int escape(String file, PoEntries.PoLine line, int start, StringBuilder read)
            throws FormatException {
        String text = line.text();
        char c = start + 1 < text.length() ? text.charAt(start + 1) : ' ';
        int known = ESCAPED.indexOf(c);
        if (known >= 0) {
            read.append(UNESCAPED.charAt(known));
            return start + 2;
        }
        boolean isHex = c == 'x';
        int end = start + (isHex ? 2 : 1);
        int most = end + (isHex ? 2 : 3);
        int value = 0;
        int first = end;
        for (int radix = isHex ? 16 : 8; end < text.length() && end < most; end++) {
            int digit = Character.digit(text.charAt(end), radix);
            if (digit < 0) {
                break;
            }
            value = value * radix + digit;
        }
        if (end == first || value >= 0x80) {
            throw fault(file, line, start, "unknown escape", "write a backslash as \\\\");
        }
        read.append((char) value);
        return end;
    }

    static FormatException fault(String file, PoEntries.PoLine line, int index, String problem, String remedy) {
        int end = Math.min(index, line.text().length());
        return new FormatException(
                new Location(file, line.number(), line.text().codePointCount(0, end) + 1), problem, remedy);
    }

    /**
     * Returns a keyword followed by a text, with one quoted line for each line of the text.
     *
     * @param prefix prefix of each line
     * @param keyword keyword including the space after it
     */
    public static String keyword(String prefix, String keyword, String text, String lineEnd) {
        StringBuilder lines = new StringBuilder(prefix).append(keyword);
        int feed = text.indexOf('\n');
        if (feed < 0 || feed == text.length() - 1) {
            return lines.append(quoted(text)).append(lineEnd).toString();
        }
        lines.append("\"\"").append(lineEnd);
        for (int from = 0; from < text.length(); ) {
            int end = text.indexOf('\n', from);
            String line = text.substring(from, end < 0 ? text.length() : end + 1);
            lines.append(prefix).append(quoted(line)).append(lineEnd);
            from += line.length();
        }
        return lines.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int known = UNESCAPED.indexOf(c);
            if (known >= 0 && c != '\'' && c != '?') {
                quoted.append('\\').append(ESCAPED.charAt(known));
            } else if (c < ' ' || c == 0x7F) {
                quoted.append(String.format(Locale.ROOT, "\\%03o", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
