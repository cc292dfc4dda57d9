package duiqi.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Holds a line of a text file without its line end. Immutable.
 *
 * @param number number of the line, from 1
 * @param text text of the line
 */
public record Line(int number, String text) {
    /**
     * Splits a text into lines. CRLF, CR, LF and the Unicode separators U+2028 and U+2029 end a line. A line end at the
     * end of the text does not begin another line.
     */
    public static List<Line> of(String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isEnd(text.charAt(i))) {
                lines.add(new Line(lines.size() + 1, text.substring(start, i)));
                if (text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                    i++;
                }
                start = i + 1;
            }
        }
        if (start < text.length()) {
            lines.add(new Line(lines.size() + 1, text.substring(start)));
        }
        return lines;
    }

    private static boolean isEnd(char c) {
        return c == '\n' || c == '\r' || c == '\u2028' || c == '\u2029';
    }

    public boolean isBlank() {
        return indent() == text.length();
    }

    /** Returns the index of the first character that is not white space. */
    public int indent() {
        int i = 0;
        while (i < text.length() && Characters.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** Returns the text without white space at its ends. */
    public String stripped() {
        int end = text.length();
        int start = indent();
        while (end > start && Characters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Returns the column of a character, in code points from 1. */
    public int column(int index) {
        return text.codePointCount(0, index) + 1;
    }
}
