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

        public static final Penalties NONE = new Penalties(0, 0, 0, 0);

        public Penalties {
            if (aligned < 0 || machine < 0 || unrevised < 0 || folder < 0) {
                throw new IllegalArgumentException(
                        "negative penalty: " + aligned + ", " + machine + ", " + unrevised + ", " + folder);
            }
        }

        /** Returns the penalty of a unit with the given origin. */
        public int of(IndexedUnit.Origin origin) {
            return of(origin.aligned(), origin.machine(), origin.unrevised());
        }

        int of(boolean isAligned, boolean isMachine, boolean isUnrevised) {
            return folder + (isAligned ? aligned : 0) + (isMachine ? machine : 0) + (isUnrevised ? unrevised : 0);
        }
    }
}
