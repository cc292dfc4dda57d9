package duiqi.glossary;

import duiqi.exchange.Omissions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Reads and writes glossaries in one file format. Stateless. To add a format, implement this interface, add the format
 * to {@link GlossaryFormats}, add a golden file in {@code src/test/resources/golden/glossary} and a row in
 * {@code src/docs/reference/glossaries.md}.
 */
public interface GlossaryFormat {
    /** Returns the name for users, in lower case, for example {@code tbx}. */
    String name();

    /** Returns the file name extensions in lower case, the default one first, for example {@code .tbx}. */
    List<String> extensions();

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
    void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException;
}
