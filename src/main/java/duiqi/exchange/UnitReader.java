package duiqi.exchange;

import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the units of a file one after the other, so that a file may be of any size. What cannot be read is told to the
 * {@link ReadProblem.Listener} the reader was opened with. Not thread-safe.
 */
public interface UnitReader extends Closeable {
    /** What the file says of all its units; {@link TmxHeader#NONE} where the format has nothing of the kind. */
    TmxHeader header();

    /**
     * Reads the next unit; empty when there is none.
     *
     * @throws duiqi.text.FormatException if the file is damaged and the listener refuses it, or so damaged that nothing more
     *     can be read
     */
    Optional<Tu> next() throws IOException;

    /** Returns the language a unit is translated from, as the unit or its file says; empty where neither does. */
    default Optional<Language> sourceLanguage(Tu unit) {
        return unit.attribute("srclang")
                .or(() -> header().sourceCode())
                .flatMap(code -> new LanguageCode(code).language());
    }

    /** Where the last unit read begins. */
    Location location();

    /**
     * Where the text of a side of the last unit read stands, as far as the form tells: in most the place of the unit.
     *
     * @param side index of the side among those of the unit
     */
    default Location.Finder place(int side) {
        Location unit = location();
        return offset -> unit;
    }

    /** A memory that can be read as often as is asked. */
    @FunctionalInterface
    public interface Source {
        /**
         * Opens it at its beginning.
         *
         * @param listener is told of damage, and may refuse the file
         */
        UnitReader open(ReadProblem.Listener listener) throws IOException;
    }
}
