package duiqi.document.markdown;

import duiqi.document.DocumentReader;
import duiqi.document.Input;
import duiqi.document.html.HtmlBlocks;
import duiqi.document.plain.Characters;
import duiqi.document.plain.Line;
import duiqi.document.plain.SourceMappedText;
import duiqi.document.plain.TextDecoder;
import duiqi.text.Document;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.footnotes.FootnotesExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.commonmark.parser.SourceLine;
import org.commonmark.parser.block.AbstractBlockParser;
import org.commonmark.parser.block.BlockContinue;
import org.commonmark.parser.block.BlockStart;
import org.commonmark.parser.block.MatchedBlockParser;
import org.commonmark.parser.block.ParserState;

/**
 * Reads the running text of Markdown: CommonMark with the tables, footnotes and strikethrough of GitHub.
 *
 * <p>The result is the text of the rendered page. Markup is removed, and code blocks, comments, front matter and link
 * definitions are omitted. Markup between HTML tags is removed too, because many page generators process it.
 */
public final class MarkdownReader implements DocumentReader {
    /** Maximum nesting; the limit keeps the time linear on hostile input. */
    private static final int MAX_NESTING = 100;

    /**
     * Maximum number of lines of a paragraph; the parser copies the current paragraph for each added line, and the
     * limit keeps the time linear.
     */
    private static final int MAX_PARAGRAPH_LINES = 10_000;

    /**
     * Block kinds in the order of CommonMark, in which the parser tries them: a line of dashes below a text makes it a
     * heading.
     */
    private static final List<Class<? extends Block>> BLOCKS = List.of(
            BlockQuote.class,
            Heading.class,
            FencedCodeBlock.class,
            ThematicBreak.class,
            ListBlock.class,
            IndentedCodeBlock.class);

    private static final Parser PARSER = Parser.builder()
            .enabledBlockTypes(new LinkedHashSet<>(BLOCKS))
            .extensions(List.of(TablesExtension.create(), FootnotesExtension.create()))
            .customBlockParserFactory(InvisibleHtml::tryStart)
            .customInlineContentParserFactory(new InlineMarks())
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(MAX_NESTING)
            .maxInlineNesting(MAX_NESTING)
            .build();

    @Override
    public String format() {
        return "Markdown";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("md", "markdown");
    }

    @Override
    public Document read(Input input) throws IOException {
        List<Line> lines = Line.of(TextDecoder.decode(input).text());
        Line.Joiner joiner = Line.Joiner.of(lines);
        List<Paragraph> paragraphs = new ArrayList<>();
        int end;
        for (int start = frontMatter(lines); start < lines.size(); start = end) {
            end = endOfPart(lines, start);
            String part = lines.subList(start, end).stream().map(Line::text).collect(Collectors.joining("\n"));
            new PlainText(part, start, joiner, paragraphs).addBlocks(PARSER.parse(part), Kind.TEXT);
        }
        return new Document(input.name(), paragraphs);
    }

    /**
     * Returns the end of a part that begins at a line. It is the end of the document unless a paragraph has too many
     * lines.
     */
    private static int endOfPart(List<Line> lines, int start) {
        int blank = start;
        for (int i = start; i < lines.size(); i++) {
            if (lines.get(i).text().trim().isEmpty()) {
                blank = i;
            } else if (i - blank == MAX_PARAGRAPH_LINES) {
                return i;
            }
        }
        return lines.size();
    }

    /** Returns the number of lines of YAML or TOML front matter. */
    private static int frontMatter(List<Line> lines) {
        String first = lines.isEmpty() ? "" : lines.get(0).text().stripTrailing();
        if (!first.equals("---") && !first.equals("+++")) {
            return 0;
        }
        for (int i = 1; i < lines.size(); i++) {
            String text = lines.get(i).text().stripTrailing();
            if (text.equals(first) || (first.equals("---") && text.equals("..."))) {
                return i + 1;
            }
        }
        return 0;
    }

    /** Collects the paragraphs of one document. Not thread-safe. */
    private static final class PlainText {
        private static final Pattern LINE_BREAK = Pattern.compile("(?i)<br\\s*/?>");
        private static final Pattern TAG_NAME = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]*)");
        private static final Pattern TASK = Pattern.compile("\\[[ xX]]\\s+");

        private final String source;
        private final Line.Positions positions;
        private final int linesBefore;
        private final Line.Joiner joiner;
        private final List<Paragraph> paragraphs;
        private final SourceMappedText paragraph = new SourceMappedText();
        private final SourceMappedText line = new SourceMappedText();

        /**
         * Offset of each character of the current table cell, from {@code cellStart} on; empty if the cell has no
         * escaped bar.
         */
        private int[] cell = {};

        private int cellStart;

        PlainText(String source, int linesBefore, Line.Joiner joiner, List<Paragraph> paragraphs) {
            this.source = source;
            this.positions = new Line.Positions(source);
            this.linesBefore = linesBefore;
            this.joiner = joiner;
            this.paragraphs = paragraphs;
        }

        /**
         * Adds the paragraphs of a block.
         *
         * @param kind kind of the paragraphs directly in it
         */
        void addBlocks(Node parent, Kind kind) {
            for (Node block = parent.getFirstChild(); block != null; block = block.getNext()) {
                if (block instanceof ListItem) {
                    skipTaskMark(block);
                    addBlocks(block, Kind.LIST_ITEM);
                } else if (block instanceof BlockQuote) {
                    addBlocks(block, Kind.QUOTATION);
                } else if (block instanceof FootnoteDefinition) {
                    addBlocks(block, Kind.NOTE);
                } else if (block instanceof Heading) {
                    addParagraph(block, Kind.HEADING);
                } else if (block instanceof TableCell) {
                    addCell(block);
                } else if (block instanceof org.commonmark.node.Paragraph) {
                    addParagraph(block, kind);
                } else {
                    addBlocks(block, kind);
                }
            }
        }

        private static void skipTaskMark(Node item) {
            if (item.getFirstChild() instanceof org.commonmark.node.Paragraph first
                    && first.getFirstChild() instanceof Text text) {
                Matcher mark = TASK.matcher(text.getLiteral());
                if (mark.lookingAt()) {
                    text.setLiteral(text.getLiteral().substring(mark.end()));
                    text.setSourceSpans(List.of(text.getSourceSpans().get(0).subSpan(mark.end())));
                }
            }
        }

        /** Adds a cell. The parser counts the characters of a cell without the backslashes that escape bars. */
        private void addCell(Node block) {
            SourceSpan span = block.getSourceSpans().get(0);
            cellStart = span.getInputIndex();
            int end = cellStart + span.getLength();
            cell = source.substring(cellStart, end).contains("\\|")
                    ? IntStream.range(cellStart, end)
                            .filter(i -> i + 1 == end || !source.startsWith("\\|", i))
                            .toArray()
                    : new int[0];
            addParagraph(block, Kind.TABLE_CELL);
            cell = new int[0];
        }

        private void addParagraph(Node block, Kind kind) {
            InlineMarks.Emphasis.match(block);
            addInlines(block, kind);
            flush(kind);
        }

        private void addInlines(Node parent, Kind kind) {
            for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
                if (node instanceof Text text) {
                    addText(text);
                } else if (node instanceof Code code) {
                    addCode(code);
                } else if (node instanceof InlineMarks.Emphasis marks) {
                    add(start(node) + marks.start, start(node) + marks.end);
                } else if (node instanceof InlineMarks.Substitute character) {
                    addReplacement(character.meaning, start(node) + character.offset);
                } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
                    endLine();
                } else if (node instanceof HtmlInline tag) {
                    addTag(tag, kind);
                } else {
                    addInlines(node, kind);
                }
            }
        }

        /** Adds a text. The text of an address between angle brackets has no location; its parent has one. */
        private void addText(Text text) {
            int start = text.getSourceSpans().isEmpty() ? start(text.getParent()) + 1 : start(text);
            add(start, start + text.getLiteral().length());
        }

        /**
         * Adds code without its backticks, and without one space on each side that separates them from backticks in the
         * code.
         */
        private void addCode(Code code) {
            List<SourceSpan> spans = code.getSourceSpans();
            int length = spans.stream().mapToInt(SourceSpan::getLength).sum() + spans.size() - 1;
            int margin = 0;
            while (source.charAt(start(code) + margin) == '`') {
                margin++;
            }
            margin += (length - 2 * margin - code.getLiteral().length()) / 2;
            for (int i = 0; i < spans.size(); i++) {
                int start = spans.get(i).getInputIndex();
                int end = start + spans.get(i).getLength();
                boolean last = i == spans.size() - 1;
                add(i == 0 ? start + margin : start, last ? end - margin : end);
                if (!last) {
                    endLine();
                }
            }
        }

        private void addTag(HtmlInline tag, Kind kind) {
            Matcher name = TAG_NAME.matcher(tag.getLiteral());
            if (LINE_BREAK.matcher(tag.getLiteral()).matches()) {
                if (!joiner.isChinese()) {
                    addReplacement(" ", start(tag));
                }
            } else if (name.lookingAt() && HtmlBlocks.isBlock(name.group(1).toLowerCase(Locale.ROOT))) {
                flush(kind);
            }
        }

        private static int start(Node node) {
            return node.getSourceSpans().get(0).getInputIndex();
        }

        private void add(int from, int to) {
            if (from < to) {
                int number = linesBefore + positions.line(sourceIndex(from));
                int column = positions.column(sourceIndex(from));
                for (int i = from; i < to; i++) {
                    int at = sourceIndex(i);
                    column += i == from ? 0 : at - sourceIndex(i - 1);
                    column -= Character.isLowSurrogate(source.charAt(at)) ? 1 : 0;
                    line.append(source.charAt(at), number, column);
                }
            }
        }

        private void addReplacement(String meaning, int index) {
            int number = linesBefore + positions.line(sourceIndex(index));
            int column = positions.column(sourceIndex(index));
            meaning.chars().forEach(character -> line.append(character, number, column));
        }

        private int sourceIndex(int index) {
            return cell.length == 0 ? index : cell[index - cellStart];
        }

        private void endLine() {
            SourceMappedText next = new SourceMappedText();
            int start = 0;
            while (start < line.length() && Characters.isSpace(line.charAt(start))) {
                start++;
            }
            next.append(line, start, line.length()).truncateSpace();
            joiner.join(paragraph, next);
            line.truncate(0);
        }

        private void flush(Kind kind) {
            endLine();
            paragraph.paragraph(kind).ifPresent(paragraphs::add);
            paragraph.truncate(0);
        }
    }

    /** Skips invisible HTML, including blank lines in it: comments, scripts, styles, preformatted code. */
    private static final class InvisibleHtml extends AbstractBlockParser {
        private static final Pattern CODE = Pattern.compile("(?i)<(?:pre|script|style|textarea)\\b.*");
        private static final Pattern CODE_END = Pattern.compile("(?i)</(?:pre|script|style|textarea)>");
        private static final Pattern COMMENT_END = Pattern.compile("-->");

        private final Block block = new CustomBlock() {};
        private final Pattern end;
        private boolean ended;

        private InvisibleHtml(Pattern end) {
            this.end = end;
        }

        static BlockStart tryStart(ParserState state, MatchedBlockParser matched) {
            CharSequence line = state.getLine().getContent();
            int start = state.getNextNonSpaceIndex();
            if (start == line.length() || line.charAt(start) != '<') {
                return BlockStart.none();
            }
            String text = line.subSequence(start, line.length()).toString();
            int commentEnd = text.indexOf("-->");
            boolean comment = text.startsWith("<!--")
                    && (commentEnd < 0 || text.substring(commentEnd + 3).isBlank());
            return comment || CODE.matcher(text).matches()
                    ? BlockStart.of(new InvisibleHtml(comment ? COMMENT_END : CODE_END))
                            .atIndex(state.getIndex())
                    : BlockStart.none();
        }

        @Override
        public Block getBlock() {
            return block;
        }

        @Override
        public BlockContinue tryContinue(ParserState state) {
            return ended ? BlockContinue.none() : BlockContinue.atIndex(state.getIndex());
        }

        @Override
        public void addLine(SourceLine line) {
            ended = end.matcher(line.getContent()).find();
        }
    }
}
