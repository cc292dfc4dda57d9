package duiqi.document.pdf;

import duiqi.document.pdf.PdfTables.CellText;
import duiqi.document.plain.Shape;
import duiqi.text.Characters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Divides text into cells, by the distances of its lines or by its order in the file. Stateless. */
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
                && !Shape.SentenceEnd.closes(above);
    }

    /** Returns whether the first word of a line would have fit on the line above. */
    private static boolean stopsShort(PdfSegment above, PdfSegment line, double right) {
        String text = line.typed().text();
        double word = Characters.endOfFirstWord(text) * (line.right() - line.left()) / text.length();
        return above.right() + word + above.size() < right;
    }

    /**
     * Finds tables whose cells are in the order of the file: the cells of a row begin at one height, each to the right
     * of the one before, and the next row begins below all of them. Columns of running text have only one row.
     */
    static final class Streams {
        /** Maximum vertical difference between the first lines of the cells of a row, in font sizes. */
        private static final double LEVEL = 0.5;

        /** Maximum distance between consecutive lines of a cell or rows of a table, in font sizes. */
        private static final double MAX_GAP = 4;

        /** Maximum gap between parts of a justified line, in font sizes. */
        private static final double MAX_SPACE = 2.5;

        /** Maximum difference of the left edges of cells, in points. */
        private static final double EDGE = 1;

        /** Maximum number of lines in the last of two rows. */
        private static final int MAX_LAST_ROW = 15;

        private final List<PdfSegment> segments;
        private final List<List<List<PdfSegment>>> rows = new ArrayList<>();
        private final List<double[]> columns = new ArrayList<>();

        private Streams(List<PdfSegment> segments) {
            this.segments = segments.stream()
                    .sorted(Comparator.comparingInt(PdfSegment::order))
                    .toList();
        }

        /** Returns the cells of each table; rows and columns are numbered from 0. */
        static List<List<CellText>> tables(List<PdfSegment> segments) {
            Streams streams = new Streams(segments);
            streams.runs().forEach(streams::addToRow);
            return streams.tables();
        }

        /** Returns the runs of text that go down one column. */
        private List<List<PdfSegment>> runs() {
            List<List<PdfSegment>> runs = new ArrayList<>();
            for (PdfSegment segment : segments) {
                List<PdfSegment> run = runs.isEmpty() ? List.of() : runs.get(runs.size() - 1);
                if (!run.isEmpty() && continues(run, segment)) {
                    run.add(segment);
                } else {
                    runs.add(new ArrayList<>(List.of(segment)));
                }
            }
            return runs;
        }

        private boolean continues(List<PdfSegment> run, PdfSegment segment) {
            PdfSegment last = run.get(run.size() - 1);
            double size = Math.max(last.size(), segment.size());
            double down = segment.base() - last.base();
            if (Math.abs(down) < LEVEL * size) {
                double gap = segment.left() - last.right();
                return gap > -size && gap < MAX_SPACE * size && !isAtEdge(segment);
            }
            double indent = segment.left() - left(run);
            return down > 0
                    && down < MAX_GAP * size
                    && indent > -EDGE
                    && indent < MAX_SPACE * size
                    && segment.left() < right(run);
        }

        /** Returns whether the next text above or below at the left edge of a segment has the same left edge. */
        private boolean isAtEdge(PdfSegment segment) {
            Optional<PdfSegment> above = Optional.empty();
            Optional<PdfSegment> below = Optional.empty();
            for (PdfSegment other : segments) {
                double down = other.base() - segment.base();
                if (other.left() < segment.left() + EDGE
                        && other.right() > segment.left()
                        && Math.abs(down) >= LEVEL * segment.size()) {
                    if (down > 0
                            && below.filter(found -> found.base() < other.base())
                                    .isEmpty()) {
                        below = Optional.of(other);
                    } else if (down < 0
                            && above.filter(found -> found.base() > other.base())
                                    .isEmpty()) {
                        above = Optional.of(other);
                    }
                }
            }
            return above.filter(other -> isAligned(segment, other)).isPresent()
                    || below.filter(other -> isAligned(segment, other)).isPresent();
        }

        private static boolean isAligned(PdfSegment segment, PdfSegment other) {
            return Math.abs(segment.left() - other.left()) < EDGE;
        }

        private static double left(List<PdfSegment> run) {
            return run.stream().mapToDouble(PdfSegment::left).min().orElse(0);
        }

        private static double right(List<PdfSegment> run) {
            return run.stream().mapToDouble(PdfSegment::right).max().orElse(0);
        }

        private static double bottom(List<List<PdfSegment>> row) {
            return row.stream()
                    .flatMap(List::stream)
                    .mapToDouble(PdfSegment::base)
                    .max()
                    .orElse(0);
        }

        /** Adds a run to the last row if it is level with it; text above the row is separated from its first run. */
        private void addToRow(List<PdfSegment> run) {
            List<List<PdfSegment>> row = rows.isEmpty() ? List.of() : rows.get(rows.size() - 1);
            if (!row.isEmpty() && left(run) > left(row.get(row.size() - 1)) + EDGE) {
                List<PdfSegment> first = row.get(0);
                int level = 0;
                while (level < first.size()
                        && Math.abs(first.get(level).base() - run.get(0).base())
                                >= LEVEL * run.get(0).size()) {
                    level++;
                }
                List<PdfSegment> beside = first.subList(Math.min(level, first.size()), first.size());
                boolean apart = row.size() > 1 ? left(run) > right(row.get(row.size() - 1)) : left(run) > right(beside);
                if (level == 0 && apart) {
                    row.add(run);
                    return;
                }
                if (level < first.size() && row.size() == 1 && apart) {
                    rows.add(new ArrayList<>(List.of(new ArrayList<>(beside), run)));
                    beside.clear();
                    return;
                }
            }
            rows.add(new ArrayList<>(List.of(run)));
        }

        private List<List<CellText>> tables() {
            List<List<CellText>> tables = new ArrayList<>();
            int used = 0;
            int i = 0;
            while (i < rows.size()) {
                int last = endOfTable(i);
                if (last > i) {
                    int start = i;
                    while (start > used && continuesPage(start - 1)) {
                        start--;
                    }
                    tables.add(cells(rows.subList(start, last)));
                    used = last;
                    i = last;
                } else {
                    i++;
                }
            }
            return tables;
        }

        /** Returns the index after the last row of the table that begins at a row, or 0. */
        private int endOfTable(int start) {
            columns.clear();
            int several = 0;
            int last = 0;
            for (int end = start;
                    end < rows.size()
                            && (end == start || isBelow(rows.get(end - 1), rows.get(end)))
                            && fits(end, start);
                    end++) {
                boolean isRow = rows.get(end).size() > 1;
                several += isRow ? 1 : 0;
                if (several == 0) {
                    return 0;
                }
                last = isRow || beginsColumn(rows.get(end).get(0), 1) ? end + 1 : last;
            }
            // A page header and two columns of running text are two rows.
            boolean isPage = several == 2 && rows.get(last - 1).get(0).size() > MAX_LAST_ROW;
            return several > 1 && !isPage ? last : 0;
        }

        private boolean beginsColumn(List<PdfSegment> run, int from) {
            return columns.stream().skip(from).anyMatch(column -> Math.abs(column[0] - left(run)) < EDGE);
        }

        /** Returns whether one cell above the first row of a table continues a row of the page before. */
        private boolean continuesPage(int index) {
            List<PdfSegment> run = rows.get(index).get(0);
            return rows.get(index).size() == 1
                    && isBelow(rows.get(index), rows.get(index + 1))
                    && beginsColumn(run, index == 0 ? 0 : 1)
                    && columns.stream()
                                    .filter(column -> column[0] < right(run) && left(run) < column[1])
                                    .count()
                            == 1;
        }

        private static boolean isBelow(List<List<PdfSegment>> above, List<List<PdfSegment>> row) {
            PdfSegment first = row.get(0).get(0);
            double down = first.base() - bottom(above);
            return down > LEVEL * first.size() && down < MAX_GAP * first.size();
        }

        /** Returns whether each cell of a row is in one column or between two; adds the columns that are new. */
        private boolean fits(int index, int start) {
            List<double[]> before = columns.stream().map(double[]::clone).toList();
            for (List<PdfSegment> run : rows.get(index)) {
                double[] extent = {left(run), right(run)};
                List<double[]> found = columns.stream()
                        .filter(column -> column[0] < extent[1] && extent[0] < column[1])
                        .toList();
                if (found.size() > 1 || (found.isEmpty() && rows.get(index).size() == 1 && index > start)) {
                    columns.clear();
                    columns.addAll(before);
                    return false;
                }
                if (found.isEmpty()) {
                    columns.add(extent);
                } else {
                    found.get(0)[0] = Math.min(found.get(0)[0], extent[0]);
                    found.get(0)[1] = Math.max(found.get(0)[1], extent[1]);
                }
            }
            columns.sort(Comparator.comparingDouble(column -> column[0]));
            return true;
        }

        private List<CellText> cells(List<List<List<PdfSegment>>> table) {
            List<CellText> cells = new ArrayList<>();
            for (int row = 0; row < table.size(); row++) {
                for (List<PdfSegment> run : table.get(row)) {
                    int column = 0;
                    while (column + 1 < columns.size() && left(run) >= columns.get(column)[1]) {
                        column++;
                    }
                    cells.add(new CellText(row, column, run));
                }
            }
            return cells;
        }
    }
}
