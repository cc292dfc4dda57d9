package duiqi.exchange;

import duiqi.text.Location;
import java.util.List;

/**
 * A row of a table. Immutable.
 *
 * @param cells its cells as text, empty text for an empty one
 * @param places where each cell begins; of a sheet, the row counts as the line and the column of the sheet as the column
 * @param location where the row begins
 */
public record TableRow(List<String> cells, List<Location> places, Location location) {
    public TableRow {
        cells = List.copyOf(cells);
        places = List.copyOf(places);
    }

    /** The cell of a column; empty text where the row is shorter. */
    public String cell(int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    /** Where the cell of a column begins; where the row does, where it has no such cell. */
    public Location place(int column) {
        return column < places.size() ? places.get(column) : location;
    }

    /** Whether nothing is in it. */
    public boolean isBlank() {
        return cells.stream().allMatch(String::isBlank);
    }

    /** Whether it has bytes that the encoding of its file does not allow. */
    public boolean hasFault() {
        return cells.stream().anyMatch(TextEncoding::hasFault);
    }
}
