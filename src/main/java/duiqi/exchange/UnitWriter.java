package duiqi.exchange;

import java.io.IOException;

/**
 * Writes units one after the other. What the format cannot hold is left out and told to the {@link Omissions} of the
 * {@link WriterSettings}. Not thread-safe.
 */
public interface UnitWriter {
    /** Writes a unit, or as much of it as the format can hold. */
    void write(Tu unit) throws IOException;

    /** Returns how many units the file has so far; a unit with several sides in a language can make several. */
    int count();

    /** Ends the file after the last unit. Flushes, but does not close what is written to. */
    void finish() throws IOException;
}
