package duiqi.document.markdown;

import duiqi.document.plain.Characters;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.commonmark.node.CustomNode;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;

/**
 * Extends the CommonMark parser with emphasis, escapes, named characters and tags, as nodes that keep their location.
 *
 * <p>It accepts more emphasis than CommonMark, whose rule does not recognise asterisks after Chinese punctuation
 * ({@code **注意：**正文}). It also accepts tags of templates that are not valid HTML.
 */
final class InlineMarks implements InlineContentParserFactory, InlineContentParser {
    /** Maximum length of a tag; the limit keeps the time linear on hostile input. */
    private static final int MAX_TAG_LENGTH = 2_000;

    private static final String ESCAPABLE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    @Override
    public Set<Character> getTriggerCharacters() {
        return Set.of('*', '_', '~', '\\', '&', '<');
    }

    @Override
    public InlineContentParser create() {
        return this;
    }

    @Override
    public ParsedInline tryParse(InlineParserState state) {
        Scanner scanner = state.scanner();
        char mark = scanner.peek();
        return switch (mark) {
            case '\\' -> escape(scanner);
            case '&' -> reference(scanner);
            case '<' -> tag(scanner);
            default -> {
                int before = scanner.peekPreviousCodePoint();
                int length = scanner.matchMultiple(mark);
                yield ParsedInline.of(new Emphasis(mark, length, before, scanner.peekCodePoint()), scanner.position());
            }
        };
    }

    private static ParsedInline escape(Scanner scanner) {
        scanner.next();
        char escaped = scanner.peek();
        if (ESCAPABLE.indexOf(escaped) < 0) {
            return ParsedInline.none();
        }
        scanner.next();
        return ParsedInline.of(new Substitute(String.valueOf(escaped), 1), scanner.position());
    }

    private static ParsedInline reference(Scanner scanner) {
        Position start = scanner.position();
        scanner.next();
        scanner.match(c -> c == '#' || (c < 0x80 && Character.isLetterOrDigit(c)));
        if (!scanner.next(';')) {
            return ParsedInline.none();
        }
        String reference = scanner.getSource(start, scanner.position()).getContent();
        String meaning = org.jsoup.parser.Parser.unescapeEntities(reference, true);
        return meaning.equals(reference)
                ? ParsedInline.none()
                : ParsedInline.of(new Substitute(meaning, 0), scanner.position());
    }

    /**
     * Parses a tag, including template syntax: {@code <button @click="open">}, <code>{@literal <div style={{top:
     * 0}}>}</code>.
     */
    private static ParsedInline tag(Scanner scanner) {
        Position start = scanner.position();
        scanner.next();
        scanner.next('/');
        int name = scanner.match(c -> c == '-' || (c < 0x80 && Character.isLetterOrDigit(c)));
        if (name == 0 || !endsName(scanner.peek()) || !passesEnd(scanner)) {
            return ParsedInline.none();
        }
        HtmlInline tag = new HtmlInline();
        tag.setLiteral(scanner.getSource(start, scanner.position()).getContent());
        return ParsedInline.of(tag, scanner.position());
    }

    private static boolean endsName(char c) {
        return c == '>' || c == '/' || Character.isWhitespace(c);
    }

    /** Moves after the {@code >} that ends a tag. Returns false if there is none within the limit. */
    private static boolean passesEnd(Scanner scanner) {
        char quote = Scanner.END;
        for (int i = 0; i < MAX_TAG_LENGTH && scanner.hasNext(); i++) {
            char c = scanner.peek();
            scanner.next();
            if (quote != Scanner.END) {
                quote = c == quote ? Scanner.END : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '<' || c == '>') {
                return c == '>';
            }
        }
        return false;
    }

    /**
     * Represents a run of asterisks, underscores or tildes. The marks from {@code start} to {@code end} remain as text
     * after {@link #match}.
     */
    static final class Emphasis extends CustomNode {
        private final char mark;
        private final boolean opens;
        private final boolean closes;
        int start;
        int end;

        /**
         * Creates a run of marks.
         *
         * @param before character before the marks
         * @param after character after the marks
         */
        Emphasis(char mark, int length, int before, int after) {
            boolean afterWord = mark == '_' && Character.isLetterOrDigit(before);
            boolean beforeWord = mark == '_' && Character.isLetterOrDigit(after);
            boolean may = mark != '~' || length == 2;
            this.mark = mark;
            this.end = length;
            this.opens = may && !afterWord && !isSpace(after);
            this.closes = may && !beforeWord && !isSpace(before);
        }

        private static boolean isSpace(int character) {
            return character == Scanner.END || Characters.isSpace(character);
        }

        /** Removes the marks of all emphasis in a block, innermost first. */
        static void match(Node block) {
            match(block, new HashMap<>());
        }

        private static void match(Node parent, Map<Character, Deque<Emphasis>> open) {
            for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
                if (node instanceof Emphasis marks) {
                    marks.close(open.computeIfAbsent(marks.mark, mark -> new ArrayDeque<>()));
                } else {
                    match(node, open);
                }
            }
        }

        private void close(Deque<Emphasis> openers) {
            while (closes && start < end && !openers.isEmpty()) {
                Emphasis opener = openers.element();
                int length = Math.min(opener.end - opener.start, end - start);
                opener.end -= length;
                start += length;
                if (opener.start == opener.end) {
                    openers.pop();
                }
            }
            if (opens && start < end) {
                openers.push(this);
            }
        }
    }

    /** Represents a character written as an escape or a character reference, located at an offset from its start. */
    static final class Substitute extends CustomNode {
        final String meaning;
        final int offset;

        Substitute(String meaning, int offset) {
            this.meaning = meaning;
            this.offset = offset;
        }
    }
}
