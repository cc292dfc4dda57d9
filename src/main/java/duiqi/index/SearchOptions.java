package duiqi.index;

import java.util.Objects;

/**
 * Selects and limits the matches of a search.
 *
 * @param minimum the minimum score after penalties, 0 to 102
 * @param limit the maximum number of matches, at least 1
 * @param penalties the points to subtract
 */
public record SearchOptions(int minimum, int limit, Penalties penalties) {
    /** The five best matches from a score of 70, as in Trados and memoQ. */
    public static final SearchOptions STANDARD = new SearchOptions(70, 5, Penalties.STANDARD);

    /**
     * Requires a score and a limit that a search can have.
     *
     * @param minimum the minimum score after penalties, 0 to 102
     * @param limit the maximum number of matches, at least 1
     * @param penalties the points to subtract
     * @throws IllegalArgumentException if the minimum is outside 0 to 102, or the limit is under 1
     */
    public SearchOptions {
        if (minimum < 0 || minimum > Similarity.BOTH_NEIGHBOURS) {
            throw new IllegalArgumentException("minimum score must be 0 to 102, not " + minimum);
        }
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, not " + limit);
        }
        Objects.requireNonNull(penalties, "penalties");
    }

    /**
     * Sets the points that a match loses because of its origin. If several apply, all are subtracted.
     *
     * @param aligned the points for units that an aligner made
     * @param machine the points for machine-translated units
     * @param unrevised the points for units that no translator has revised
     * @param folder the points for every unit of the memory, if the memory as a whole is less reliable
     */
    public record Penalties(int aligned, int machine, int unrevised, int folder) {
        /**
         * Penalties that rank translators' units above equal aligned ones, and both above machine-translated and
         * unrevised ones.
         */
        public static final Penalties STANDARD = new Penalties(1, 15, 15, 0);

        /** Penalties that subtract nothing. */
        public static final Penalties NONE = new Penalties(0, 0, 0, 0);

        /**
         * Requires points that are not negative.
         *
         * @param aligned the points for units that an aligner made
         * @param machine the points for machine-translated units
         * @param unrevised the points for units that no translator has revised
         * @param folder the points for every unit of the memory, if the memory as a whole is less reliable
         * @throws IllegalArgumentException if a penalty is negative
         */
        public Penalties {
            if (aligned < 0 || machine < 0 || unrevised < 0 || folder < 0) {
                throw new IllegalArgumentException(
                        "negative penalty: " + aligned + ", " + machine + ", " + unrevised + ", " + folder);
            }
        }

        /**
         * {@return the penalty of a unit with the given origin}
         *
         * @param origin who made the unit and whether a translator revised it
         */
        public int of(IndexedUnit.Origin origin) {
            return of(origin.aligned(), origin.machine(), origin.unrevised());
        }

        int of(boolean isAligned, boolean isMachine, boolean isUnrevised) {
            return folder + (isAligned ? aligned : 0) + (isMachine ? machine : 0) + (isUnrevised ? unrevised : 0);
        }
    }

    /**
     * Computes the similarity of two texts, as translators see it.
     *
     * <p>Both texts are split into {@link Tokens}, m and n of them. Let d be the minimum number of tokens to insert, delete
     * or replace (Levenshtein 1966). The similarity is 1 - d / max(m, n), and the percentage is 100 times that, rounded
     * down. Two texts without tokens have the similarity 1.
     *
     * <p>Only texts that are equal character for character get 100 percent, 101 if one neighbour is also equal, and 102 if
     * both are: the scale of memoQ. Texts with the same tokens get 99, and fuzzy matches get 99 at most.
     */
    static final class Similarity {
        static final int SAME_TOKENS = 99;
        static final int EXACT = 100;
        static final int BOTH_NEIGHBOURS = 102;

        private Similarity() {}

        /**
         * Returns the similarity for a distance.
         *
         * @param distance d, at most {@code longer}
         * @param longer max(m, n)
         */
        static double of(int distance, int longer) {
            return longer == 0 ? 1 : (double) (longer - distance) / longer;
        }

        /** Returns the percentage of texts with different tokens. */
        static int fuzzyPercentage(int distance, int longer) {
            return (int) Math.min(SAME_TOKENS, 100L * (longer - distance) / longer);
        }
    }
}
