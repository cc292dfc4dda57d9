package duiqi.index;

import duiqi.text.Language;
import java.time.Instant;
import java.util.Collections;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the index of a memory keeps of a unit: enough to show it and to find it in its file. Immutable.
 *
 * @param id the identifier in the memory
 * @param sourceLanguage language of the original
 * @param source plain text of the original
 * @param targetLanguage language of the rendering
 * @param target plain text of the rendering
 * @param properties those properties of the unit that the index was told to keep
 * @param created when the unit was made, in milliseconds; empty when not known
 * @param line where the unit stands in the file of the memory, from 1; 0 when not known
 * @param origin who made it
 */
public record IndexedUnit(
        String id,
        Language sourceLanguage,
        String source,
        Language targetLanguage,
        String target,
        SortedMap<String, String> properties,
        Optional<Instant> created,
        int line,
        Origin origin) {
    public IndexedUnit {
        Objects.requireNonNull(created, "created");
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** The text of one side. */
    public String text(UnitSide side) {
        return side == UnitSide.SOURCE ? source : target;
    }

    /**
     * Who made a unit, as far as it bears on how much to trust it.
     *
     * @param aligned made by aligning two texts and not confirmed by a translator
     * @param machine translated by a machine
     * @param unrevised filled in from another text or by a machine, and not revised by a translator
     * @param author who made or last changed it
     */
    public record Origin(boolean aligned, boolean machine, boolean unrevised, Optional<String> author) {
        /** A translator whose name is not known. */
        public static final Origin UNKNOWN = new Origin(false, false, false, Optional.empty());

        public Origin {
            Objects.requireNonNull(author, "author");
        }
    }
}
