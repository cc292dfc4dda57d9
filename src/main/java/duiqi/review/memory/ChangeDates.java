package duiqi.review.memory;

import duiqi.exchange.Tu;
import duiqi.exchange.UnitReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Sets the dates of the units that a save changes. A unit without changes since an earlier save keeps the date of that
 * save. Use an instance for one save; not thread-safe.
 */
public final class ChangeDates {
    private static final String ATTRIBUTE = "changedate";

    private final MemoryCopies copies;
    private final Instant now;
    private final Map<Tu, String> set = new HashMap<>();
    private Optional<Map<Tu, String>> earlier;

    /**
     * Creates the dates of a save.
     *
     * @param earlier the result of {@link #set} of the last save; empty to read the memory last written
     * @param now date of units that change for the first time
     */
    public ChangeDates(MemoryCopies copies, Optional<Map<Tu, String>> earlier, Instant now) {
        this.copies = copies;
        this.earlier = earlier;
        this.now = now;
    }

    /** Returns the dates that this save set, by the unit without its date. */
    public Map<Tu, String> set() {
        return set;
    }

    Tu dated(Tu unit) throws IOException {
        if (earlier.isEmpty()) {
            earlier = Optional.of(read());
        }
        Tu undated = unit.withoutChanged();
        String known = earlier.get().get(undated);
        Tu dated = known == null ? unit.withChanged(now) : unit.withAttribute(ATTRIBUTE, known);
        dated.attribute(ATTRIBUTE).ifPresent(date -> set.put(undated, date));
        return dated;
    }

    /** Reads the dates in the memory last written, and in those that other programs changed afterwards. */
    private Map<Tu, String> read() throws IOException {
        Map<Tu, String> dates = new HashMap<>();
        for (MemoryCopies.Merge merge : copies.merges()) {
            read(merge.ours(), dates);
        }
        if (copies.isWritten()) {
            read(copies.written(), dates);
        }
        return dates;
    }

    private static void read(Path file, Map<Tu, String> dates) throws IOException {
        try (UnitReader reader = UnitReader.tmx(file, damage -> {})) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                Tu read = unit.get();
                read.attribute(ATTRIBUTE).ifPresent(date -> dates.put(read.withoutChanged(), date));
            }
        }
    }
}
