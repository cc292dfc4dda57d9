package duiqi.exchange;

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
 * Columns with tabs between them, a line a unit, in UTF-8, as corpora and programs exchange them; align writes it too. Nothing is
 * quoted: a quotation mark is one of the text. So tabs and line breaks become a space when writing and are counted. A table
 * that a spreadsheet program saved with tabs and quotation marks is read right under the name {@code .csv}.
 *
 * <p>Source: IANA media type text/tab-separated-values, P. Lindner 1993, which forbids tabs in fields; {@link TableColumns} for
 * what columns may be there.
 */
final class TsvFormat implements ExchangeFormat {
    /** As align has it: tab and every line break of Unicode (UAX #14, classes BK, CR, LF, NL). */
    static final Pattern SEPARATORS = Pattern.compile("[\\t\\n\\r\\x0B\\f\\x85\\x{2028}\\x{2029}]+");

    /** A text without U+0000, by which text is taken for UTF-16 or for no text. */
    static String withoutZeros(String text, Omissions omissions) {
        omissions.add(
                "characters that no text file holds",
                text.chars().filter(c -> c == 0).count());
        return text.replace("\0", "");
    }

    @Override
    public String name() {
        return "tsv";
    }

    @Override
    public List<String> extensions() {
        return List.of(".tsv", ".tab");
    }

    @Override
    public UnitReader open(Path file, ReaderSettings options) throws IOException {
        return new TableReader(file, new Rows(new LineSource(file)), options);
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, WriterSettings options) throws IOException {
        return new TableWriter(new Output(outs.get(0), options.omissions()), options);
    }

    private record Rows(LineSource lines) implements TableRows {
        @Override
        public Optional<TableRow> next() throws IOException {
            Optional<String> line = lines.next();
            return line.map(text -> new TableRow(List.of(text.split("\t", -1)), lines.location(1)));
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private static final class Output implements TableOutput {
        private final Writer out;
        private final Omissions omissions;

        Output(OutputStream out, Omissions omissions) {
            this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            this.omissions = omissions;
        }

        @Override
        public void write(List<String> cells) throws IOException {
            List<String> plain = new ArrayList<>(cells.size());
            for (String cell : cells) {
                String whole = withoutZeros(Halves.without(cell, omissions), omissions);
                String text = SEPARATORS.matcher(whole).replaceAll(" ");
                if (!text.equals(whole)) {
                    omissions.add("tabs and line breaks in texts, which became spaces");
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
