package duiqi.document.markup;

import duiqi.document.DocumentReader;
import duiqi.document.Input;
import duiqi.document.markup.InlineRules.Action;
import duiqi.document.plain.Characters;
import duiqi.document.plain.Line;
import duiqi.document.plain.SourceMappedText;
import duiqi.document.plain.TextDecoder;
import duiqi.text.Document;
import duiqi.text.Paragraph;
import duiqi.text.Paragraph.Cell;
import duiqi.text.Paragraph.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the running text of reStructuredText as docutils and Sphinx define it.
 *
 * <p>Markup, code, targets and options of directives are omitted; titles and captions are text. Indentation determines
 * the blocks. A block whose markup is damaged is read as a paragraph.
 */
public final class RstReader implements DocumentReader {
    @Override
    public String format() {
        return "reStructuredText";
    }

    @Override
    public Set<String> extensions() {
        return Set.of("rst");
    }

    @Override
    public Document read(Input input) throws IOException {
        Blocks blocks = new Blocks(Line.of(TextDecoder.decode(input).text()));
        blocks.read(new Region(0, blocks.lines.size(), 0, Kind.TEXT, 0));
        return new Document(input.name(), blocks.paragraphs);
    }

    /**
     * Lines that belong to one body.
     *
     * @param from first line
     * @param to line after the last one
     * @param indent indentation of the body
     * @param kind kind of the paragraphs in it
     * @param depth number of bodies around it
     */
    private record Region(int from, int to, int indent, Kind kind, int depth) {
        Region inner(int first, int last, int indentation, Kind innerKind) {
            return new Region(first, last, indentation, kind == Kind.COMMENT ? kind : innerKind, depth + 1);
        }
    }

    /** Reads the blocks of one document. Not thread-safe. */
    private static final class Blocks {
        /** Maximum nesting; the limit keeps the time linear on hostile input. */
        private static final int MAX_NESTING = 50;

        private static final Pattern ADORNMENT = Pattern.compile("([!-/:-@\\[-`{-~])\\1{2,}\\s*");
        private static final Pattern EXPLICIT = Pattern.compile("\\.\\.(?:\\s+(?=\\S)|\\s*$)");
        private static final Pattern DIRECTIVE =
                Pattern.compile("(?:\\|([^|\\s][^|]*)\\|\\s+)?([\\p{L}\\w][\\w:.+-]*?) ?::(?:\\s+|$)");
        private static final Pattern NOTE = Pattern.compile("\\[(?:\\d+|#[\\w.-]*|\\*|[\\p{L}\\w][\\w.:-]*)]\\s+");
        private static final Pattern TARGET =
                Pattern.compile("_(?:`([^`]+)`|([^:`]|:(?!\\s|$))+):(?:\\s|$)|__(?:\\s|:)");
        private static final Pattern BULLET = Pattern.compile("[-*+•‣⁃](?:\\s+|$)");
        private static final Pattern ENUMERATOR =
                Pattern.compile("\\(?(?:\\d{1,4}|#|[a-zA-Z]|[ivxlcdmIVXLCDM]{1,6})[.)](?:\\s+|$)");
        private static final Pattern FIELD = Pattern.compile(":((?:[^:\\\\`]|\\\\.|:(?!\\s|$))+):(?:\\s+|$)");
        private static final Pattern OPTION = Pattern.compile("(?:--?|/)[\\w?][\\w-]*(?:[ =][<\\w][\\w.<>-]*)?"
                + "(?:, (?:--?|/)[\\w?][\\w-]*(?:[ =][<\\w][\\w.<>-]*)?)*(?:\\s{2,}|$)");
        private static final Pattern GRID = Pattern.compile("\\+(?:[-=]+\\+)+\\s*");
        private static final Pattern SIMPLE = Pattern.compile("=+(?:\\s+=+)+\\s*");

        /** Directives whose content is not text. */
        private static final Set<String> SKIPPED = Set.of(("code code-block sourcecode highlight parsed-literal raw"
                        + " literalinclude math toctree image include index default-role role meta module currentmodule"
                        + " automodule autoclass autofunction automethod autosummary autodata doctest testcode"
                        + " testoutput testsetup testcleanup graphviz digraph graph kernel-doc plantuml uml mermaid"
                        + " tabularcolumns ipython plot prompt productionlist sectionauthor codeauthor moduleauthor"
                        + " program highlightlang title unicode date jupyter-execute command-output kernel-figure"
                        + " kernel-render kernel-abi kernel-feat youtube video parsed_literal cssclass class_")
                .split(" "));

        /** Directives whose argument is a title. */
        private static final Set<String> TITLED = Set.of(
                "admonition topic sidebar rubric centered table list-table csv-table contents tab tab-item dropdown card flat-table"
                        .split(" "));

        /** Directives whose argument is the start of their text. */
        private static final Set<String> TEXTS =
                Set.of(("note warning tip caution danger error hint important attention"
                                + " seealso todo versionadded versionchanged versionremoved deprecated replace epigraph highlights pull-quote")
                        .split(" "));

        private static final Set<String> SETTINGS = Set.of("orphan", "tocdepth", "nocomments", "nosearch", "no-search");

        private final List<Line> lines;
        private final int[] indents;
        private final int[] starts;
        private final Line.Joiner joiner;
        private final List<Paragraph> paragraphs = new ArrayList<>();
        private final InlineRules inline = new InlineRules()
                .with(
                        Action.KEEP,
                        "\\\\\\s",
                        "\\\\(.)",
                        "``(?!\\s)(.{1,1000}?)``(?!`)",
                        ":[a-zA-Z][\\w:.+-]{0,60}:`~(?:\\w+[.:]+)*([^`<>]{1,500})`",
                        ":[a-zA-Z][\\w:.+-]{0,60}:`[!~]?([^`<]{1,500}?)(?:\\s*<[^`>]{0,500}>)?`",
                        ":[a-zA-Z][\\w:.+-]{0,60}:`([^`]{1,500})`",
                        "`([^`<]{1,500}?)\\s*<[^`]{0,1000}>`_{0,2}",
                        "`<([^`<>]{1,500})>`_{0,2}",
                        "_`([^`]{1,500})`",
                        "`(?!\\s)([^`]{1,1000})`(?:_{1,2}(?!\\w)|:[a-zA-Z][\\w:.+-]{0,60}:)?",
                        "(?<![\\w*])\\*\\*(?!\\s)(.{1,1000}?)(?<![\\s\\\\])\\*\\*(?![\\w])",
                        "(?<![\\w*])\\*(?![\\s*])([^*]{1,1000})(?<![\\s\\\\])\\*(?![\\w*])",
                        "\\[(?:\\d{1,4}|#[\\w.-]{0,60}|\\*)]_",
                        "(\\[[\\p{L}\\w][\\w.:-]{0,60}])_(?!\\w)")
                .with(Action.REPLACE, "\\|([^|\\s](?:[^|]{0,100}[^|\\s])?)\\|_{0,2}")
                .with(Action.REFER, "__?(?![\\w`])");
        private int table = -1;
        private int row;
        private int column;
        private int tableDepth;

        Blocks(List<Line> lines) {
            this.lines = lines;
            this.joiner = Line.Joiner.of(lines);
            this.indents = lines.stream().mapToInt(Blocks::width).toArray();
            this.starts = lines.stream().mapToInt(Line::indent).toArray();
            for (int i = 0; i < lines.size(); i++) {
                Matcher explicit = matcher(EXPLICIT, i);
                if (explicit.lookingAt()) {
                    declare(i, explicit.end());
                }
            }
        }

        /** Returns the width of the indentation of a line. A tab extends to the next multiple of eight. */
        private static int width(Line line) {
            int width = 0;
            for (int i = 0; i < line.indent(); i++) {
                width += line.text().charAt(i) == '\t' ? 8 - width % 8 : 1;
            }
            return width;
        }

        private void declare(int i, int at) {
            String text = lines.get(i).text().substring(at);
            Matcher target = TARGET.matcher(text);
            if (target.lookingAt()) {
                inline.targets.add(text.substring(1, Math.max(1, target.end() - 1))
                        .replaceAll("[`:]|\\s+$", "")
                        .toLowerCase(Locale.ROOT));
            }
            Matcher directive = DIRECTIVE.matcher(text);
            if (directive.lookingAt() && directive.group(1) != null) {
                boolean replace = directive.group(2).equals("replace");
                inline.values.put(
                        directive.group(1).toLowerCase(Locale.ROOT),
                        replace
                                ? text.substring(directive.end()).strip().replaceAll("``|\\*\\*|(?<!\\S)`|`_*$", "")
                                : "");
            }
        }

        void read(Region region) {
            int i = region.from;
            while (i < region.to) {
                if (isBlank(i)) {
                    i++;
                } else if (region.depth > MAX_NESTING) {
                    i = paragraph(i, region);
                } else if (indents[i] > region.indent) {
                    int end = end(i, region.to, region.indent + 1);
                    read(region.inner(
                            i, end, least(i, end), region.kind == Kind.LIST_ITEM ? region.kind : Kind.QUOTATION));
                    i = end;
                } else {
                    i = block(i, region);
                }
            }
        }

        /** Reads the block that begins at a line. Returns the line after it. */
        private int block(int i, Region region) {
            if (matcher(EXPLICIT, i).lookingAt()) {
                return explicit(i, region);
            }
            if (isAdorned(i, region)) {
                return title(i, region);
            }
            if (matcher(GRID, i).matches() || matcher(SIMPLE, i).matches()) {
                return table(i, region);
            }
            if (text(i).startsWith("__ ")) {
                return i + 1;
            }
            if (text(i).startsWith(">>> ")) {
                return endOfParagraph(i, region.to, 0);
            }
            if (text(i).startsWith("| ") || text(i).equals("|")) {
                return lineBlock(i, region);
            }
            return listItem(i, region);
        }

        private boolean isAdorned(int i, Region region) {
            if (matcher(ADORNMENT, i).matches()) {
                return true;
            }
            if (i + 1 >= region.to
                    || indents[i + 1] != region.indent
                    || indents[i] != region.indent
                    || isBlank(i + 1)) {
                return false;
            }
            String under = text(i + 1);
            return under.length() > 1
                    && "=-`:.'\"~^_*+#<>".indexOf(under.charAt(0)) >= 0
                    && under.chars().allMatch(c -> c == under.charAt(0))
                    && (under.length() >= 4 || under.length() >= Characters.width(text(i)));
        }

        private int title(int i, Region region) {
            if (!matcher(ADORNMENT, i).matches()) {
                emit(span(i, starts[i]), region, Kind.HEADING);
                return i + 2;
            }
            boolean overline = i + 2 < region.to
                    && !isBlank(i + 1)
                    && matcher(ADORNMENT, i + 2).matches();
            if (overline) {
                emit(span(i + 1, starts[i + 1]), region, Kind.HEADING);
                return i + 3;
            }
            return i + 1;
        }

        private int explicit(int i, Region region) {
            Matcher explicit = matcher(EXPLICIT, i);
            explicit.lookingAt();
            int end = end(i + 1, region.to, region.indent + 1);
            int at = explicit.end();
            String text = lines.get(i).text().substring(at);
            Matcher directive = DIRECTIVE.matcher(text);
            Matcher note = NOTE.matcher(text);
            if (directive.lookingAt()) {
                if (directive.group(1) == null) {
                    directive(i, end, directive.group(2), at + directive.end(), region);
                }
            } else if (note.lookingAt()) {
                body(i, end, at + note.end(), region, Kind.NOTE);
            } else if (!TARGET.matcher(text).lookingAt()) {
                body(i, end, at, region, Kind.COMMENT);
            }
            return end;
        }

        private void directive(int i, int end, String name, int at, Region region) {
            String plain = name.substring(name.lastIndexOf(':') + 1);
            int content = i + 1;
            while (content < end && !isBlank(content) && matcher(FIELD, content).lookingAt()) {
                if (text(content).matches(":(?:caption|alt|title|summary):.*")) {
                    emit(span(content, starts[content] + text(content).indexOf(':', 1) + 1), region, Kind.CAPTION);
                }
                content++;
            }
            if (SKIPPED.contains(plain)) {
                return;
            }
            int least = least(content, end);
            if (TITLED.contains(plain)) {
                if (!lines.get(i).text().startsWith(":", at)) {
                    emit(span(i, at), region, Kind.CAPTION);
                }
            } else if (TEXTS.contains(plain) && content == i + 1) {
                body(i, end, at, region, region.kind);
                return;
            }
            Region inner = region.inner(content, end, least, plain.equals("figure") ? Kind.CAPTION : region.kind);
            switch (plain) {
                case "list-table", "flat-table" -> listTable(inner);
                case "csv-table" -> csvTable(inner);
                default -> read(inner);
            }
        }

        /** Reads a body whose first line begins at an offset of a line. */
        private void body(int i, int end, int at, Region region, Kind kind) {
            starts[i] = Math.min(at, lines.get(i).text().length());
            int least = least(i + 1, end);
            indents[i] = least == Integer.MAX_VALUE ? region.indent + 1 : least;
            read(region.inner(i, end, indents[i], kind));
        }

        private void listTable(Region region) {
            table++;
            row = -1;
            tableDepth = 1;
            read(region);
            tableDepth = 0;
        }

        private void csvTable(Region region) {
            table++;
            row = -1;
            for (int i = region.from; i < region.to; i++) {
                row++;
                column = 0;
                Matcher cell = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*+)\"|([^,]*+))\\s*(?:,|$)")
                        .matcher(lines.get(i).text())
                        .region(starts[i], lines.get(i).text().length());
                while (cell.lookingAt() && cell.end() > cell.start()) {
                    int group = cell.group(1) == null ? 2 : 1;
                    cell(new SourceMappedText().append(lines.get(i), cell.start(group), cell.end(group)), region);
                    column++;
                    cell.region(cell.end(), lines.get(i).text().length());
                }
            }
        }

        private void cell(SourceMappedText text, Region region) {
            Matcher directive =
                    Pattern.compile("\\.\\. (?:[\\w:]+::\\s*|_[^:]+:)").matcher(text);
            int start = directive.lookingAt() ? directive.end() : 0;
            inline.plain(new SourceMappedText().append(text, start, text.length()))
                    .paragraph(region.kind == Kind.COMMENT ? Kind.COMMENT : Kind.TABLE_CELL)
                    .map(found -> found.with(new Paragraph.Marks(
                            Optional.of(new Cell(table, Math.max(0, row), Math.max(0, column))),
                            Optional.empty(),
                            List.of())))
                    .ifPresent(paragraphs::add);
        }

        private int lineBlock(int i, Region region) {
            int next = i + 1;
            while (next < region.to && !isBlank(next) && !text(next).startsWith("|") && indents[next] > region.indent) {
                next++;
            }
            SourceMappedText verse = span(i, starts[i] + 1);
            for (int k = i + 1; k < next; k++) {
                joiner.join(verse, new Line(lines.get(k).number(), lines.get(k).text()));
            }
            emit(verse, region, region.kind);
            return next;
        }

        private int listItem(int i, Region region) {
            boolean bullet = matcher(BULLET, i).lookingAt();
            Matcher enumerator = matcher(ENUMERATOR, i);
            Matcher mark = bullet ? matcher(BULLET, i) : enumerator;
            if (mark.lookingAt() && (bullet || isItem(i, region))) {
                return item(i, mark.end(), region);
            }
            Matcher field = matcher(FIELD, i);
            if (field.lookingAt()) {
                int end = end(i + 1, region.to, region.indent + 1);
                if (!SETTINGS.contains(field.group(1))) {
                    body(i, end, starts[i] + 1, region, Kind.LIST_ITEM);
                }
                return end;
            }
            if (matcher(OPTION, i).lookingAt()) {
                int end = end(i + 1, region.to, region.indent + 1);
                body(i, end, starts[i], region, Kind.LIST_ITEM);
                return end;
            }
            if (i + 1 < region.to && !isBlank(i + 1) && indents[i + 1] > region.indent && !text(i).endsWith("::")) {
                int end = end(i + 1, region.to, region.indent + 1);
                emit(span(i, starts[i]), region, Kind.LIST_ITEM);
                read(region.inner(i + 1, end, least(i + 1, end), Kind.LIST_ITEM));
                return end;
            }
            return paragraph(i, region);
        }

        private int item(int i, int at, Region region) {
            starts[i] = at;
            indents[i] += Math.max(1, at - lines.get(i).indent());
            int end = end(i + 1, region.to, region.indent + 1);
            int least = Math.min(indents[i], least(i + 1, end));
            indents[i] = least;
            if (tableDepth == 1) {
                row++;
                column = -1;
            } else if (tableDepth == 2) {
                column++;
            }
            tableDepth += tableDepth > 0 ? 1 : 0;
            read(region.inner(i, end, least, Kind.LIST_ITEM));
            tableDepth -= tableDepth > 0 ? 1 : 0;
            return end;
        }

        /** Returns whether a line with an enumerator begins a list item, not a paragraph. */
        private boolean isItem(int i, Region region) {
            return i + 1 >= region.to
                    || isBlank(i + 1)
                    || indents[i + 1] > region.indent
                    || matcher(ENUMERATOR, i + 1).lookingAt();
        }

        private int paragraph(int i, Region region) {
            int end = endOfParagraph(i, region.to, region.indent);
            SourceMappedText text = new SourceMappedText();
            for (int k = i; k < end; k++) {
                joiner.join(text, new SourceMappedText().append(span(k, starts[k])));
            }
            text.truncateSpace();
            boolean literal = text.length() > 1 && text.toString().endsWith("::");
            if (literal) {
                boolean apart = text.length() == 2 || text.charAt(text.length() - 3) == ' ';
                text.truncate(text.length() - (apart ? 2 : 1));
            }
            emit(text, region, region.kind);
            return literal ? endOfLiteral(end, region) : end;
        }

        private int endOfLiteral(int from, Region region) {
            int i = from;
            while (i < region.to && isBlank(i)) {
                i++;
            }
            if (i < region.to
                    && indents[i] == region.indent
                    && matcher(ADORNMENT_START, i).lookingAt()) {
                char quote = text(i).charAt(0);
                while (i < region.to && !isBlank(i) && text(i).charAt(0) == quote) {
                    i++;
                }
                return i;
            }
            return end(from, region.to, region.indent + 1);
        }

        private static final Pattern ADORNMENT_START = Pattern.compile("[>|%$!]");

        private int table(int i, Region region) {
            int end = endOfTable(i, region.to);
            table++;
            row = 0;
            boolean grid = text(i).startsWith("+");
            Map<Integer, SourceMappedText> cells = new TreeMap<>();
            int[] bounds = bounds(i, grid);
            for (int k = i + 1; k < end; k++) {
                boolean border = text(k).isEmpty() || text(k).matches(grid ? "\\+[-=+]+\\+\\s*" : "[=\\s]+|[-\\s]+");
                if (border || (!grid && !cut(k, bounds[0], bounds[1]).toString().isBlank())) {
                    flush(cells, region);
                }
                for (int c = 0; c + 1 < bounds.length && !border; c++) {
                    int last = c + 1;
                    while (grid && last + 1 < bounds.length && !isBound(k, bounds[last])) {
                        last++;
                    }
                    SourceMappedText part = cut(
                            k,
                            bounds[c] + (grid ? 1 : 0),
                            grid || last + 1 < bounds.length ? bounds[last] : Integer.MAX_VALUE);
                    if (!part.toString().matches("\\s*[-=+]{3,}\\s*")) {
                        add(cells, c, part);
                    }
                    c = last - 1;
                }
            }
            flush(cells, region);
            return end;
        }

        private void add(Map<Integer, SourceMappedText> cells, int c, SourceMappedText part) {
            SourceMappedText cell = cells.computeIfAbsent(c, key -> new SourceMappedText());
            SourceMappedText stripped = new SourceMappedText();
            int start = 0;
            while (start < part.length() && Characters.isSpace(part.charAt(start))) {
                start++;
            }
            part.truncateSpace();
            joiner.join(cell, stripped.append(part, start, part.length()));
        }

        private void flush(Map<Integer, SourceMappedText> cells, Region region) {
            cells.forEach((at, text) -> {
                column = at;
                cell(text, region);
            });
            row += cells.isEmpty() ? 0 : 1;
            cells.clear();
        }

        /** Returns the columns at which the cells of a table begin, as widths from the start of the line. */
        private int[] bounds(int i, boolean grid) {
            String line = lines.get(i).text().stripTrailing();
            List<Integer> bounds = new ArrayList<>();
            for (int at = starts[i]; at < line.length(); at++) {
                boolean start = grid
                        ? line.charAt(at) == '+'
                        : line.charAt(at) == '=' && (at == starts[i] || line.charAt(at - 1) != '=');
                if (start) {
                    bounds.add(at);
                }
            }
            if (!grid) {
                bounds.add(line.length());
            }
            return bounds.stream().mapToInt(Integer::intValue).toArray();
        }

        private boolean isBound(int k, int width) {
            SourceMappedText mark = cut(k, width, width + 1);
            return mark.length() == 1 && "|+".indexOf(mark.charAt(0)) >= 0;
        }

        /** Returns the part of a line between two columns; wide characters take two. */
        private SourceMappedText cut(int k, int from, int to) {
            Line line = lines.get(k);
            int start = index(line.text(), from);
            return new SourceMappedText().append(line, start, Math.max(start, index(line.text(), to)));
        }

        private static int index(String text, int width) {
            int at = 0;
            int sum = 0;
            while (at < text.length() && sum < width) {
                int character = text.codePointAt(at);
                sum += Characters.width(Character.toString(character));
                at += Character.charCount(character);
            }
            return at;
        }

        private int endOfTable(int i, int to) {
            boolean grid = text(i).startsWith("+");
            int end = i + 1;
            if (grid) {
                while (end < to && !isBlank(end) && "+|".indexOf(text(end).charAt(0)) >= 0) {
                    end++;
                }
                return end;
            }
            while (end < to) {
                boolean border = matcher(SIMPLE, end).matches();
                end++;
                if (border && (end == to || isBlank(end))) {
                    return end;
                }
            }
            return i + 1;
        }

        private void emit(SourceMappedText text, Region region, Kind kind) {
            if (tableDepth > 2) {
                cell(text, region);
            } else {
                inline.plain(text)
                        .paragraph(region.kind == Kind.COMMENT ? Kind.COMMENT : kind)
                        .ifPresent(paragraphs::add);
            }
        }

        private int end(int from, int to, int indent) {
            int end = from;
            for (int i = from; i < to && (isBlank(i) || indents[i] >= indent); i++) {
                end = isBlank(i) ? end : i + 1;
            }
            return end;
        }

        private int endOfParagraph(int i, int to, int indent) {
            int end = i + 1;
            while (end < to
                    && !isBlank(end)
                    && indents[end] >= indent
                    && !matcher(EXPLICIT, end).lookingAt()) {
                end++;
            }
            return end;
        }

        private int least(int from, int to) {
            int least = Integer.MAX_VALUE;
            for (int i = from; i < to; i++) {
                least = isBlank(i) ? least : Math.min(least, indents[i]);
            }
            return least;
        }

        private boolean isBlank(int i) {
            return starts[i] >= lines.get(i).text().length();
        }

        private String text(int i) {
            return lines.get(i).text().substring(starts[i]).stripTrailing();
        }

        private Matcher matcher(Pattern pattern, int i) {
            String text = lines.get(i).text();
            return pattern.matcher(text).region(Math.min(starts[i], text.length()), text.length());
        }

        private SourceMappedText span(int i, int from) {
            SourceMappedText span = new SourceMappedText();
            span.append(
                    lines.get(i),
                    Math.min(from, lines.get(i).text().length()),
                    lines.get(i).text().length());
            span.truncateSpace();
            return span;
        }
    }
}
