package duiqi.check;

import duiqi.text.Location;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Selects the units that a user means by a location or an id. Immutable.
 *
 * @param given the text of the user: {@code FILE:LINE}, {@code FILE:LINE:COLUMN}, {@code LINE}, {@code LINE:COLUMN} or an
 *     id
 * @param file the file; empty for any
 * @param line line, from 1; empty for an id
 * @param column column, from 1; empty for the whole line
 */
public record UnitPlace(String given, Optional<String> file, OptionalInt line, OptionalInt column) {
    private static final Pattern LOCATION =
            Pattern.compile("(?:(.+?):)?([1-9]\\d{0,8})(?::([1-9]\\d{0,8}))?", Pattern.DOTALL);

    /** Lists how well a unit fits, the worst first. */
    enum Nearness {
        /** The unit does not fit. */
        NONE,
        /** The unit is the last one before the place. */
        BEFORE,
        /** The unit has the number as its id. */
        ID,
        /** The place is in the source. */
        SOURCE,
        /** The line is a line of the translation. */
        LINE,
        /** The place is in the translation. */
        EXACT
    }

    /** Returns the place that a user means. */
    public static UnitPlace of(String given) {
        Matcher location = LOCATION.matcher(given.strip());
        return location.matches()
                ? new UnitPlace(
                        given,
                        Optional.ofNullable(location.group(1)),
                        OptionalInt.of(Integer.parseInt(location.group(2))),
                        location.group(3) == null
                                ? OptionalInt.empty()
                                : OptionalInt.of(Integer.parseInt(location.group(3))))
                : new UnitPlace(given, Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** Returns how well a unit fits. */
    Nearness nearness(CheckedUnit unit) {
        boolean isNamed = unit.id().equals(given.strip());
        Location start = unit.location(0);
        if (line.isEmpty() || !isIn(start.file())) {
            return isNamed ? Nearness.ID : Nearness.NONE;
        }
        int last = Math.max(0, unit.target().text().length() - 1);
        if (isWithin(start, unit.location(last))) {
            return column.isPresent() ? Nearness.EXACT : Nearness.LINE;
        }
        if (start.line() <= line.getAsInt()
                && line.getAsInt() <= unit.location(last).line()) {
            return Nearness.LINE;
        }
        Location.Finder source = unit.source().place();
        Location sourceStart = source.at(0);
        if (isIn(sourceStart.file())
                && isWithin(
                        sourceStart, source.at(Math.max(0, unit.source().text().length() - 1)))) {
            return Nearness.SOURCE;
        }
        if (isNamed) {
            return Nearness.ID;
        }
        return start.line() <= line.getAsInt() ? Nearness.BEFORE : Nearness.NONE;
    }

    private boolean isIn(String other) {
        return file.map(name -> name.equals(other) || path(name).equals(path(other)))
                .orElse(true);
    }

    private static String path(String name) {
        try {
            return Path.of(name).toAbsolutePath().normalize().toString();
        } catch (InvalidPathException noPath) {
            return name;
        }
    }

    private boolean isWithin(Location start, Location end) {
        Location first = at(start, column.orElse(Integer.MAX_VALUE));
        Location last = at(start, column.orElse(1));
        return start.compareTo(first) <= 0 && last.compareTo(end) <= 0;
    }

    private Location at(Location start, int at) {
        return new Location(start.file(), line.orElse(1), at);
    }
}
