package duiqi.exchange.table;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.io.Encoding;
import duiqi.io.FileStart;
import duiqi.io.FormulaGuard;
import duiqi.io.SourceFile;
import duiqi.text.FormatException;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FilterReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes tables with cells separated by commas, semicolons or tabs (RFC 4180). */
public final class CsvTable {
    private CsvTable() {}

    /** Reads the rows of a CSV file (RFC 4180) with cells separated by commas, semicolons or tabs. Not thread-safe. */
    public static final class Rows implements Table.Rows {
        /** Maximum number of characters of the first line that separator detection reads. */
        private static final int LOOK_AHEAD = 1 << 16;

        /** Capacity for characters that the parser has read ahead; it reads ahead fewer. */
        private static final int PUSHBACK_SIZE = 1 << 17;

        /** Keeps the file open after an error, so that reading can continue. */
        private static final CsvFactory FACTORY = CsvFactory.builder()
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build();

        private final String name;
        private final PushbackReader reader;
        private final CsvSchema schema;
        private final ReadProblem.Listener listener;
        private ReadCharacters read;
        private CsvParser parser;

        /** Number of lines before the first line that the current parser reads. */
        private int skipped;

        private Rows(Path file, Reader reader, char separator, int skipped, ReadProblem.Listener listener)
                throws IOException {
            this.name = file.toString();
            this.reader = new PushbackReader(reader, PUSHBACK_SIZE);
            this.schema = CsvSchema.emptySchema().withColumnSeparator(separator);
            this.listener = listener;
            this.read = new ReadCharacters(this.reader);
            this.parser = parser();
            this.skipped = skipped;
        }

        private CsvParser parser() throws IOException {
            CsvParser made = FACTORY.createParser(read);
            made.setSchema(schema);
            return made;
        }

        /**
         * Opens a file.
         *
         * @param listener receives rows that are not valid CSV; the reader skips them
         */
        public static Rows open(Path file, ReadProblem.Listener listener) throws IOException {
            String start = FileStart.of(file).binary();
            if (start.startsWith("PK\003\004") || start.startsWith("\u00d0\u00cf\u0011\u00e0")) {
                throw new FormatException(
                        file.toString(), "is a workbook or a zip archive, not a text", "correct the file extension");
            }
            BufferedReader reader = new BufferedReader(SourceFile.of(file).open(), LOOK_AHEAD);
            try {
                String first = firstLine(reader);
                boolean isDeclared = isDeclaration(first);
                if (isDeclared) {
                    reader.readLine();
                }
                return new Rows(file, reader, separator(first), isDeclared ? 1 : 0, listener);
            } catch (IOException | RuntimeException e) {
                reader.close();
                throw e;
            }
        }

        /** Returns the separator of the cells in a file. */
        public static char separator(Path file) throws IOException {
            try (BufferedReader reader = new BufferedReader(SourceFile.of(file).open(), LOOK_AHEAD)) {
                return separator(firstLine(reader));
            }
        }

        /** Returns the first row without moving the reader. */
        private static String firstLine(BufferedReader reader) throws IOException {
            reader.mark(LOOK_AHEAD);
            StringBuilder first = new StringBuilder();
            boolean isQuoted = false;
            for (int c = reader.read();
                    c >= 0 && first.length() < LOOK_AHEAD - 1 && (isQuoted || (c != '\n' && c != '\r'));
                    c = reader.read()) {
                first.append((char) c);
                isQuoted ^= c == '"';
            }
            reader.reset();
            return first.toString();
        }

        /** Returns whether a line only declares the separator, as Excel writes and reads it. */
        private static boolean isDeclaration(String first) {
            return first.matches("(?i)sep=[,;\t]");
        }

        /**
         * Returns the separator of the first row: a tab if there is one outside quotation marks, else the more frequent
         * of comma and semicolon. Tabs are rare in texts and commas are common, so any tab is a separator.
         */
        private static char separator(String first) {
            if (isDeclaration(first)) {
                return first.charAt(4);
            }
            String unquoted = first.replaceAll("\"[^\"]*+\"?", "");
            long semicolons = unquoted.chars().filter(c -> c == ';').count();
            long commas = unquoted.chars().filter(c -> c == ',').count();
            return unquoted.indexOf('\t') >= 0 ? '\t' : semicolons > commas ? ';' : ',';
        }

        @Override
        public Optional<Table.Row> next() throws IOException {
            while (true) {
                Location location = new Location(name, line(parser.currentLocation()), 1);
                try {
                    if (parser.nextToken() != JsonToken.START_ARRAY) {
                        return Optional.empty();
                    }
                    location = new Location(name, line(parser.currentLocation()), 1);
                    return Optional.of(row(location));
                } catch (JsonProcessingException e) {
                    listener.found(new ReadProblem(location, "", problem(e), ReadProblem.Kind.LOST));
                    resume();
                }
            }
        }

        private Table.Row row(Location location) throws IOException {
            List<String> cells = new ArrayList<>();
            List<Location.Finder> places = new ArrayList<>();
            // Jackson counts UTF-16 units.
            int surrogates = 0;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                Table.requireColumns(cells.size() + 1, location);
                String written = parser.getText();
                cells.add(FormulaGuard.text(written));
                JsonLocation place = parser.currentTokenLocation();
                boolean isQuoted = read.isQuotationMark(place.getCharOffset());
                int column = Math.max(1, place.getColumnNr() - surrogates) + (isQuoted ? 1 : 0);
                int guards = written.length() - cells.get(cells.size() - 1).length();
                places.add(places(new Location(name, line(place), column), written, isQuoted, guards));
                String line = written.substring(written.lastIndexOf('\n') + 1);
                surrogates =
                        (line.equals(written) ? surrogates : 0) + line.length() - line.codePointCount(0, line.length());
            }
            return new Table.Row(cells, places, location);
        }

        /** Keeps the characters from the last cell to the last one that the parser read. */
        private static final class ReadCharacters extends FilterReader {
            private final StringBuilder kept = new StringBuilder();
            private long start;

            ReadCharacters(Reader in) {
                super(in);
            }

            @Override
            public int read(char[] into, int offset, int length) throws IOException {
                int count = super.read(into, offset, length);
                kept.append(into, offset, Math.max(0, count));
                return count;
            }

            /** Returns whether a character is a quotation mark, and forgets those before it. */
            boolean isQuotationMark(long offset) {
                kept.delete(0, (int) (offset - start));
                start = offset;
                return !kept.isEmpty() && kept.charAt(0) == '"';
            }
        }

        private static Location.Finder places(Location start, String written, boolean isQuoted, int guards) {
            return offset -> {
                String before = written.substring(0, Math.min(offset + guards, written.length()));
                String escaped = isQuoted ? before.replace("\"", "\"\"") : before;
                return start.after(escaped, 0, escaped.length());
            };
        }

        private static String problem(JsonProcessingException e) {
            if (e instanceof StreamConstraintsException) {
                return "row has a cell of more than 20 million characters, probably after an unclosed quotation mark";
            }
            String reason = String.valueOf(e.getOriginalMessage());
            return reason.startsWith("Missing closing quote")
                    ? "row has an unclosed quotation mark, which quotes the rest of the file"
                    : "row is not valid CSV: " + reason;
        }

        /** Continues after the line in which the parser stopped. */
        private void resume() throws IOException {
            skipped = line(parser.currentLocation());
            StringWriter ahead = new StringWriter();
            parser.releaseBuffered(ahead);
            reader.unread(ahead.toString().toCharArray());
            int c = reader.read();
            while (c >= 0 && c != '\n') {
                c = reader.read();
            }
            read = new ReadCharacters(reader);
            parser = parser();
        }

        private int line(JsonLocation location) {
            return Math.max(1, location.getLineNr() + skipped);
        }

        @Override
        public void close() throws IOException {
            parser.close();
            reader.close();
        }
    }

    /**
     * Writes a table with commas (RFC 4180) in UTF-8. Adds a byte order mark, without which Excel misreads Chinese, and
     * protects cells from evaluation as formulas ({@link FormulaGuard}). Not thread-safe.
     */
    public static final class Output implements Table.Output {
        private final Writer writer;
        private final SequenceWriter rows;
        private final Omissions omissions;

        /**
         * Starts a table.
         *
         * @param omissions counts data that text files cannot hold
         */
        public Output(OutputStream out, Omissions omissions) throws IOException {
            this.writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            this.omissions = omissions;
            writer.write(Encoding.MARK);
            CsvMapper mapper = CsvMapper.csvBuilder()
                    .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .build();
            CsvSchema schema = CsvSchema.emptySchema().withLineSeparator("\r\n");
            this.rows = mapper.writerFor(List.class).with(schema).writeValues(writer);
        }

        @Override
        public void write(List<String> cells) throws IOException {
            List<String> safe = new ArrayList<>(cells.size());
            for (String cell : cells) {
                safe.add(FormulaGuard.guard(omissions.withoutLoneSurrogates(cell)));
            }
            rows.write(safe);
        }

        @Override
        public void finish() throws IOException {
            rows.flush();
            writer.flush();
        }
    }
}
