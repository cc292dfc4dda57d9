package duiqi.document;

import duiqi.text.Document;
import java.io.IOException;
import java.util.Set;

/** Reads one format of document. Implementations are stateless and may be shared by threads. */
public interface DocumentReader {
    /** Returns the name that users give the format, for example {@code "Markdown"}. */
    String format();

    /** File name extensions without the dot, lower case. */
    Set<String> extensions();

    /**
     * Reads the running text in reading order.
     *
     * @throws duiqi.text.FormatException if the bytes are not what the format demands
     */
    Document read(Input input) throws IOException;
}
