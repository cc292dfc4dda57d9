package duiqi.review;

import java.util.Objects;

/**
 * What saving did to a memory. Immutable.
 *
 * @param hash SHA-256 of the file in hexadecimal, for {@link Review#saved}
 * @param added units that are new
 * @param kept units that were there and stay, changed or not
 * @param removed units that are no more
 * @param theirs units that others added, changed or took out since, and that are as they have them
 * @param both units that others and the review changed, of which both are kept
 * @param lostCodes inline codes that stood in texts that were changed, and are no more
 */
public record SavedMemory(String hash, int added, int kept, int removed, int theirs, int both, long lostCodes) {
    public SavedMemory {
        Objects.requireNonNull(hash, "hash");
    }
}
