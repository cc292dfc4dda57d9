package duiqi.exchange.table;

import duiqi.exchange.Table;
import duiqi.text.ColumnVoter;
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
import java.util.Optional;

/**
 * Reads the rows of all sheets of a table whose columns are clear. Skips blank rows, and reports a sheet without Chinese
 * or English. Not thread-safe.
 */
public final class TableSheets implements Table.Texts {
    /** Number of rows read to find the columns. */
    private static final int SAMPLE = 200;

    private final Table.Rows rows;
    private final TableColumns.Wanted wanted;
    private final ReadProblem.Listener listener;
    private final Deque<Table.Row> ahead = new ArrayDeque<>();
    private final List<ReadProblem> skipped = new ArrayList<>();
    private Optional<TableColumns> columns = Optional.empty();
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
        this.wanted = new TableColumns.Wanted(choice, usual, areTerms);
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
            TableColumns.Finding found = TableColumns.find(List.copyOf(ahead), wanted);
            columns = found.columns();
            if (columns.isPresent()) {
                for (int i = 0; i < columns.get().skipped(); i++) {
                    ahead.removeFirst();
                }
                return true;
            }
            skip(found);
            skipSheet();
        }
        return false;
    }

    /** Returns whether a row is blank or a comment: a line with {@code #} and without a separator. */
    private static boolean isSkipped(Table.Row row) {
        return row.isBlank() || (row.cells().size() == 1 && row.cell(0).startsWith("#"));
    }

    /** Rejects the table if a sheet seems to contain both languages; otherwise the sheet is skipped. */
    private void skip(TableColumns.Finding unclear) throws FormatException {
        Location place = ahead.getFirst().location();
        String problem = (sheet.isEmpty() ? "" : "sheet \"" + sheet + "\" ") + unclear.problem();
        FormatException found = new FormatException(place, problem, unclear.remedy());
        List<ColumnVoter.Content> contents = ColumnVoter.of(
                        List.of(), ahead.stream().map(Table.Row::cells).toList())
                .contents();
        boolean isBilingual = contents.stream().anyMatch(content -> content.isChinese() && content.isText())
                && contents.stream().anyMatch(content -> content.isEnglish() && content.isText());
        if (isBilingual || wanted.isGiven()) {
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

    TableColumns found() {
        return columns.orElseThrow();
    }

    /** Returns the name of the current sheet; empty for the first one that is read, and for files without sheets. */
    Optional<String> laterSheet() {
        return Optional.of(sheet).filter(name -> !isFirst);
    }

    @Override
    public Table.TextColumns columns() {
        return found().pair();
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
