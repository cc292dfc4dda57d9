package duiqi.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A line of a text file, without its end. Immutable.
 *
 * @param number number of the line, from 1
 * @param text its characters
 */
record Line(int number, String text) {
    /**
     * The lines of a text. CRLF, CR, LF and the Unicode separators U+2028 and U+2029 end a line; an end of line at the very
     * end of the text does not begin another one.
     */
    static List<Line> of(String text) {
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

    boolean isBlank() {
        return indent() == text.length();
    }

    /** Index of the first character that is not white space. */
    int indent() {
        int i = 0;
        while (i < text.length() && Characters.isSpace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    /** The text without white space at its ends. */
    String stripped() {
        int end = text.length();
        int start = indent();
        while (end > start && Characters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** Column, in code points from 1, of the character at an index. */
    int column(int index) {
        return text.codePointCount(0, index) + 1;
    }
}
