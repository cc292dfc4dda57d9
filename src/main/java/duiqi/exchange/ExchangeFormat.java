package duiqi.exchange;

import duiqi.exchange.UnitReader.ReaderSettings;
import duiqi.exchange.json.JsonlFormat;
import duiqi.exchange.po.PoFormat;
import duiqi.exchange.resource.ResourceFormat;
import duiqi.exchange.table.MosesFormat;
import duiqi.exchange.table.TableFormat;
import duiqi.exchange.tmx.TmxFormat;
import duiqi.exchange.tool.SdltmFormat;
import duiqi.exchange.xliff.XliffFormat;
import duiqi.io.FileStart;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads and writes files of translation units in one format. Stateless. To add a format, implement this interface, add
 * the class to {@link Known}, add a golden pair to {@code src/test/resources/golden/exchange}, and add a row to
 * {@code src/docs/reference/interchange.md}.
 */
public interface ExchangeFormat {
    /**
     * Holds the list of formats. It is a separate class because a field of the interface could deadlock during class
     * loading.
     */
    final class Known {
        private static final List<ExchangeFormat> FORMATS = all(
                ResourceFormat.all(),
                new TmxFormat(),
                new XliffFormat(),
                new TableFormat(Table.Form.TSV),
                new TableFormat(Table.Form.CSV),
                new TableFormat(Table.Form.XLSX),
                new MosesFormat(),
                new JsonlFormat(),
                new PoFormat(),
                new SdltmFormat());

        private Known() {}

        private static List<ExchangeFormat> all(List<ExchangeFormat> resources, ExchangeFormat... others) {
            return Stream.concat(Arrays.stream(others), resources.stream()).toList();
        }
    }

    /** Returns all formats, in the order of the reference page. */
    static List<ExchangeFormat> all() {
        return Known.FORMATS;
    }

    /** Returns the name of the format in lower case, for example {@code xliff}. */
    String name();

    /**
     * Returns the file extensions in lower case, for example {@code .xlf}. Writers use the first one. Empty for a format
     * that only the content of a file shows.
     */
    List<String> extensions();

    /** Returns further extensions, of files that duiqi reads as this format and does not write. */
    default List<String> readExtensions() {
        return List.of();
    }

    default boolean isNameOf(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Stream.concat(extensions().stream(), readExtensions().stream()).anyMatch(name::endsWith);
    }

    /** Returns whether duiqi adds missing translations to files of the format. */
    default boolean isFilled() {
        return false;
    }

    /**
     * Returns whether a file with any name has this format. A format that has no unmistakable beginning returns
     * false, and files of this format are detected by their names.
     */
    default boolean recognises(FileStart start) {
        return false;
    }

    /** Returns whether duiqi writes the format; if not, {@link #writer} fails. */
    default boolean isWritten() {
        return true;
    }

    /**
     * Returns the files with the units of a file: the file itself. If the format has one file for each language, returns
     * the file of the source texts and the file of the translations.
     *
     * @param file one of the files
     * @throws duiqi.text.FormatException if the other file does not exist, or there are several
     */
    default List<Path> parts(Path file) throws IOException {
        return List.of(file);
    }

    /**
     * Returns the files with the units of a file if the user gives the file of the source texts.
     *
     * @param original file of the source texts
     * @param file file of the translations
     */
    default List<Path> parts(Path original, Path file) {
        return List.of(file);
    }

    /**
     * Returns whether a file that a folder contains is a file of units that its extension does not show: the
     * translation of another file in Chinese and English.
     */
    default boolean isTranslation(Path file) throws IOException {
        return false;
    }

    /**
     * Returns the files with translations of the same texts into other languages than Chinese and English; the file
     * itself if it is one.
     */
    default List<Path> inOtherLanguages(Path file) throws IOException {
        return List.of();
    }

    /**
     * Opens a file.
     *
     * @throws duiqi.text.FormatException if the file has another format or is damaged as a whole
     */
    UnitReader open(Path file, ReaderSettings settings) throws IOException;

    /**
     * Returns the files that the writer creates. Most formats create one file.
     *
     * @param output output file given by the user
     */
    default List<Path> files(Path output, UnitWriter.WriterSettings settings) {
        return List.of(output);
    }

    /** Returns whether the format can store a header: properties and notes of the memory as a whole. */
    default boolean holdsHeader() {
        return false;
    }

    /**
     * Starts a file.
     *
     * @param outs one stream for each of the {@link #files}; flushed, not closed
     * @param header header of the file that the units come from
     */
    default UnitWriter writer(List<OutputStream> outs, TmxHeader header, UnitWriter.WriterSettings settings)
            throws IOException {
        throw new UnsupportedOperationException(name() + " is not written");
    }

    /**
     * Fills the missing translations of a file and keeps everything else.
     *
     * @param out stream that receives the filled file; flushed, not closed
     * @param settings languages of a file that declares none, and the listener for invalid units
     * @param overwrites true to replace existing translations that are not approved
     * @param suggestions provides the translations, between the languages that the file declares
     * @return number of segments by kind
     */
    default Suggestions.Filling fill(
            Path file, OutputStream out, ReaderSettings settings, boolean overwrites, Suggestions suggestions)
            throws IOException {
        throw new UnsupportedOperationException(name() + " is not filled");
    }

    /**
     * Returns the format of a file: the one that recognises its content, else the one that has its extension; empty if
     * there is neither.
     */
    static Optional<ExchangeFormat> of(Path file) {
        FileStart start = FileStart.of(file);
        return all().stream()
                .filter(format -> format.recognises(start))
                .findFirst()
                .or(() -> ofName(file));
    }

    /** Returns the format that has the extension of a file; empty if no format has it. */
    static Optional<ExchangeFormat> ofName(Path file) {
        return all().stream().filter(format -> format.isNameOf(file)).findFirst();
    }

    /** Returns the format with a name; empty if there is none. */
    static Optional<ExchangeFormat> named(String name) {
        return all().stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
