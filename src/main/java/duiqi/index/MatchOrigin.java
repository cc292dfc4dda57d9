package duiqi.index;

import java.util.Objects;
import java.util.Optional;

/**
 * Who made a unit, as far as it bears on how much to trust it.
 *
 * @param aligned made by aligning two texts and not confirmed by a translator
 * @param machine translated by a machine
 * @param unrevised filled in from another text or by a machine, and not revised by a translator
 * @param author who made or last changed it
 */
public record MatchOrigin(boolean aligned, boolean machine, boolean unrevised, Optional<String> author) {
    /** A translator whose name is not known. */
    public static final MatchOrigin UNKNOWN = new MatchOrigin(false, false, false, Optional.empty());

    public MatchOrigin {
        Objects.requireNonNull(author, "author");
    }
}
