package duiqi.exchange;

import duiqi.exchange.table.CsvTable;
import duiqi.exchange.table.TableColumns;
import duiqi.exchange.table.XlsxOutput;
import duiqi.exchange.table.XlsxRows;
import duiqi.io.TextEncoding;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and writes tables of cells: CSV, TSV and sheets of workbooks. Stateless. */
public final class Table {
    private Table() {}

    /** Lists the formats of table files. */
    public enum Form {
        /** Tab-separated values: one line per row, without quoting. */
        TSV,
        /** Comma-separated values as spreadsheet programs exchange them (RFC 4180). */
        CSV,
        /** First sheet of an Excel workbook (ECMA-376, part 1). */
        XLSX;

        /** Returns the file extensions in lower case. Writers use the first one. */
        public List<String> extensions() {
            return switch (this) {
                case TSV -> List.of(".tsv", ".tab");
                case CSV -> List.of(".csv");
                case XLSX -> List.of(".xlsx");
            };
        }

        /**
         * Opens a file and detects its encoding.
         *
         * @param listener receives rows that are not valid CSV; the reader skips them
         * @param omissions counts the further sheets of a workbook, which duiqi does not read
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

    /** Returns the separator of a CSV file: a comma, a semicolon or a tab. */
    public static char separator(Path csv) throws IOException {
        return CsvTable.Rows.separator(csv);
    }

    /**
     * Rejects a table without column names whose texts are not in the first two columns. The first row may look like
     * unknown headings, or the Chinese and English texts seem to be in other columns.
     *
     * @param rows first rows of the table, at least one
     * @throws FormatException if the first two columns are not the texts
     */
    public static void requireTexts(List<Row> rows) throws FormatException {
        TableColumns.requireTexts(rows);
    }

    /**
     * Represents a row of a table. Immutable.
     *
     * @param cells texts of the cells; an empty cell has an empty text
     * @param places start of each cell; in a sheet, the line is the row number and the column is the column number
     * @param location start of the row
     */
    public record Row(List<String> cells, List<Location> places, Location location) {
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
            return column < places.size() ? places.get(column) : location;
        }

        /** Returns whether all cells are blank. */
        public boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }

        /** Returns whether the row contains bytes that are invalid in the encoding of its file. */
        public boolean hasInvalidBytes() {
            return cells.stream().anyMatch(TextEncoding::hasInvalidBytes);
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

        /**
         * Returns whether the file contains the text of each cell unescaped, so that every character has a location in
         * it.
         */
        default boolean isPlain() {
            return false;
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
            private final TextEncoding.Lines lines;

            private Rows(TextEncoding.Lines lines) {
                this.lines = lines;
            }

            /** Opens a file and detects its encoding. */
            public static Rows open(Path file) throws IOException {
                return new Rows(new TextEncoding.Lines(file));
            }

            @Override
            public Optional<Table.Row> next() throws IOException {
                return lines.next().map(this::row);
            }

            private Table.Row row(String line) {
                List<String> cells = List.of(line.split("\t", -1));
                List<Location> places = new ArrayList<>(cells.size());
                int column = 1;
                for (String cell : cells) {
                    places.add(lines.location(column));
                    column += cell.codePointCount(0, cell.length()) + 1;
                }
                return new Table.Row(cells, places, lines.location(1));
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
