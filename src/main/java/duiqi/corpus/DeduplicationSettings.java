package duiqi.corpus;

import java.io.Serializable;

/**
 * Which units of a corpus count as the same. Immutable.
 *
 * @param near whether units do as well that differ in case, width, white space and punctuation, or little in their words
 * @param similarity how like both their sides must be, the Jaccard index of their n-grams, from 0.5 to 1
 * @param languages of the texts
 */
record DeduplicationSettings(boolean near, double similarity, UnitLanguages languages) implements Serializable {
    /** Below this the hashes of {@link MinHash} no longer find most of the pairs. */
    private static final double MIN_SIMILARITY = 0.5;

    /** A character in twenty, or a word, may differ. */
    static final double STANDARD_SIMILARITY = 0.9;

    static final DeduplicationSettings STANDARD =
            new DeduplicationSettings(true, STANDARD_SIMILARITY, UnitLanguages.STANDARD);

    DeduplicationSettings {
        if (!(similarity >= MIN_SIMILARITY && similarity <= 1)) {
            throw new IllegalArgumentException(
                    "units are the same from a likeness of 0.5 to 1 on, not of " + similarity);
        }
    }
}
