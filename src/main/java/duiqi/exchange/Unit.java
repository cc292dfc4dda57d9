package duiqi.exchange;

import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;

/**
 * Holds a unit as the reader of a format delivers it: the data, and what only the file knows. {@link UnitReader} turns
 * the units of a file into a {@link UnitReader}. Immutable.
 *
 * @param tu data of the unit; a text whose language the file does not declare has the code {@link #SOURCE} or
 *     {@link #TARGET}
 * @param location location of the unit
 * @param places locations of its texts
 * @param source language of the source that the file declares for the unit
 * @param target language of the translation that the file declares for the unit
 */
public record Unit(Tu tu, Location location, Places places, Optional<Language> source, Optional<Language> target) {
    /** Represents the language of the source in {@code xml:lang} and in {@code srclang} of a header. */
    public static final String SOURCE = "source";

    /** Represents the language of the translation in {@code xml:lang}. */
    public static final String TARGET = "target";

    /** Creates a unit of a format that has no smaller locations, and declares no languages outside of the texts. */
    public Unit(Tu tu, Location location) {
        this(tu, location, side -> offset -> location, Optional.empty(), Optional.empty());
    }

    /** Finds the texts of a unit in its file. */
    @FunctionalInterface
    public interface Places {
        /**
         * Returns the locations of the text of a variant.
         *
         * @param side index of the variant; the index after the last one is that of the missing translation
         */
        Location.Finder of(int side);

        /** Returns whether the unit contains comments, unknown elements or text that {@link Tu} does not hold. */
        default boolean holdsMore() {
            return false;
        }
    }

    /** Reads the units of a file one by one; each format has one. Not thread-safe. */
    @FunctionalInterface
    public interface Units extends Closeable {
        /** Returns the units of a file that was read completely. */
        static Units of(TmxHeader header, Collection<Unit> units) {
            Iterator<Unit> rest = units.iterator();
            return new Units() {
                @Override
                public TmxHeader header() {
                    return header;
                }

                @Override
                public Optional<Unit> next() {
                    return rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
                }
            };
        }

        /** Returns the header of the file. Its {@code srclang} may be {@link #SOURCE}. */
        default TmxHeader header() {
            return TmxHeader.NONE;
        }

        /**
         * Reads the next unit; empty after the last one. Gives the units that it skips to
         * {@link UnitReader.ReaderSettings#lost}.
         *
         * @throws FormatException if the listener rejects a problem, or if the rest of the file is unreadable
         */
        Optional<Unit> next() throws IOException;

        @Override
        default void close() throws IOException {
            // A format that has read its whole file holds nothing open.
        }
    }
}
