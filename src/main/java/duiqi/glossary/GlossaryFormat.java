package duiqi.glossary;

import duiqi.exchange.Omissions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * A form of files that hold glossaries. Stateless. A new one implements this and has a line in {@link GlossaryFormats}, a golden
 * file in {@code src/test/resources/golden/glossary} and a row in {@code src/docs/reference/glossaries.md}.
 */
public interface GlossaryFormat {
    /** Returns what users call it, in lower case, for example {@code tbx}. */
    String name();

    /** Ends of file names in lower case, the one to write first, for example {@code .tbx}. */
    List<String> extensions();

    /**
     * Reads a file.
     *
     * @param listener is told of rows that cannot be read, which are left out
     * @return its entries in the order of the file
     * @throws duiqi.text.FormatException if the file is of another form, or damaged as a whole
     */
    List<TermEntry> read(Path file, Glossary.FaultListener listener) throws IOException;

    /**
     * Writes a glossary.
     *
     * @param out is flushed, not closed
     * @param now when the file is made, for forms that say so
     * @param omissions counts what the form cannot hold
     */
    void write(Glossary glossary, OutputStream out, Instant now, Omissions omissions) throws IOException;
}
