package duiqi.document.pdf;

import static duiqi.document.pdf.PdfTables.TOUCH;

import duiqi.document.pdf.PdfContent.Rule;
import duiqi.document.pdf.PdfTables.CellText;
import duiqi.document.plain.Characters;
import duiqi.document.plain.Line;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Divides the area of a table into cells, by its ruling lines or by the distances of its lines. Stateless. */
final class PdfCells {
    /** Distance of lines that begins a row, in smallest distances of lines of the table. */
    private static final double ROW_GAP = 1.18;

    /** Minimum share of the lines with a large distance above, if only these begin rows. */
    private static final double SPACED_ROWS = 0.3;

    /** Usual distance between the text of a cell and the next column, in font sizes. */
    private static final double PADDING = 1.2;

    private PdfCells() {}

    /**
     * Divides columns without rules between their rows. A line begins a row after a wide gap, or if a cell could have
     * had its first word on the line above.
     */
    static List<CellText> rows(List<CellText> columns, double end) {
        IdentityHashMap<PdfSegment, Integer> columnOf = new IdentityHashMap<>();
        columns.forEach(column -> column.segments().forEach(part -> columnOf.put(part, column.column())));
        List<Map<Integer, PdfSegment>> lines = new ArrayList<>();
        for (List<PdfSegment> parts : PdfTables.lines(
                columns.stream().flatMap(column -> column.segments().stream()).toList())) {
            Map<Integer, PdfSegment> line = new TreeMap<>();
            parts.forEach(part -> line.merge(columnOf.getOrDefault(part, 0), part, PdfSegment::with));
            lines.add(line);
        }
        Map<Integer, Double> rights = rights(columns, end);
        Distances distances = new Distances(lines);
        List<CellText> cells = new ArrayList<>();
        Map<Integer, List<PdfSegment>> row = new TreeMap<>();
        int number = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (i > 0 && distances.beginsRow(i).orElse(beginsRow(lines.get(i - 1), lines.get(i), rights))) {
                addRow(row, number++, cells);
                row = new TreeMap<>();
            }
            for (Map.Entry<Integer, PdfSegment> part : lines.get(i).entrySet()) {
                row.computeIfAbsent(part.getKey(), key -> new ArrayList<>()).add(part.getValue());
            }
        }
        addRow(row, number, cells);
        return cells;
    }

    private static void addRow(Map<Integer, List<PdfSegment>> row, int number, List<CellText> cells) {
        row.forEach((column, parts) -> cells.add(new CellText(number, column, parts)));
    }

    /** Returns the right edge of each column: the end of its text, or the usual distance before the next column. */
    private static Map<Integer, Double> rights(List<CellText> columns, double end) {
        Map<Integer, Double> rights = new TreeMap<>();
        columns.forEach(column -> {
            double right = column.segments().stream()
                    .mapToDouble(PdfSegment::right)
                    .max()
                    .orElse(0);
            double next = columns.stream()
                    .filter(other -> other.column() > column.column())
                    .flatMap(other -> other.segments().stream())
                    .mapToDouble(segment -> segment.left() - PADDING * segment.size())
                    .min()
                    .orElse(end);
            rights.put(column.column(), Math.max(right, next));
        });
        return rights;
    }

    /**
     * Compares the distances of the lines in each cell. Lines of Han characters may be higher than lines of Latin
     * letters, so that only equal pairs of lines are compared. Immutable.
     */
    private record Distances(List<Map<Integer, PdfSegment>> lines, double[] smallest, int[] far, int[] all) {
        Distances(List<Map<Integer, PdfSegment>> lines) {
            this(lines, new double[4], new int[4], new int[4]);
            Arrays.fill(smallest, Double.MAX_VALUE);
            for (int i = 1; i < lines.size(); i++) {
                for (int column : lines.get(i).keySet()) {
                    Optional<PdfSegment> above = above(i, column);
                    if (above.isPresent()) {
                        PdfSegment line = line(i, column);
                        int pair = pair(above.get(), line);
                        smallest[pair] = Math.min(
                                smallest[pair], line.base() - above.get().base());
                    }
                }
            }
            for (int i = 1; i < lines.size(); i++) {
                for (int column : lines.get(i).keySet()) {
                    Optional<PdfSegment> above = above(i, column);
                    if (above.isPresent()) {
                        int pair = pair(above.get(), line(i, column));
                        all[pair]++;
                        far[pair] += isFar(above.get(), line(i, column)) ? 1 : 0;
                    }
                }
            }
        }

        private boolean isFar(PdfSegment above, PdfSegment line) {
            return line.base() - above.base() > ROW_GAP * smallest[pair(above, line)];
        }

        private Optional<PdfSegment> above(int index, int column) {
            return Optional.ofNullable(lines.get(index - 1).get(column));
        }

        private PdfSegment line(int index, int column) {
            return Optional.ofNullable(lines.get(index).get(column)).orElseThrow();
        }

        private static int pair(PdfSegment above, PdfSegment line) {
            return (isWide(above) ? 2 : 0) + (isWide(line) ? 1 : 0);
        }

        private static boolean isWide(PdfSegment segment) {
            return segment.glyphs().stream()
                    .anyMatch(glyph -> Characters.isWide(glyph.text().codePointAt(0)));
        }

        /** Returns whether a line begins a row; empty if the table does not have two different distances. */
        Optional<Boolean> beginsRow(int index) {
            Optional<Boolean> begins = Optional.empty();
            for (int column : lines.get(index).keySet()) {
                Optional<PdfSegment> above = above(index, column);
                if (above.isPresent()) {
                    boolean isFar = isFar(above.get(), line(index, column));
                    int pair = pair(above.get(), line(index, column));
                    if (isFar || far[pair] >= SPACED_ROWS * all[pair]) {
                        begins = Optional.of(isFar || begins.orElse(false));
                    }
                }
            }
            return begins;
        }
    }

    private static boolean beginsRow(
            Map<Integer, PdfSegment> above, Map<Integer, PdfSegment> line, Map<Integer, Double> rights) {
        int begin = 0;
        for (Map.Entry<Integer, PdfSegment> cell : line.entrySet()) {
            PdfSegment before = above.get(cell.getKey());
            if (before == null || stopsShort(before, cell.getValue(), rights.getOrDefault(cell.getKey(), 0.0))) {
                begin++;
            } else if (continues(before, cell.getValue())) {
                return false;
            }
        }
        return line.containsKey(0) ? begin > 0 : begin > 1 && begin == line.size();
    }

    /** Returns whether a line of several words continues a sentence in the middle. */
    private static boolean continues(PdfSegment before, PdfSegment line) {
        String text = line.typed().text();
        String above = before.typed().text();
        return Character.isLowerCase(text.codePointAt(0))
                && above.indexOf(' ') > 0
                && text.indexOf(' ') > 0
                && !Line.Shape.SentenceEnd.closes(above);
    }

    /** Returns whether the first word of a line would have fit on the line above. */
    private static boolean stopsShort(PdfSegment above, PdfSegment line, double right) {
        String text = line.typed().text();
        double word = Characters.endOfFirstWord(text) * (line.right() - line.left()) / text.length();
        return above.right() + word + above.size() < right;
    }

    /**
     * Holds the ruling lines of a table and the cells between them. Cells without a line between them are one cell.
     * Immutable.
     */
    record Grid(List<Rule> horizontal, List<Rule> vertical, double[] xs, double[] ys, int[] merged) {
        private static final int MAX_CELLS = 20_000;

        static List<Grid> of(List<Rule> horizontal, List<Rule> vertical) {
            List<Rule> all = new ArrayList<>(horizontal);
            all.addAll(vertical);
            int[] groups = new int[all.size()];
            Arrays.setAll(groups, i -> i);
            for (int i = 0; i < horizontal.size(); i++) {
                for (int j = horizontal.size(); j < all.size(); j++) {
                    if (meet(all.get(i), all.get(j))) {
                        groups[root(groups, i)] = root(groups, j);
                    }
                }
            }
            List<Grid> grids = new ArrayList<>();
            for (int group = 0; group < groups.length; group++) {
                if (root(groups, group) == group) {
                    List<Rule> across = new ArrayList<>();
                    List<Rule> down = new ArrayList<>();
                    for (int i = 0; i < groups.length; i++) {
                        if (root(groups, i) == group) {
                            (i < horizontal.size() ? across : down).add(all.get(i));
                        }
                    }
                    if (across.size() > 1 && !down.isEmpty() && across.size() + down.size() > 4) {
                        grids.add(of(across, down, new HashSet<>()));
                    }
                }
            }
            grids.removeIf(grid -> grid.merged().length == 0);
            return grids;
        }

        private static Grid of(List<Rule> across, List<Rule> down, Set<Integer> unused) {
            double[] xs = positions(down.stream().map(Rule::left).toList(), across, true);
            double[] ys = positions(across.stream().map(Rule::top).toList(), down, false);
            int rows = ys.length - 1;
            int columns = xs.length - 1;
            if (rows < 1 || columns < 2 || (long) rows * columns > MAX_CELLS) {
                return new Grid(across, down, xs, ys, new int[0]);
            }
            int[] cells = new int[rows * columns];
            Arrays.setAll(cells, i -> i);
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    int cell = row * columns + column;
                    double x = (xs[column] + xs[column + 1]) / 2;
                    double y = (ys[row] + ys[row + 1]) / 2;
                    if (column + 1 < columns && down.stream().noneMatch(separates(xs[column + 1], y))) {
                        unite(cells, cell, cell + 1);
                    }
                    if (row + 1 < rows && across.stream().noneMatch(separates(x, ys[row + 1]))) {
                        unite(cells, cell, cell + columns);
                    }
                }
            }
            return new Grid(across, down, xs, ys, cells);
        }

        private static Predicate<Rule> separates(double x, double y) {
            return rule -> rule.left() <= x + TOUCH
                    && rule.right() >= x - TOUCH
                    && rule.top() <= y + TOUCH
                    && rule.bottom() >= y - TOUCH;
        }

        private static void unite(int[] cells, int cell, int other) {
            int first = root(cells, cell);
            int second = root(cells, other);
            cells[Math.max(first, second)] = Math.min(first, second);
        }

        /** Returns the positions of the lines in one direction and the ends of the lines in the other. */
        private static double[] positions(List<Double> lines, List<Rule> others, boolean areVertical) {
            List<Double> all = new ArrayList<>(lines);
            others.forEach(rule -> {
                all.add(areVertical ? rule.left() : rule.top());
                all.add(areVertical ? rule.right() : rule.bottom());
            });
            Collections.sort(all);
            List<Double> distinct = new ArrayList<>();
            for (double position : all) {
                if (distinct.isEmpty() || position - distinct.get(distinct.size() - 1) > TOUCH) {
                    distinct.add(position);
                }
            }
            return distinct.stream().mapToDouble(position -> position).toArray();
        }

        private static boolean meet(Rule across, Rule down) {
            return down.left() >= across.left() - TOUCH
                    && down.left() <= across.right() + TOUCH
                    && across.top() >= down.top() - TOUCH
                    && across.top() <= down.bottom() + TOUCH;
        }

        private static int root(int[] groups, int index) {
            int root = index;
            while (groups[root] != root) {
                groups[root] = groups[groups[root]];
                root = groups[root];
            }
            return root;
        }

        double left() {
            return xs[0];
        }

        double right() {
            return xs[xs.length - 1];
        }

        int rowAt(double y) {
            return at(ys, y);
        }

        int columnAt(double x) {
            return at(xs, x);
        }

        private static int at(double[] positions, double value) {
            int found = Arrays.binarySearch(positions, value);
            int index = found >= 0 ? found : -found - 2;
            return index < positions.length - 1 ? index : -1;
        }

        int cell(int row, int column) {
            return root(merged, row * (xs.length - 1) + column);
        }

        int row(int cell) {
            return cell / (xs.length - 1);
        }

        int column(int cell) {
            return cell % (xs.length - 1);
        }
    }
}
