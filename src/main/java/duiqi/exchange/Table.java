package duiqi.exchange;

import duiqi.exchange.table.CsvTable;
import duiqi.exchange.table.TableColumns;
import duiqi.exchange.table.TsvTable;
import duiqi.exchange.table.XlsxOutput;
import duiqi.exchange.table.XlsxRows;
import duiqi.io.TextEncoding;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tables of cells as files hold them: CSV, TSV and the sheets of workbooks. Stateless. */
public final class Table {
    private Table() {}

    /** The forms of table files. */
    public enum Form {
        /** The form with tabs between the cells, a line a row; nothing is quoted. */
        TSV,
        /** The form in which spreadsheet programs exchange tables (RFC 4180). */
        CSV,
        /** The first sheet of a workbook of Excel (ECMA-376, part 1). */
        XLSX;

        /** Returns the ends of file names in lower case, the one to write first. */
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
         * @param listener receives rows that are no CSV, which are left out
         * @param omissions counts further sheets of a workbook, which are not read
         */
        public Rows open(Path file, ReadProblem.Listener listener, Omissions omissions) throws IOException {
            return switch (this) {
                case TSV -> TsvTable.Rows.open(file);
                case CSV -> CsvTable.Rows.open(file, listener);
                case XLSX -> XlsxRows.open(file, omissions);
            };
        }

        /**
         * Begins a table.
         *
         * @param now when the table is made, for a workbook
         * @param omissions counts what the form cannot hold
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

    /** Returns what separates the cells of a CSV file: a comma, a semicolon or a tab. */
    public static char separator(Path csv) throws IOException {
        return CsvTable.Rows.separator(csv);
    }

    /**
     * Refuses a table of Chinese and English without column names if its first row looks like unknown headings, or if its texts
     * seem to be in other columns than the first two.
     *
     * @param rows the first rows, at least one
     * @throws FormatException if the first two columns cannot be taken for the texts
     */
    public static void requireTexts(List<Row> rows) throws FormatException {
        TableColumns.requireTexts(rows);
    }

    /**
     * A row of a table. Immutable.
     *
     * @param cells its cells as text, empty text for an empty one
     * @param places where each cell begins; of a sheet, the row counts as the line and the column of the sheet as the column
     * @param location where the row begins
     */
    public record Row(List<String> cells, List<Location> places, Location location) {
        public Row {
            cells = List.copyOf(cells);
            places = List.copyOf(places);
        }

        /** Returns the cell of a column; empty text where the row is shorter. */
        public String cell(int column) {
            return column < cells.size() ? cells.get(column) : "";
        }

        /** Returns where the cell of a column begins; where the row does, where it has no such cell. */
        public Location place(int column) {
            return column < places.size() ? places.get(column) : location;
        }

        /** Returns whether nothing is in it. */
        public boolean isBlank() {
            return cells.stream().allMatch(String::isBlank);
        }

        /** Returns whether it has bytes that the encoding of its file does not allow. */
        public boolean hasFault() {
            return cells.stream().anyMatch(TextEncoding::hasFault);
        }
    }

    /** The rows of a table, one after the other. Not thread-safe. */
    public interface Rows extends Closeable {
        /**
         * Returns the next row; empty behind the last.
         *
         * @throws duiqi.text.FormatException if the rest cannot be read
         */
        Optional<Table.Row> next() throws IOException;

        /** Returns whether cells stand in the file letter by letter, so that each of their characters can be found there. */
        default boolean isPlain() {
            return false;
        }
    }

    /** Takes the rows of a table, the names of the columns first. Not thread-safe. */
    public interface Output {
        /** Writes a row. */
        void write(List<String> cells) throws IOException;

        /** Ends the table and flushes it; does not close what is written to. */
        void finish() throws IOException;
    }
}
