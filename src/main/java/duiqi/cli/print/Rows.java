package duiqi.cli.print;

import duiqi.report.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Arranges rows in columns. A Chinese character takes two columns of a terminal. Not thread-safe. */
public final class Rows {
    /** Maximum width of a column. A longer text shifts only the rest of its own line. */
    private static final int MAX_WIDTH = 48;

    private final List<List<String>> rows = new ArrayList<>();
    private final String indent;

    /** Creates an empty table. */
    public Rows(String indent) {
        this.indent = indent;
    }

    /** Adds a row; a single cell is a heading. Numbers are right-aligned, texts left-aligned. */
    public Rows add(Object... cells) {
        rows.add(Stream.of(cells)
                .map(cell -> (cell instanceof Number ? ">" : "<") + Terminal.plain(cell.toString()))
                .toList());
        return this;
    }

    /** Returns the rows in lines, each with a line break. */
    @Override
    public String toString() {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; row.size() > 1 && i < row.size(); i++) {
                int width = width(row.get(i));
                if (i == widths.size()) {
                    widths.add(0);
                }
                widths.set(i, Math.max(widths.get(i), width <= MAX_WIDTH ? width : 0));
            }
        }
        StringBuilder lines = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < row.size(); i++) {
                String cell = row.get(i);
                String space = " ".repeat(row.size() == 1 ? 0 : Math.max(0, widths.get(i) - width(cell)));
                line.append(cell.startsWith(">") ? space : "")
                        .append(cell, 1, cell.length())
                        .append(cell.startsWith(">") ? "" : space)
                        .append("  ");
            }
            lines.append(line.toString().stripTrailing()).append('\n');
        }
        return lines.toString();
    }

    private static int width(String cell) {
        return Terminal.Columns.width(cell) - 1;
    }
}
