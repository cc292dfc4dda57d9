package duiqi.cli;

import duiqi.glossary.TermEntry;
import duiqi.report.Columns;
import duiqi.report.Terminal;
import java.util.List;
import java.util.stream.Stream;

/** Entries of a glossary as a table to look at, Chinese characters taking two columns. */
final class TermTable {
    /** A longer text pushes the rest of its line aside instead of all lines. */
    private static final int MAX_WIDTH = 48;

    private final Console console;

    TermTable(Console console) {
        this.console = console;
    }

    /** Prints a line for each entry; nothing for none. */
    void print(List<TermEntry> entries) {
        List<List<String>> rows = entries.stream().map(TermTable::row).toList();
        int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                int width = Columns.width(row.get(i));
                widths[i] = width <= MAX_WIDTH ? Math.max(widths[i], width) : widths[i];
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                line.append(cell).append(" ".repeat(Math.max(0, widths[i] - Columns.width(cell)) + 2));
            }
            console.out().print(line.toString().stripTrailing() + "\n");
        }
    }

    private static List<String> row(TermEntry entry) {
        return Stream.of(
                        entry.chinese(),
                        entry.english(),
                        entry.status().toString(),
                        entry.domain(),
                        entry.location().file() + ":" + entry.location().line())
                .map(Terminal::plain)
                .toList();
    }
}
