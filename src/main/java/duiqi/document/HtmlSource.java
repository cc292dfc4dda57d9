package duiqi.document;

import duiqi.text.FormatException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * The decoded source of an HTML page: parses it and leads from each character of its tree back to line and column.
 *
 * @param text the source without byte order mark
 * @param lines the lines of {@code text}
 * @param firstLine number of the first line, 1 unless the page follows others in a book
 */
record HtmlSource(String text, SourceLines lines, int firstLine) {
    /** Length of the longest name of a character in HTML, {@code CounterClockwiseContourIntegral}. */
    private static final int MAX_NAME_LENGTH = 31;

    private static final Reference AMPERSAND = new Reference(1, 1);

    static HtmlSource of(Input input) throws FormatException {
        return of(input, 1);
    }

    static HtmlSource of(Input input, int firstLine) throws FormatException {
        String text = PageDecoder.decode(input);
        return new HtmlSource(text, new SourceLines(text), firstLine);
    }

    /** The tree of an HTML page. */
    Element html() {
        return Jsoup.parse(text, "", Parser.htmlParser().setTrackPosition(true));
    }

    /** The tree of an XHTML page, in which any element may be closed by a slash. */
    Element xhtml() {
        return Jsoup.parse(text, "", Parser.xmlParser().setTrackPosition(true));
    }

    /** Takes the characters of a page. */
    @FunctionalInterface
    interface Sink {
        void add(int character, int line, int column);
    }

    /** Hands on the characters {@code from} to {@code to} of a text node, each with its place in the source. */
    void copy(TextNode node, int from, int to, Sink sink) {
        String wanted = node.getWholeText();
        int offset = Math.max(0, node.sourceRange().start().pos());
        int i = 0;
        while (i < to) {
            int character = wanted.codePointAt(i);
            int length = Character.charCount(character);
            int width = length;
            if (offset < text.length()) {
                if (isLineEnd(text.charAt(offset)) && text.charAt(offset) != character) {
                    offset++; // the parser drops the line feed after <pre>, and carriage returns
                    continue;
                }
                if (text.charAt(offset) == '&') {
                    Reference reference = reference(wanted, i, offset);
                    length = reference.decoded();
                    width = reference.width();
                }
            }
            if (i >= from) {
                place(wanted, i, length, offset, sink);
            }
            offset = Math.min(offset + width, text.length());
            i += length;
        }
    }

    private void place(String wanted, int start, int length, int offset, Sink sink) {
        for (int i = start; i < start + length; ) {
            int character = wanted.codePointAt(i);
            sink.add(character, firstLine - 1 + lines.line(offset), lines.column(offset));
            i += Character.charCount(character);
        }
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /**
     * A character reference in the source.
     *
     * @param decoded length of what it stands for
     * @param width its own length
     */
    private record Reference(int decoded, int width) {}

    /** The reference at an offset, if its meaning is what the tree has there; else the ampersand itself. */
    private Reference reference(String wanted, int at, int offset) {
        int start = offset + 1;
        if (text.startsWith("#", start)) {
            int end = endOfNumber(start + 1);
            return end == start + 1
                    ? AMPERSAND
                    : new Reference(Character.charCount(wanted.codePointAt(at)), withSemicolon(end) - offset);
        }
        int end = start;
        while (end < text.length() && end < start + MAX_NAME_LENGTH && Character.isLetterOrDigit(text.charAt(end))) {
            end++;
        }
        for (; end > start; end--) {
            String meaning = Entities.getByName(text.substring(start, end));
            if (!meaning.isEmpty() && wanted.startsWith(meaning, at)) {
                return new Reference(meaning.length(), withSemicolon(end) - offset);
            }
        }
        return AMPERSAND;
    }

    private int endOfNumber(int start) {
        boolean hexadecimal = start < text.length() && (text.charAt(start) == 'x' || text.charAt(start) == 'X');
        int first = hexadecimal ? start + 1 : start;
        int end = first;
        while (end < text.length()
                && text.charAt(end) < 0x80
                && Character.digit(text.charAt(end), hexadecimal ? 16 : 10) >= 0) {
            end++;
        }
        return end == first ? start : end;
    }

    private int withSemicolon(int end) {
        return text.startsWith(";", end) ? end + 1 : end;
    }
}
