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
 * save. Not thread-safe.
 */
final class ChangeDates {
    private static final String ATTRIBUTE = "changedate";

    private final MemoryCopies copies;
    private final Instant now;

    /** The dates of earlier saves, by the unit without its date; empty until a unit needs them. */
    private final Map<Tu, String> earlier = new HashMap<>();

    private boolean isRead;

    /**
     * Creates the dates of a save.
     *
     * @param now date of units that change for the first time
     */
    ChangeDates(MemoryCopies copies, Instant now) {
        this.copies = copies;
        this.now = now;
    }

    Tu dated(Tu unit) throws IOException {
        if (!isRead) {
            isRead = true;
            // Other programs may have changed the memory after a save.
            for (MemoryCopies.Merge merge : copies.merges()) {
                read(merge.ours());
            }
            if (copies.isWritten()) {
                read(copies.written());
            }
        }
        String known = earlier.get(unit.withoutChanged());
        return known == null ? unit.withChanged(now) : unit.withAttribute(ATTRIBUTE, known);
    }

    private void read(Path file) throws IOException {
        try (UnitReader reader = UnitReader.tmx(file, damage -> {})) {
            for (Optional<Tu> unit = reader.next(); unit.isPresent(); unit = reader.next()) {
                Tu read = unit.get();
                read.attribute(ATTRIBUTE).ifPresent(date -> earlier.put(read.withoutChanged(), date));
            }
        }
    }
}
