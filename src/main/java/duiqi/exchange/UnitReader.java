package duiqi.exchange;

import duiqi.exchange.tmx.TmxFormat;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads the units of a file one by one, so that a file may have any size. Reports problems to the
 * {@link ReadProblem.Listener} given when opening the file. Not thread-safe.
 */
public interface UnitReader extends Closeable {
    /** Returns the header of the file; {@link TmxHeader#NONE} if the format has none. */
    TmxHeader header();

    /**
     * Reads the next unit; empty after the last one.
     *
     * @throws duiqi.text.FormatException if the file is damaged and the listener rejects it, or if the rest of the file
     *     is unreadable
     */
    Optional<Tu> next() throws IOException;

    /** Returns the source language of a unit, as declared by the unit or its file; empty if neither declares one. */
    default Optional<Language> sourceLanguage(Tu unit) {
        return unit.attribute(Tu.SOURCE)
                .or(() -> header().sourceCode())
                .flatMap(code -> new LanguageCode(code).language());
    }

    /** Returns the target language that the file declares for a unit; empty if it declares none. */
    default Optional<Language> targetLanguage(Tu unit) {
        return Optional.empty();
    }

    /** Returns the location of the last unit read. */
    Location location();

    /**
     * Returns the location of the text of a variant of the last unit read. If the format provides none, it is the
     * location of the unit.
     *
     * @param side index of the variant in the unit
     */
    default Location.Finder place(int side) {
        Location unit = location();
        return offset -> unit;
    }

    /**
     * Returns the location of the missing translation of the last unit read: that of its empty element or cell. If
     * there is none, it is the location of the source.
     */
    default Location.Finder placeOfMissing() {
        return place(0);
    }

    /** Returns whether the last unit read contains comments, unknown elements or text that {@link Tu} does not hold. */
    default boolean holdsMore() {
        return false;
    }

    /**
     * Opens a TMX file with any name.
     *
     * @param listener receives each problem and may reject the file
     * @throws FormatException if the file is not TMX
     */
    static UnitReader tmx(Path file, ReadProblem.Listener listener) throws IOException {
        return new TmxFormat().open(file, new ReaderSettings(Language.CHINESE, Language.ENGLISH, listener));
    }

    /** Opens a memory any number of times. */
    @FunctionalInterface
    public interface Source {
        /**
         * Opens the memory at its beginning.
         *
         * @param listener receives each problem and may reject the file
         */
        UnitReader open(ReadProblem.Listener listener) throws IOException;
    }

    /**
     * Holds the settings of a reader. Immutable except for the omissions.
     *
     * @param source language of the source if the file does not declare it
     * @param target language of the target if the file does not declare it
     * @param listener receives each problem and may reject the file
     * @param omissions counts data of the file that a {@link Tu} cannot hold
     * @param original file of the source texts, for formats that have one file for each language; empty to find it by name
     * @param columns columns of a table that the user gives
     */
    public record ReaderSettings(
            Language source,
            Language target,
            ReadProblem.Listener listener,
            Omissions omissions,
            Optional<Path> original,
            Table.Choice columns) {
        /** Creates settings that find the file of the source texts by name, and the columns of tables. */
        public ReaderSettings(Language source, Language target, ReadProblem.Listener listener, Omissions omissions) {
            this(source, target, listener, omissions, Optional.empty(), Table.Choice.NONE);
        }

        /** Creates settings for a caller that does not need the omissions. */
        public ReaderSettings(Language source, Language target, ReadProblem.Listener listener) {
            this(source, target, listener, new Omissions());
        }

        /** Returns a copy with another listener. */
        public ReaderSettings with(ReadProblem.Listener other) {
            return new ReaderSettings(source, target, other, omissions, original, columns);
        }

        /** Returns a copy with another file of the source texts. */
        public ReaderSettings withOriginal(Optional<Path> file) {
            return new ReaderSettings(source, target, listener, omissions, file, columns);
        }

        /** Returns a copy with columns of tables that the user gives. */
        public ReaderSettings with(Table.Choice given) {
            return new ReaderSettings(source, target, listener, omissions, original, given);
        }

        /** Returns the direction if the file does not declare one. */
        public Direction direction() {
            return new Direction(source, target);
        }

        /** Returns the direction of a file that declares no languages: the one that its first texts show. */
        public Direction direction(List<String> sources, List<String> targets) {
            return Direction.of(direction(), sources, targets);
        }

        /**
         * Reports a unit that the reader skips.
         *
         * @param unit id of the unit; empty if it has none
         * @throws FormatException if the listener rejects the file
         */
        public void lost(Location location, String unit, String problem) throws FormatException {
            listener.found(new ReadProblem(location, unit, problem, ReadProblem.Kind.LOST));
        }

        /**
         * Returns the direction of a file. Languages that the file does not declare follow from its texts, else from these
         * settings.
         *
         * @param source source language that the file declares
         * @param target target language that the file declares
         * @param sources first source texts of the file
         * @param targets first target texts of the file
         */
        public Direction direction(
                Optional<Language> source, Optional<Language> target, List<String> sources, List<String> targets) {
            Direction likely = Direction.of(
                    direction(), source.isPresent() ? List.of() : sources, target.isPresent() ? List.of() : targets);
            return new Direction(
                    source.orElseGet(() -> isDeclared(likely.source(), target) ? likely.target() : likely.source()),
                    target.orElseGet(() -> isDeclared(likely.target(), source) ? likely.source() : likely.target()));
        }

        private static boolean isDeclared(Language language, Optional<Language> declared) {
            return declared.filter(language::isSameAs).isPresent();
        }
    }
}
