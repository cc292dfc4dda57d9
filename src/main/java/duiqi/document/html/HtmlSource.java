package duiqi.document.html;

import duiqi.document.DocumentReader.Input;
import duiqi.document.plain.TextDecoder;
import duiqi.text.FormatException;
import duiqi.text.LineStarts;
import duiqi.text.ReadProblem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Entities;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/**
 * Parses the decoded source of an HTML page and maps each character of the tree to its line and column.
 *
 * @param text source without byte order mark
 * @param lines line positions in {@code text}
 * @param firstLine number of the first line; greater than 1 if the page follows others in a book
 * @param start index in {@code text} of the first parsed character
 * @param end index in {@code text} after the last parsed character
 * @param damage the damaged places of the page, in order
 */
public record HtmlSource(String text, LineStarts lines, int firstLine, int start, int end, List<ReadProblem> damage) {
    /** Matches a character reference; the longest name is {@code CounterClockwiseContourIntegral}. */
    private static final Pattern REFERENCE = Pattern.compile("&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+)|([a-zA-Z0-9]{1,31}));?");

    public static HtmlSource of(Input input) throws FormatException {
        return of(input, 1);
    }

    public static HtmlSource of(Input input, int firstLine) throws FormatException {
        TextDecoder.Decoded page = TextDecoder.decodePage(input);
        String text = page.text().startsWith("\uFEFF") ? page.text().substring(1) : page.text();
        return new HtmlSource(text, new LineStarts(text), firstLine, 0, text.length(), page.damage());
    }

    HtmlSource inside(Comment comment) {
        int open = start + Math.max(0, comment.sourceRange().start().pos());
        int from = text.startsWith("<!--", open) ? open + 4 : open;
        int to = text.indexOf("-->", from);
        return new HtmlSource(text, lines, firstLine, from, to < 0 ? from : to, damage);
    }

    /** Returns the tree of an HTML page. */
    public Document html() {
        return Jsoup.parse(text.substring(start, end), "", Parser.htmlParser().setTrackPosition(true));
    }

    /** Returns the tree of an XHTML page, in which any element may be an empty-element tag. */
    public Element xhtml() {
        return Jsoup.parse(text.substring(start, end), "", Parser.xmlParser().setTrackPosition(true));
    }

    @FunctionalInterface
    interface Sink {
        void add(int character, int line, int column);
    }

    /**
     * Passes the characters {@code from} to {@code to} of a text node to a sink, each with its location in the source.
     */
    void copy(TextNode node, int from, int to, Sink sink) {
        String wanted = node.getWholeText();
        int offset = start + Math.max(0, node.sourceRange().start().pos());
        Matcher reference = REFERENCE.matcher(text);
        int i = 0;
        while (i < to) {
            int character = wanted.codePointAt(i);
            char at = offset < text.length() ? text.charAt(offset) : '\0';
            if ((at == '\n' || at == '\r') && at != character) {
                offset++; // The parser drops the line feed after <pre>, and carriage returns.
                continue;
            }
            int length = Character.charCount(character);
            int width = length;
            if (at == '&' && reference.region(offset, text.length()).lookingAt()) {
                String name = Optional.ofNullable(reference.group(1)).orElse("");
                String known = knownName(name, wanted, i);
                if (name.isEmpty() || known.equals(name)) {
                    width = reference.end() - offset;
                } else if (!known.isEmpty()) {
                    width = 1 + known.length();
                }
                length = known.isEmpty() ? length : Entities.getByName(known).length();
            }
            for (int k = i; k < i + length && i >= from; k += Character.charCount(wanted.codePointAt(k))) {
                sink.add(wanted.codePointAt(k), firstLine - 1 + lines.line(offset), lines.column(offset));
            }
            offset = Math.min(offset + width, text.length());
            i += length;
        }
    }

    /** Returns the longest start of a name that means the text at an index; empty if there is none. */
    private static String knownName(String name, String wanted, int index) {
        for (int end = name.length(); end > 0; end--) {
            String meaning = Entities.getByName(name.substring(0, end));
            if (!meaning.isEmpty() && wanted.startsWith(meaning, index)) {
                return name.substring(0, end);
            }
        }
        return "";
    }
}
