package duiqi.exchange;

import java.io.IOException;
import java.util.List;

/** Takes the rows of a table, the names of the columns first. Not thread-safe. */
public interface TableOutput {
    /** Writes a row. */
    void write(List<String> cells) throws IOException;

    /** Ends the table and flushes it; does not close what is written to. */
    void finish() throws IOException;
}
