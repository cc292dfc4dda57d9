package duiqi.exchange;

import duiqi.exchange.Tu.Tuv;
import duiqi.exchange.tmx.TmxFormat;
import duiqi.text.Direction;
import duiqi.text.FormatException;
import duiqi.text.Language;
import duiqi.text.LanguageName;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * Reads the units of a file in any format one by one, so that a file may have any size. If the format does not declare
 * the languages of its texts, the first 200 units decide which side is Chinese. Remembers the last unit with its
 * locations. Not thread-safe.
 */
public final class UnitReader implements Closeable {
    /** Number of units read to detect the languages of source and target. */
    private static final int SAMPLE = 200;

    private final Unit.Units units;
    private final Deque<Unit> ahead = new ArrayDeque<>();
    private final Optional<Direction> direction;
    private final TmxHeader header;
    private final Location start;
    private Optional<Unit> last = Optional.empty();
    private boolean isDone;
    private Predicate<Tu> isSkipped = unit -> false;

    /**
     * Creates a reader of a format that declares the language of each text.
     *
     * @param start location before the first unit
     */
    public UnitReader(Unit.Units units, Location start) {
        this.units = units;
        this.start = start;
        this.direction = Optional.empty();
        this.header = units.header();
    }

    /**
     * Creates a reader of a format whose texts may have the languages {@link Unit#SOURCE} and {@link Unit#TARGET}.
     *
     * @param units closed if this constructor fails
     * @param languages returns the languages for the first texts of both sides
     */
    public UnitReader(Unit.Units units, Location start, BiFunction<List<String>, List<String>, Direction> languages)
            throws IOException {
        this.units = units;
        this.start = start;
        try {
            readAhead();
            this.direction = Optional.of(languages.apply(texts(true), texts(false)));
            this.header = withLanguage(units.header());
        } catch (IOException | RuntimeException e) {
            units.close();
            throw e;
        }
    }

    private void readAhead() throws IOException {
        while (!isDone && ahead.size() < SAMPLE) {
            readNext().ifPresent(ahead::add);
        }
    }

    private Optional<Unit> readNext() throws IOException {
        Optional<Unit> unit = isDone ? Optional.empty() : units.next();
        isDone = unit.isEmpty();
        return unit;
    }

    private List<String> texts(boolean ofSource) {
        List<String> texts = new ArrayList<>();
        for (Unit unit : ahead) {
            List<Tuv> sides = unit.tu().variants();
            for (int i = 0; i < sides.size(); i++) {
                boolean isSource = i == 0 && !sides.get(i).code().equals(Unit.TARGET);
                if (isSource == ofSource) {
                    texts.add(sides.get(i).text());
                }
            }
        }
        return texts;
    }

    private TmxHeader withLanguage(TmxHeader read) {
        return new TmxHeader(
                read.version(), withLanguage(read.attributes(), Tu.SOURCE), read.annotations(), read.encodings());
    }

    private Tu withLanguages(Tu unit) {
        return unit.withVariants(unit.variants().stream()
                .map(side -> new Tuv(withLanguage(side.attributes(), Tuv.CODE), side.annotations(), side.content()))
                .toList());
    }

    private Map<String, String> withLanguage(Map<String, String> attributes, String name) {
        String code = attributes.getOrDefault(name, "");
        Optional<Language> language = code.equals(Unit.SOURCE)
                ? direction.map(Direction::source)
                : code.equals(Unit.TARGET) ? direction.map(Direction::target) : Optional.empty();
        if (language.isEmpty()) {
            return attributes;
        }
        Map<String, String> found = new LinkedHashMap<>(attributes);
        found.put(name, language.get().tag());
        return found;
    }

    /** Returns the header of the file; {@link TmxHeader#NONE} if the format has none. */
    public TmxHeader header() {
        return header;
    }

    /**
     * Reads the next unit; empty after the last one.
     *
     * @throws duiqi.text.FormatException if the file is damaged and the listener rejects it, or if the rest of the file
     *     is unreadable
     */
    public Optional<Tu> next() throws IOException {
        Optional<Tu> next;
        do {
            Optional<Unit> unit = ahead.isEmpty() ? readNext() : Optional.of(ahead.removeFirst());
            last = unit.isPresent() ? unit : last;
            next = unit.map(Unit::tu).map(tu -> direction.isEmpty() ? tu : withLanguages(tu));
        } while (next.filter(isSkipped).isPresent());
        return next;
    }

    /** Skips the units that a condition accepts, and returns this reader. */
    public UnitReader skipping(Predicate<Tu> condition) {
        isSkipped = condition;
        return this;
    }

    /** Returns the source language of the last unit, as declared by the unit or its file; empty if neither declares one. */
    public Optional<Language> sourceLanguage(Tu unit) {
        return last.flatMap(Unit::source)
                .or(() -> direction.map(Direction::source))
                .or(() -> unit.attribute(Tu.SOURCE).or(header::sourceCode).flatMap(code -> LanguageName.ofCode(code)));
    }

    /** Returns the target language that the file declares for the last unit; empty if it declares none. */
    public Optional<Language> targetLanguage(Tu unit) {
        return last.flatMap(Unit::target).or(() -> direction.map(Direction::target));
    }

    /** Returns the location of the last unit read. */
    public Location location() {
        return last.map(Unit::location).orElse(start);
    }

    /**
     * Returns the location of the text of a variant of the last unit read. If the format provides none, it is the
     * location of the unit.
     *
     * @param side index of the variant in the unit
     */
    public Location.Finder place(int side) {
        return last.orElseThrow().places().of(side);
    }

    /**
     * Returns the location of the missing translation of the last unit read: that of its empty element or cell. If
     * there is none, it is the location of the source.
     */
    public Location.Finder placeOfMissing() {
        return place(last.orElseThrow().tu().variants().size());
    }

    /** Returns whether the last unit read contains comments, unknown elements or text that {@link Tu} does not hold. */
    public boolean holdsMore() {
        return last.orElseThrow().places().holdsMore();
    }

    @Override
    public void close() throws IOException {
        units.close();
    }

    /**
     * Opens a TMX file with any name.
     *
     * @param listener receives each problem and may reject the file
     * @throws FormatException if the file is not TMX
     */
    public static UnitReader tmx(Path file, ReadProblem.Listener listener) throws IOException {
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

        /** Passes on each unit, with the reader that has just read it. */
        default void read(ReadProblem.Listener listener, Units to) throws IOException {
            try (UnitReader reader = open(listener)) {
                for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                    to.unit(unit.get(), reader);
                }
            }
        }

        /** Receives the units of a memory. */
        @FunctionalInterface
        interface Units {
            void unit(Tu unit, UnitReader reader) throws IOException;
        }
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
