package duiqi.index;

import duiqi.text.Language;
import duiqi.text.TranslationUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * Holds a pair as the index of a memory stores it, with its line and origin in the memory file. Immutable.
 *
 * @param pair the pair with the properties that the index stores, and the date in milliseconds
 * @param line the line of the unit in the file of the memory, from 1, or 0 if unknown
 * @param origin the origin of the unit
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
     * Describes the origin of a unit, which decides its penalty.
     *
     * @param aligned true if an aligner made the unit and no translator has confirmed it
     * @param machine true if a machine translated the unit
     * @param unrevised true if the translation was filled in from another text or by a machine, and no translator has
     *     revised it
     * @param author the person who created or last changed the unit, if known
     */
    public record Origin(boolean aligned, boolean machine, boolean unrevised, Optional<String> author) {
        /** Origin of a unit by an unknown translator. */
        public static final Origin UNKNOWN = new Origin(false, false, false, Optional.empty());

        public Origin {
            Objects.requireNonNull(author, "author");
        }
    }
}
