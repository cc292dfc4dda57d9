package duiqi.document.markup;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.document.plain.TextDecoder;
import duiqi.text.Characters;
import duiqi.text.Document;
import duiqi.text.Line;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.CustomNode;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.parser.beta.InlineContentParser;
import org.commonmark.parser.beta.InlineContentParserFactory;
import org.commonmark.parser.beta.InlineParserState;
import org.commonmark.parser.beta.ParsedInline;
import org.commonmark.parser.beta.Position;
import org.commonmark.parser.beta.Scanner;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * Reads the running text of Markdown: CommonMark with the tables, footnotes and strikethrough of GitHub, definition
 * lists, admonitions, and the markup of site generators that {@link SiteMarkup} hides.
 *
 * <p>The result is the text of the rendered page, with the titles and descriptions of the front matter. Markup is
 * removed, and code blocks and link definitions are omitted. Comments are read as Markdown too. Markup between HTML
 * tags is removed, because many page generators process it.
 */
public final class MarkdownReader implements DocumentReader {
    /** Maximum nesting; the limit keeps the time linear on hostile input. */
    private static final int MAX_NESTING = 100;

    /** Block kinds in the order of CommonMark: a line of dashes below a text makes it a heading. */
    private static final List<Class<? extends Block>> BLOCKS = List.of(
            BlockQuote.class,
            Heading.class,
            FencedCodeBlock.class,
            ThematicBreak.class,
            ListBlock.class,
            IndentedCodeBlock.class);

    static final Parser PARSER = parser(BLOCKS);

    /** Parser of MDX, in which indented text is not code. */
    static final Parser MDX_PARSER = parser(BLOCKS.subList(0, BLOCKS.size() - 1));

    private static Parser parser(List<Class<? extends Block>> blocks) {
        return Parser.builder()
                .enabledBlockTypes(new LinkedHashSet<>(blocks))
                .extensions(List.of(TablesExtension.create(), FootnotesExtension.create()))
                .customBlockParserFactory(IndentedBlock::tryStart)
                .customInlineContentParserFactory(new InlineMarks())
                .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
                .maxOpenBlockParsers(MAX_NESTING)
                .maxInlineNesting(MAX_NESTING)
                .build();
    }

    @Override
    public Document read(Input input) throws IOException {
        TextDecoder.Decoded decoded = TextDecoder.decode(input);
        List<Line> lines = Line.of(decoded.text());
        int start = MarkdownText.FrontMatter.length(lines);
        String body = lines.stream().skip(start).map(Line::text).collect(Collectors.joining("\n"));
        boolean mdx = input.extension().filter("mdx"::equals).isPresent() || new SiteMarkup(body, false).isMdx();
        MarkdownText text = new MarkdownText(lines, mdx);
        text.addFrontMatter(lines.subList(0, start));
        text.addBody(body, start);
        return new Document(input.name(), text.paragraphs()).with(decoded.damage());
    }

    /** Parses admonitions, tabs and definitions, whose content is indented. */
    static final class IndentedBlock extends AbstractBlockParser {
        private static final Pattern START =
                Pattern.compile("(?:!!!|\\?\\?\\?\\+?|===[!+]?)[ \\t]+[^\uFDD1]*|(:)[ \\t]{1,4}(?=\\S)");

        private static final int INDENTATION = 4;

        private final Content block;

        private IndentedBlock(boolean definition) {
            this.block = new Content(definition);
        }

        /** Contains the blocks of an admonition or a definition. */
        static final class Content extends CustomBlock {
            private final boolean definition;

            Content(boolean definition) {
                this.definition = definition;
            }

            boolean isDefinition() {
                return definition;
            }
        }

        static BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            int start = state.getNextNonSpaceIndex();
            if (state.getIndent() >= INDENTATION || start == line.length() || "!?=:".indexOf(line.charAt(start)) < 0) {
                return BlockStart.none();
            }
            Matcher mark = START.matcher(line).region(start, line.length());
            return mark.lookingAt()
                    ? BlockStart.of(new IndentedBlock(mark.group(1) != null)).atIndex(mark.end())
                    : BlockStart.none();
        }

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public boolean isContainer() {
            return true;
        }

        @Override
        public boolean canContain(Block child) {
            return true;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            if (state.isBlank()) {
                return BlockContinue.atIndex(state.getNextNonSpaceIndex());
            }
            int least = block.isDefinition() ? 2 : INDENTATION;
            return state.getIndent() >= least
                    ? BlockContinue.atColumn(state.getColumn() + Math.min(INDENTATION, state.getIndent()))
                    : BlockContinue.none();
        }
    }

    /**
     * Extends the CommonMark parser with emphasis, escapes and named characters, which keep their location.
     *
     * <p>It accepts more emphasis than CommonMark, whose rule does not recognise asterisks after Chinese punctuation
     * ({@code **注意：**正文}).
     */
    static final class InlineMarks implements InlineContentParserFactory, InlineContentParser {
        private static final String ESCAPABLE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

        @Override
        public Set<Character> getTriggerCharacters() {
            return Set.of('*', '_', '~', '\\', '&');
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
                default -> {
                    int before = scanner.peekPreviousCodePoint();
                    int length = scanner.matchMultiple(mark);
                    yield ParsedInline.of(
                            new Emphasis(mark, length, before, scanner.peekCodePoint()), scanner.position());
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
         * Represents a run of asterisks, underscores or tildes. The marks from {@code start} to {@code end} remain
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

        /** Represents a character written as an escape or a character reference. */
        static final class Substitute extends CustomNode {
            final String meaning;
            final int offset;

            Substitute(String meaning, int offset) {
                this.meaning = meaning;
                this.offset = offset;
            }
        }
    }
}
