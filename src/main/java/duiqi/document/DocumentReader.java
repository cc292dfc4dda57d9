package duiqi.document;

import duiqi.text.Document;
import java.io.IOException;
import java.util.Set;

/** Reads documents of one format. Implementations are stateless and thread-safe. */
public interface DocumentReader {
    /** Returns the name of the format for users, for example {@code "Markdown"}. */
    String format();

    /** Returns the file name extensions in lower case, without the dot. */
    Set<String> extensions();

    /**
     * Reads the running text in reading order.
     *
     * @throws duiqi.text.FormatException if the bytes are not valid in this format
     */
    Document read(Input input) throws IOException;
}
