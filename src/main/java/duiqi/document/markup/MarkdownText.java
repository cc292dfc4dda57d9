package duiqi.document.markup;

import duiqi.document.html.HtmlBlocks;
import duiqi.document.plain.Joiner;
import duiqi.text.Characters;
import duiqi.text.Line;
import duiqi.text.LineStarts;
import duiqi.text.Located;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.commonmark.ext.footnotes.FootnoteDefinition;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Collects the paragraphs of one document. Not thread-safe. */
final class MarkdownText {
    private static final Pattern LINE_BREAK = Pattern.compile("(?i)<br\\s*/?>");
    private static final Pattern TAG_NAME = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]*)");
    private static final Pattern TASK = Pattern.compile("\\[[ xX]]\\s+");

    /** Kinds of the HTML elements that begin a block of a kind other than a text. */
    private static final Map<String, Kind> KINDS_OF_TAGS = Stream.of(
                    "h1 h2 h3 h4 h5 h6=HEADING",
                    "li dt dd=LIST_ITEM",
                    "blockquote=QUOTATION",
                    "caption figcaption summary=CAPTION",
                    "td th=TABLE_CELL")
            .map(entry -> entry.split("="))
            .flatMap(entry -> Stream.of(entry[0].split(" ")).map(tag -> Map.entry(tag, Kind.valueOf(entry[1]))))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final Joiner joiner;
    private final boolean mdx;
    private final List<Paragraph> paragraphs = new ArrayList<>();
    private final Located.Builder paragraph = new Located.Builder();
    private final Located.Builder line = new Located.Builder();
    private final MarkdownReader.CellCounter cells = new MarkdownReader.CellCounter();
    private Part part = new Part("", "", new LineStarts(""), 0, new int[0], false);
    private Kind current = Kind.TEXT;
    private Optional<Kind> ofTag = Optional.empty();
    private boolean caption;
    private boolean hidden;

    /** Offsets of the characters of the current table cell; without offsets if no bar in it is escaped. */
    private EscapedCell escaped = EscapedCell.NONE;

    /**
     * Maps the characters of a table cell, which the parser counts without the backslashes before bars.
     *
     * @param start offset of the cell
     * @param offsets offset of each character
     */
    private record EscapedCell(int start, int[] offsets) {
        static final EscapedCell NONE = new EscapedCell(0, new int[0]);
    }

    MarkdownText(Joiner joiner, boolean mdx) {
        this.joiner = joiner;
        this.mdx = mdx;
    }

    /**
     * Describes a part of the document.
     *
     * @param source lines of the part
     * @param shown the same lines with their markup hidden
     * @param positions positions of its lines
     * @param linesBefore number of lines before it
     * @param margins number of code points that each line has before its part
     * @param comment true if it is a comment
     */
    private record Part(
            String source, String shown, LineStarts positions, int linesBefore, int[] margins, boolean comment) {}

    /** Adds a paragraph of the front matter. */
    void add(Paragraph found) {
        paragraphs.add(found);
    }

    /** Adds the paragraphs of some lines, then those of the comments in them. */
    void addPart(String source, int linesBefore) {
        SiteMarkup markup = new SiteMarkup(source, mdx);
        LineStarts places = new LineStarts(source);
        add(new Part(source, markup.text(), places, linesBefore, new int[0], false));
        for (SiteMarkup.Comment comment : markup.comments()) {
            addComment(source, comment, linesBefore, places);
        }
    }

    private void add(Part next) {
        part = next;
        Parser parser = mdx ? MarkdownReader.MDX_PARSER : MarkdownReader.PARSER;
        addBlocks(parser.parse(next.shown), Kind.TEXT);
    }

    /** Adds a comment, without the indentation that its lines share with its first line. */
    private void addComment(String source, SiteMarkup.Comment comment, int linesBefore, LineStarts places) {
        int first = places.line(comment.start());
        int lineStart = source.lastIndexOf('\n', comment.start() - 1) + 1;
        int start = comment.start();
        while (start < comment.end() && " \t".indexOf(source.charAt(start)) >= 0) {
            start++;
        }
        int indentation = 0;
        while (source.startsWith(" ", lineStart + indentation)) {
            indentation++;
        }
        String[] lines = source.substring(start, comment.end()).split("\n", -1);
        int[] margins = new int[lines.length];
        margins[0] = source.codePointCount(lineStart, start);
        for (int i = 1; i < lines.length; i++) {
            while (margins[i] < indentation && lines[i].startsWith(" ", margins[i])) {
                margins[i]++;
            }
            lines[i] = lines[i].substring(margins[i]);
        }
        List<Line> header = IntStream.range(0, lines.length)
                .mapToObj(i -> new Line(linesBefore + first + i, lines[i]))
                .toList();
        if (FrontMatter.isIn(header)) {
            FrontMatter.read(header, joiner).stream()
                    .map(found -> new Paragraph(Kind.COMMENT, found.source()))
                    .forEach(paragraphs::add);
            return;
        }
        String text = String.join("\n", lines);
        LineStarts inside = new LineStarts(text);
        add(new Part(text, new SiteMarkup(text, mdx).text(), inside, linesBefore + first - 1, margins, true));
    }

    /** Returns all paragraphs in the order of the source. */
    List<Paragraph> paragraphs() {
        return paragraphs.stream()
                .sorted(Comparator.<Paragraph>comparingInt(
                                found -> found.origins().get(0).line())
                        .thenComparingInt(found -> found.origins().get(0).column()))
                .toList();
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
                boolean term =
                        block.getNext() instanceof MarkdownReader.IndentedBlock.Content next && next.isDefinition();
                addParagraph(block, term ? Kind.LIST_ITEM : kind);
            } else if (block instanceof MarkdownReader.IndentedBlock.Content content && content.isDefinition()) {
                addBlocks(block, Kind.LIST_ITEM);
            } else {
                cells.enter(block);
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

    private void addCell(Node block) {
        cells.enter(block);
        if (block.getSourceSpans().isEmpty()) { // The row has fewer cells than the table.
            return;
        }
        SourceSpan span = block.getSourceSpans().get(0);
        int start = span.getInputIndex();
        int end = start + span.getLength();
        if (part.source.substring(start, end).contains("\\|")) {
            IntStream offsets = IntStream.range(start, end);
            escaped = new EscapedCell(
                    start,
                    offsets.filter(i -> i + 1 == end || !part.source.startsWith("\\|", i))
                            .toArray());
        }
        addParagraph(block, Kind.TABLE_CELL);
        escaped = EscapedCell.NONE;
        cells.leave();
    }

    private void addParagraph(Node block, Kind kind) {
        MarkdownReader.InlineMarks.Emphasis.match(block);
        current = kind;
        addInlines(block);
        flush();
    }

    private void addInlines(Node parent) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Text text) {
                addText(text);
            } else if (node instanceof Code code) {
                addCode(code);
            } else if (node instanceof MarkdownReader.InlineMarks.Emphasis marks) {
                add(start(node) + marks.start, start(node) + marks.end, part.shown);
            } else if (node instanceof MarkdownReader.InlineMarks.Substitute character) {
                addReplacement(character.meaning, start(node) + character.offset);
            } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
                endLine();
            } else if (node instanceof HtmlInline tag) {
                addTag(tag);
            } else {
                addInlines(node);
            }
        }
    }

    /** Adds a text. The text of an address between angle brackets has no location; its parent has one. */
    private void addText(Text text) {
        int start = text.getSourceSpans().isEmpty() ? start(text.getParent()) + 1 : start(text);
        add(start, start + text.getLiteral().length(), part.shown);
    }

    /**
     * Adds code without its backticks, and without one space on each side that separates them from backticks in the
     * code.
     */
    private void addCode(Code code) {
        List<SourceSpan> spans = code.getSourceSpans();
        int length = spans.stream().mapToInt(SourceSpan::getLength).sum() + spans.size() - 1;
        int margin = 0;
        while (part.source.charAt(start(code) + margin) == '`') {
            margin++;
        }
        margin += (length - 2 * margin - code.getLiteral().length()) / 2;
        for (int i = 0; i < spans.size(); i++) {
            int start = spans.get(i).getInputIndex();
            int end = start + spans.get(i).getLength();
            boolean last = i == spans.size() - 1;
            add(i == 0 ? start + margin : start, last ? end - margin : end, part.source);
            if (!last) {
                endLine();
            }
        }
    }

    private void addTag(HtmlInline tag) {
        Matcher matcher = TAG_NAME.matcher(tag.getLiteral());
        if (LINE_BREAK.matcher(tag.getLiteral()).matches()) {
            if (!joiner.isChinese()) {
                addReplacement(" ", start(tag));
            }
        } else if (matcher.lookingAt()) {
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            if (HtmlBlocks.isBlock(name)) {
                flush();
                beginOrEnd(name, tag.getLiteral());
            } else if (tag.getLiteral().contains("class=\"caption\"")) {
                flush();
                caption = true;
            }
        }
    }

    private void beginOrEnd(String name, String tag) {
        boolean end = tag.startsWith("</");
        if (KINDS_OF_TAGS.containsKey(name)) {
            ofTag = end ? Optional.empty() : Optional.of(KINDS_OF_TAGS.get(name));
        }
        cells.enter(name, tag, end);
    }

    private static int start(Node node) {
        return node.getSourceSpans().get(0).getInputIndex();
    }

    /**
     * Adds a part of the source.
     *
     * @param text source with its markup hidden, or all of it for code
     */
    private void add(int from, int to, String text) {
        for (int i = from; i < to; i++) {
            int at = sourceIndex(i);
            char c = text.charAt(at);
            boolean closes = caption && c == SiteMarkup.END;
            if (c == SiteMarkup.BEGIN || closes) {
                flush();
                caption = !closes;
            }
            if (c >= SiteMarkup.HIDDEN && c <= SiteMarkup.END) {
                hidden = true;
            } else if (!hidden || !Characters.isSpace(c) || !endsInSpace()) {
                hidden = false;
                int last = Character.isLowSurrogate(c) && i > from ? sourceIndex(i - 1) : at;
                line.append(c == SiteMarkup.LESS_THAN ? '<' : c, lineOf(last), columnOf(last));
            }
        }
    }

    private boolean endsInSpace() {
        return line.isEmpty() || Characters.isSpace(line.charAt(line.length() - 1));
    }

    private int lineOf(int index) {
        return part.linesBefore + part.positions.line(index);
    }

    private int columnOf(int index) {
        int number = part.positions.line(index) - 1;
        return part.positions.column(index) + (number < part.margins.length ? part.margins[number] : 0);
    }

    private void addReplacement(String meaning, int index) {
        int at = sourceIndex(index);
        meaning.chars().forEach(character -> line.append(character, lineOf(at), columnOf(at)));
    }

    private int sourceIndex(int index) {
        return escaped.offsets.length == 0 ? index : escaped.offsets[index - escaped.start];
    }

    private void endLine() {
        joiner.join(paragraph, line.stripped());
        line.truncate(0);
    }

    private void flush() {
        endLine();
        Kind kind = current == Kind.TEXT ? ofTag.orElse(current) : current;
        Paragraph.Marks marks = new Paragraph.Marks(cells.cell(), Optional.empty(), List.of());
        paragraph
                .paragraph(part.comment ? Kind.COMMENT : caption ? Kind.CAPTION : kind)
                .map(found -> found.with(marks))
                .ifPresent(paragraphs::add);
        paragraph.truncate(0);
        caption = false;
        hidden = false;
    }

    /** Reads the titles and descriptions of YAML or TOML front matter. Stateless. */
    static final class FrontMatter {
        private static final Pattern TEXT_KEY = Pattern.compile(
                "(\\s*)(?:-\\s+|# ?)?[\"']?(title|description|summary|subtitle|tagline|details)[\"']?\\s*[:=]\\s*(.*)");

        private static final Pattern KEY = Pattern.compile("[\"']?[\\w-]+[\"']?\\s*:(?:\\s.*)?");
        private static final Pattern BLOCK_VALUE = Pattern.compile("[>|][-+0-9]*\\s*");
        private static final Pattern QUOTED = Pattern.compile("([\"'])(.*)\\1\\s*(?:#.*)?");

        private FrontMatter() {}

        /** Returns the number of lines of the front matter at the start of a document. */
        static int length(List<Line> lines) {
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

        /** Returns whether the lines of a comment are the front matter of a translated page. */
        static boolean isIn(List<Line> lines) {
            return lines.stream()
                            .filter(line -> !line.isBlank() && !line.text().startsWith("---"))
                            .limit(1)
                            .anyMatch(line -> KEY.matcher(line.text()).matches())
                    && lines.stream().anyMatch(line -> line.text().startsWith("title:"));
        }

        static List<Paragraph> read(List<Line> lines, Joiner joiner) {
            List<Paragraph> paragraphs = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                Matcher key = TEXT_KEY.matcher(lines.get(i).text());
                if (key.matches() && "[{&*!".indexOf((key.group(3) + " ").charAt(0)) < 0) {
                    boolean title = key.group(2).equals("title") && key.group(1).isEmpty();
                    int next = i + 1;
                    while (next < lines.size() && continues(lines.get(next), key.end(1))) {
                        next++;
                    }
                    Kind kind = key.group().startsWith("#") ? Kind.COMMENT : title ? Kind.HEADING : Kind.TEXT;
                    value(lines.subList(i, next), key, joiner).paragraph(kind).ifPresent(paragraphs::add);
                }
            }
            return paragraphs;
        }

        private static boolean continues(Line line, int indentation) {
            return !line.isBlank()
                    && line.indent() > indentation
                    && !KEY.matcher(line.stripped()).matches();
        }

        private static Located.Builder value(List<Line> lines, Matcher key, Joiner joiner) {
            Located.Builder text = new Located.Builder();
            Line first = lines.get(0);
            Matcher quoted = QUOTED.matcher(key.group(3));
            if (quoted.matches()) {
                return text.append(first, key.start(3) + quoted.start(2), key.start(3) + quoted.end(2));
            }
            if (!BLOCK_VALUE.matcher(key.group(3)).matches()) {
                int comment = key.group(3).indexOf(" #");
                text.append(first, key.start(3), comment < 0 ? key.end(3) : key.start(3) + comment);
            }
            lines.subList(1, lines.size()).forEach(line -> joiner.join(text, line));
            return text;
        }
    }
}
