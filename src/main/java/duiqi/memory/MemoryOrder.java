package duiqi.memory;

import com.ibm.icu.text.UTF16;
import duiqi.exchange.TmxHeader;
import duiqi.exchange.TmxRewrite;
import duiqi.exchange.Tu;
import duiqi.exchange.Tuv;
import duiqi.exchange.UnitReader;
import duiqi.text.Location;
import duiqi.text.ReadProblem;
import duiqi.text.UnitProperties;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Sorts the units of a memory. The sort is stable. Not thread-safe. */
public final class MemoryOrder implements TmxRewrite.Plan {
    /** Lists the sort keys. */
    public enum By {
        SOURCE,
        TARGET,
        ID,
        CREATED,
        CHANGED,
        LENGTH,
        POSITION
    }

    /** Order by code point; Java's own order of strings differs for characters beyond U+FFFF. */
    private static final Comparator<String> BY_CODE_POINT = new UTF16.StringComparator(true, false, 0);

    private final int[] order;
    private int moved;

    /** Holds the sort key of a unit: the text counts first, then the value. */
    private record Key(int number, String text, long value) {}

    /**
     * Reads a memory and sorts its units.
     *
     * @param reverse true for descending order; the sort stays stable
     */
    public MemoryOrder(UnitReader.Source memory, By by, boolean reverse, ReadProblem.Listener listener)
            throws IOException {
        List<Key> keys = new ArrayList<>();
        try (UnitReader reader = memory.open(listener)) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                keys.add(key(keys.size(), unit.get(), reader.header(), by));
            }
        }
        Comparator<Key> comparator =
                Comparator.comparing(Key::text, BY_CODE_POINT).thenComparingLong(Key::value);
        keys.sort(reverse ? comparator.reversed() : comparator);
        order = keys.stream().mapToInt(Key::number).toArray();
        for (int i = 0; i < order.length; i++) {
            moved += order[i] == i ? 0 : 1;
        }
    }

    private static Key key(int number, Tu unit, TmxHeader header, By by) {
        Optional<Tuv> source = unit.source(header);
        String text = source.map(Tuv::text).orElse("");
        return switch (by) {
            case SOURCE -> new Key(number, text, 0);
            case TARGET -> new Key(number, target(unit, source), 0);
            case ID -> new Key(number, unit.id(), 0);
            case CREATED -> new Key(number, "", seconds(unit.created()));
            case CHANGED -> new Key(number, "", seconds(unit.changed()));
            case LENGTH -> new Key(number, "", text.codePointCount(0, text.length()));
            case POSITION ->
                new Key(number, unit.property(UnitProperties.SOURCE_FILE).orElse("\uFFFF"), position(unit));
        };
    }

    private static String target(Tu unit, Optional<Tuv> source) {
        return unit.variants().stream()
                .filter(side -> source.isEmpty() || !side.equals(source.get()))
                .findFirst()
                .map(Tuv::text)
                .orElse("");
    }

    private static long seconds(Optional<Instant> date) {
        return date.map(Instant::getEpochSecond).orElse(Long.MAX_VALUE);
    }

    /** Returns line and column as one number. */
    private static long position(Tu unit) {
        String[] parts =
                unit.property(UnitProperties.SOURCE_POSITION).orElse("").split(":", 2);
        try {
            return parts.length == 2 ? (Long.parseLong(parts[0]) << 32) + Long.parseLong(parts[1]) : Long.MAX_VALUE;
        } catch (NumberFormatException noPosition) {
            return Long.MAX_VALUE;
        }
    }

    /** Returns the number of units. */
    public int count() {
        return order.length;
    }

    /** Returns the number of units that change their position. */
    public int moved() {
        return moved;
    }

    @Override
    public Optional<Tu> of(Tu unit, Location location) {
        return Optional.of(unit);
    }

    @Override
    public Optional<int[]> order() {
        return Optional.of(order);
    }
}
