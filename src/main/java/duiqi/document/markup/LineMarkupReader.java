package duiqi.document.markup;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.document.plain.Joiner;
import duiqi.document.plain.TextDecoder;
import duiqi.text.Characters;
import duiqi.text.Document;
import duiqi.text.Line;
import duiqi.text.Located;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Kind;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the running text of reStructuredText and AsciiDoc line by line: a line begins a block, or continues the
 * paragraph before it. Markup, code, targets and options are omitted; titles and captions are text.
 */
public final class LineMarkupReader implements DocumentReader {
    private final boolean isRst;

    private LineMarkupReader(boolean isRst) {
        this.isRst = isRst;
    }

    public static LineMarkupReader ofRst() {
        return new LineMarkupReader(true);
    }

    public static LineMarkupReader ofAsciiDoc() {
        return new LineMarkupReader(false);
    }

    @Override
    public Document read(Input input) throws IOException {
        TextDecoder.Decoded decoded = TextDecoder.decode(input);
        Blocks blocks = new Blocks(isRst, Line.of(decoded.text()));
        for (int i = 0; i < blocks.lines.size(); ) {
            i = blocks.read(i);
        }
        return new Document(input.name(), blocks.paragraphs).with(decoded.damage());
    }

    /** Reads the block that begins at a line with a mark. Returns the line after it. */
    private interface Block {
        int read(int line, Matcher mark);
    }

    private record Rule(Pattern mark, Block block) {}

    /**
     * Contains the lines that are indented more, or the lines up to a fence.
     *
     * @param fence the last line; empty if the indentation decides
     * @param table depth in the lists of a list table: 1 between rows, 2 between cells, 3 in a cell; otherwise 0
     */
    private record Scope(int indent, String fence, Kind kind, boolean isText, int table) {}

    /** Reads the blocks of one document. Not thread-safe. */
    private static final class Blocks {
        /** Maximum nesting; deeper marks are text. */
        private static final int MAX_NESTING = 50;

        private static final Pattern OPTION = Pattern.compile("\\s+:(caption|alt|title|summary)?[\\w-]*:(?:\\s+|$)");
        private static final Pattern NO_TEXT = Pattern.compile("code|code-block|sourcecode|highlight|parsed-literal|raw"
                + "|literalinclude|math|toctree|image|include|index|default-role|role|meta|module|currentmodule|auto\\w+"
                + "|doctest|test\\w+|graphviz|digraph|graph|plantuml|uml|mermaid|tabularcolumns|ipython|plot|prompt"
                + "|productionlist|\\w+author|program|highlightlang|title|unicode|date|jupyter-execute|command-output"
                + "|kernel-\\w+|youtube|video|cssclass");
        private static final Pattern TITLED =
                Pattern.compile("admonition|topic|sidebar|rubric|centered|(?:\\w+-)?table|contents|tab|tab-item");
        private static final Pattern ADVICE = Pattern.compile("note|warning|tip|caution|danger|error|hint|important"
                + "|attention|seealso|todo|version\\w+|deprecated|epigraph|pull-quote");
        private static final Pattern CODE_STYLE = Pattern.compile(
                "\\[(?:source|listing|literal|stem|latexmath|asciimath|pass|ditaa|plantuml|mermaid)\\b.*");
        private static final Pattern ITEM =
                Pattern.compile("(?:[-*+•‣⁃]|\\(?(?:\\d{1,4}|#|[a-zA-Z]|[ivxlcdmIVXLCDM]{1,6})[.)])(?:\\s+|$)");
        private static final Pattern ITEM_OR_TERM =
                Pattern.compile("\\s*(?:(?:\\*{1,5}|-|\\.{1,5}|\\d{1,4}\\.|[a-zA-Z]\\."
                        + "|<(?:\\d{1,2}|\\.)>)\\s+(?:\\[[ xX*]]\\s+)?(?=\\S)|(\\S.*?)(?::{2,4}|;;)(?:\\s+|$))");
        private static final Pattern CONDITION = Pattern.compile("(?:ifn?def|endif|ifeval)::[^\\[]*\\[(.*)]\\s*$");
        private static final Pattern CELL = Pattern.compile(
                "(?<![\\\\\\S])(?:(\\d{1,2})(?:\\.\\d{1,2})?\\+|\\d{1,2}\\*|\\.\\d{1,2}\\+)?[<^>.]{0,4}[adehlmsv]?\\|");
        private static final Pattern COLUMNS = Pattern.compile("cols\\s*=\\s*\"?(?:(\\d{1,2})\\*|([^\"\\]]*))");

        private final boolean isRst;
        private final List<Line> lines;
        private final Joiner joiner;
        private final InlineMarkup inline;
        private final List<Rule> rules = new ArrayList<>();
        private final Pattern interruption;
        private final List<Paragraph> paragraphs = new ArrayList<>();
        private final Deque<Scope> scopes = new ArrayDeque<>(List.of(new Scope(-1, "", Kind.TEXT, true, 0)));

        /** Attributes of the next block of AsciiDoc. */
        private String style = "";

        private boolean isAfterTerm;
        private int table = -1;
        private int row;
        private int column;

        Blocks(boolean isRst, List<Line> lines) {
            this.isRst = isRst;
            this.lines = lines;
            this.joiner = Joiner.of(lines);
            this.inline = new InlineMarkup(isRst, lines);
            String setting =
                    ":!?\\w[\\w-]*!?:(?:\\s|$)|\\+\\s*$|\\[(?:[^\\[\\]]++|\\[[^\\]]*]){0,50}+]\\s*$|\\[\\[.*]]\\s*$"
                            + "|(?!ifn?def|endif|ifeval)[\\w-]+::\\S{0,300}?\\[.*]\\s*$";
            String fence = "(?:-{4,}|\\.{4,}|\\+{4,}|={4,}|\\*{4,}|_{4,}|/{4,}|--|\\|={3,}|```[\\w-]*)\\s*$";
            interruption = Pattern.compile(isRst ? "\\.\\.(?:\\s|$)" : setting + "|//+$|" + fence);
            if (isRst) {
                add(
                        "\\.\\. (?:__?[^:]*:|_`|\\|[^|]+\\| )|__ |([!-/:-@\\[-`{-~])\\1{2,}\\s*$|:(?:orphan|tocdepth|no-?search):",
                        (i, mark) -> i + 1);
                add("\\.\\.\\s+(?:[\\w-]+:)*([\\p{L}\\w.+-]+) ?::(?:\\s+|$)", this::directive);
                add("\\.\\.\\s+\\[[^]]*]\\s+", (i, mark) -> body(i, mark, Kind.NOTE, 0));
                add("\\.\\.(?:\\s+|$)", (i, mark) -> body(i, mark, Kind.COMMENT, 0));
                add("\\+(?:[-=]++\\+)++\\s*$|=++(?:\\s++=++)++\\s*$", (i, mark) -> table(i));
                add(">>> ", (i, mark) -> end(i, 0, false));
                add("\\|(?:\\s|$)", (i, mark) -> body(i, mark, scope().kind, scope().table));
                add(ITEM.pattern(), this::item);
                add(":(?=[^:`]{1,100}:(?:\\s|$))", (i, mark) -> body(i, mark, Kind.LIST_ITEM, scope().table));
            } else {
                add(fence, (i, mark) -> fence(i));
                add("image::[^\\[]{0,300}\\[\"?([^\",=\\]]+)[\",\\]]", (i, mark) -> line(i, mark, Kind.CAPTION));
                add(CONDITION.pattern(), (i, mark) -> line(i, mark, scope().kind));
                add(setting + "|'{3,}\\s*$|<<<\\s*$", (i, mark) -> setting(i));
                add("//(.*)", (i, mark) -> line(i, mark, Kind.COMMENT));
                add("\\.([^\\s.].*)", (i, mark) -> line(i, mark, Kind.CAPTION));
                add("(?:={1,6}|#{1,6})\\s+(.*)", (i, mark) -> line(i, mark, Kind.HEADING));
                add(ITEM_OR_TERM.pattern(), this::itemOrTerm);
                add("\\s+", (i, mark) -> isAfterTerm ? text(i, mark.end(), Kind.LIST_ITEM) : end(i, 0, false));
                add("(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):\\s+", (i, mark) -> text(i, mark.end(), scope().kind));
            }
        }

        private void add(String mark, Block block) {
            rules.add(new Rule(Pattern.compile(mark), block));
        }

        private Scope scope() {
            return scopes.element();
        }

        /** Reads the block that begins at a line. Returns the line after it. */
        int read(int i) {
            if (isBlank(i)) {
                style = "";
                return i + 1;
            }
            while (scope().fence.isEmpty() && scope().indent >= indent(i)) {
                scopes.pop();
            }
            return scope().isText ? block(i, isRst ? lines.get(i).indent() : 0) : i + 1;
        }

        private int block(int i, int from) {
            if (isUnderlined(i, from)) {
                emit(part(i, from, length(i)), Kind.HEADING);
                return i + 2;
            }
            for (Rule rule : rules) {
                Matcher mark = matcher(rule.mark, i, from);
                if (mark.lookingAt()) {
                    return rule.block.read(i, mark);
                }
            }
            boolean isQuoted = style.startsWith("[quote") || (isRst && scopes.size() == 1 && indent(i) > 0);
            return text(i, from, isAfterTerm ? Kind.LIST_ITEM : isQuoted ? Kind.QUOTATION : scope().kind);
        }

        private boolean isUnderlined(int i, int from) {
            if (i + 1 == lines.size()
                    || (isRst
                            ? indent(i) != indent(i + 1)
                            : isFence(lines.get(i + 1).stripped()))) {
                return false;
            }
            String title = lines.get(i).text().substring(from).stripTrailing();
            String under = lines.get(i + 1).stripped();
            int longer = under.length() - Characters.width(title);
            return under.matches(isRst ? "([-=`:.'\"~^_*+#<>])\\1+" : "([-=~^+])\\1+")
                    && (isRst ? longer >= 0 || under.length() > 3 : Math.abs(longer) <= 2)
                    && title.codePoints().anyMatch(Character::isLetterOrDigit)
                    && (isRst || !title.matches("[.\\[].*|\\S+ .*::?|[*.-]+ .*|\\s.*"));
        }

        private int line(int i, Matcher mark, Kind kind) {
            emit(part(i, mark.start(1), mark.end(1)), kind);
            return i + 1;
        }

        private int setting(int i) {
            String text = lines.get(i).text();
            style = text.matches("\\[[^\\[].*") ? text : style;
            boolean isCode = CODE_STYLE.matcher(text).matches() && i + 1 < lines.size() && !interrupts(i + 1);
            return isCode ? end(i + 1, 0, false) : i + 1;
        }

        /** Reads a block that begins in the line of its mark and goes on in the lines that are indented more. */
        private int body(int i, Matcher mark, Kind kind, int depth) {
            open(column(i, mark.regionStart()), "", kind, true, depth);
            boolean isDeep = scopes.size() > MAX_NESTING;
            return mark.end() == length(i) ? i + 1 : isDeep ? text(i, mark.end(), kind) : block(i, mark.end());
        }

        private void open(int indent, String fence, Kind kind, boolean isText, int depth) {
            scopes.push(new Scope(indent, fence, own(kind), isText, depth));
        }

        /** Returns the kind of a block, which is a comment if its surroundings are. */
        private Kind own(Kind kind) {
            return scope().kind == Kind.COMMENT ? Kind.COMMENT : kind;
        }

        private int directive(int i, Matcher mark) {
            String name = mark.group(1);
            int next = i + 1;
            for (; next < lines.size() && matcher(OPTION, next, 0).lookingAt(); next++) {
                Matcher option = matcher(OPTION, next, 0);
                if (option.lookingAt() && option.group(1) != null) {
                    emit(part(next, option.end(), length(next)), Kind.CAPTION);
                }
            }
            if (TITLED.matcher(name).matches() && !lines.get(i).text().startsWith(":", mark.end())) {
                emit(part(i, mark.end(), length(i)), Kind.CAPTION);
            }
            boolean isTable = name.matches("(?:list|flat)-table");
            table += isTable ? 1 : 0;
            row = isTable ? -1 : row;
            Kind kind = name.equals("figure") ? Kind.CAPTION : scope().kind;
            boolean isText = !NO_TEXT.matcher(name).matches();
            open(column(i, mark.regionStart()), "", kind, isText, isTable ? 1 : 0);
            boolean begins = ADVICE.matcher(name).matches() && next == i + 1 && mark.end() < length(i);
            return begins ? text(i, mark.end(), scope().kind) : next;
        }

        private int item(int i, Matcher mark) {
            boolean isItem = i + 1 == lines.size()
                    || isBlank(i + 1)
                    || isDeeper(i + 1, column(i, mark.regionStart()))
                    || matcher(ITEM, i + 1, lines.get(i + 1).indent()).lookingAt();
            if (!isItem) {
                return text(i, mark.regionStart(), scope().kind);
            }
            int depth = scope().table;
            row += depth == 1 ? 1 : 0;
            column = depth == 1 ? -1 : depth == 2 ? column + 1 : column;
            return body(i, mark, Kind.LIST_ITEM, depth == 0 ? 0 : Math.min(3, depth + 1));
        }

        private int itemOrTerm(int i, Matcher mark) {
            isAfterTerm = mark.group(1) != null;
            if (isAfterTerm) {
                emit(part(i, mark.start(1), mark.end(1)), Kind.LIST_ITEM);
            }
            return mark.end() == length(i) ? i + 1 : text(i, mark.end(), Kind.LIST_ITEM);
        }

        /** Reads a paragraph. In reStructuredText, a deeper second line defines the first one, and two colons begin code. */
        private int text(int i, int from, Kind kind) {
            int indent = column(i, from);
            boolean isMarked = from > lines.get(i).indent();
            int least = isMarked ? scope().indent + 1 : indent;
            boolean isTerm =
                    isRst && isDeeper(i + 1, indent) && !lines.get(i).stripped().endsWith("::");
            int end = isTerm ? i + 1 : end(i, least, kind == Kind.LIST_ITEM);
            Located.Builder text = part(i, from, length(i));
            for (int k = i + 1; k < end; k++) {
                joiner.join(text, part(k, 0, isNotShown(k) ? 0 : length(k)));
            }
            isAfterTerm = false;
            boolean isBeforeCode = isRst && text.toString().endsWith("::");
            if (isBeforeCode) {
                text.truncate(text.length() - (text.toString().matches("(?:.*\\s)?::") ? 2 : 1));
            }
            emit(text, isTerm ? Kind.LIST_ITEM : kind);
            if (isTerm) {
                open(indent, "", Kind.LIST_ITEM, true, scope().table);
            }
            if (isBeforeCode) {
                openCode(end, end > i + 1 ? indent(i + 1) : indent, isMarked ? least : indent + 1);
            }
            return end;
        }

        /** Skips the lines after two colons that are indented more than a paragraph. The text of a mark may begin later. */
        private void openCode(int from, int indent, int least) {
            int code = from;
            while (code < lines.size() && isBlank(code)) {
                code++;
            }
            if (isDeeper(code, least - 1)) {
                open(Math.min(indent, indent(code) - 1), "", Kind.TEXT, false, 0);
            }
        }

        private boolean isDeeper(int i, int indent) {
            return i < lines.size() && !isBlank(i) && indent(i) > indent;
        }

        /** Returns whether a line in a paragraph of AsciiDoc is a comment or a condition. */
        private boolean isNotShown(int i) {
            return !isRst
                    && (lines.get(i).text().startsWith("//")
                            || matcher(CONDITION, i, 0).matches());
        }

        private int end(int i, int least, boolean isItem) {
            int end = i + 1;
            while (end < lines.size()
                    && !isBlank(end)
                    && indent(end) >= least
                    && !interrupts(end)
                    && !(isItem && !isRst && matcher(ITEM_OR_TERM, end, 0).lookingAt())) {
                end++;
            }
            return end;
        }

        private boolean interrupts(int i) {
            return matcher(interruption, i, isRst ? lines.get(i).indent() : 0).lookingAt();
        }

        private int fence(int i) {
            String last = lines.get(i).stripped().replaceFirst("(?<=```).*", "");
            int end = i + 1;
            while (end < lines.size() && !lines.get(end).stripped().equals(last)) {
                end++;
            }
            String own = style;
            style = "";
            if (isFence(last)) {
                while (!scopes.pop().fence.equals(last)) {}
                return i + 1;
            }
            if (end == lines.size()) {
                return i + 1;
            }
            char first = last.charAt(0);
            if (first == '|') {
                table(i + 1, end, own);
                return end + 1;
            }
            if (CODE_STYLE.matcher(own).matches() || (last.length() > 2 && "-.+`".indexOf(first) >= 0)) {
                return end + 1;
            }
            Kind kind = first == '/' ? Kind.COMMENT : first == '_' ? Kind.QUOTATION : scope().kind;
            open(-1, last, kind, true, 0);
            return i + 1;
        }

        private boolean isFence(String line) {
            return scopes.stream().anyMatch(scope -> scope.fence.equals(line));
        }

        /** Reads the cells of a table of AsciiDoc. The attribute or the first line determines the number of columns. */
        private void table(int from, int to, String attributes) {
            Matcher attribute = COLUMNS.matcher(attributes);
            int columns = !attribute.find()
                    ? 0
                    : attribute.group(1) != null
                            ? Integer.parseInt(attribute.group(1))
                            : attribute.group(2).split("[,;]").length;
            Located.Builder cell = new Located.Builder();
            int count = 0;
            table++;
            for (int i = from; i < to; i++) {
                Matcher bar = CELL.matcher(lines.get(i).text());
                int at = 0;
                while (bar.find()) {
                    joiner.join(cell, part(i, at, bar.start()));
                    cell(cell);
                    cell = new Located.Builder();
                    row = columns == 0 ? 0 : count / columns;
                    column = columns == 0 ? count : count % columns;
                    count += bar.group(1) == null ? 1 : Integer.parseInt(bar.group(1));
                    at = bar.end();
                }
                joiner.join(cell, part(i, at, length(i)));
                columns = columns == 0 ? count : columns;
            }
            cell(cell);
        }

        /** Reads a table of reStructuredText, whose first line shows where the columns begin. */
        private int table(int i) {
            String border = lines.get(i).text();
            boolean isGrid = border.contains("+");
            List<Integer> starts = new ArrayList<>();
            for (int c = lines.get(i).indent(); c < border.length(); c++) {
                if (isGrid
                        ? border.charAt(c) == '+'
                        : border.charAt(c) == '=' && (c == 0 || border.charAt(c - 1) != '=')) {
                    starts.add(column(i, isGrid ? c + 1 : c));
                }
            }
            int end = endOfTable(i, isGrid);
            table++;
            row = 0;
            TreeMap<Integer, Located.Builder> cells = new TreeMap<>();
            for (int k = i + 1; k < end; k++) {
                if (isBorder(k) || (!isGrid && indent(k) == indent(i))) {
                    flush(cells);
                }
                if (!isBorder(k)) {
                    split(k, starts, isGrid ? "|+" : " \t", cells);
                }
            }
            flush(cells);
            return end;
        }

        private int endOfTable(int i, boolean isGrid) {
            int end = i + 1;
            while (end < lines.size() && (isGrid ? isBar(end) : !isBlank(end) || end == i + 1 || !isBorder(end - 1))) {
                end++;
            }
            return isGrid || isBorder(end - 1) ? end : i + 1;
        }

        private boolean isBar(int i) {
            return !isBlank(i) && "+|".indexOf(lines.get(i).stripped().charAt(0)) >= 0;
        }

        private boolean isBorder(int i) {
            return lines.get(i).stripped().matches("[-=+\\s]*");
        }

        private void flush(SortedMap<Integer, Located.Builder> cells) {
            cells.forEach((at, text) -> {
                column = at;
                cell(text);
            });
            row += cells.isEmpty() ? 0 : 1;
            cells.clear();
        }

        /** Adds the parts of a line to the cells of a row. Wide characters take two columns. */
        private void split(int i, List<Integer> starts, String boundary, SortedMap<Integer, Located.Builder> cells) {
            String text = lines.get(i).text();
            int cell = 0;
            int from = 0;
            int width = 0;
            for (int c = 0; c <= text.length(); c++) {
                int start = starts.indexOf(width);
                boolean isStart = start >= 0 && (c == 0 || boundary.indexOf(text.charAt(c - 1)) >= 0);
                if (isStart || c == text.length()) {
                    Located.Builder part = part(i, from, isStart ? Math.max(from, c - 1) : c);
                    if (!part.isEmpty() && !part.toString().matches("[-=+]{3,}")) {
                        joiner.join(cells.computeIfAbsent(cell, key -> new Located.Builder()), part);
                    }
                    cell = start;
                    from = c;
                }
                width += c == text.length()
                        ? 0
                        : text.charAt(c) == '\t' ? 8 - width % 8 : Characters.width(text.substring(c, c + 1));
            }
        }

        private void cell(Located.Builder text) {
            Cell cell = new Cell(table, Math.max(0, row), Math.max(0, column));
            inline.plain(text)
                    .paragraph(own(Kind.TABLE_CELL))
                    .map(found -> found.with(new Paragraph.Marks(Optional.of(cell), Optional.empty(), List.of())))
                    .ifPresent(paragraphs::add);
        }

        private void emit(Located.Builder text, Kind kind) {
            if (scope().table > 2) {
                cell(text);
                return;
            }
            inline.plain(text).paragraph(own(kind)).ifPresent(paragraphs::add);
            inline.takeNotes().forEach(note -> note.paragraph(Kind.NOTE).ifPresent(paragraphs::add));
        }

        /** Returns a part of a line without the mark of a forced line break of AsciiDoc. */
        private Located.Builder part(int i, int from, int to) {
            Located.Builder part =
                    new Located.Builder().append(lines.get(i), from, to).stripped();
            part.truncate(part.length() - (!isRst && part.toString().endsWith(" +") ? 2 : 0));
            return part;
        }

        private Matcher matcher(Pattern pattern, int i, int from) {
            return pattern.matcher(lines.get(i).text()).region(Math.min(from, length(i)), length(i));
        }

        private int length(int i) {
            return lines.get(i).text().length();
        }

        private boolean isBlank(int i) {
            return lines.get(i).isBlank();
        }

        private int indent(int i) {
            return column(i, lines.get(i).indent());
        }

        /** Returns the width of the start of a line. A tab extends to the next multiple of eight. */
        private int column(int i, int to) {
            int width = 0;
            for (int c = 0; c < to; c++) {
                width += lines.get(i).text().charAt(c) == '\t' ? 8 - width % 8 : 1;
            }
            return width;
        }
    }
}
