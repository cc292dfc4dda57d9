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
 * Finds the marks of emphasis, escapes, named characters and tags for the parser of CommonMark, as nodes that keep their place.
 *
 * <p>Emphasis is wider than in CommonMark, whose rule leaves asterisks standing after Chinese punctuation ({@code **注意：**正文}),
 * and so are tags, in which templates write what HTML does not allow.
 */
final class InlineMarks implements InlineContentParserFactory, InlineContentParser {
    /** A longer tag is not looked for: it keeps the time linear on hostile input. */
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

    /** Takes what templates write into tags as well: {@code <button @click="open">}, <code>{@literal <div style={{top: 0}}>}</code>. */
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

    /** Moves behind the {@code >} that ends a tag, and returns whether there is one near enough. */
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

    /** Asterisks, underscores or tildes: those from {@code start} to {@code end} are left when the emphasis is taken off. */
    static final class Emphasis extends CustomNode {
        private final char mark;
        private final boolean opens;
        private final boolean closes;
        int start;
        int end;

        /**
         * @param before the character before the marks
         * @param after the character after them
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

        /** Takes the marks off all emphasis in a block, innermost first. */
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

    /** A character written as an escape or by name, read at an offset from its start. */
    static final class Substitute extends CustomNode {
        final String meaning;
        final int offset;

        Substitute(String meaning, int offset) {
            this.meaning = meaning;
            this.offset = offset;
        }
    }
}
