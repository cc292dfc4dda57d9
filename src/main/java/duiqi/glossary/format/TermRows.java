package duiqi.glossary.format;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermEntry.TermStatus;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.NearestName;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads the rows of a table, one entry each. The first row contains the column names ({@link TermColumn}) in any order;
 * without it, the table is one of another tool ({@link ForeignRows}). Empty rows, and lines before the first row that
 * begin with {@code #}, are skipped.
 */
public final class TermRows {
    private static final String FORM = "begin with a header row that has the columns zh and en";

    private final Glossary.FaultListener listener;
    private final Map<TermColumn, Integer> columns = new EnumMap<>(TermColumn.class);

    private TermRows(Glossary.FaultListener listener) {
        this.listener = listener;
    }

    /** Reads the rows of a table. The choice has the columns that the user gives. */
    static List<TermEntry> read(Path file, Table.Rows rows, Table.Choice choice, Glossary.FaultListener listener)
            throws IOException {
        Rest rest = new Rest(rows);
        Optional<Table.Row> first = rest.peek();
        if (first.isEmpty()) {
            throw new FormatException(new Location(file.toString(), 1, 1), "is empty", FORM);
        }
        if (choice.columns().isEmpty()) {
            if (MemoqFormat.isHeader(first.get().cells())) {
                return MemoqFormat.read(file, rest, listener);
            } else if (MatecatFormat.isHeader(first.get().cells())) {
                return MatecatFormat.read(file, rest, listener);
            } else if (isHeader(first.get())) {
                return entries(rest, listener);
            }
        }
        return new ForeignRows(listener).entries(Table.terms(file, rest, choice, TermTableFormat.damage(listener)));
    }

    /** Returns the entries of all sheets. Each sheet has its own column names. */
    private static List<TermEntry> entries(Rest rows, Glossary.FaultListener listener) throws IOException {
        List<TermEntry> entries = new ArrayList<>();
        for (Optional<Table.Row> first = rows.peek(); first.isPresent(); first = rows.peek()) {
            String sheet = rows.sheet();
            boolean isKnown = isHeader(first.get());
            if (isKnown) {
                rows.next();
                new TermRows(listener).read(first.get(), rows, entries);
            } else {
                listener.found(new FormatException(
                        first.get().location(), "sheet \"" + sheet + "\" has no columns zh and en; skipped", FORM));
            }
            while (!isKnown && rows.peek().isPresent() && rows.sheet().equals(sheet)) {
                rows.next();
            }
        }
        return entries;
    }

    /** Reads rows without blank ones and comments, and looks one row ahead. Not thread-safe. */
    private static final class Rest implements Table.Rows {
        private final Table.Rows rows;
        private Optional<Table.Row> ahead = Optional.empty();

        Rest(Table.Rows rows) {
            this.rows = rows;
        }

        Optional<Table.Row> peek() throws IOException {
            if (ahead.isEmpty()) {
                ahead = read();
            }
            return ahead;
        }

        private Optional<Table.Row> read() throws IOException {
            Optional<Table.Row> row = rows.next();
            while (row.isPresent() && (row.get().isBlank() || isComment(row.get()))) {
                row = rows.next();
            }
            return row;
        }

        @Override
        public Optional<Table.Row> next() throws IOException {
            Optional<Table.Row> row = peek();
            ahead = Optional.empty();
            return row;
        }

        @Override
        public String sheet() {
            return rows.sheet();
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }

    static boolean isComment(Table.Row row) {
        // A heading "#" names the column of the numbers.
        return row.cell(0).startsWith("#")
                && !(row.cell(0).equals("#") && row.cells().size() > 2);
    }

    /** Returns whether a row names the columns zh and en. */
    static boolean isHeader(Table.Row row) {
        List<TermColumn> named = row.cells().stream()
                .flatMap(cell -> TermColumn.named(cell).stream())
                .toList();
        return named.contains(TermColumn.CHINESE) && named.contains(TermColumn.ENGLISH);
    }

    private void read(Table.Row header, Rest rows, List<TermEntry> entries) throws IOException {
        readHeader(header);
        String sheet = rows.sheet();
        while (rows.peek().isPresent() && rows.sheet().equals(sheet)) {
            try {
                entries.add(entry(rows.next().orElseThrow()));
            } catch (FormatException fault) {
                listener.found(fault);
            }
        }
    }

    private void readHeader(Table.Row header) throws FormatException {
        for (int i = 0; i < header.cells().size(); i++) {
            String name = header.cell(i).strip();
            Optional<TermColumn> column = TermColumn.inAnyLanguage(name);
            if (column.isPresent() && columns.putIfAbsent(column.get(), i) != null) {
                listener.found(
                        new FormatException(header.place(i), "two columns are named " + name, "rename or remove one"));
            } else if (column.isEmpty() && !name.isEmpty()) {
                listener.found(new FormatException(
                        header.place(i),
                        "\"" + name + "\" is not a glossary column",
                        NearestName.remedy(name, TermColumn.titles())));
            }
        }
    }

    private TermEntry entry(Table.Row row) throws FormatException {
        TermDraft draft = new TermDraft(row.location());
        columns.forEach((column, index) -> draft.put(column, row.cell(index), row.place(index)));
        return draft.entry();
    }

    /**
     * Reads a table of another tool, with column names in any language or without names, for example an OmegaT glossary:
     * source, target and comment, lines with {@code #} skipped (OmegaT 5.8 user manual, "Glossaries"). The left one of
     * the two text columns is the source. Several targets have their own lines or are separated by semicolons. The
     * first translation of a term is preferred, the others are admitted. Values of unknown columns become notes.
     */
    private static final class ForeignRows {
        private final Glossary.FaultListener listener;
        private final Set<String> known = new HashSet<>();

        ForeignRows(Glossary.FaultListener listener) {
            this.listener = listener;
        }

        /** Returns all entries. */
        List<TermEntry> entries(Table.Texts texts) throws IOException {
            List<TermEntry> entries = new ArrayList<>();
            for (Optional<Table.Row> row = texts.next(); row.isPresent(); row = texts.next()) {
                Table.TextColumns columns = texts.columns();
                for (String target : targets(row.get().cell(Math.max(columns.chinese(), columns.english())))) {
                    try {
                        entries.add(entry(row.get(), columns, target));
                    } catch (FormatException fault) {
                        listener.found(fault);
                    }
                }
            }
            return entries;
        }

        /**
         * Returns the targets in a cell. Returns one empty target for an empty cell, so that it is reported as an
         * error.
         */
        private static List<String> targets(String cell) {
            List<String> targets = List.of(cell.split("[;\uFF1B]")).stream()
                    .filter(target -> !target.isBlank())
                    .toList();
            return targets.isEmpty() ? List.of("") : targets;
        }

        private TermEntry entry(Table.Row row, Table.TextColumns columns, String target) throws FormatException {
            boolean isChineseFirst = columns.chinese() < columns.english();
            String zh = isChineseFirst ? row.cell(columns.chinese()) : target;
            String en = isChineseFirst ? target : row.cell(columns.english());
            TermStatus status = known.contains(zh.strip()) ? TermStatus.ADMITTED : TermStatus.PREFERRED;
            TermDraft draft = new TermDraft(row.location())
                    .put(TermColumn.CHINESE, zh, row.place(columns.chinese()))
                    .put(TermColumn.ENGLISH, en, row.place(columns.english()))
                    .put(TermColumn.STATUS, status.toString());
            List<String> notes = new ArrayList<>();
            new TreeMap<>(columns.others()).forEach((index, name) -> {
                String value = row.cell(index).strip();
                if (!value.isEmpty() && !name.equals("id")) {
                    put(draft, notes, name, value);
                }
            });
            TermEntry entry =
                    draft.put(TermColumn.NOTE, String.join("; ", notes)).entry();
            known.add(zh.strip());
            return entry;
        }

        private static void put(TermDraft draft, List<String> notes, String name, String value) {
            Optional<TermColumn> column = TermColumn.inAnyLanguage(name);
            boolean isStatus = column.equals(Optional.of(TermColumn.STATUS))
                    || column.equals(Optional.of(TermColumn.CHINESE_STATUS));
            boolean isNote = name.startsWith("column-") || column.equals(Optional.of(TermColumn.NOTE));
            Optional<Map.Entry<TermColumn, String>> flag = TermNames.flag(name, value);
            // A comment in OmegaT that is nothing but a status is the status.
            Optional<TermStatus> status = isNote || isStatus ? TermNames.status(value) : Optional.empty();
            if (flag.isPresent()) {
                draft.put(flag.get().getKey(), flag.get().getValue());
            } else if (status.isPresent()) {
                draft.put(TermColumn.STATUS, status.get().toString());
            } else if (isNote) {
                notes.add(value);
            } else if (column.isEmpty() || isStatus) {
                notes.add(name + ": " + value);
            } else {
                draft.put(column.get(), value);
            }
        }
    }

    /** Returns the columns of a text table in file order, empty for an unknown column. OmegaT tables have three. */
    public static List<Optional<TermColumn>> columns(Path file) throws IOException {
        boolean isTabbed =
                GlossaryFormats.of(file).filter(TermTableFormat.TSV::equals).isPresent();
        List<Optional<TermColumn>> columns = new ArrayList<>();
        try (Table.Rows rows =
                (isTabbed ? Table.Form.TSV : Table.Form.CSV).open(file, ReadProblem.Listener.STRICT, new Omissions())) {
            Rest rest = new Rest(rows);
            Optional<Table.Row> first = rest.peek();
            if (first.filter(TermRows::isHeader).isPresent()) {
                first.get()
                        .cells()
                        .forEach(title -> columns.add(
                                TermColumn.inAnyLanguage(title).filter(one -> !columns.contains(Optional.of(one)))));
                return columns;
            }
            Table.TextColumns found = first.isEmpty()
                    ? new Table.TextColumns(0, 1, Map.of())
                    : Table.terms(file, rest, Table.Choice.NONE, ReadProblem.Listener.STRICT)
                            .columns();
            TreeMap<Integer, Optional<TermColumn>> known = new TreeMap<>();
            known.put(found.others().isEmpty() ? 2 : 0, Optional.empty());
            found.others().forEach((index, name) -> known.put(index, TermColumn.inAnyLanguage(name)));
            known.put(found.chinese(), Optional.of(TermColumn.CHINESE));
            known.put(found.english(), Optional.of(TermColumn.ENGLISH));
            for (int i = 0; i <= known.lastKey(); i++) {
                columns.add(known.getOrDefault(i, Optional.empty()));
            }
        }
        // OmegaT has the comments in the third column.
        if (columns.size() == 3 && columns.get(2).isEmpty()) {
            columns.set(2, Optional.of(TermColumn.NOTE));
        }
        return columns;
    }
}
