package duiqi.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
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
        return new TableReader(file, TsvRows.open(file), options);
    }

    @Override
    public UnitWriter writer(List<OutputStream> outs, TmxHeader header, WriterSettings options) throws IOException {
        return new TableWriter(new TsvOutput(outs.get(0), options.omissions()), options);
    }
}
