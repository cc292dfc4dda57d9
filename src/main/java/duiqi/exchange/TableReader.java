package duiqi.exchange;

import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.TextPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Reads the units of a table, a row each ({@link TableColumns}, {@link RowUnits}). Rows without anything are passed over; a row
 * with one text is a unit with one side, which is not yet translated; one without texts is damage. Not thread-safe.
 */
final class TableReader implements UnitReader {
    /** So many rows are looked at to find out which column is in which language. */
    private static final int SAMPLE = 200;

    private final TableRows rows;
    private final ReadProblemListener listener;
    private final Deque<TableRow> ahead = new ArrayDeque<>();
    private final RowUnits units;
    private Location location;
    private Optional<TableRow> last = Optional.empty();

    /**
     * Begins to read.
     *
     * @param rows is closed with this, and if this cannot be made
     */
    TableReader(Path file, TableRows rows, ReaderSettings options) throws IOException {
        this.rows = rows;
        this.listener = options.listener();
        this.location = new Location(file.toString(), 1, 1);
        try {
            fill();
            if (ahead.isEmpty()) {
                throw new FormatException(file.toString(), "has no rows", "use a table with two columns of texts");
            }
            TableColumns columns = TableColumns.of(ahead.getFirst());
            if (columns.isNamed()) {
                ahead.removeFirst();
            }
            this.units = new RowUnits(columns, direction(columns, options));
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private void fill() throws IOException {
        while (ahead.size() <= SAMPLE) {
            Optional<TableRow> row = rows.next();
            if (row.isEmpty()) {
                return;
            }
            if (!row.get().isBlank()) {
                ahead.add(row.get());
            }
        }
    }

    private Direction direction(TableColumns columns, ReaderSettings options) {
        if (columns.onlyLanguage().isPresent()) {
            boolean isTarget = Direction.isSame(columns.onlyLanguage().get(), options.source());
            return isTarget
                    ? new Direction(options.target(), options.target())
                    : new Direction(options.source(), options.source());
        }
        List<String> sources = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        for (TableRow row : ahead) {
            columns.text(row, TableColumn.Kind.SOURCE).ifPresent(sources::add);
            columns.text(row, TableColumn.Kind.TARGET).ifPresent(targets::add);
        }
        return Direction.of(options.source(), options.target(), sources, targets);
    }

    @Override
    public TmxHeader header() {
        return TmxHeader.NONE;
    }

    @Override
    public Optional<Tu> next() throws IOException {
        for (Optional<TableRow> row = nextRow(); row.isPresent(); row = nextRow()) {
            if (row.get().hasFault()) {
                String problem = "a row has bytes that the encoding of the file does not allow";
                listener.found(new ReadProblem(row.get().location(), "", problem, ReadProblem.Kind.LOST));
                continue;
            }
            Tu unit = units.of(row.get());
            for (String problem : units.problems()) {
                listener.found(new ReadProblem(row.get().location(), unit.id(), problem, ReadProblem.Kind.REPAIRED));
            }
            if (!unit.variants().isEmpty()) {
                location = row.get().location();
                last = row;
                return Optional.of(unit);
            }
            listener.found(new ReadProblem(
                    row.get().location(), unit.id(), "a row has no text on either side", ReadProblem.Kind.LOST));
        }
        return Optional.empty();
    }

    private Optional<TableRow> nextRow() throws IOException {
        if (!ahead.isEmpty()) {
            return Optional.of(ahead.removeFirst());
        }
        Optional<TableRow> row = rows.next();
        while (row.isPresent() && row.get().isBlank()) {
            row = rows.next();
        }
        return row;
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public TextPlace place(int side) {
        TableRow row = last.orElseThrow();
        int cell = units.cell(row, side);
        Location start = row.place(cell);
        String text = row.cell(cell);
        return rows.isPlain() ? offset -> start.after(text, 0, offset) : offset -> start;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
