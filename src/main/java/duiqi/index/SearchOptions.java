package duiqi.index;

import java.util.Objects;

/**
 * Which matches are wanted.
 *
 * @param minimum the least score after penalties, 0 to 102
 * @param limit how many at most, at least 1
 * @param penalties what to subtract
 */
public record SearchOptions(int minimum, int limit, Penalties penalties) {
    /** The five best from 70 on, as Trados and memoQ have it. */
    public static final SearchOptions STANDARD = new SearchOptions(70, 5, Penalties.STANDARD);

    public SearchOptions {
        if (minimum < 0 || minimum > Similarity.BOTH_NEIGHBOURS) {
            throw new IllegalArgumentException("the least score is 0 to 102, not " + minimum);
        }
        if (limit < 1) {
            throw new IllegalArgumentException("at least one match must be wanted, not " + limit);
        }
        Objects.requireNonNull(penalties, "penalties");
    }

    /**
     * Points that a match loses for where its unit comes from. A unit that is of several of these loses all.
     *
     * @param aligned for units made by aligning
     * @param machine for units translated by a machine
     * @param unrevised for units that no translator has revised
     * @param folder for every unit of the memory, since the memory as a whole is trusted less
     */
    public record Penalties(int aligned, int machine, int unrevised, int folder) {
        /** An aligned unit never hides a translator's own, and a machine's or an unrevised one never looks like either. */
        public static final Penalties STANDARD = new Penalties(1, 15, 15, 0);

        public static final Penalties NONE = new Penalties(0, 0, 0, 0);

        public Penalties {
            if (aligned < 0 || machine < 0 || unrevised < 0 || folder < 0) {
                throw new IllegalArgumentException(
                        "a penalty is not negative: " + aligned + ", " + machine + ", " + unrevised + ", " + folder);
            }
        }

        /** Returns what a unit of that origin loses. */
        public int of(IndexedUnit.Origin origin) {
            return of(origin.aligned(), origin.machine(), origin.unrevised());
        }

        int of(boolean isAligned, boolean isMachine, boolean isUnrevised) {
            return folder + (isAligned ? aligned : 0) + (isMachine ? machine : 0) + (isUnrevised ? unrevised : 0);
        }
    }
}
