package duiqi.glossary.format;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.Glossary;
import duiqi.glossary.GlossaryFormats;
import duiqi.glossary.RenderingForm;
import duiqi.glossary.TermEntry;
import duiqi.glossary.TermStatus;
import duiqi.lexicon.Han;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the rows of a table, one entry each. The first row contains the column names ({@link TermDraft.TermColumn}) in any order;
 * without it, the table is an OmegaT glossary ({@link OmegatRows}). Empty rows, and lines before the first row that
 * begin with {@code #}, are skipped.
 */
public final class TermRows {
    private static final String FORM = "begin with a header row that has the columns zh and en";

    /** Matches a possible column name. */
    private static final Pattern NAME = Pattern.compile("[a-z][a-z _-]{0,30}");

    /** Column names of other tools, which show that a row is a header. */
    private static final Set<String> OTHER_NAMES =
            Set.of("chinese", "english", "source", "target", "term", "translation", "comment");

    private final Glossary.FaultListener listener;
    private final Map<TermDraft.TermColumn, Integer> columns = new EnumMap<>(TermDraft.TermColumn.class);

    private TermRows(Glossary.FaultListener listener) {
        this.listener = listener;
    }

    static List<TermEntry> read(Path file, Table.Rows rows, Glossary.FaultListener listener) throws IOException {
        Optional<Table.Row> first = rows.next();
        while (first.isPresent() && (first.get().isBlank() || isComment(first.get()))) {
            first = rows.next();
        }
        if (first.isEmpty()) {
            throw new FormatException(new Location(file.toString(), 1, 1), "is empty", FORM);
        }
        return isHeader(first.get())
                ? new TermRows(listener).entries(first.get(), rows)
                : new OmegatRows(file, listener).entries(first.get(), rows);
    }

    static boolean isComment(Table.Row row) {
        return row.cell(0).startsWith("#");
    }

    /**
     * Returns whether a row is a header, possibly with unknown names. A header has both languages, or only names in
     * Latin letters and at least one known name.
     */
    static boolean isHeader(Table.Row row) {
        List<TermDraft.TermColumn> named = row.cells().stream()
                .flatMap(cell -> TermDraft.TermColumn.named(cell).stream())
                .toList();
        if (named.contains(TermDraft.TermColumn.CHINESE) && named.contains(TermDraft.TermColumn.ENGLISH)) {
            return true;
        }
        boolean isKnown = false;
        for (String cell : row.cells()) {
            String name = cell.strip().toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !NAME.matcher(name).matches()) {
                return false;
            }
            isKnown |= TermDraft.TermColumn.named(name).isPresent() || OTHER_NAMES.contains(name);
        }
        return isKnown;
    }

    private List<TermEntry> entries(Table.Row header, Table.Rows rows) throws IOException {
        readHeader(header);
        List<TermEntry> entries = new ArrayList<>();
        for (Optional<Table.Row> row = rows.next(); row.isPresent(); row = rows.next()) {
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

    private void readHeader(Table.Row header) throws FormatException {
        for (int i = 0; i < header.cells().size(); i++) {
            String name = header.cell(i).strip();
            Optional<TermDraft.TermColumn> column = TermDraft.TermColumn.named(name);
            if (column.isPresent() && columns.putIfAbsent(column.get(), i) != null) {
                listener.found(
                        new FormatException(header.place(i), "two columns are named " + name, "rename or remove one"));
            } else if (column.isEmpty() && !name.isEmpty()) {
                listener.found(new FormatException(
                        header.place(i),
                        "\"" + name + "\" is not a glossary column",
                        TermDraft.TermColumn.advice(name, TermDraft.TermColumn.titles())));
            }
        }
        for (TermDraft.TermColumn needed : List.of(TermDraft.TermColumn.CHINESE, TermDraft.TermColumn.ENGLISH)) {
            if (!columns.containsKey(needed)) {
                throw new FormatException(header.location(), "has no column " + needed.title(), FORM);
            }
        }
    }

    private TermEntry entry(Table.Row row) throws FormatException {
        TermDraft draft = new TermDraft(row.location());
        columns.forEach((column, index) -> draft.put(column, row.cell(index), row.place(index)));
        return draft.entry();
    }

    /**
     * Reads an OmegaT glossary: source, target and comment in three columns without names, lines with {@code #} skipped
     * (OmegaT 5.8 user manual, "Glossaries"). Either language may be the source. Several targets have their own lines
     * or are separated by semicolons. The first translation of a term is preferred, the others are admitted.
     */
    static final class OmegatRows {
        /** Number of rows that decide whether the columns are those of OmegaT. */
        private static final int SAMPLE = 200;

        private final Path file;
        private final Glossary.FaultListener listener;
        private final Set<String> known = new HashSet<>();

        OmegatRows(Path file, Glossary.FaultListener listener) {
            this.file = file;
            this.listener = listener;
        }

        /** Returns all entries. */
        List<TermEntry> entries(Table.Row first, Table.Rows rest) throws IOException {
            List<Table.Row> rows = new ArrayList<>();
            for (Optional<Table.Row> row = Optional.of(first); row.isPresent(); row = rest.next()) {
                if (!row.get().isBlank() && !TermRows.isComment(row.get())) {
                    rows.add(row.get());
                }
            }
            if (rows.stream().noneMatch(row -> row.cells().size() > 1)) {
                throw new FormatException(
                        new Location(file.toString(), 1, 1),
                        "has no row with a term and a translation",
                        "add the columns zh and en, or move a file that is not a glossary to another folder");
            }
            Table.requireTexts(rows.subList(0, Math.min(SAMPLE, rows.size())));
            int chinese = chineseColumn(rows);
            List<TermEntry> entries = new ArrayList<>();
            for (Table.Row row : rows) {
                for (String target : targets(row.cell(1))) {
                    try {
                        entries.add(entry(row, chinese, target));
                    } catch (FormatException fault) {
                        listener.found(fault);
                    }
                }
            }
            return entries;
        }

        /** Returns which of the two columns has Chinese characters in more rows. */
        private static int chineseColumn(List<Table.Row> rows) {
            int first = 0;
            for (Table.Row row : rows) {
                first += hasHan(row.cell(0)) ? 1 : 0;
                first -= hasHan(row.cell(1)) ? 1 : 0;
            }
            return first >= 0 ? 0 : 1;
        }

        private static boolean hasHan(String text) {
            return text.chars().anyMatch(c -> Han.is((char) c));
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

        private TermEntry entry(Table.Row row, int chinese, String target) throws FormatException {
            TermDraft draft = new TermDraft(row.location());
            String zh = chinese == 0 ? row.cell(0) : target;
            draft.put(TermDraft.TermColumn.CHINESE, zh, row.place(chinese));
            draft.put(TermDraft.TermColumn.ENGLISH, chinese == 0 ? target : row.cell(0), row.place(1 - chinese));
            draft.put(TermDraft.TermColumn.NOTE, row.cell(2), row.place(2));
            draft.put(
                    TermDraft.TermColumn.STATUS,
                    (known.contains(zh.strip()) ? TermStatus.ADMITTED : TermStatus.PREFERRED).toString());
            TermEntry entry = draft.entry();
            known.add(zh.strip());
            return entry;
        }
    }

    /** Reads the columns of a glossary that is a text table. */
    public static final class Columns {
        private final Path file;

        public Columns(Path file) {
            this.file = file;
        }

        /** Returns the columns in file order, empty for an unknown column. OmegaT tables have three. */
        public List<Optional<TermDraft.TermColumn>> read() throws IOException {
            boolean isTabbed =
                    GlossaryFormats.of(file).filter(TermTableFormat.TSV::equals).isPresent();
            try (Table.Rows rows = (isTabbed ? Table.Form.TSV : Table.Form.CSV)
                    .open(file, ReadProblem.Listener.STRICT, new Omissions())) {
                Optional<Table.Row> row = rows.next();
                while (row.isPresent() && (row.get().isBlank() || TermRows.isComment(row.get()))) {
                    row = rows.next();
                }
                if (row.isPresent() && TermRows.isHeader(row.get())) {
                    List<Optional<TermDraft.TermColumn>> columns = new ArrayList<>();
                    row.get()
                            .cells()
                            .forEach(title -> columns.add(TermDraft.TermColumn.named(title)
                                    .filter(one -> !columns.contains(Optional.of(one)))));
                    return columns;
                }
                return ofOmegat(row, rows);
            }
        }

        private static List<Optional<TermDraft.TermColumn>> ofOmegat(Optional<Table.Row> first, Table.Rows rows)
                throws IOException {
            int chineseFirst = 0;
            for (Optional<Table.Row> row = first; row.isPresent(); row = rows.next()) {
                chineseFirst += hasHan(row.get().cell(0)) ? 1 : 0;
                chineseFirst -= hasHan(row.get().cell(1)) ? 1 : 0;
            }
            Optional<TermDraft.TermColumn> chinese = Optional.of(TermDraft.TermColumn.CHINESE);
            Optional<TermDraft.TermColumn> english = Optional.of(TermDraft.TermColumn.ENGLISH);
            Optional<TermDraft.TermColumn> note = Optional.of(TermDraft.TermColumn.NOTE);
            return chineseFirst >= 0 ? List.of(chinese, english, note) : List.of(english, chinese, note);
        }

        private static boolean hasHan(String text) {
            return text.chars().anyMatch(c -> Han.is((char) c));
        }
    }

    /**
     * Reads and writes tables with one row for each translation. The first row contains the column names, for example
     * {@code zh,en,status}. Missing columns are empty, except that the concept is then the Chinese term and the status is
     * {@code preferred}. The column {@code zh-status} is written only if a Chinese term has its own status. Exceptions share one cell, separated by {@code |}. A table without column names is read as an
     * OmegaT glossary.
     */
    public record TermTableFormat(Table.Form form) implements GlossaryFormats.Format {
        /** Comma-separated; also reads semicolons and tabs. */
        public static final TermTableFormat CSV = new TermTableFormat(Table.Form.CSV);

        /** Tab-separated; a quotation mark is part of the text. */
        public static final TermTableFormat TSV = new TermTableFormat(Table.Form.TSV);

        /** The first sheet of a workbook. */
        public static final TermTableFormat XLSX = new TermTableFormat(Table.Form.XLSX);

        @Override
        public String name() {
            return form.toString();
        }

        @Override
        public List<String> extensions() {
            return form.extensions();
        }

        /** Returns a listener that reports damage in the file as errors of the glossary. */
        static ReadProblem.Listener damage(Glossary.FaultListener listener) {
            return damage -> listener.found(new FormatException(
                    damage.location(),
                    damage.problem(),
                    damage.kind() == ReadProblem.Kind.LOST
                            ? "correct it, since duiqi skipped it"
                            : "check it, since duiqi repaired it"));
        }

        @Override
        public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
            try (Table.Rows rows = form.open(file, damage(listener), new Omissions())) {
                return TermRows.read(file, rows, listener);
            }
        }

        @Override
        public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
            Table.Output table = form.begin(out, now, omissions);
            List<TermDraft.TermColumn> columns = Stream.of(TermDraft.TermColumn.values())
                    .filter(column -> column != TermDraft.TermColumn.CHINESE_STATUS
                            || glossary.entries().stream()
                                    .anyMatch(entry -> !column.of(entry).isEmpty()))
                    .toList();
            table.write(columns.stream().map(TermDraft.TermColumn::title).toList());
            for (TermEntry entry : glossary.entries()) {
                table.write(columns.stream().map(column -> column.of(entry)).toList());
            }
            table.finish();
        }

        /**
         * Reads and writes OmegaT glossaries: term, translation and comment, separated by tabs
         * ({@link TermRows.OmegatRows}). Reads UTF-8, UTF-16 and GB18030, and writes UTF-8. It writes only allowed
         * translations, the preferred ones first, since OmegaT would suggest forbidden ones too.
         */
        public static final class OmegatForm implements GlossaryFormats.Format {
            private static final Pattern SEMICOLON = Pattern.compile(" *[;\uFF1B]");

            @Override
            public String name() {
                return "omegat";
            }

            @Override
            public List<String> extensions() {
                return List.of(".txt", ".utf8");
            }

            @Override
            public List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException {
                return TermTableFormat.TSV.read(file, listener);
            }

            @Override
            public void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions)
                    throws IOException {
                Table.Output table = Table.Form.TSV.begin(out, now, omissions);
                omissions.add("words without a term", glossary.bans().size());
                for (Glossary.Concept concept : glossary.concepts()) {
                    for (TermStatus status : TermStatus.values()) {
                        for (TermEntry entry : concept.entries()) {
                            if (entry.status() == status) {
                                write(entry, table, omissions);
                            }
                        }
                    }
                }
                table.finish();
            }

            private static void write(TermEntry entry, Table.Output table, Omissions omissions) throws IOException {
                if (!entry.status().isAllowed()) {
                    omissions.add("deprecated and forbidden translations");
                    return;
                }
                if (RenderingForm.isExpression(entry.english())) {
                    omissions.add("regular expressions");
                    return;
                }
                for (TermDraft.TermColumn lost : List.of(
                        TermDraft.TermColumn.CHINESE_STATUS,
                        TermDraft.TermColumn.TYPE,
                        TermDraft.TermColumn.POS,
                        TermDraft.TermColumn.DOMAIN,
                        TermDraft.TermColumn.EXCEPTIONS)) {
                    omissions.add("values of " + lost.title(), lost.of(entry).isEmpty() ? 0 : 1);
                }
                omissions.add("stem marks", RenderingForm.hasStemMark(entry.english()) ? 1 : 0);
                String english = entry.english().replace("|", "");
                // OmegaT treats text between semicolons as separate translations.
                String undivided = SEMICOLON.matcher(english).replaceAll(",");
                omissions.add("semicolons in translations", undivided.equals(english) ? 0 : 1);
                table.write(List.of(entry.chinese(), undivided, entry.details().note()));
            }
        }
    }
}
