package duiqi.document.pdf;

import duiqi.document.pdf.PdfContent.Page;
import duiqi.document.pdf.PdfTables.CellText;
import duiqi.document.pdf.PdfTables.Table;
import duiqi.document.plain.Shape;
import duiqi.text.Characters;
import duiqi.text.Deadline;
import duiqi.text.Line;
import duiqi.text.Paragraph.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Joins the glyphs of each page to lines in reading order. In documents made by word processors and typesetting
 * programs the order of the file follows the columns; if it does not, the white strips of the page give the order. Not
 * thread-safe; reads one document.
 */
final class PdfLines {
    /** Maximum gap between a number or marker and its text, and between parts of a justified line, in font sizes. */
    private static final double TAB = 5;

    /** Maximum number of lines in the last row of a table that continues on the next page. */
    private static final int MAX_CELL_LINES = 300;

    /** Maximum number of lines of a page header and footer. */
    private static final int MAX_FURNITURE = 3;

    /** Minimum width of the text of a cell that continues on the next page, in columns. */
    private static final int MIN_WRAPPED = 20;

    /** Minimum width of the white strip between columns, in points. */
    private static final double GUTTER = 4;

    /** Maximum number of strips around a block. */
    private static final int MAX_DEPTH = 40;

    private static final Pattern MARKER = Pattern.compile("\\W|(?:\\d{1,3}\\.?){1,4}|[(（]?\\w{1,3}[.)）]");
    private static final Pattern LEADER = Pattern.compile("\\s*(?:[.·…]\\s*){4,}(?:\\d{1,4}|[ivxlc]{1,6})?$");

    private final List<PdfLine> lines = new ArrayList<>();
    private final List<Integer> scans = new ArrayList<>();
    private int tables;
    private int rows;
    private int columns = -1;
    private String header = "";

    List<PdfLine> lines() {
        return lines;
    }

    /** Returns the pages that have an image and no text. */
    List<Integer> scans() {
        return scans;
    }

    void add(Page page) {
        if (page.isScan()) {
            scans.add(page.number());
        }
        List<PdfSegment> segments = PdfSegment.of(page.glyphs());
        List<Table> found =
                segments.size() > PdfSegment.MAX_PARTS ? List.of() : PdfTables.remove(segments, page.rules());
        List<Block> blocks = new ArrayList<>();
        found.forEach(table -> blocks.add(Block.of(table)));
        joined(segments).forEach(line -> blocks.add(new Block(List.of(line), Optional.empty())));
        blocks.sort(Comparator.comparingInt(Block::order));
        for (Block block : inReadingOrder(blocks)) {
            if (block.table().isPresent()) {
                addTable(page, block.table().get());
            } else {
                block.segments().forEach(line -> addLine(page, line, Optional.empty()));
            }
        }
    }

    /** Holds a line or a table. Immutable. */
    private record Block(List<PdfSegment> segments, Optional<Table> table) {
        static Block of(Table table) {
            return new Block(table.segments().toList(), Optional.of(table));
        }

        int order() {
            return segments.stream().mapToInt(PdfSegment::order).min().orElse(0);
        }

        double left() {
            return segments.stream().mapToDouble(PdfSegment::left).min().orElse(0);
        }

        double right() {
            return segments.stream().mapToDouble(PdfSegment::right).max().orElse(0);
        }

        double top() {
            return segments.stream()
                    .mapToDouble(part -> part.base() - part.size())
                    .min()
                    .orElse(0);
        }

        double bottom() {
            return segments.stream().mapToDouble(PdfSegment::base).max().orElse(0);
        }
    }

    /** Adds a table, or the rest of the table of the page before without its repeated header. */
    private void addTable(Page page, Table table) {
        String first = textOfRow(table, 0);
        boolean continues = columns == table.lastColumn() && followsCell(page);
        int repeated = continues && first.equals(header) ? 1 : 0;
        if (!continues) {
            tables++;
            rows = 0;
            columns = table.lastColumn();
            header = first;
        }
        int start = rows - repeated - (continues && continuesRow(table, repeated) ? 1 : 0);
        for (CellText cell : table.cells()) {
            if (cell.row() >= repeated) {
                Cell at = new Cell(tables - 1, start + cell.row(), cell.column());
                rows = Math.max(rows, at.row() + 1);
                joined(cell.segments().stream()
                                .sorted(Comparator.comparingInt(PdfSegment::order))
                                .toList())
                        .forEach(line -> addLine(page, line, Optional.of(at)));
            }
        }
    }

    /** Returns whether only short lines, such as page headers and numbers, follow a table of the page before. */
    private boolean followsCell(Page page) {
        return lines.stream()
                .skip(Math.max(0, lines.size() - MAX_FURNITURE - 1))
                .anyMatch(line -> line.style().cell().isPresent() && line.page() == page.number() - 1);
    }

    private static String textOfRow(Table table, int row) {
        return table.cells().stream()
                .filter(cell -> cell.row() == row)
                .flatMap(cell -> cell.segments().stream())
                .map(segment -> segment.typed().text())
                .collect(Collectors.joining("\t"));
    }

    /** Returns whether a row continues the last row of the page before: it has fewer cells, or a long text has no end. */
    private boolean continuesRow(Table table, int row) {
        Map<Integer, String> above = new HashMap<>();
        lines.stream()
                .skip(Math.max(0, lines.size() - MAX_CELL_LINES))
                .forEach(line -> line.style()
                        .cell()
                        .filter(at -> at.table() == tables - 1 && at.row() == rows - 1)
                        .ifPresent(at -> above.merge(at.column(), line.text(), String::concat)));
        List<Integer> cells = table.cells().stream()
                .filter(cell -> cell.row() == row)
                .map(CellText::column)
                .toList();
        return rows > 1
                && above.keySet().containsAll(cells)
                && (cells.size() < above.size()
                        || (above.values().stream().allMatch(text -> Characters.width(text) > MIN_WRAPPED)
                                && !above.values().stream().allMatch(Shape.SentenceEnd::closes)));
    }

    private void addLine(Page page, PdfSegment line, Optional<Cell> cell) {
        PdfSegment.Typed typed = line.typed();
        String text = LEADER.matcher(typed.text()).replaceFirst("");
        double size = line.size();
        Deadline.check();
        if (!text.isBlank()) {
            Style style = new Style(
                    size,
                    line.isBold(),
                    text.length() < typed.text().length(),
                    typed.raised().stream()
                            .filter(span -> span.end() <= text.length())
                            .toList(),
                    cell);
            lines.add(
                    new PdfLine(lines.size() + 1, page.number(), line.left(), line.right(), line.base(), style, text));
        }
    }

    /** Joins consecutive parts of one line that a wide space or a tab separates. */
    private static List<PdfSegment> joined(List<PdfSegment> segments) {
        List<PdfSegment> lines = new ArrayList<>();
        for (PdfSegment segment : segments) {
            PdfSegment last = lines.isEmpty() ? segment : lines.get(lines.size() - 1);
            double gap = segment.left() - last.right();
            double size = Math.max(segment.size(), last.size());
            String text = last.typed().text();
            boolean leader = LEADER.matcher(segment.typed().text()).lookingAt() || text.endsWith("....");
            if (!lines.isEmpty()
                    && Math.abs(segment.base() - last.base()) < 0.2 * size
                    && gap > -size
                    && (gap < TAB * size
                            || leader
                            || (gap < 2 * TAB * size && MARKER.matcher(text).matches()))) {
                lines.set(lines.size() - 1, last.with(segment));
            } else {
                lines.add(segment);
            }
        }
        return lines;
    }

    /** Returns the blocks in the order of the file if it is plausible, else by the white strips of the page. */
    private static List<Block> inReadingOrder(List<Block> blocks) {
        int up = 0;
        for (int i = 1; i < blocks.size(); i++) {
            Block before = blocks.get(i - 1);
            Block block = blocks.get(i);
            double overlap = Math.min(before.right(), block.right()) - Math.max(before.left(), block.left());
            double width = Math.min(before.right() - before.left(), block.right() - block.left());
            if (block.bottom() < before.top() && overlap > 0.5 * width) {
                up++;
            }
        }
        if (up <= Math.max(2, blocks.size() / 12) || blocks.size() > 2000) {
            return blocks;
        }
        return cut(blocks, 0);
    }

    /** Orders blocks by the widest white strip between columns, or else between rows, and orders each part so. */
    private static List<Block> cut(List<Block> blocks, int depth) {
        List<Block> sorted = blocks;
        for (boolean isColumn : new boolean[] {true, false}) {
            sorted = blocks.stream()
                    .sorted(Comparator.comparingDouble(isColumn ? Block::left : Block::top)
                            .thenComparingDouble(Block::left))
                    .toList();
            double end = Double.MAX_VALUE;
            double width = isColumn ? GUTTER : 0;
            int widest = 0;
            for (int i = 0; i < sorted.size(); i++) {
                Block block = sorted.get(i);
                double gap = (isColumn ? block.left() : block.top()) - end;
                if (gap > width && (!isColumn || (i > 1 && i < sorted.size() - 1))) {
                    widest = i;
                    width = gap;
                }
                double far = isColumn ? block.right() : block.bottom();
                end = i == 0 ? far : Math.max(end, far);
            }
            if (widest > 0 && depth < MAX_DEPTH) {
                List<Block> ordered = new ArrayList<>(cut(sorted.subList(0, widest), depth + 1));
                ordered.addAll(cut(sorted.subList(widest, sorted.size()), depth + 1));
                return ordered;
            }
        }
        return sorted;
    }

    /**
     * Holds the appearance of a line. Immutable.
     *
     * @param size font size
     * @param isBold true if nearly all of the line is bold
     * @param isApart true if the line is a paragraph: an entry of a table of contents, or a value of a form
     * @param raised parts of the text that are raised as marks of notes are
     * @param cell cell of a table that contains the line
     */
    record Style(double size, boolean isBold, boolean isApart, List<PdfSegment.Span> raised, Optional<Cell> cell) {}

    /**
     * Holds a line of text on a page, in points from the upper left corner. Immutable.
     *
     * @param number number of the line in the document, from 1
     * @param page page, from 1
     * @param left left edge of its first character
     * @param right right edge of its last character
     * @param base vertical position of its baseline
     * @param style appearance
     * @param text text of the line
     */
    record PdfLine(int number, int page, double left, double right, double base, Style style, String text) {
        Line line() {
            return new Line(number, text);
        }

        double size() {
            return style.size();
        }

        /** Returns whether another line is below this line in the same column. */
        boolean isAbove(PdfLine other) {
            return page == other.page && base < other.base && left < other.right && other.left < right;
        }
    }
}
