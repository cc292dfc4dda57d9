package duiqi.document.pdf;

import duiqi.document.pdf.PdfContent.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Finds the tables of a page: grids of ruling lines, columns between horizontal rules, and columns of text that only
 * white space separates. Not thread-safe; reads one page.
 */
final class PdfTables {
    /** Maximum distance of two ruling lines that are drawn as one, or that meet, in points. */
    static final double TOUCH = 3;

    /** Minimum gap between the columns of a table, in font sizes. */
    private static final double GUTTER = 0.6;

    /** Maximum share of the lines of a table that cross the gap between two columns. */
    private static final double CROSSING = 0.15;

    /** Maximum difference of the edges of a column, in points. */
    private static final double EDGE = 1.5;

    /** Maximum distance of consecutive rows of a table without ruling lines, in font sizes. */
    private static final double MAX_ROW = 4;

    private static final Pattern MARKER =
            Pattern.compile("\\W|(?:\\d{1,3}[.)、]?){1,4}|[(（]?\\w{1,3}[.)）]|§.*|(?i:chapter|appendix).*|第.{1,4}[章节]");

    private final List<PdfSegment> rest;
    private final List<Table> tables = new ArrayList<>();

    private PdfTables(List<PdfSegment> segments) {
        this.rest = new ArrayList<>(segments);
    }

    /**
     * Finds the tables.
     *
     * @param segments text of the page; the method removes the text of the tables
     */
    static List<Table> remove(List<PdfSegment> segments, List<Rule> rules) {
        PdfTables finder = new PdfTables(segments);
        List<Rule> horizontal = merged(rules, true);
        List<Rule> vertical = merged(rules, false);
        for (PdfSegment.Grid grid : PdfSegment.Grid.of(horizontal, vertical)) {
            finder.readGrid(grid);
            horizontal.removeAll(grid.horizontal());
        }
        finder.readStreams();
        finder.readRuled(horizontal);
        finder.readAligned();
        segments.clear();
        segments.addAll(finder.rest);
        return finder.tables;
    }

    /**
     * Holds a table. Immutable.
     *
     * @param cells cells with text, sorted by row and column
     * @param order smallest order of its segments
     */
    record Table(List<CellText> cells, int order) {
        static Table of(List<CellText> cells) {
            return new Table(
                    cells.stream()
                            .sorted(Comparator.comparingInt(CellText::row).thenComparingInt(CellText::column))
                            .toList(),
                    cells.stream()
                            .flatMap(cell -> cell.segments().stream())
                            .mapToInt(PdfSegment::order)
                            .min()
                            .orElse(0));
        }
    }

    /** Holds the text of a cell, from top to bottom. Immutable. */
    record CellText(int row, int column, List<PdfSegment> segments) {}

    /** Merges parts of one line. Tables often draw the border of each cell. */
    private static List<Rule> merged(List<Rule> rules, boolean isHorizontal) {
        List<double[]> lines = new ArrayList<>();
        rules.stream()
                .filter(rule -> rule.isHorizontal() == isHorizontal)
                .map(rule -> isHorizontal
                        ? new double[] {(rule.top() + rule.bottom()) / 2, rule.left(), rule.right()}
                        : new double[] {(rule.left() + rule.right()) / 2, rule.top(), rule.bottom()})
                .sorted(Comparator.comparingDouble((double[] line) -> line[0]).thenComparingDouble(line -> line[1]))
                .forEach(line -> {
                    for (int i = lines.size() - 1; i >= 0 && line[0] - lines.get(i)[0] <= TOUCH / 2; i--) {
                        double[] other = lines.get(i);
                        if (line[1] <= other[2] + TOUCH && other[1] <= line[2] + TOUCH) {
                            other[1] = Math.min(line[1], other[1]);
                            other[2] = Math.max(line[2], other[2]);
                            return;
                        }
                    }
                    lines.add(line);
                });
        return new ArrayList<>(lines.stream()
                .map(line -> isHorizontal
                        ? new Rule(line[1], line[0], line[2], line[0])
                        : new Rule(line[0], line[1], line[0], line[2]))
                .toList());
    }

    private static double middle(PdfSegment segment) {
        return segment.base() - 0.3 * segment.size();
    }

    private void readGrid(PdfSegment.Grid grid) {
        List<PdfSegment> inside = rest.stream()
                .filter(segment -> grid.rowAt(middle(segment)) >= 0
                        && segment.right() > grid.left()
                        && segment.left() < grid.right()
                        && grid.columnAt((segment.left() + segment.right()) / 2) >= 0)
                .toList();
        Map<Integer, List<PdfSegment>> cells = new TreeMap<>();
        for (PdfSegment segment : inside) {
            int row = grid.rowAt(middle(segment));
            segment.split(glyph -> grid.cell(row, Math.max(0, grid.columnAt((glyph.left() + glyph.right()) / 2))))
                    .forEach((cell, part) -> cells.computeIfAbsent(cell, key -> new ArrayList<>())
                            .add(part));
        }
        List<CellText> texts = new ArrayList<>();
        cells.forEach((cell, parts) -> texts.add(new CellText(grid.row(cell), grid.column(cell), parts)));
        long columns = texts.stream().map(CellText::column).distinct().count();
        List<Integer> rows =
                texts.stream().map(CellText::row).distinct().sorted().toList();
        if (columns < 2) {
            return;
        }
        rest.removeAll(inside);
        List<CellText> split = new ArrayList<>();
        int next = 0;
        for (int row : rows) {
            List<CellText> ofRow =
                    texts.stream().filter(cell -> cell.row() == row).toList();
            List<CellText> parts = rows.size() <= 2 ? PdfCells.rows(ofRow, grid.right()) : numbered(ofRow, 0);
            for (CellText part : parts) {
                split.add(new CellText(next + part.row(), part.column(), part.segments()));
            }
            next += 1 + parts.stream().mapToInt(CellText::row).max().orElse(0);
        }
        tables.add(Table.of(split));
    }

    private static List<CellText> numbered(List<CellText> cells, int row) {
        return cells.stream()
                .map(cell -> new CellText(row, cell.column(), cell.segments()))
                .toList();
    }

    /** Reads tables whose cells are in the order of the file. */
    private void readStreams() {
        for (List<CellText> cells : PdfCells.Streams.tables(rest)) {
            int end = cells.stream().mapToInt(CellText::column).max().orElse(0);
            List<PdfSegment> last = segments(cells, end);
            boolean markers = end == 1 && segments(cells, 0).stream().allMatch(PdfTables::isMarker);
            List<PdfSegment> inside =
                    cells.stream().flatMap(cell -> cell.segments().stream()).toList();
            if (!markers && !isContents(inside, last, end + 1)) {
                addTable(cells);
            }
        }
    }

    private static List<PdfSegment> segments(List<CellText> cells, int column) {
        return cells.stream()
                .filter(cell -> cell.column() == column)
                .flatMap(cell -> cell.segments().stream())
                .toList();
    }

    /** Reads tables that have only horizontal rules of one width. */
    private void readRuled(List<Rule> horizontal) {
        Set<Rule> used = new HashSet<>();
        for (Rule rule : horizontal) {
            if (used.contains(rule) || rule.length() < 60) {
                continue;
            }
            List<Rule> same = horizontal.stream()
                    .filter(other -> Math.abs(other.left() - rule.left()) < 2 * TOUCH
                            && Math.abs(other.right() - rule.right()) < 2 * TOUCH)
                    .toList();
            used.addAll(same);
            List<CellText> cells = new ArrayList<>();
            int row = 0;
            int before = -1;
            for (int i = 1; i < same.size(); i++) {
                List<CellText> part = between(same.get(i - 1), same.get(i));
                int columns =
                        (int) part.stream().map(CellText::column).distinct().count();
                if (columns < 2 || (before > 0 && columns != before)) {
                    addTable(cells);
                    cells = new ArrayList<>();
                    row = 0;
                }
                before = columns;
                if (columns >= 2) {
                    for (CellText cell : part) {
                        cells.add(new CellText(row + cell.row(), cell.column(), cell.segments()));
                    }
                    row += 1 + part.stream().mapToInt(CellText::row).max().orElse(0);
                }
            }
            addTable(cells);
        }
    }

    private void addTable(List<CellText> cells) {
        if (cells.stream().map(CellText::row).distinct().count() > 1) {
            cells.forEach(cell -> rest.removeAll(cell.segments()));
            tables.add(Table.of(cells));
        }
    }

    private List<CellText> between(Rule above, Rule below) {
        List<PdfSegment> inside = rest.stream()
                .filter(segment -> middle(segment) > above.top()
                        && middle(segment) < below.top()
                        && segment.left() > above.left() - TOUCH
                        && segment.right() < above.right() + 2 * TOUCH)
                .toList();
        List<List<PdfSegment>> lines = lines(inside);
        List<double[]> columns = columns(inside);
        if (columns.size() < 2 || (lines.size() > 2 && returns(inside, columns) == 0) || isMarkers(inside, columns)) {
            return List.of();
        }
        return PdfCells.rows(cells(inside, columns), above.right() - TOUCH);
    }

    private static List<CellText> cells(List<PdfSegment> segments, List<double[]> columns) {
        Map<Integer, List<PdfSegment>> cells = new TreeMap<>();
        for (PdfSegment segment : segments) {
            int first = column(columns, segment.left());
            boolean crosses = first + 1 < columns.size()
                    && segment.right() > columns.get(first + 1)[0]
                    && segment.glyphs().stream()
                            .anyMatch(glyph -> Math.abs(glyph.left() - columns.get(first + 1)[0]) < EDGE);
            Map<Integer, PdfSegment> parts =
                    crosses ? segment.split(glyph -> column(columns, glyph.left() + EDGE)) : Map.of(first, segment);
            parts.forEach((column, part) ->
                    cells.computeIfAbsent(column, key -> new ArrayList<>()).add(part));
        }
        List<CellText> texts = new ArrayList<>();
        cells.forEach((column, parts) -> texts.add(new CellText(0, column, parts)));
        return texts;
    }

    private static int column(List<double[]> columns, double left) {
        int column = 0;
        while (column + 1 < columns.size() && left >= columns.get(column + 1)[0] - 0.1) {
            column++;
        }
        return column;
    }

    /**
     * Returns how often the text goes back over each gap between columns, the smallest number. Columns of running text
     * never go back.
     */
    private static int returns(List<PdfSegment> segments, List<double[]> columns) {
        int[] returns = new int[Math.max(1, columns.size() - 1)];
        int before = 0;
        for (PdfSegment segment : segments.stream()
                .sorted(Comparator.comparingInt(PdfSegment::order))
                .toList()) {
            int column = column(columns, segment.left());
            for (int i = column; i < before; i++) {
                returns[i]++;
            }
            before = column;
        }
        return Arrays.stream(returns).min().orElse(0);
    }

    /** Returns the left and right edges of the columns. White strips that few lines cross separate them. */
    private static List<double[]> columns(List<PdfSegment> segments) {
        int tolerated = (int) (CROSSING * lines(segments).size());
        List<double[]> edges = new ArrayList<>();
        for (PdfSegment segment : segments) {
            edges.add(new double[] {segment.left(), 1});
            edges.add(new double[] {segment.right(), -1});
        }
        edges.sort(Comparator.comparingDouble((double[] edge) -> edge[0]).thenComparingDouble(edge -> -edge[1]));
        double size = segments.stream().mapToDouble(PdfSegment::size).max().orElse(0);
        List<double[]> columns = new ArrayList<>();
        int covering = 0;
        for (double[] edge : edges) {
            boolean wasWhite = covering <= tolerated;
            covering += (int) edge[1];
            if (wasWhite && covering > tolerated) {
                boolean apart = columns.isEmpty() || edge[0] - columns.get(columns.size() - 1)[1] > GUTTER * size;
                if (apart) {
                    columns.add(new double[] {edge[0], edge[0]});
                }
            } else if (!wasWhite && covering <= tolerated) {
                columns.get(columns.size() - 1)[1] = edge[0];
            }
        }
        for (int i = 1; i < columns.size(); i++) {
            double end = columns.get(i - 1)[1];
            double[] column = columns.get(i);
            segments.stream()
                    .mapToDouble(PdfSegment::left)
                    .filter(left -> left > end && left < column[0])
                    .min()
                    .ifPresent(left -> column[0] = left);
        }
        return columns;
    }

    /** Returns whether most segments of a column begin, end or are centred at the same position. */
    private static boolean isAligned(List<PdfSegment> segments) {
        return isSame(segments.stream().map(PdfSegment::left).toList())
                || isSame(segments.stream().map(PdfSegment::right).toList())
                || isSame(segments.stream()
                        .map(segment -> (segment.left() + segment.right()) / 2)
                        .toList());
    }

    private static boolean isSame(List<Double> positions) {
        return positions.stream()
                .anyMatch(position -> positions.stream()
                                .filter(other -> Math.abs(other - position) < EDGE)
                                .count()
                        >= 0.7 * positions.size());
    }

    /** Returns the segments by baseline, from top to bottom, each line from left to right. */
    static List<List<PdfSegment>> lines(List<PdfSegment> segments) {
        List<List<PdfSegment>> lines = new ArrayList<>();
        List<PdfSegment> sorted = new ArrayList<>(segments);
        sorted.sort(Comparator.comparingDouble(PdfSegment::base));
        for (PdfSegment segment : sorted) {
            List<PdfSegment> last = lines.isEmpty() ? List.of() : lines.get(lines.size() - 1);
            if (!last.isEmpty()
                    && segment.base() - last.get(0).base()
                            < 0.4 * Math.min(segment.size(), last.get(0).size())) {
                last.add(segment);
            } else {
                lines.add(new ArrayList<>(List.of(segment)));
            }
        }
        lines.forEach(line -> line.sort(Comparator.comparingDouble(PdfSegment::left)));
        return lines;
    }

    /** Reads tables without rules: consecutive lines with the same gaps, written row by row. */
    private void readAligned() {
        List<List<PdfSegment>> lines = lines(rest);
        int i = 0;
        while (i < lines.size()) {
            int end = lines.get(i).size() > 1 ? endOfAligned(lines, i) : i;
            List<PdfSegment> inside =
                    lines.subList(i, end).stream().flatMap(List::stream).toList();
            List<double[]> columns = columns(inside);
            if (end - i >= 2 && isTable(lines.subList(i, end), inside, columns)) {
                rest.removeAll(inside);
                tables.add(Table.of(PdfCells.rows(cells(inside, columns), end(inside))));
                i = end;
            } else {
                i++;
            }
        }
    }

    /** Returns the right edge of the text column that contains a table. */
    private double end(List<PdfSegment> inside) {
        double right = inside.stream().mapToDouble(PdfSegment::right).max().orElse(0);
        double top = inside.stream().mapToDouble(PdfSegment::base).min().orElse(0);
        double bottom = inside.stream().mapToDouble(PdfSegment::base).max().orElse(0);
        boolean beside =
                rest.stream().anyMatch(other -> other.base() >= top && other.base() <= bottom && other.left() > right);
        return beside
                ? right
                : rest.stream().mapToDouble(PdfSegment::right).max().orElse(right);
    }

    private static int endOfAligned(List<List<PdfSegment>> lines, int start) {
        double size = lines.get(start).get(0).size();
        List<PdfSegment> inside = new ArrayList<>(lines.get(start));
        int end = start + 1;
        int last = start + 1;
        while (end < lines.size()) {
            List<PdfSegment> line = lines.get(end);
            boolean near = line.get(0).base() - lines.get(end - 1).get(0).base() < MAX_ROW * size;
            boolean same = line.stream().allMatch(part -> Math.abs(part.size() - size) < 0.15 * size);
            List<double[]> before = columns(inside);
            inside.addAll(line);
            List<double[]> after = columns(inside);
            if (!near || !same || after.size() < before.size()) {
                break;
            }
            end++;
            if (line.size() > 1 || column(after, line.get(0).left()) > 0) {
                last = end;
            }
        }
        return last;
    }

    private static boolean isMarkers(List<PdfSegment> inside, List<double[]> columns) {
        return inside.stream()
                .filter(segment -> column(columns, segment.left()) == 0)
                .allMatch(PdfTables::isMarker);
    }

    private static boolean isMarker(PdfSegment segment) {
        return MARKER.matcher(segment.typed().text()).matches();
    }

    /** Returns whether leaders or a column of page numbers show that lines are a table of contents. */
    private static boolean isContents(List<PdfSegment> inside, List<PdfSegment> last, int columns) {
        boolean leaders = inside.stream()
                .anyMatch(segment -> segment.typed().text().matches(".*(?:\\.\\s?){5}.*|.*…{2}.*|.*·{5}.*"));
        return leaders
                || (columns <= 3
                        && last.stream()
                                .allMatch(segment -> segment.typed().text().matches("\\d{1,4}|[ivxlc]{1,6}")));
    }

    private static boolean isTable(List<List<PdfSegment>> lines, List<PdfSegment> inside, List<double[]> columns) {
        long several = lines.stream().filter(line -> line.size() > 1).count();
        if (columns.size() < 2 || several < 2 || returns(inside, columns) < Math.min(2, lines.size() - 1)) {
            return false;
        }
        for (int i = 1; i < columns.size(); i++) {
            int column = i;
            if (!isAligned(inside.stream()
                    .filter(segment -> column(columns, segment.left()) == column)
                    .toList())) {
                return false;
            }
        }
        List<PdfSegment> last = inside.stream()
                .filter(segment -> column(columns, segment.left()) == columns.size() - 1)
                .toList();
        return !isMarkers(inside, columns) && !isContents(inside, last, columns.size());
    }
}
