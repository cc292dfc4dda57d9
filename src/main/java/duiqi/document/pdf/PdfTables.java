package duiqi.document.pdf;

import duiqi.document.pdf.PdfContent.Rule;
import duiqi.text.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the tables of a page: ruling lines that cross divide the text into cells. Not thread-safe; reads one page.
 */
final class PdfTables {
    /** Maximum distance of two ruling lines that meet, in points. */
    private static final double TOUCH = 3;

    private final List<PdfSegment> rest;
    private final List<Table> tables = new ArrayList<>();

    private PdfTables(List<PdfSegment> segments) {
        this.rest = segments;
    }

    /**
     * Finds the tables.
     *
     * @param segments text of the page; the method removes the text of the tables
     */
    static List<Table> remove(List<PdfSegment> segments, List<Rule> rules) {
        PdfTables finder = new PdfTables(segments);
        Grid.of(rules).forEach(finder::readGrid);
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

        int lastColumn() {
            return cells.stream().mapToInt(CellText::column).max().orElse(0);
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
}
