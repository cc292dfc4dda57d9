package duiqi.document.html;

import duiqi.document.DocumentReader.Input;
import duiqi.document.plain.EncodingGuess;
import duiqi.document.plain.TextDecoder;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LineStarts;
import duiqi.text.ReadProblem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    /** Length of the longest character name in HTML, {@code CounterClockwiseContourIntegral}. */
    private static final int MAX_NAME_LENGTH = 31;

    private static final Reference AMPERSAND = new Reference(1, 1);

    public static HtmlSource of(Input input) throws FormatException {
        return of(input, 1);
    }

    public static HtmlSource of(Input input, int firstLine) throws FormatException {
        TextDecoder.Decoded page = PageDecoder.decode(input);
        String text = page.text().startsWith("\uFEFF") ? page.text().substring(1) : page.text();
        return new HtmlSource(text, new LineStarts(text), firstLine, 0, text.length(), page.damage());
    }

    /** Returns the source of the content of a comment. */
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

    /** Receives the characters of a page. */
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
        int i = 0;
        while (i < to) {
            int character = wanted.codePointAt(i);
            int length = Character.charCount(character);
            int width = length;
            if (offset < text.length()) {
                if (isLineEnd(text.charAt(offset)) && text.charAt(offset) != character) {
                    offset++; // The parser drops the line feed after <pre>, and carriage returns.
                    continue;
                }
                if (text.charAt(offset) == '&') {
                    Reference reference = reference(wanted, i, offset);
                    length = reference.decoded();
                    width = reference.width();
                }
            }
            if (i >= from) {
                emit(wanted, i, length, offset, sink);
            }
            offset = Math.min(offset + width, text.length());
            i += length;
        }
    }

    private void emit(String wanted, int start, int length, int offset, Sink sink) {
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
     * Describes a character reference in the source.
     *
     * @param decoded length of the decoded text
     * @param width length of the reference
     */
    private record Reference(int decoded, int width) {}

    /** Returns the reference at an offset if it decodes to the text in the tree, otherwise the ampersand itself. */
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

    /**
     * Decodes the bytes of a web page.
     *
     * <p>The order is: the encoding given by the user or the server, the byte order mark, the declaration in the page.
     * Servers and pages often declare a wrong encoding. If the bytes are invalid in it, it is ignored and
     * {@link EncodingGuess} detects the encoding. Pages often contain truncated characters too. Unlike in a text file,
     * invalid bytes become U+FFFD if there are few. Stateless.
     */
    private static final class PageDecoder {
        /**
         * Number of bytes searched for a declaration; browsers search 1024 (WHATWG HTML, section 13.2.3.2), but some
         * pages need more.
         */
        private static final int HEAD_BYTES = 8192;

        private static final Pattern DECLARED = Pattern.compile(
                "<meta\\b[^>]*?\\bcharset\\s*=\\s*[\"']?\\s*([\\w.:-]+)|<\\?xml\\b[^>]*?\\bencoding\\s*=\\s*[\"']([\\w.:-]+)",
                Pattern.CASE_INSENSITIVE);

        /**
         * Minimum number of characters for each invalid one; with more invalid characters, the declared encoding is
         * wrong.
         */
        private static final int CHARACTERS_PER_FAULT = 200;

        private static final char REPLACEMENT = '\uFFFD';

        private PageDecoder() {}

        /**
         * Decodes a page.
         *
         * @throws FormatException if the bytes are valid in no encoding
         */
        static TextDecoder.Decoded decode(Input input) throws FormatException {
            byte[] bytes = input.bytes();
            List<Charset> candidates = candidates(input);
            Optional<TextDecoder.StrictDecoding> exact = candidates.stream()
                    .map(charset -> TextDecoder.StrictDecoding.of(bytes, 0, charset))
                    .filter(TextDecoder.StrictDecoding::succeeded)
                    .findFirst();
            Optional<TextDecoder.StrictDecoding> guess = exact.isPresent() ? exact : EncodingGuess.of(bytes);
            Charset charset = guess.filter(TextDecoder.StrictDecoding::succeeded)
                    .map(TextDecoder.StrictDecoding::charset)
                    .or(() -> candidates.stream().findFirst())
                    .or(() -> guess.map(TextDecoder.StrictDecoding::charset))
                    .orElse(StandardCharsets.UTF_8);
            if (guess.filter(TextDecoder.StrictDecoding::succeeded).isEmpty()) {
                requireFewFaults(input, charset);
            }
            return TextDecoder.decodeLeniently(input, charset);
        }

        private static List<Charset> candidates(Input input) {
            List<Charset> candidates = new ArrayList<>();
            input.charset()
                    .flatMap(given -> TextDecoder.CharsetLabel.of(given.name()))
                    .ifPresent(candidates::add);
            TextDecoder.ByteOrderMark.of(input.bytes())
                    .map(TextDecoder.ByteOrderMark::charset)
                    .ifPresent(candidates::add);
            declared(input.bytes()).ifPresent(candidates::add);
            return candidates;
        }

        private static Optional<Charset> declared(byte[] bytes) {
            String head = new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), StandardCharsets.ISO_8859_1);
            Matcher matcher = DECLARED.matcher(head);
            if (!matcher.find()) {
                return Optional.empty();
            }
            String label = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            // A declaration that was read as bytes cannot be in a two-byte encoding.
            return TextDecoder.CharsetLabel.of(label)
                    .filter(charset -> !charset.name().startsWith("UTF-16"));
        }

        private static void requireFewFaults(Input input, Charset charset) throws FormatException {
            String text = new String(input.bytes(), charset); // Replaces invalid bytes.
            long faults = text.chars().filter(c -> c == REPLACEMENT).count();
            if (faults * CHARACTERS_PER_FAULT > text.length()) {
                throw new FormatException(
                        input.name(),
                        "is not valid " + charset.name(),
                        "give its encoding with --encoding NAME, or save the page as UTF-8");
            }
        }
    }

    /** Distinguishes texts in comments from code. Stateless. */
    static final class CommentProse {
        private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^>]*>");

        /** Minimum share of letters among the visible characters of a comment that is a text, not code. */
        private static final double MIN_LETTERS_OF_PROSE = 0.7;

        /** Minimum number of English words of a comment that is a text, not a label. */
        private static final int MIN_WORDS_OF_PROSE = 4;

        private CommentProse() {}

        /** Returns whether the content of a comment is a text, not code, a label, or a mark of a program. */
        static boolean isIn(String content) {
            String stripped = content.strip();
            if (stripped.isEmpty() || "[/.#!$@".indexOf(stripped.charAt(0)) >= 0) {
                return false;
            }
            String text = TAG.matcher(stripped).replaceAll(" ").strip();
            long letters = text.codePoints().filter(Character::isLetter).count();
            long visible =
                    text.codePoints().filter(c -> !Character.isWhitespace(c)).count();
            return Language.of(text).isPresent()
                    && letters >= MIN_LETTERS_OF_PROSE * visible
                    && (text.length() < stripped.length()
                            || text.split("\\s+").length >= MIN_WORDS_OF_PROSE
                            || Language.of(text).orElseThrow().isChinese());
        }
    }
}
