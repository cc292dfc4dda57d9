package duiqi.index;

import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * A pair as the index of a memory keeps it. It adds to the pair what only the file of the memory tells: where the pair stands and
 * who made it. Immutable.
 *
 * @param pair the pair, with those properties that the index was told to keep, and the date in milliseconds
 * @param line where the unit stands in the file of the memory, from 1; 0 when not known
 * @param origin who made it
 */
public record IndexedUnit(TranslationUnit pair, int line, Origin origin) {
    /** Returns the text of one side. */
    public String text(UnitSide side) {
        return variant(side).text();
    }

    /** Returns the language of one side. */
    public Language language(UnitSide side) {
        return variant(side).language();
    }

    private TranslationUnit.Variant variant(UnitSide side) {
        return side == UnitSide.SOURCE ? pair.source() : pair.target();
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
