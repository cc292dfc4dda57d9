package duiqi.exchange;

import duiqi.exchange.table.CsvTable;
import duiqi.exchange.table.TableSheets;
import duiqi.exchange.table.XlsxOutput;
import duiqi.exchange.table.XlsxRows;
import duiqi.io.SourceFile;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads and writes tables of cells: CSV, TSV and sheets of workbooks. Stateless. */
public final class Table {
    /** Maximum number of columns, as in a workbook. */
    private static final int MAX_COLUMNS = 1 << 14;

    private Table() {}

    /**
     * Checks the width of a row.
     *
     * @throws FormatException if it has more columns than a workbook can have
     */
    public static void requireColumns(int columns, Location row) throws FormatException {
        if (columns > MAX_COLUMNS) {
            throw new FormatException(
                    row, "row has more than " + MAX_COLUMNS + " columns", "remove the separators of empty cells");
        }
    }

    /** Lists the formats of table files. */
    public enum Form {
        /** Tab-separated values: one line per row, without quoting. */
        TSV,
        /** Comma-separated values as spreadsheet programs exchange them (RFC 4180). */
        CSV,
        /** Visible sheets of an Excel workbook (ECMA-376, part 1). */
        XLSX;

        /** Returns the file extensions in lower case. Writers use the first one. */
        public List<String> extensions() {
            return switch (this) {
                case TSV -> List.of(".tsv", ".tab");
                case CSV -> List.of(".csv");
                case XLSX -> List.of(".xlsx", ".xlsm");
            };
        }

        /** Returns the extensions of similar files, which the reader refuses with a remedy. */
        public List<String> refusedExtensions() {
            return this == XLSX ? List.of(".xls") : List.of();
        }

        /**
         * Opens a file and detects its encoding.
         *
         * @param listener receives rows that are not valid CSV; the reader skips them
         * @param omissions counts the hidden sheets of a workbook, which duiqi does not read
         */
        public Rows open(Path file, ReadProblem.Listener listener, Omissions omissions) throws IOException {
            return switch (this) {
                case TSV -> TsvTable.Rows.open(file);
                case CSV -> CsvTable.Rows.open(file, listener);
                case XLSX -> XlsxRows.open(file, omissions);
            };
        }

        /**
         * Starts a table.
         *
         * @param now time of creation, stored in a workbook
         * @param omissions counts data that the format cannot hold
         */
        public Output begin(OutputStream out, Instant now, Omissions omissions) throws IOException {
            return switch (this) {
                case TSV -> new TsvTable.Output(out, omissions);
                case CSV -> new CsvTable.Output(out, omissions);
                case XLSX -> new XlsxOutput(out, now, omissions);
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Finds the Chinese and the English terms of a table.
     *
     * @param file file of the table, for messages
     * @param rows rows of the table; closed with the result, and if there is an error
     * @param choice columns that the user gives
     * @param listener receives each sheet that duiqi skips
     * @throws FormatException if the columns are not clear
     */
    public static Texts terms(Path file, Rows rows, Choice choice, ReadProblem.Listener listener) throws IOException {
        return new TableSheets(file, rows, choice, Direction.INTO_ENGLISH, true, listener);
    }

    /** Returns the separator of a CSV file: a comma, a semicolon or a tab. */
    public static char separator(Path csv) throws IOException {
        return CsvTable.Rows.separator(csv);
    }

    /**
     * Holds the columns that the user gives with {@code --columns}. Immutable.
     *
     * @param columns column of each field: its letter, number or heading; none to find all columns
     * @param header line of the column names, 0 for none; empty to find it
     */
    public record Choice(Map<String, String> columns, OptionalInt header) {
        /** Finds all columns. */
        public static final Choice NONE = new Choice(Map.of(), OptionalInt.empty());

        /** Number of rows that may contain the given headings. */
        private static final int MAX_TITLES = 10;

        public Choice {
            columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        }

        /**
         * Reads the value of {@code --columns}, for example {@code zh=C,en=D,note=备注,header=2}.
         *
         * @throws IllegalArgumentException if it has another form
         */
        public static Choice of(String list) {
            Map<String, String> columns = new LinkedHashMap<>();
            OptionalInt header = OptionalInt.empty();
            for (String part : list.split("[,\uFF0C]")) {
                String[] sides = part.split("=", 2);
                if (sides.length < 2 || sides[0].isBlank() || sides[1].isBlank()) {
                    throw new IllegalArgumentException(
                            "'" + part + "' is not a field with its column; use for example zh=C,en=D");
                }
                String field = sides[0].strip().toLowerCase(Locale.ROOT);
                String column = sides[1].strip();
                if (field.equals("header")) {
                    if (!column.matches("\\d{1,7}")) {
                        throw new IllegalArgumentException(
                                "'" + part + "' gives no line number; use for example header=2");
                    }
                    header = OptionalInt.of(Integer.parseInt(column));
                } else if (columns.putIfAbsent(field, column) != null) {
                    throw new IllegalArgumentException("'" + field + "' is given twice; give it once");
                }
            }
            if (columns.size() < 2) {
                throw new IllegalArgumentException("'" + list + "' gives one text column; give both, as in zh=C,en=D");
            }
            return new Choice(columns, header);
        }

        /** Returns the columns. Picocli calls this at each start, and Java would take longer to link a generated one. */
        @Override
        public String toString() {
            return columns.toString();
        }

        /** Returns the letters of a column in a spreadsheet program: A for 0, AA for 26. */
        public static String letters(int column) {
            return (column < 26 ? "" : letters(column / 26 - 1)) + (char) ('A' + column % 26);
        }

        /** Returns the index of the row with the column names, -1 for none; empty if this choice does not show it. */
        public OptionalInt heading(List<Row> rows) {
            if (header.isPresent()) {
                return OptionalInt.of(IntStream.range(0, rows.size())
                        .filter(i -> rows.get(i).location().line() == header.getAsInt())
                        .findFirst()
                        .orElse(-1));
            }
            return IntStream.range(0, Math.min(MAX_TITLES, rows.size()))
                    .filter(i -> columns.values().stream()
                            .anyMatch(name -> !name.matches("[A-Za-z]|\\d+")
                                    && rows.get(i).cells().stream()
                                            .anyMatch(cell -> cell.strip().equalsIgnoreCase(name))))
                    .findFirst();
        }

        /** Returns the index of a given column; empty if the table has no such column. */
        public OptionalInt index(String column, List<String> headings, int width) {
            OptionalInt named = IntStream.range(0, headings.size())
                    .filter(i -> headings.get(i).strip().equalsIgnoreCase(column))
                    .findFirst();
            return named.isPresent()
                    ? named
                    : IntStream.range(0, width)
                            .filter(i -> letters(i).equalsIgnoreCase(column) || column.equals(Integer.toString(i + 1)))
                            .findFirst();
        }
    }

    /**
     * Holds the columns of a table with Chinese and English texts. Immutable.
     *
     * @param chinese index of the Chinese texts
     * @param english index of the English texts
     * @param others names of the other columns by their index; {@code note} for notes and {@code id} for ids in any
     *     language
     */
    public record TextColumns(int chinese, int english, Map<Integer, String> others) {
        public TextColumns {
            others = Map.copyOf(others);
        }
    }

    /** Reads the rows of a table whose Chinese and English columns are known. Not thread-safe. */
    public interface Texts extends Closeable {
        /** Reads the next row with texts; empty after the last one. */
        Optional<Row> next() throws IOException;

        /** Returns the columns of the last row; before the first row, those of the first row. */
        TextColumns columns();
    }

    /**
     * Represents a row of a table. Immutable.
     *
     * @param cells texts of the cells; an empty cell has an empty text
     * @param places locations of the characters of each cell; in a sheet, the line is the row number and the column is the
     *     column number
     * @param location start of the row
     */
    public record Row(List<String> cells, List<Location.Finder> places, Location location) {
        public Row {
            cells = List.copyOf(cells);
            places = List.copyOf(places);
        }

        /** Returns the text of a cell; an empty text if the row has fewer columns. */
        public String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }

        /** Returns the start of a cell; the start of the row if the row has fewer columns. */
        public Location place(int column) {
            return places(column).at(0);
        }

        /** Returns the locations of the characters of a cell; the start of the row if the row has fewer columns. */
        public Location.Finder places(int column) {
            return column < places.size() ? places.get(column) : offset -> location;
        }

        /** Returns whether all cells are blank. */
        public boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }

        /** Returns whether the row contains bytes that are invalid in the encoding of its file. */
        public boolean hasInvalidBytes() {
            return cells.stream().anyMatch(SourceFile::hasInvalidBytes);
        }
    }

    /** Reads the rows of a table one by one. Not thread-safe. */
    public interface Rows extends Closeable {
        /**
         * Reads the next row; empty after the last one.
         *
         * @throws duiqi.text.FormatException if the rest of the table is unreadable
         */
        Optional<Table.Row> next() throws IOException;

        /** Returns the name of the sheet that contains the last row; empty for files without sheets. */
        default String sheet() {
            return "";
        }
    }

    /** Writes the rows of a table, starting with the column names. Not thread-safe. */
    public interface Output {
        void write(List<String> cells) throws IOException;

        /** Ends the table and flushes the stream without closing it. */
        void finish() throws IOException;
    }

    /**
     * Reads and writes tables with one line per row and tabs between the cells. There is no quoting: a quotation mark is
     * part of the text.
     *
     * <p>Source: IANA media type text/tab-separated-values, P. Lindner 1993, which forbids tabs in fields.
     */
    public static final class TsvTable {
        /** Tab and every line break of Unicode (UAX #14, classes BK, CR, LF, NL). */
        private static final Pattern SEPARATORS = Pattern.compile("[\\t\\n\\r\\x0B\\f\\x85\\x{2028}\\x{2029}]+");

        private TsvTable() {}

        /** Returns a text with each run of tabs and line breaks replaced by a space. */
        public static String line(String text) {
            return SEPARATORS.matcher(text).replaceAll(" ");
        }

        /**
         * Reads the lines of a file as rows with tabs between the cells. A quotation mark is part of the text. Not
         * thread-safe.
         */
        public static final class Rows implements Table.Rows {
            private final SourceFile.Lines lines;

            private Rows(SourceFile.Lines lines) {
                this.lines = lines;
            }

            /** Opens a file and detects its encoding. */
            public static Rows open(Path file) throws IOException {
                return new Rows(new SourceFile.Lines(file));
            }

            @Override
            public Optional<Table.Row> next() throws IOException {
                Optional<String> line = lines.next();
                return line.isEmpty() ? Optional.empty() : Optional.of(row(line.get()));
            }

            private Table.Row row(String line) throws FormatException {
                List<String> cells = List.of(line.split("\t", MAX_COLUMNS + 1));
                requireColumns(cells.size(), lines.location(1));
                List<Location.Finder> places = new ArrayList<>(cells.size());
                int column = 1;
                for (String cell : cells) {
                    Location start = lines.location(column);
                    places.add(offset -> start.after(cell, 0, offset));
                    column += cell.codePointCount(0, cell.length()) + 1;
                }
                return new Table.Row(cells, places, lines.location(1));
            }

            @Override
            public void close() throws IOException {
                lines.close();
            }
        }

        /**
         * Writes a table with tabs in UTF-8. Replaces tabs and line breaks in cells with a space and counts them. Not
         * thread-safe.
         */
        public static final class Output implements Table.Output {
            private final Writer out;
            private final Omissions omissions;

            /**
             * Starts a table.
             *
             * @param omissions counts data that lines cannot hold
             */
            public Output(OutputStream out, Omissions omissions) {
                this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                this.omissions = omissions;
            }

            @Override
            public void write(List<String> cells) throws IOException {
                List<String> plain = new ArrayList<>(cells.size());
                for (String cell : cells) {
                    String whole = omissions.plainText(cell);
                    String text = line(whole);
                    if (!text.equals(whole)) {
                        omissions.add("tabs and line breaks in texts (replaced with spaces)");
                    }
                    plain.add(text);
                }
                out.write(String.join("\t", plain) + "\n");
            }

            @Override
            public void finish() throws IOException {
                out.flush();
            }
        }
    }
}
