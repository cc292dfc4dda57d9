package duiqi.exchange;

import duiqi.exchange.json.JsonlFormat;
import duiqi.exchange.po.PoFormat;
import duiqi.exchange.table.MosesFormat;
import duiqi.exchange.table.TableFormat;
import duiqi.exchange.tmx.TmxFormat;
import duiqi.exchange.xliff.XliffFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A form of files that hold translation units. Stateless. A new one is a class that implements this, a line in {@link Known},
 * a golden pair in {@code src/test/resources/golden/exchange} and a row in the README.
 */
public interface ExchangeFormat {
    /** Holds the list of forms. A class of its own, because a field of the interface could deadlock while classes load. */
    final class Known {
        private static final List<ExchangeFormat> FORMATS = List.of(
                new TmxFormat(),
                new XliffFormat(XliffFormat.Version.ONE),
                new XliffFormat(XliffFormat.Version.TWO),
                new TableFormat(Table.Form.TSV),
                new TableFormat(Table.Form.CSV),
                new TableFormat(Table.Form.XLSX),
                new MosesFormat(),
                new JsonlFormat(),
                new PoFormat());

        private Known() {}
    }

    /** Returns all forms, in the order of the README. */
    static List<ExchangeFormat> all() {
        return Known.FORMATS;
    }

    /** Returns what users call it, in lower case, for example {@code xliff}. */
    String name();

    /** Ends of file names in lower case, the one to write first, for example {@code .xlf}. */
    List<String> extensions();

    /**
     * Opens a file.
     *
     * @throws duiqi.text.FormatException if the file is of another format, or damaged as a whole
     */
    UnitReader open(Path file, ReaderSettings settings) throws IOException;

    /**
     * Returns the files that writing makes, of which there is one in most formats.
     *
     * @param output the file that the user names
     */
    default List<Path> files(Path output, WriterSettings settings) {
        return List.of(output);
    }

    /** Returns whether it can hold what a memory says of all its units. */
    default boolean holdsHeader() {
        return false;
    }

    /**
     * Begins to write.
     *
     * @param outs one stream for each of the {@link #files}; flushed, not closed
     * @param header what the units' own file says of them all
     */
    UnitWriter writer(List<OutputStream> outs, TmxHeader header, WriterSettings settings) throws IOException;

    /** Returns the form of a file by the end of its name; empty when no form has that end. */
    static Optional<ExchangeFormat> of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return all().stream()
                .filter(format -> format.extensions().stream().anyMatch(name::endsWith))
                .findFirst();
    }

    /** Returns the form of a name; empty when there is none. */
    static Optional<ExchangeFormat> named(String name) {
        return all().stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
