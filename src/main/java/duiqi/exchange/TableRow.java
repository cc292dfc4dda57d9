package duiqi.exchange;

import duiqi.bitext.Location;
import java.util.List;

/**
 * A row of a table. Immutable.
 *
 * @param cells its cells as text, empty text for an empty one
 * @param location where it begins; of a sheet, the row counts as the line
 */
record TableRow(List<String> cells, Location location) {
    TableRow {
        cells = List.copyOf(cells);
    }

    /** The cell of a column; empty text where the row is shorter. */
    String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }
}
