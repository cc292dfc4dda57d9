package duiqi.document.pdf;

import duiqi.document.pdf.PdfContent.Rule;
import duiqi.text.Deadline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the tables of a page. Ruling lines that cross divide the text into cells. Tables without them are found
 * by the order of the file: the cells of a row begin at one height, each to the right of the one before, and the next
 * row begins below all of them. Columns of running text have only one row. Not thread-safe; reads one page.
 */
final class PdfTables {
    /** Maximum distance of two ruling lines that meet, in points. */
    private static final double TOUCH = 3;

    /** Maximum vertical difference between the first lines of the cells of a row, in font sizes. */
    private static final double LEVEL = 0.5;

    /** Maximum distance between consecutive lines of a cell or rows of a table, in font sizes. */
    private static final double MAX_GAP = 4;

    /** Maximum gap between parts of a justified line, in font sizes. */
    private static final double MAX_SPACE = 2.5;

    /** Maximum difference of the left edges of cells, in points. */
    private static final double EDGE = 1;

    /** Maximum number of lines in the last of two rows; two columns below a page header have more. */
    private static final int MAX_LAST_ROW = 15;

    private static final Pattern MARKER =
            Pattern.compile("\\W|(?:\\d{1,3}[.)、]?){1,4}|[(（]?\\w{1,3}[.)）]|§.*|(?i:chapter|appendix).*|第.{1,4}[章节]");
    private static final Pattern LEADER = Pattern.compile("(?:\\.\\s?){5}|…{2}|·{5}");
    private static final Pattern PAGE = Pattern.compile("\\d{1,4}|[ivxlc]{1,6}");

    private final List<PdfSegment> rest;
    private final List<Table> tables = new ArrayList<>();

    private PdfTables(List<PdfSegment> segments) {
        this.rest = new ArrayList<>(segments);
        rest.sort(Comparator.comparingInt(PdfSegment::order));
    }

    /**
     * Finds the tables.
     *
     * @param segments text of the page; the method removes the text of the tables
     */
    static List<Table> remove(List<PdfSegment> segments, List<Rule> rules) {
        PdfTables finder = new PdfTables(segments);
        Grid.of(rules).forEach(finder::readGrid);
        finder.readRows();
        segments.clear();
        segments.addAll(finder.rest);
        return finder.tables;
    }

    /** Holds the text of a cell, from top to bottom. Immutable. */
    record CellText(int row, int column, List<PdfSegment> segments) {}

    /**
     * Holds a table. Immutable.
     *
     * @param cells cells with text, sorted by row and column
     */
    record Table(List<CellText> cells) {
        Stream<PdfSegment> segments() {
            return cells.stream().flatMap(cell -> cell.segments().stream());
        }

        List<PdfSegment> column(int column) {
            return cells.stream()
                    .filter(cell -> cell.column() == column)
                    .flatMap(cell -> cell.segments().stream())
                    .toList();
        }

        int lastColumn() {
            return cells.stream().mapToInt(CellText::column).max().orElse(0);
        }

        /** Returns whether leaders or page numbers show a table of contents, or markers in the first column a list. */
        boolean isList() {
            List<PdfSegment> last = column(lastColumn());
            boolean pages = lastColumn() < 3 && last.stream().allMatch(part -> matches(PAGE, part));
            return (lastColumn() == 1 && column(0).stream().allMatch(part -> matches(MARKER, part)))
                    || pages
                    || segments()
                            .anyMatch(
                                    part -> LEADER.matcher(part.typed().text()).find());
        }

        private static boolean matches(Pattern pattern, PdfSegment part) {
            return pattern.matcher(part.typed().text()).matches();
        }
    }

    /**
     * Holds ruling lines that meet. A cell is the area with the same line above it and the same line at its left.
     * Immutable.
     */
    private record Grid(List<Rule> rules, List<Double> xs, List<Double> ys) {
        static List<Grid> of(List<Rule> rules) {
            List<Rule> unused = new ArrayList<>(rules);
            List<Grid> grids = new ArrayList<>();
            while (!unused.isEmpty()) {
                List<Rule> group = new ArrayList<>(List.of(unused.remove(0)));
                for (int i = 0; i < group.size(); i++) {
                    Rule rule = group.get(i);
                    List<Rule> met = unused.stream()
                            .filter(other -> rule.isHorizontal() != other.isHorizontal()
                                    && rule.isNear(TOUCH, other.left(), other.top(), other.right(), other.bottom()))
                            .toList();
                    unused.removeAll(met);
                    group.addAll(met);
                    Deadline.check();
                }
                Grid grid = new Grid(
                        group,
                        positions(group.stream().flatMap(rule -> Stream.of(rule.left(), rule.right()))),
                        positions(group.stream().flatMap(rule -> Stream.of(rule.top(), rule.bottom()))));
                if (grid.xs().size() > 2 && grid.ys().size() > 1 && group.size() > 4) {
                    grids.add(grid);
                }
            }
            return grids;
        }

        /** Returns different positions in order. */
        private static List<Double> positions(Stream<Double> all) {
            List<Double> distinct = new ArrayList<>();
            all.sorted().forEach(position -> {
                if (distinct.isEmpty() || position - distinct.get(distinct.size() - 1) > TOUCH) {
                    distinct.add(position);
                }
            });
            return distinct;
        }

        boolean contains(double x, double y) {
            return x >= xs.get(0) && x < xs.get(xs.size() - 1) && y >= ys.get(0) && y < ys.get(ys.size() - 1);
        }

        /** Returns the number of the line at the left of a point. */
        int column(double x, double y) {
            int column = xs.size() - 1;
            while (column > 0 && !(xs.get(column) <= x && isRuled(xs.get(column), y, false))) {
                column--;
            }
            return column;
        }

        /** Returns the number of the line above a point. */
        int row(double x, double y) {
            int row = ys.size() - 1;
            while (row > 0 && !(ys.get(row) <= y && isRuled(x, ys.get(row), true))) {
                row--;
            }
            return row;
        }

        private boolean isRuled(double x, double y, boolean horizontally) {
            return rules.stream()
                    .anyMatch(rule -> rule.isHorizontal() == horizontally && rule.isNear(TOUCH, x, y, x, y));
        }
    }

    private static double middle(PdfSegment segment) {
        return segment.base() - 0.3 * segment.size();
    }

    private void readGrid(Grid grid) {
        List<PdfSegment> inside = rest.stream()
                .filter(part -> grid.contains((part.left() + part.right()) / 2, middle(part)))
                .toList();
        int width = grid.xs().size();
        Map<Integer, List<PdfSegment>> cells = new TreeMap<>();
        for (PdfSegment segment : inside) {
            double y = middle(segment);
            segment.split(glyph -> {
                        double x = Math.max(
                                (glyph.left() + glyph.right()) / 2, grid.xs().get(0));
                        return grid.row(x, y) * width + grid.column(x, y);
                    })
                    .forEach((cell, part) -> cells.computeIfAbsent(cell, key -> new ArrayList<>())
                            .add(part));
            Deadline.check();
        }
        TreeSet<Integer> rows = new TreeSet<>();
        cells.keySet().forEach(cell -> rows.add(cell / width));
        List<CellText> texts = new ArrayList<>();
        cells.forEach((cell, parts) ->
                texts.add(new CellText(rows.headSet(cell / width).size(), cell % width, parts)));
        if (texts.stream().map(CellText::column).distinct().count() > 1) {
            rest.removeAll(inside);
            tables.add(new Table(texts));
        }
    }

    /** Reads tables whose cells are in the order of the file. */
    private void readRows() {
        List<Row> rows = new ArrayList<>();
        cells().forEach(cell -> addToRow(cell, rows));
        int start = 0;
        while (start < rows.size()) {
            Columns columns = new Columns();
            int end = columns.endOfTable(rows, start);
            if (end > start) {
                Table table = columns.table(rows.subList(start, end));
                if (!table.isList()) {
                    tables.add(table);
                    rest.removeAll(table.segments().toList());
                }
            }
            start = Math.max(end, start + 1);
        }
    }

    /** Holds consecutive text that goes down one column. */
    private record Run(List<PdfSegment> segments) {
        double left() {
            return segments.stream().mapToDouble(PdfSegment::left).min().orElse(0);
        }

        double right() {
            return segments.stream().mapToDouble(PdfSegment::right).max().orElse(0);
        }

        double bottom() {
            return segments.stream().mapToDouble(PdfSegment::base).max().orElse(0);
        }

        PdfSegment first() {
            return segments.get(0);
        }

        PdfSegment last() {
            return segments.get(segments.size() - 1);
        }
    }

    /** Holds runs that begin at one height, from left to right. */
    private record Row(List<Run> runs) {
        static Row of(Run... runs) {
            return new Row(new ArrayList<>(List.of(runs)));
        }

        Run first() {
            return runs.get(0);
        }

        Run last() {
            return runs.get(runs.size() - 1);
        }

        boolean isAbove(Row next) {
            PdfSegment first = next.first().first();
            double down =
                    first.base() - runs.stream().mapToDouble(Run::bottom).max().orElse(0);
            return down > LEVEL * first.size() && down < MAX_GAP * first.size();
        }
    }

    private List<Run> cells() {
        List<Run> runs = new ArrayList<>();
        for (PdfSegment segment : rest) {
            if (!runs.isEmpty() && continues(runs.get(runs.size() - 1), segment)) {
                runs.get(runs.size() - 1).segments().add(segment);
            } else {
                runs.add(new Run(new ArrayList<>(List.of(segment))));
            }
        }
        return runs;
    }

    private boolean continues(Run run, PdfSegment segment) {
        PdfSegment last = run.last();
        double size = Math.max(last.size(), segment.size());
        double down = segment.base() - last.base();
        if (Math.abs(down) < LEVEL * size) {
            double gap = segment.left() - last.right();
            return gap > -size && gap < MAX_SPACE * size && !isAtEdge(segment);
        }
        double indent = segment.left() - run.left();
        return down > 0
                && down < MAX_GAP * size
                && indent > -EDGE
                && indent < MAX_SPACE * size
                && segment.left() < run.right();
    }

    /** Returns whether a text near it, above or below, has the same left edge. */
    private boolean isAtEdge(PdfSegment segment) {
        Deadline.check();
        return rest.stream().anyMatch(other -> {
            double down = Math.abs(other.base() - segment.base());
            return Math.abs(other.left() - segment.left()) < EDGE
                    && down >= LEVEL * segment.size()
                    && down < MAX_GAP * segment.size();
        });
    }

    /** Adds a run to the last row if it is level with it; text above the row is separated from its first run. */
    private static void addToRow(Run run, List<Row> rows) {
        Row row = rows.isEmpty() ? Row.of(run) : rows.get(rows.size() - 1);
        List<PdfSegment> first = row.first().segments();
        int level = 0;
        while (level < first.size()
                && Math.abs(first.get(level).base() - run.first().base())
                        >= LEVEL * run.first().size()) {
            level++;
        }
        boolean isOne = row.runs().size() == 1;
        Run beside = isOne ? new Run(new ArrayList<>(first.subList(level, first.size()))) : row.last();
        if (rows.isEmpty() || level == first.size() || run.left() <= beside.right()) {
            rows.add(Row.of(run));
        } else if (level == 0) {
            row.runs().add(run);
        } else if (isOne) {
            first.subList(level, first.size()).clear();
            rows.add(Row.of(beside, run));
        } else {
            rows.add(Row.of(run));
        }
    }

    /** Holds the left and right edges of the columns of a table. Not thread-safe. */
    private static final class Columns {
        private final List<double[]> edges = new ArrayList<>();

        /** Returns the index after the last row of the table that begins at a row, or 0. */
        int endOfTable(List<Row> rows, int start) {
            int several = 0;
            int last = 0;
            for (int end = start;
                    end < rows.size()
                            && (end == start
                                    ? rows.get(end).runs().size() > 1
                                    : rows.get(end - 1).isAbove(rows.get(end)))
                            && fits(rows.get(end));
                    end++) {
                double left = rows.get(end).first().left();
                boolean isRow = rows.get(end).runs().size() > 1;
                several += isRow ? 1 : 0;
                boolean inColumn = edges.stream().skip(1).anyMatch(edge -> Math.abs(edge[0] - left) < EDGE);
                last = isRow || inColumn ? end + 1 : last;
            }
            boolean isPage =
                    several == 2 && rows.get(last - 1).first().segments().size() > MAX_LAST_ROW;
            return several > 1 && !isPage ? last : 0;
        }

        /** Returns whether each cell of a row is in one column or between two; adds the columns that are new. */
        private boolean fits(Row row) {
            List<double[]> after =
                    new ArrayList<>(edges.stream().map(double[]::clone).toList());
            for (Run run : row.runs()) {
                List<double[]> found = after.stream()
                        .filter(edge -> edge[0] < run.right() && run.left() < edge[1])
                        .toList();
                if (found.size() > 1 || (found.isEmpty() && row.runs().size() == 1)) {
                    return false;
                }
                if (found.isEmpty()) {
                    after.add(new double[] {run.left(), run.right()});
                } else {
                    found.get(0)[0] = Math.min(found.get(0)[0], run.left());
                    found.get(0)[1] = Math.max(found.get(0)[1], run.right());
                }
            }
            after.sort(Comparator.comparingDouble(edge -> edge[0]));
            edges.clear();
            edges.addAll(after);
            return true;
        }

        Table table(List<Row> rows) {
            List<CellText> cells = new ArrayList<>();
            for (int row = 0; row < rows.size(); row++) {
                for (Run run : rows.get(row).runs()) {
                    int column = 0;
                    while (column + 1 < edges.size() && run.left() >= edges.get(column)[1]) {
                        column++;
                    }
                    cells.add(new CellText(row, column, run.segments()));
                }
            }
            return new Table(cells);
        }
    }
}
