package duiqi.document.markup;

import duiqi.document.html.HtmlBlocks;
import duiqi.document.plain.Blocks;
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
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
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

/** Collects the paragraphs of one document. Not thread-safe. */
final class MarkdownText {
    private static final Pattern LINE_BREAK = Pattern.compile("(?i)<br\\s*/?>");
    private static final Pattern TAG_NAME = Pattern.compile("</?([a-zA-Z][a-zA-Z0-9]*)");
    private static final Pattern SPAN = Pattern.compile("(?i)\\bcolspan\\s*=\\s*[\"']?([1-9]\\d{0,2})");
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

    private final List<Line> lines;
    private final Joiner joiner;
    private final boolean mdx;
    private final List<Paragraph> paragraphs = new ArrayList<>();
    private final Located.Builder paragraph = new Located.Builder();
    private final Located.Builder line = new Located.Builder();
    private final Blocks.Tables tables = new Blocks.Tables();
    private Part part = new Part("", "", new LineStarts(""), 0, new int[0], false);
    private Kind current = Kind.TEXT;
    private Optional<Kind> ofTag = Optional.empty();
    private boolean caption;
    private boolean hidden;

    MarkdownText(List<Line> lines, boolean mdx) {
        this.lines = lines;
        this.joiner = Joiner.of(lines);
        this.mdx = mdx;
    }

    /**
     * Describes a part of the document: its body, or a comment.
     *
     * @param source text of the part
     * @param shown the same text with its markup hidden
     * @param places places in the body
     * @param linesBefore number of lines before the body
     * @param offsets offset in the body of each character of a comment; none for the body
     * @param comment true if it is a comment
     */
    private record Part(
            String source, String shown, LineStarts places, int linesBefore, int[] offsets, boolean comment) {
        int line(int index) {
            return linesBefore + places.line(comment ? offsets[index] : index);
        }

        int column(int index) {
            return places.column(comment ? offsets[index] : index);
        }
    }

    void addFrontMatter(List<Line> header) {
        paragraphs.addAll(FrontMatter.read(header, joiner));
    }

    /** Adds the paragraphs of the body, then those of the comments in it. */
    void addBody(String source, int linesBefore) {
        SiteMarkup markup = new SiteMarkup(source, mdx);
        Part body = new Part(source, markup.text(), new LineStarts(source), linesBefore, new int[0], false);
        add(body);
        markup.comments().forEach(comment -> addComment(body, comment));
    }

    private void add(Part next) {
        part = next;
        addBlocks((mdx ? MarkdownReader.MDX_PARSER : MarkdownReader.PARSER).parse(next.shown), Kind.TEXT);
    }

    /** Adds a comment, without the indentation that its lines share with its first line. */
    private void addComment(Part body, SiteMarkup.Comment comment) {
        int lineStart = body.source.lastIndexOf('\n', comment.start() - 1) + 1;
        int indentation = 0;
        while (body.source.startsWith(" ", lineStart + indentation)) {
            indentation++;
        }
        StringBuilder text = new StringBuilder();
        IntStream.Builder offsets = IntStream.builder();
        int margin = Integer.MAX_VALUE;
        for (int i = comment.start(); i < comment.end(); i++) {
            char c = body.source.charAt(i);
            if (margin > 0 && (c == ' ' || (c == '\t' && text.isEmpty()))) {
                margin--;
            } else {
                margin = c == '\n' ? indentation : 0;
                text.append(c);
                offsets.add(i);
            }
        }
        int first = body.places.line(comment.start());
        List<Line> header = lines.subList(body.linesBefore + first, body.linesBefore + body.places.line(comment.end()));
        if (text.toString().startsWith("\n") && FrontMatter.isIn(header)) {
            FrontMatter.read(header, joiner)
                    .forEach(found -> paragraphs.add(new Paragraph(Kind.COMMENT, found.source())));
        } else {
            String shown = new SiteMarkup(text.toString(), mdx).text();
            add(new Part(
                    text.toString(),
                    shown,
                    body.places,
                    body.linesBefore,
                    offsets.build().toArray(),
                    true));
        }
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
            } else if (block instanceof TableBlock) {
                tables.beginTable();
                addBlocks(block, kind);
                tables.endTable();
            } else if (block instanceof TableRow) {
                tables.beginRow();
                addBlocks(block, kind);
            } else if (block instanceof TableCell) {
                tables.beginCell();
                addParagraph(block, Kind.TABLE_CELL);
                tables.endCell();
            } else if (block instanceof org.commonmark.node.Paragraph) {
                boolean term =
                        block.getNext() instanceof MarkdownReader.IndentedBlock.Content next && next.isDefinition();
                addParagraph(block, term ? Kind.LIST_ITEM : kind);
            } else if (block instanceof MarkdownReader.IndentedBlock.Content content && content.isDefinition()) {
                addBlocks(block, Kind.LIST_ITEM);
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
        String text = tables.cell().isPresent() ? part.shown : part.source;
        int margin = 0;
        while (part.source.charAt(start(code) + margin) == '`') {
            margin++;
        }
        margin += (length - 2 * margin - code.getLiteral().length()) / 2;
        for (int i = 0; i < spans.size(); i++) {
            int start = spans.get(i).getInputIndex();
            int end = start + spans.get(i).getLength();
            boolean last = i == spans.size() - 1;
            add(i == 0 ? start + margin : start, last ? end - margin : end, text);
            if (!last) {
                endLine();
            }
        }
    }

    private void addTag(HtmlInline tag) {
        int start = start(tag);
        String source = part.source.substring(start, start + tag.getLiteral().length());
        Matcher matcher = TAG_NAME.matcher(source);
        if (LINE_BREAK.matcher(source).matches()) {
            if (!joiner.isChinese()) {
                addReplacement(" ", start);
            }
        } else if (matcher.lookingAt()) {
            String name = matcher.group(1).toLowerCase(Locale.ROOT);
            if (HtmlBlocks.isBlock(name)) {
                flush();
                beginOrEnd(name, source);
            } else if (source.contains("class=\"caption\"")) {
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
        if (name.matches("table|tr|t[dh]")) {
            tables.endCell();
        }
        if (name.equals("table") && end) {
            tables.endTable();
        }
        if (!end) {
            switch (name) {
                case "table" -> tables.beginTable();
                case "tr" -> tables.beginRow();
                case "td", "th" -> {
                    Matcher span = SPAN.matcher(tag);
                    tables.beginCell();
                    tables.skipColumns(span.find() ? Integer.parseInt(span.group(1)) - 1 : 0);
                }
                default -> {}
            }
        }
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
            char c = text.charAt(i);
            boolean closes = caption && c == SiteMarkup.END;
            if (c == SiteMarkup.BEGIN || closes) {
                flush();
                caption = !closes;
            }
            if (c >= SiteMarkup.HIDDEN && c <= SiteMarkup.END) {
                hidden = true;
            } else if (!hidden || !Characters.isSpace(c) || !endsInSpace()) {
                hidden = false;
                int last = Character.isLowSurrogate(c) && i > from ? i - 1 : i;
                char meant = c == SiteMarkup.LESS_THAN ? '<' : c == SiteMarkup.BAR ? '|' : c;
                line.append(meant, part.line(last), part.column(last));
            }
        }
    }

    private boolean endsInSpace() {
        return line.isEmpty() || Characters.isSpace(line.charAt(line.length() - 1));
    }

    private void addReplacement(String meaning, int index) {
        meaning.chars().forEach(character -> line.append(character, part.line(index), part.column(index)));
    }

    private void endLine() {
        joiner.join(paragraph, line.stripped());
        line.truncate(0);
    }

    private void flush() {
        endLine();
        Kind kind = current == Kind.TEXT ? ofTag.orElse(current) : current;
        Paragraph.Marks marks = new Paragraph.Marks(tables.cell(), Optional.empty(), List.of());
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
