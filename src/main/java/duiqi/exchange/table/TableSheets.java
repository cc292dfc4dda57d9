package duiqi.exchange.table;

import duiqi.exchange.Table;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the rows of all sheets of a table whose columns are clear. Skips blank rows, and reports a sheet without Chinese
 * or English. Not thread-safe.
 */
public final class TableSheets implements Table.Texts {
    /** Number of rows read to find the columns. */
    private static final int SAMPLE = 200;

    private final Table.Rows rows;
    private final ColumnFinder.Wanted wanted;
    private final ReadProblem.Listener listener;
    private final Deque<Table.Row> ahead = new ArrayDeque<>();
    private final List<ReadProblem> skipped = new ArrayList<>();
    private Optional<TableColumns> columns = Optional.empty();
    private Table.TextColumns texts = new Table.TextColumns(0, 1, Map.of());
    private Optional<FormatException> refusal = Optional.empty();
    private Optional<Table.Row> following;
    private String sheet = "";
    private boolean isFirst = true;

    /**
     * Finds the first sheet.
     *
     * @param rows rows of the table; closed with this object, and if the constructor fails
     * @param usual languages of the texts if the table does not name them
     * @param areTerms true for a glossary
     * @param listener receives each sheet that duiqi skips
     * @throws FormatException if no sheet has clear columns
     */
    public TableSheets(
            Path file,
            Table.Rows rows,
            Table.Choice choice,
            Direction usual,
            boolean areTerms,
            ReadProblem.Listener listener)
            throws IOException {
        this.rows = rows;
        this.wanted = new ColumnFinder.Wanted(choice, usual, areTerms);
        this.listener = listener;
        try {
            this.following = rows.next();
            if (!nextSheet()) {
                throw refusal.orElseGet(
                        () -> new FormatException(file.toString(), "has no rows", "use a table with two text columns"));
            }
            report();
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private void report() throws FormatException {
        for (ReadProblem problem : skipped) {
            listener.found(problem);
        }
        skipped.clear();
    }

    /** Moves to the next sheet with clear columns; returns false if there is none. */
    private boolean nextSheet() throws IOException {
        while (following.isPresent()) {
            sheet = rows.sheet();
            ahead.clear();
            while (ahead.size() < SAMPLE && isInSheet()) {
                if (!isSkipped(following.get())) {
                    ahead.add(following.get());
                }
                following = rows.next();
            }
            if (ahead.isEmpty()) {
                skipSheet();
                continue;
            }
            ColumnFinder.Finding finding = ColumnFinder.find(List.copyOf(ahead), wanted);
            columns = finding.columns();
            if (columns.isPresent()) {
                for (int i = 0; i < columns.get().skipped(); i++) {
                    ahead.removeFirst();
                }
                texts = columns.get().texts(sample());
                return true;
            }
            refuse(finding);
            skipSheet();
        }
        return false;
    }

    /** Returns whether a row is blank or a comment: a line with {@code #} and without a separator. */
    private static boolean isSkipped(Table.Row row) {
        return row.isBlank() || (row.cells().size() == 1 && row.cell(0).startsWith("#"));
    }

    private void refuse(ColumnFinder.Finding finding) throws FormatException {
        Location place = ahead.getFirst().location();
        String problem = (sheet.isEmpty() ? "" : "sheet \"" + sheet + "\" ") + finding.problem();
        FormatException found = new FormatException(place, problem, finding.remedy());
        if (finding.isDoubt()) {
            throw found;
        }
        refusal = refusal.or(() -> Optional.of(found));
        skipped.add(new ReadProblem(place, "", problem, ReadProblem.Kind.LOST));
    }

    private boolean isInSheet() {
        return following.isPresent() && rows.sheet().equals(sheet);
    }

    private void skipSheet() throws IOException {
        while (isInSheet()) {
            following = rows.next();
        }
    }

    @Override
    public Optional<Table.Row> next() throws IOException {
        while (true) {
            Optional<Table.Row> row = nextInSheet();
            if (row.isPresent() && !isSkipped(row.get()) && !found().isHeading(row.get())) {
                return row;
            }
            if (row.isEmpty()) {
                isFirst = false;
                boolean hasMore = nextSheet();
                report();
                if (!hasMore) {
                    return Optional.empty();
                }
            }
        }
    }

    private Optional<Table.Row> nextInSheet() throws IOException {
        if (!ahead.isEmpty()) {
            return Optional.of(ahead.removeFirst());
        }
        Optional<Table.Row> row = following.filter(one -> isInSheet());
        if (row.isPresent()) {
            following = rows.next();
        }
        return row;
    }

    /** Returns the columns of the current sheet. */
    TableColumns found() {
        return columns.orElseThrow();
    }

    /** Returns the first rows of the current sheet that were not read yet. */
    List<Table.Row> sample() {
        return List.copyOf(ahead);
    }

    /** Returns the name of the current sheet; empty for the first one that is read, and for files without sheets. */
    Optional<String> laterSheet() {
        return Optional.of(sheet).filter(name -> !isFirst);
    }

    /** Returns whether every character has a location in the file. */
    boolean isPlain() {
        return rows.isPlain();
    }

    @Override
    public Table.TextColumns columns() {
        return texts;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
