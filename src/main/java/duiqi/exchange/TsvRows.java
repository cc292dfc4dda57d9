package duiqi.exchange;

import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines of a text as rows, with tabs between the cells, in which a quotation mark is one of the text. Not thread-safe. */
public final class TsvRows implements TableRows {
    private final LineSource lines;

    private TsvRows(LineSource lines) {
        this.lines = lines;
    }

    /** Opens a file, whose encoding is found out. */
    public static TsvRows open(Path file) throws IOException {
        return new TsvRows(new LineSource(file));
    }

    @Override
    public Optional<TableRow> next() throws IOException {
        return lines.next().map(this::row);
    }

    private TableRow row(String line) {
        List<String> cells = List.of(line.split("\t", -1));
        List<Location> places = new ArrayList<>(cells.size());
        int column = 1;
        for (String cell : cells) {
            places.add(lines.location(column));
            column += cell.codePointCount(0, cell.length()) + 1;
        }
        return new TableRow(cells, places, lines.location(1));
    }

    @Override
    public boolean isPlain() {
        return true;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
