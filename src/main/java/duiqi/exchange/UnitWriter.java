package duiqi.exchange;

import duiqi.exchange.Tu.Tuv;
import duiqi.text.Direction;
import duiqi.text.Language;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

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

    /**
     * Holds the settings of a writer. Immutable except for the omissions.
     *
     * @param source language to write as the source; the writer omits units without text in this language
     * @param target language to write as the target
     * @param document name of the document that the units come from, for formats that store one
     * @param toolVersion version of duiqi
     * @param now creation time of the file
     * @param profile tool for which TMX is written
     * @param omissions counts data that the format cannot hold
     */
    public record WriterSettings(
            Language source,
            Language target,
            String document,
            String toolVersion,
            Instant now,
            TmxProfile profile,
            Omissions omissions) {
        /** Creates settings for formats other than TMX, and for TMX with all data. */
        public WriterSettings(
                Language source,
                Language target,
                String document,
                String toolVersion,
                Instant now,
                Omissions omissions) {
            this(source, target, document, toolVersion, now, TmxProfile.PLAIN, omissions);
        }

        /** Returns the variants of a unit to write as the source. */
        public List<Tuv> sources(Tu unit) {
            return Pairs.side(unit, new Direction(source, target), source);
        }

        /** Returns the variants of a unit to write as the target. */
        public List<Tuv> targets(Tu unit) {
            return Pairs.side(unit, new Direction(source, target), target);
        }
    }
}
