package duiqi.memory;

import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import duiqi.text.ReadProblem;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Assigns the units of a memory to parts. Names each part after the common value of its units, in a form that is valid
 * as a file name. Immutable.
 */
public final class MemoryParts {
    private static final int MAX_NAME_LENGTH = 60;

    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final List<Integer> partOf = new ArrayList<>();

    private MemoryParts(UnitReader.Source memory, BiFunction<Tu, Integer, String> part, ReadProblem.Listener listener)
            throws IOException {
        List<String> names = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        memory.read(listener, (unit, reader) -> {
            String name = part.apply(unit, partOf.size());
            // On file systems that ignore case, the file of one part would overwrite that of the other.
            int number = numbers.computeIfAbsent(name.toLowerCase(Locale.ROOT), folded -> numbers.size());
            if (number == names.size()) {
                names.add(name);
            }
            sizes.merge(names.get(number), 1, Integer::sum);
            partOf.add(number);
        });
    }

    /** Splits a memory into parts of a fixed number of units, numbered from 1. */
    public static MemoryParts ofSize(UnitReader.Source memory, int size, ReadProblem.Listener listener)
            throws IOException {
        return new MemoryParts(
                memory, (unit, number) -> String.format(Locale.ROOT, "%03d", number / size + 1), listener);
    }

    /**
     * Splits a memory by a value of its units.
     *
     * @param what {@code year}, {@code author} or the type of a property
     */
    public static MemoryParts by(UnitReader.Source memory, String what, ReadProblem.Listener listener)
            throws IOException {
        return new MemoryParts(memory, (unit, number) -> name(value(unit, what)), listener);
    }

    private static Optional<String> value(Tu unit, String what) {
        return switch (what) {
            case "year" ->
                unit.changed()
                        .map(date ->
                                Integer.toString(date.atZone(ZoneOffset.UTC).getYear()));
            case "author" -> unit.author();
            default ->
                unit.property(what)
                        .or(() -> unit.variants().stream()
                                .flatMap(side -> side.property(what).stream())
                                .findFirst());
        };
    }

    /** Returns a value as a part of a file name that is valid on every system. */
    private static String name(Optional<String> value) {
        String name = value.orElse("").strip().replaceAll("[\\p{Cc}\\p{Cf}/\\\\:*?\"<>|\\s]+", "-");
        String fitting = name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) : name;
        return fitting.isBlank() || fitting.startsWith(".") ? "none" : fitting;
    }

    /** Returns the number of units of each part, in the order in which the parts first occur. */
    public Map<String, Integer> sizes() {
        return Collections.unmodifiableMap(sizes);
    }

    /** Returns the number of the part of a unit, as an index into {@link #sizes()}. Both numbers count from 0. */
    public int of(int unit) {
        return partOf.get(unit);
    }
}
