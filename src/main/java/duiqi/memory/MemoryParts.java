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

/** Which units of a memory go into which part. Parts are named by what their units share, fit for a file name. Immutable. */
public final class MemoryParts {
    private static final int MAX_NAME_LENGTH = 60;

    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final List<Integer> partOf = new ArrayList<>();

    private MemoryParts(UnitReader.Source memory, BiFunction<Tu, Integer, String> part, ReadProblem.Listener listener)
            throws IOException {
        try (UnitReader reader = memory.open(listener)) {
            List<String> names = new ArrayList<>();
            Map<String, Integer> numbers = new HashMap<>();
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                String name = part.apply(unit.get(), partOf.size());
                // Where files are told apart without regard to case, one of two parts would take the place of the
                // other.
                int number = numbers.computeIfAbsent(name.toLowerCase(Locale.ROOT), folded -> numbers.size());
                if (number == names.size()) {
                    names.add(name);
                }
                sizes.merge(names.get(number), 1, Integer::sum);
                partOf.add(number);
            }
        }
    }

    /** Parts of so many units, named by their numbers from 1. */
    public static MemoryParts ofSize(UnitReader.Source memory, int size, ReadProblem.Listener listener)
            throws IOException {
        return new MemoryParts(
                memory, (unit, number) -> String.format(Locale.ROOT, "%03d", number / size + 1), listener);
    }

    /**
     * Parts by what units say.
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

    /** Returns a value as a part of a file name on every system. */
    private static String name(Optional<String> value) {
        String name = value.orElse("").strip().replaceAll("[\\p{Cc}\\p{Cf}/\\\\:*?\"<>|\\s]+", "-");
        String fitting = name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) : name;
        return fitting.isBlank() || fitting.startsWith(".") ? "none" : fitting;
    }

    /** Returns how many units each part has, in the order in which they come first. */
    public Map<String, Integer> sizes() {
        return Collections.unmodifiableMap(sizes);
    }

    /** Returns the number of the part that a unit goes into, in the order of {@link #sizes()}; both numbers are from 0. */
    public int of(int unit) {
        return partOf.get(unit);
    }
}
