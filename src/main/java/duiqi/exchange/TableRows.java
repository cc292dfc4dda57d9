package duiqi.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** The rows of a table, one after the other. Not thread-safe. */
public interface TableRows extends Closeable {
    /**
     * The next row; empty behind the last.
     *
     * @throws duiqi.text.FormatException if the rest cannot be read
     */
    Optional<TableRow> next() throws IOException;

    /** Whether cells stand in the file letter by letter, so that each of their characters can be found there. */
    default boolean isPlain() {
        return false;
    }
}
