package duiqi.document.markup;

import duiqi.document.DocumentReader;
import duiqi.document.DocumentReader.Input;
import duiqi.document.markup.MarkupText.IndentedLines;
import duiqi.document.markup.MarkupText.InlineRules;
import duiqi.document.markup.MarkupText.RstSyntax;
import duiqi.document.plain.Joiner;
import duiqi.document.plain.TextDecoder;
import duiqi.text.Document;
import duiqi.text.Line;
import duiqi.text.Located;
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
 * <p>Markup, code, targets and options of directives are omitted; titles and captions are text.
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
        TextDecoder.Decoded decoded = TextDecoder.decode(input);
        Blocks blocks = new Blocks(Line.of(decoded.text()));
        blocks.read(new Region(0, blocks.lines.count(), 0, Kind.TEXT, 0));
        return new Document(input.name(), blocks.paragraphs).with(decoded.damage());
    }

    /**
     * Selects the lines that belong to one body.
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

        private static final Set<String> SETTINGS = Set.of("orphan", "tocdepth", "nocomments", "nosearch", "no-search");

        private static final Pattern CSV_CELL = Pattern.compile("\\s*(?:\"((?:[^\"]|\"\")*+)\"|([^,]*+))\\s*(?:,|$)");
        private static final Pattern DIRECTIVE_IN_CELL = Pattern.compile("\\.\\. (?:[\\w:]+::\\s*|_[^:]+:)");

        private final IndentedLines lines;
        private final int[] indents;
        private final int[] starts;
        private final Joiner joiner;
        private final List<Paragraph> paragraphs = new ArrayList<>();
        private final InlineRules inline = RstSyntax.inlineRules();
        private int table = -1;
        private int row;
        private int column;

        /** Depth in the lists of a list table: 1 between rows, 2 between cells, 3 in a cell; otherwise 0. */
        private int tableDepth;

        Blocks(List<Line> lines) {
            this.lines = new IndentedLines(lines);
            this.indents = this.lines.indents;
            this.starts = this.lines.starts;
            this.joiner = Joiner.of(lines);
            for (int i = 0; i < lines.size(); i++) {
                Matcher explicit = this.lines.matcher(IndentedLines.EXPLICIT, i);
                if (explicit.lookingAt()) {
                    declare(i, explicit.end());
                }
            }
        }

        private void declare(int i, int at) {
            String text = lines.line(i).text().substring(at);
            Matcher target = RstSyntax.TARGET.matcher(text);
            if (target.lookingAt()) {
                inline.targets.add(text.substring(1, Math.max(1, target.end() - 1))
                        .replaceAll("[`:]|\\s+$", "")
                        .toLowerCase(Locale.ROOT));
            }
            Matcher directive = RstSyntax.DIRECTIVE.matcher(text);
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
                if (lines.isBlank(i)) {
                    i++;
                } else if (region.depth > MAX_NESTING) {
                    i = paragraph(i, region);
                } else if (indents[i] > region.indent) {
                    int end = lines.end(i, region.to, region.indent + 1);
                    read(region.inner(
                            i, end, lines.least(i, end), region.kind == Kind.LIST_ITEM ? region.kind : Kind.QUOTATION));
                    i = end;
                } else {
                    i = block(i, region);
                }
            }
        }

        private int block(int i, Region region) {
            if (lines.matcher(IndentedLines.EXPLICIT, i).lookingAt()) {
                return explicit(i, region);
            }
            if (lines.isAdorned(i, region.to, region.indent)) {
                return title(i, region);
            }
            if (lines.matcher(IndentedLines.GRID, i).matches()
                    || lines.matcher(IndentedLines.SIMPLE, i).matches()) {
                return table(i, region);
            }
            if (lines.text(i).startsWith("__ ")) {
                return i + 1;
            }
            if (lines.text(i).startsWith(">>> ")) {
                return lines.endOfParagraph(i, region.to, 0);
            }
            if (lines.text(i).startsWith("| ") || lines.text(i).equals("|")) {
                return lineBlock(i, region);
            }
            return listItem(i, region);
        }

        private int title(int i, Region region) {
            if (!lines.matcher(RstSyntax.ADORNMENT, i).matches()) {
                emit(lines.span(i, starts[i]), region, Kind.HEADING);
                return i + 2;
            }
            boolean overline = i + 2 < region.to
                    && !lines.isBlank(i + 1)
                    && lines.matcher(RstSyntax.ADORNMENT, i + 2).matches();
            if (overline) {
                emit(lines.span(i + 1, starts[i + 1]), region, Kind.HEADING);
                return i + 3;
            }
            return i + 1;
        }

        private int explicit(int i, Region region) {
            Matcher explicit = lines.matcher(IndentedLines.EXPLICIT, i);
            explicit.lookingAt();
            int end = lines.end(i + 1, region.to, region.indent + 1);
            int at = explicit.end();
            String text = lines.line(i).text().substring(at);
            Matcher directive = RstSyntax.DIRECTIVE.matcher(text);
            Matcher note = RstSyntax.NOTE.matcher(text);
            if (directive.lookingAt()) {
                if (directive.group(1) == null) {
                    directive(i, end, directive.group(2), at + directive.end(), region);
                }
            } else if (note.lookingAt()) {
                body(i, end, at + note.end(), region, Kind.NOTE);
            } else if (!RstSyntax.TARGET.matcher(text).lookingAt()) {
                body(i, end, at, region, Kind.COMMENT);
            }
            return end;
        }

        private void directive(int i, int end, String name, int at, Region region) {
            String plain = name.substring(name.lastIndexOf(':') + 1);
            int content = i + 1;
            while (content < end
                    && !lines.isBlank(content)
                    && lines.matcher(RstSyntax.FIELD, content).lookingAt()) {
                if (lines.text(content).matches(":(?:caption|alt|title|summary):.*")) {
                    int value = starts[content] + lines.text(content).indexOf(':', 1) + 1;
                    emit(lines.span(content, value), region, Kind.CAPTION);
                }
                content++;
            }
            if (RstSyntax.SKIPPED.contains(plain)) {
                return;
            }
            int least = lines.least(content, end);
            if (RstSyntax.TITLED.contains(plain)) {
                if (!lines.line(i).text().startsWith(":", at)) {
                    emit(lines.span(i, at), region, Kind.CAPTION);
                }
            } else if (RstSyntax.TEXTS.contains(plain) && content == i + 1) {
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

        /** Reads a body that begins in the line of its mark. */
        private void body(int i, int end, int at, Region region, Kind kind) {
            starts[i] = Math.min(at, lines.line(i).text().length());
            int least = lines.least(i + 1, end);
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
                row += lines.isBlank(i) ? 0 : 1;
                column = 0;
                Matcher cell = CSV_CELL.matcher(lines.line(i).text())
                        .region(starts[i], lines.line(i).text().length());
                while (cell.lookingAt() && cell.end() > cell.start()) {
                    int group = cell.group(1) == null ? 2 : 1;
                    cell(new Located.Builder().append(lines.line(i), cell.start(group), cell.end(group)), region);
                    column++;
                    cell.region(cell.end(), lines.line(i).text().length());
                }
            }
        }

        private void cell(Located.Builder text, Region region) {
            Matcher directive = DIRECTIVE_IN_CELL.matcher(text);
            int start = directive.lookingAt() ? directive.end() : 0;
            inline.plain(new Located.Builder().append(text, start, text.length()))
                    .paragraph(region.kind == Kind.COMMENT ? Kind.COMMENT : Kind.TABLE_CELL)
                    .map(found -> found.with(new Paragraph.Marks(
                            Optional.of(new Cell(table, Math.max(0, row), Math.max(0, column))),
                            Optional.empty(),
                            List.of())))
                    .ifPresent(paragraphs::add);
        }

        private int lineBlock(int i, Region region) {
            int next = i + 1;
            while (next < region.to
                    && !lines.isBlank(next)
                    && !lines.text(next).startsWith("|")
                    && indents[next] > region.indent) {
                next++;
            }
            Located.Builder verse = lines.span(i, starts[i] + 1);
            for (int k = i + 1; k < next; k++) {
                joiner.join(verse, lines.line(k));
            }
            emit(verse, region, region.kind);
            return next;
        }

        private int listItem(int i, Region region) {
            boolean bullet = lines.matcher(RstSyntax.BULLET, i).lookingAt();
            Matcher enumerator = lines.matcher(RstSyntax.ENUMERATOR, i);
            Matcher mark = bullet ? lines.matcher(RstSyntax.BULLET, i) : enumerator;
            if (mark.lookingAt() && (bullet || isItem(i, region))) {
                return item(i, mark.end(), region);
            }
            int end = lines.end(i + 1, region.to, region.indent + 1);
            Matcher field = lines.matcher(RstSyntax.FIELD, i);
            if (field.lookingAt()) {
                if (!SETTINGS.contains(field.group(1))) {
                    body(i, end, starts[i] + 1, region, Kind.LIST_ITEM);
                }
                return end;
            }
            if (lines.matcher(RstSyntax.OPTION, i).lookingAt()) {
                body(i, end, starts[i], region, Kind.LIST_ITEM);
                return end;
            }
            if (i + 1 < region.to
                    && !lines.isBlank(i + 1)
                    && indents[i + 1] > region.indent
                    && !lines.text(i).endsWith("::")) {
                emit(lines.span(i, starts[i]), region, Kind.LIST_ITEM);
                read(region.inner(i + 1, end, lines.least(i + 1, end), Kind.LIST_ITEM));
                return end;
            }
            return paragraph(i, region);
        }

        private int item(int i, int at, Region region) {
            starts[i] = at;
            indents[i] += Math.max(1, at - lines.line(i).indent());
            int end = lines.end(i + 1, region.to, region.indent + 1);
            int least = Math.min(indents[i], lines.least(i + 1, end));
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

        /** Returns whether a line with an enumerator is an item: the line after it is not more text of a paragraph. */
        private boolean isItem(int i, Region region) {
            return i + 1 >= region.to
                    || lines.isBlank(i + 1)
                    || indents[i + 1] > region.indent
                    || lines.matcher(RstSyntax.ENUMERATOR, i + 1).lookingAt();
        }

        private int paragraph(int i, Region region) {
            int end = lines.endOfParagraph(i, region.to, region.indent);
            Located.Builder text = new Located.Builder();
            for (int k = i; k < end; k++) {
                joiner.join(text, lines.span(k, starts[k]));
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

        /** Returns the end of an indented or quoted literal block, after the blank lines before it. */
        private int endOfLiteral(int from, Region region) {
            int i = from;
            while (i < region.to && lines.isBlank(i)) {
                i++;
            }
            if (i < region.to
                    && indents[i] == region.indent
                    && lines.matcher(RstSyntax.ADORNMENT_START, i).lookingAt()) {
                char quote = lines.text(i).charAt(0);
                while (i < region.to && !lines.isBlank(i) && lines.text(i).charAt(0) == quote) {
                    i++;
                }
                return i;
            }
            return lines.end(from, region.to, region.indent + 1);
        }

        private int table(int i, Region region) {
            int end = lines.endOfTable(i, region.to);
            table++;
            row = 0;
            boolean grid = lines.text(i).startsWith("+");
            Map<Integer, Located.Builder> cells = new TreeMap<>();
            int[] bounds = lines.bounds(i, grid);
            for (int k = i + 1; k < end; k++) {
                boolean border = isBorder(k, grid);
                if (border || (!grid && startsRow(k, bounds))) {
                    flush(cells, region);
                }
                if (!border) {
                    addLine(cells, k, bounds, grid);
                }
            }
            flush(cells, region);
            return end;
        }

        private boolean isBorder(int k, boolean grid) {
            String text = lines.text(k);
            return text.isEmpty() || text.matches(grid ? "\\+[-=+]+\\+\\s*" : "[=\\s]+|[-\\s]+");
        }

        /** Returns whether a line of a simple table has text in the first column; other lines continue a row. */
        private boolean startsRow(int k, int[] bounds) {
            return !lines.cut(k, bounds[0], bounds[1]).toString().isBlank();
        }

        /** Adds the parts of a line to the cells of the current row. */
        private void addLine(Map<Integer, Located.Builder> cells, int k, int[] bounds, boolean grid) {
            int last;
            for (int c = 0; c + 1 < bounds.length; c = last) {
                last = c + 1;
                while (grid && last + 1 < bounds.length && !lines.hasBorder(k, bounds[last])) {
                    last++;
                }
                int end = grid || last + 1 < bounds.length ? bounds[last] : Integer.MAX_VALUE;
                Located.Builder cell = lines.cut(k, bounds[c] + (grid ? 1 : 0), end);
                if (!cell.toString().matches("\\s*[-=+]{3,}\\s*")) {
                    add(cells, c, cell);
                }
            }
        }

        private void add(Map<Integer, Located.Builder> cells, int c, Located.Builder part) {
            joiner.join(cells.computeIfAbsent(c, key -> new Located.Builder()), part.stripped());
        }

        /** Ends the current row. */
        private void flush(Map<Integer, Located.Builder> cells, Region region) {
            cells.forEach((at, text) -> {
                column = at;
                cell(text, region);
            });
            row += cells.isEmpty() ? 0 : 1;
            cells.clear();
        }

        private void emit(Located.Builder text, Region region, Kind kind) {
            if (tableDepth > 2) {
                cell(text, region);
            } else {
                inline.plain(text)
                        .paragraph(region.kind == Kind.COMMENT ? Kind.COMMENT : kind)
                        .ifPresent(paragraphs::add);
            }
        }
    }
}
