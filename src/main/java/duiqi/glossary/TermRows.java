package duiqi.glossary;

import duiqi.exchange.TableRow;
import duiqi.exchange.TableRows;
import duiqi.text.FormatException;
import duiqi.text.Location;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the rows of a table as entries, one each. The first row names the columns ({@link TermColumn}), in any order; without such
 * a row the table is a glossary of OmegaT ({@link OmegatRows}). Lines before it that begin with {@code #} are passed over, and so
 * are rows without anything.
 */
final class TermRows {
    private static final String FORM = "begin with a line of column names, zh and en among them, as zh,en";

    /** What may be meant for a name of a column. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z _-]{0,30}");

    /** What other programs call their columns, by which a row shows that it names some. */
    private static final Set<String> OTHER_NAMES =
            Set.of("chinese", "english", "source", "target", "term", "translation", "comment");

    private final FaultListener listener;
    private final Map<TermColumn, Integer> columns = new EnumMap<>(TermColumn.class);

    private TermRows(FaultListener listener) {
        this.listener = listener;
    }

    /** Reads a table to its end. */
    static List<TermEntry> read(Path file, TableRows rows, FaultListener listener) throws IOException {
        Optional<TableRow> first = rows.next();
        while (first.isPresent() && (first.get().isBlank() || isComment(first.get()))) {
            first = rows.next();
        }
        if (first.isEmpty()) {
            throw new FormatException(new Location(file.toString(), 1, 1), "names no column zh, being empty", FORM);
        }
        return isHeader(first.get())
                ? new TermRows(listener).entries(first.get(), rows)
                : new OmegatRows(file, listener).entries(first.get(), rows);
    }

    static boolean isComment(TableRow row) {
        return row.cell(0).startsWith("#");
    }

    /** Whether a row names columns, though perhaps not all of them rightly: names in Latin letters, and one of them known. */
    static boolean isHeader(TableRow row) {
        boolean isKnown = false;
        for (String cell : row.cells()) {
            String name = cell.strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !NAME.matcher(name).matches()) {
                return false;
            }
            isKnown |= TermColumn.named(name).isPresent() || OTHER_NAMES.contains(name);
        }
        return isKnown;
    }

    private List<TermEntry> entries(TableRow header, TableRows rows) throws IOException {
        readHeader(header);
        List<TermEntry> entries = new ArrayList<>();
        for (Optional<TableRow> row = rows.next(); row.isPresent(); row = rows.next()) {
            if (row.get().isBlank()) {
                continue;
            }
            try {
                entries.add(entry(row.get()));
            } catch (FormatException fault) {
                listener.found(fault);
            }
        }
        return entries;
    }

    private void readHeader(TableRow header) throws FormatException {
        for (int i = 0; i < header.cells().size(); i++) {
            String name = header.cell(i).strip();
            Optional<TermColumn> column = TermColumn.named(name);
            if (column.isPresent() && columns.putIfAbsent(column.get(), i) != null) {
                listener.found(new FormatException(
                        header.place(i), "a second column is named " + name, "name it otherwise, or take it out"));
            } else if (column.isEmpty() && !name.isEmpty()) {
                listener.found(new FormatException(
                        header.place(i),
                        "\"" + name + "\" is no column of a glossary",
                        TermColumn.advice(name, TermColumn.titles())));
            }
        }
        for (TermColumn needed : List.of(TermColumn.CHINESE, TermColumn.ENGLISH)) {
            if (!columns.containsKey(needed)) {
                throw new FormatException(header.location(), "names no column " + needed.title(), FORM);
            }
        }
    }

    private TermEntry entry(TableRow row) throws FormatException {
        TermDraft draft = new TermDraft(row.location());
        columns.forEach((column, index) -> draft.put(column, row.cell(index), row.place(index)));
        return draft.entry();
    }
}
