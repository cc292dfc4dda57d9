package duiqi.exchange;

import java.io.IOException;

/**
 * Writes units one by one. Omits data that the format cannot hold and counts it in the {@link Omissions} of the
 * {@link WriterSettings}. Not thread-safe.
 */
public interface UnitWriter {
    /** Writes the parts of a unit that the format can hold. */
    void write(Tu unit) throws IOException;

    /** Returns the number of units written so far. A unit with several variants in a language can produce several. */
    int count();

    /** Ends the file after the last unit and flushes the stream without closing it. */
    void finish() throws IOException;
}
