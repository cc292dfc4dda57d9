package duiqi.exchange.table;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.io.TextEncoding;
import duiqi.text.Location;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads and writes tables with one line per row and tabs between the cells. There is no quoting: a quotation mark is
 * part of the text.
 *
 * <p>Source: IANA media type text/tab-separated-values, P. Lindner 1993, which forbids tabs in fields.
 */
public final class TsvTable {
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
