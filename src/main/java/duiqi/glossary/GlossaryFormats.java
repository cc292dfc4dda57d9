package duiqi.glossary;

import duiqi.exchange.Omissions;
import duiqi.exchange.Table;
import duiqi.glossary.format.MatecatFormat;
import duiqi.glossary.format.MemoqFormat;
import duiqi.glossary.format.MultitermFormat;
import duiqi.glossary.format.OmegatFormat;
import duiqi.glossary.format.TbxFormat;
import duiqi.glossary.format.TermJsonFormat;
import duiqi.glossary.format.TermTableFormat;
import duiqi.io.FileStart;
import duiqi.text.Direction;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists all glossary formats. */
public final class GlossaryFormats {
    /** The formats in the order of the reference page. The default format of an extension is first. */
    public static final List<Format> ALL = List.of(
            TermTableFormat.CSV,
            TermTableFormat.TSV,
            TermTableFormat.XLSX,
            new TermJsonFormat(),
            new TbxFormat(),
            new MultitermFormat(),
            new MemoqFormat(),
            new MatecatFormat(),
            new OmegatFormat(Direction.INTO_ENGLISH));

    private static final String TBX = "duiqi reads all dialects of TBX as tbx and writes TBX-Basic; use tbx";

    /** Names that were formats, with a problem and its remedy. */
    public static final Map<String, String> RETIRED = Map.of(
            "tbx-dct", TBX,
            "tbx-min", TBX,
            "tbx-min-dct", TBX,
            "tbx-core", TBX,
            "tbx-2008", TBX,
            "utx", "duiqi no longer reads or writes UTX; use csv or tbx");

    private GlossaryFormats() {}

    /**
     * Returns the format of a file: the one that recognises its content, else the one that has its extension; empty if
     * there is neither.
     */
    public static Optional<Format> of(Path file) {
        return ofContent(FileStart.of(file)).or(() -> ofName(file));
    }

    /** Returns the format that recognises the content of a file with any name; empty if there is none. */
    public static Optional<Format> ofContent(FileStart start) {
        return ALL.stream().filter(format -> format.recognises(start)).findFirst();
    }

    /** Returns the format that has the extension of a file; empty if no format has it. */
    public static Optional<Format> ofName(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(format -> Stream.concat(format.extensions().stream(), format.refusedExtensions().stream())
                        .anyMatch(name::endsWith))
                .findFirst();
    }

    /** Returns whether a file is in UTX, a format that duiqi no longer reads. */
    static boolean isUtx(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".utx")
                || FileStart.of(file).text().startsWith("#UTX");
    }

    /** Returns the format with this name. */
    public static Optional<Format> named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Returns the extensions of glossary files, for messages. */
    public static String extensions() {
        return ALL.stream()
                .flatMap(format -> format.extensions().stream())
                .distinct()
                .collect(Collectors.joining(" "));
    }

    /**
     * Reads and writes glossaries in one file format. Stateless. To add a format, implement this interface, add the format
     * to {@link GlossaryFormats}, add a golden file in {@code src/test/resources/golden/glossary} and a row in
     * {@code src/docs/reference/interchange.md}.
     */
    public interface Format {
        /** Returns the name for users, in lower case, for example {@code tbx}. */
        String name();

        /** Returns the file name extensions in lower case, the default one first, for example {@code .tbx}. */
        List<String> extensions();

        /** Returns the extensions of similar files, which the reader refuses with a remedy. */
        default List<String> refusedExtensions() {
            return List.of();
        }

        /**
         * Returns whether a file with any name has this format. A format that has no unmistakable beginning
         * returns false, and files of this format are detected by their names.
         */
        default boolean recognises(FileStart start) {
            return false;
        }

        /** Returns whether duiqi writes the format; if not, {@link #write} fails. */
        default boolean isWritten() {
            return true;
        }

        /** Returns the format with the columns that the user gives. Only tables have columns. */
        default Format with(Table.Choice columns) {
            return this;
        }

        /** Returns the format for files with this direction; empty if files of the format have none. */
        default Optional<Format> with(Direction direction) {
            return Optional.empty();
        }

        /**
         * Reads a file.
         *
         * @param listener receives rows that cannot be read, which are skipped
         * @return the entries in file order
         * @throws duiqi.text.FormatException if the file has another format or is unreadable as a whole
         */
        List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException;

        /**
         * Writes a glossary.
         *
         * @param out stream that is flushed but not closed
         * @param now creation time, for formats that store it
         * @param omissions counts the data that the format cannot store
         */
        default void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException {
            throw new UnsupportedOperationException(name() + " is not written");
        }
    }
}
